"""The saved texts of a part as people remember them: by sittings, not by keystrokes.

A sitting is what one person saved in one go, a line however often that was. A text that
was kept beside another's, or sent before it was joined, never stood by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime

from people.models import User
from strategies import landmarks
from strategies.models import Landmark, Part, Revision

PER_PAGE = 25
UNFOLDED = 20  # the newest saves of a sitting; the others have a page of their own

Kind = Revision.Kind
NEVER_STOOD = (Kind.ASIDE, Kind.SENT)
# What stays unsaid of a sitting, because every sitting is made of it.
USUAL = (Kind.SAVED, Kind.SENT)


@dataclass(frozen=True)
class Sitting:
    """What one person saved in one go, newest first, and what stood before it."""

    saves: Sequence[Revision]
    before: Revision | None
    marks: list[Landmark] = field(default_factory=list)
    is_open: bool = False

    @property
    def number(self) -> int:
        return self.last.sitting

    @property
    def last(self) -> Revision:
        """The text it ended with."""
        return next(iter(stood(self.saves)), self.saves[0])

    @property
    def by(self) -> User:
        return self.last.by

    @property
    def when(self) -> str:
        return span(self.saves[-1].at, self.saves[0].at)

    @property
    def is_aside(self) -> bool:
        return self.last.kind == Kind.ASIDE

    @property
    def read_at(self) -> int:
        """The text its writer began with."""
        if self.is_aside:
            return self.last.base
        return self.before.number if self.before else 0

    @property
    def difference(self) -> int:
        """How many words more than before it, or fewer."""
        return self.last.words - (self.before.words if self.before else 0)

    @property
    def difference_in_words(self) -> str:
        if self.is_aside:
            return ""
        return more_or_fewer(self.difference)

    @property
    def named(self) -> list[tuple[str, Landmark]]:
        return [(landmarks.in_words(mark), mark) for mark in self.marks]

    @property
    def happened(self) -> list[str]:
        """What is worth saying beside that it was saved."""
        kinds = {save.kind for save in self.saves if save.kind not in USUAL}
        return [kind.label for kind in Kind if kind in kinds]

    @property
    def unfolded(self) -> Sequence[Revision]:
        """The newest of several saves, the texts before they were joined left out."""
        saves = [save for save in self.saves if save.kind != Kind.SENT]
        return saves[:UNFOLDED] if len(saves) > 1 else []

    @property
    def count(self) -> int:
        return sum(save.kind != Kind.SENT for save in self.saves)


@dataclass(frozen=True)
class Leaf:
    """One page of the sittings of a part, and every text that waits to be settled."""

    page: Page
    sittings: list[Sitting]
    unsettled: list[Revision]


def sittings(part: Part, user: User, page: str | None) -> Leaf:
    """The newest first; the queries are the same for any number of saves."""
    stands = Max("number", filter=~Q(kind__in=NEVER_STOOD))
    ends = part.revisions.order_by().values("sitting")
    rows = list(ends.annotate(last=Max("number"), stood=stands).order_by("-last"))
    found = Paginator(rows, PER_PAGE).get_page(page)
    shown = {row["sitting"] for row in found}
    before = max((row["stood"] or 0 for row in rows[found.end_index() :]), default=0)
    wanted = part.revisions.filter(Q(sitting__in=shown) | Q(number=before))
    saves = list(light(wanted))
    marks = by_revision(
        landmarks.shown_to(user, part).filter(revision__sitting__in=shown)
    )
    waiting = unsettled(part)
    lines = folded(saves, marks, waiting)
    return Leaf(found, [one for one in lines if one.number in shown], waiting)


def saves_of(part: Part, sitting: int, page: str | None) -> Page:
    """Every save of one sitting, the newest first."""
    rows = part.revisions.filter(sitting=sitting)
    return Paginator(light(rows), PER_PAGE).get_page(page)


def folded(
    saves: Sequence[Revision],
    marks: dict[int, list[Landmark]],
    waiting: Iterable[Revision] = (),
) -> list[Sitting]:
    """Saves, the newest first, by their sittings, each with what stood before it."""
    groups: dict[int, list[Revision]] = {}
    for save in saves:
        groups.setdefault(save.sitting, []).append(save)
    open_ones = {save.pk for save in waiting}
    found = []
    before: Revision | None = None
    for group in sorted(groups.values(), key=lambda group: group[-1].number):
        named = [mark for save in reversed(group) for mark in marks.get(save.pk, [])]
        is_open = any(save.pk in open_ones for save in group)
        found.append(Sitting(group, before, named, is_open))
        before = next(iter(stood(group)), before)
    return sorted(found, key=lambda sitting: -sitting.saves[0].number)


def unsettled(part: Part) -> list[Revision]:
    """Texts kept aside since which nobody joined two, nor did their writers go on.

    Of those that one person went on sending in one go, the last, which has it all.
    """
    later = Revision.objects.filter(part=part, number__gt=OuterRef("number"))
    went_on = Q(by=OuterRef("by"), base__gt=OuterRef("base"))
    answered = later.filter(Q(kind=Kind.JOINED) | went_on & ~Q(kind__in=NEVER_STOOD))
    found = light(part.revisions.filter(~Exists(answered), kind=Kind.ASIDE))
    return list({save.sitting: save for save in reversed(found)}.values())


def span(began: datetime, ended: datetime) -> str:
    """From one moment to another, the day said once if it is the same."""
    first, last = localtime(began), localtime(ended)
    start, end = date_format(first, "j F Y, H:i"), date_format(last, "H:i")
    if first.date() != last.date():
        end = date_format(last, "j F Y, H:i")
    return start if start.endswith(end) else f"{start} to {end}"


def more_or_fewer(difference: int) -> str:
    """A change in the number of words, for people to read."""
    if difference == 0:
        return "as many words as before"
    many = f"{abs(difference):,} word{'' if abs(difference) == 1 else 's'}"
    return f"{many} {'more' if difference > 0 else 'fewer'}"


def light(revisions: QuerySet[Revision]) -> QuerySet[Revision]:
    """With their writers, without their texts; newest first."""
    return revisions.select_related("by").defer("blocks").order_by("-number")


def stood(saves: Iterable[Revision]) -> Iterable[Revision]:
    return (save for save in saves if save.kind not in NEVER_STOOD)


def by_revision(marks: Iterable[Landmark]) -> dict[int, list[Landmark]]:
    found: dict[int, list[Landmark]] = {}
    for mark in marks:
        found.setdefault(mark.revision_id, []).append(mark)
    return found
