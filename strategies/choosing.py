"""Which two saved texts to compare: chosen by what people remember of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Max, Subquery
from django.utils.formats import date_format
from django.utils.timezone import localtime

from people.models import User
from strategies import landmarks
from strategies.history import NEVER_STOOD, by_revision, light
from strategies.models import Landmark, Part, Revision, Visit

OFFERED = 200  # sittings; older texts are chosen in the history


@dataclass(frozen=True)
class Choice:
    """One saved text, in the words of the list it is chosen from."""

    revision: Revision
    marks: list[Landmark] = field(default_factory=list)
    stands: bool = False

    @property
    def number(self) -> int:
        return self.revision.number

    @property
    def words(self) -> str:
        happened = [landmarks.in_words(mark) for mark in self.marks]
        if self.stands:
            happened.append("stands now")
        elif self.revision.kind == Revision.Kind.ASIDE:
            happened.append("kept aside")
        said = f" ({'; '.join(happened)})" if happened else ""
        at = date_format(localtime(self.revision.at), "j F Y, H:i")
        return f"{at}, {self.revision.by.name}{said}"


@dataclass(frozen=True)
class Shortcut:
    """A text worth comparing with the one that stands; none if it still stands."""

    words: str
    number: int | None


@dataclass(frozen=True)
class Offer:
    choices: list[Choice]
    shortcuts: list[Shortcut]


def offer(part: Part, user: User, asked: Iterable[int | None]) -> Offer:
    """The last text of each sitting, what was asked for, and the likely ones."""
    ends = part.revisions.order_by().values("sitting").annotate(last=Max("number"))
    recent = ends.order_by("-last").values("last")[:OFFERED]
    rows = part.revisions.filter(number__in=Subquery(recent))
    rows |= part.revisions.filter(number__in=[one for one in asked if one])
    marks = list(landmarks.shown_to(user, part))
    named = by_revision(marks)
    choices = [
        Choice(row, named.get(row.pk, []), row.pk == part.latest_id)
        for row in light(rows)
    ]
    return Offer(choices, list(_shortcuts(part, marks, when_last_here(part, user))))


def when_last_here(part: Part, user: User) -> Revision | None:
    """The text that stood when this person's visit before this one ended."""
    visits = Visit.objects.filter(strategy=part.strategy_id, user=user)
    since = Subquery(visits.values("since")[:1])
    stood = part.revisions.exclude(kind__in=NEVER_STOOD)
    return light(stood.filter(at__lte=since)).first()


def _shortcuts(
    part: Part, marks: list[Landmark], here: Revision | None
) -> Iterator[Shortcut]:
    """The last landmark of all, the last version, and what this person last saw."""
    frozen = [mark for mark in marks if mark.what == Landmark.What.FROZEN]
    last = {mark.revision_id: mark for mark in (*frozen[-1:], *marks[-1:])}
    for mark in last.values():
        at = date_format(localtime(mark.at), "j F Y, H:i")
        yield _shortcut(part, f"{landmarks.in_words(mark)}, {at}", mark.revision)
    if here:
        yield _shortcut(part, "When you were last here", here)


def _shortcut(part: Part, words: str, revision: Revision) -> Shortcut:
    number = None if revision.pk == part.latest_id else revision.number
    return Shortcut(words, number)
