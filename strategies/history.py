"""The saved texts of a part as people remember them: by sittings, not by keystrokes.

A sitting is what one person saved in one go, a line however often that was. A text that
was kept beside another's, or sent before it was joined, never stood by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet, Subquery
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
    """What one person saved in one go, newest first, and what stood before it.

    Others may have saved between the first and the last: their words do not count here.
    """

    saves: Sequence[Revision]
    before: Revision | None
    difference: int = 0  # how many words more its own saves made of it, or fewer
    beside: Sequence[str] = ()  # who else saved between them
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
        if self.beside:
            kinds.discard(Kind.MERGED)
        said = [kind.label for kind in Kind if kind in kinds]
        names = " and ".join(self.beside)
        return [*said, f"{names} wrote at the same time"] if self.beside else said

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
    by_sitting = part.revisions.order_by().values("sitting")
    ends = by_sitting.annotate(first=Min("number"), last=Max("number"))
    rows = list(ends.order_by("-last"))
    found = Paginator(rows, PER_PAGE).get_page(page)
    shown = {row["sitting"] for row in found}
    first = min((row["first"] for row in found), default=0)
    last = max((row["last"] for row in found), default=0)
    earlier = part.revisions.filter(number__lt=first).exclude(kind__in=NEVER_STOOD)
    before = Subquery(earlier.order_by("-number").values("number")[:1])
    wanted = part.revisions.filter(Q(number__range=(first, last)) | Q(number=before))
    marks = by_revision(
        landmarks.shown_to(user, part).filter(revision__sitting__in=shown)
    )
    waiting = unsettled(part)
    lines = folded(list(light(wanted)), marks, waiting)
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
    before: dict[int, Revision | None] = {}
    written: Counter[int] = Counter()
    stands: Revision | None = None
    for save in reversed(saves):
        groups.setdefault(save.sitting, []).insert(0, save)
        before.setdefault(save.sitting, stands)
        if save.kind not in NEVER_STOOD:
            written[save.sitting] += save.words - (stands.words if stands else 0)
            stands = save
    open_ones = {save.pk for save in waiting}
    found = [
        Sitting(
            group,
            before[number],
            written[number],
            _beside(group, saves),
            [mark for save in reversed(group) for mark in marks.get(save.pk, [])],
            is_open=any(save.pk in open_ones for save in group),
        )
        for number, group in groups.items()
    ]
    return sorted(found, key=lambda sitting: -sitting.saves[0].number)


def _beside(group: Sequence[Revision], saves: Iterable[Revision]) -> list[str]:
    """The names of those who saved between the first and the last of these."""
    last, first = group[0], group[-1]
    between = [
        save
        for save in stood(saves)
        if first.number < save.number < last.number and save.by != last.by
    ]
    return sorted({save.by.name for save in between})


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
