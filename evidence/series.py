"""Figures as pages and charts read them: plain, without the database behind them.

Nothing here adds up or averages: what may be is said by `evidence.adding`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format

from evidence.drawing.numbers import grouped
from evidence.models import Item, Observation
from evidence.permissions import may_read_restricted
from people.models import Place, PlaceCode, User

GIVEN = Observation.State.GIVEN
WIDE = ("REGION", "COUNTRY")  # of which figures are there to compare with


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure, or that there is none: of an area, for a period, in one edition."""

    area: str
    area_name: str
    area_kind: str
    unit: str
    breakdown: str
    period: str
    earliest: date | None
    latest: date | None
    state: str
    value: Decimal | None
    decimals: int
    comparator_name: str
    comparator_value: Decimal | None
    ci_low: Decimal | None
    ci_high: Decimal | None
    status: str
    dataset: str
    publisher: str
    edition: str
    released_on: date | None
    is_superseded: bool
    note: str
    ref: str | None
    pk: int
    key: str  # of the indicator, and its title
    title: str
    is_ours: bool

    @property
    def said(self) -> str:
        return "" if self.value is None else grouped(plain(self.value, self.decimals))

    @property
    def state_words(self) -> str:
        return str(Observation.State(self.state).label)

    @property
    def limits(self) -> str:
        """“76.9 to 79.9”."""
        if self.ci_low is None or self.ci_high is None:
            return ""
        low, high = (plain(one, self.decimals) for one in (self.ci_low, self.ci_high))
        return f"{grouped(low)} to {grouped(high)}"

    @property
    def compared(self) -> str:
        """“England 75.6”, of the same period."""
        if self.comparator_value is None:
            return ""
        value = grouped(plain(self.comparator_value, self.decimals))
        return f"{self.comparator_name} {value}"

    @property
    def source(self) -> str:
        """Who says so: “ONS, Business demography, 21 November 2018”."""
        said = (self.publisher, self.dataset, in_words(self.edition))
        return ", ".join(words for words in said if words)

    @property
    def origin(self) -> str:
        """The same without the edition: “ONS, Business demography”."""
        return ", ".join(words for words in (self.publisher, self.dataset) if words)

    @property
    def newest(self) -> tuple[Any, ...]:
        """To sort by: a later release over an earlier one, whatever else is known."""
        return (self.released_on or date.min, self.edition, self.pk)

    @property
    def when(self) -> tuple[Any, ...]:
        return (self.latest or date.min, self.period)


COLUMNS = tuple(
    name for name in Figure.__slots__ if name not in ("ref", "key", "title", "is_ours")
)


def in_words(released: str) -> str:
    """A day of release as the British write it; anything else as its publisher does."""
    try:
        return date_format(date.fromisoformat(released))
    except ValueError:
        return released


def plain(value: Decimal, decimals: int) -> str:
    """With as many decimals as its publisher gives, and never fewer than it has."""
    needed = -int(value.normalize().as_tuple().exponent)
    return f"{value:.{max(decimals, needed, 0)}f}"


def visible_to(user: User, place: Place) -> QuerySet[Observation]:
    """The figures of the base that this person reads; never of withdrawn evidence.

    Of what is restricted they see nothing, unless they may read that in full.
    """
    rows = in_use(place)
    if place.pk not in user.reads_for():
        rows = rows.filter(item__in=Item.objects.visible_to(user).values("pk"))
    return rows if may_read_restricted(user, place) else rows.filter(UNRESTRICTED)


UNRESTRICTED = Q(item=None) | Q(item__is_restricted=False)


def in_use(place: Place) -> QuerySet[Observation]:
    kept = Q(item=None) | Q(item__withdrawn_at=None)
    return Observation.objects.filter(kept, place=place)


def publishable(place: Place) -> QuerySet[Observation]:
    """Those that a chart may draw: it will be read by everybody."""
    return in_use(place).filter(UNRESTRICTED, is_superseded=False)


def figures(rows: QuerySet[Observation], place: Place) -> list[Figure]:
    """In one query; each knows whether it is of the place itself."""
    ours = PlaceCode.objects.filter(place=place, code=OuterRef("area"))
    found = rows.order_by().annotate(is_ours=Exists(ours))
    beside = ("item__ref", "indicator__key", "indicator__title", "is_ours")
    names = (*COLUMNS, "ref", "key", "title", "is_ours")
    return [
        Figure(**dict(zip(names, values, strict=True)))
        for values in found.values_list(*COLUMNS, *beside)
    ]


def standing(found: Iterable[Figure]) -> list[Figure]:
    """One for each area and period: the newest, where sources disagree."""
    kept: dict[tuple[str, ...], Figure] = {}
    for one in sorted(found, key=lambda one: one.newest):
        if not one.is_superseded:
            kept[one.unit, one.breakdown, one.area, one.period] = one
    return list(kept.values())


@dataclass(frozen=True)
class Disagreement:
    """Figures that do not say the same of one area and period, each with its source."""

    figures: list[Figure]

    @property
    def first(self) -> Figure:
        return self.figures[0]


def disagreements(found: Iterable[Figure]) -> list[Disagreement]:
    """Different values of one area and period, of which none is superseded."""
    said: dict[tuple[str, ...], list[Figure]] = {}
    for one in found:
        if not one.is_superseded and one.value is not None:
            key = (one.unit, one.breakdown, one.area, one.period)
            said.setdefault(key, []).append(one)
    return [
        Disagreement(sorted(those, key=lambda one: one.newest, reverse=True))
        for those in said.values()
        if len({one.value for one in those}) > 1
    ]


def superseded_by(found: Iterable[Figure]) -> Iterator[tuple[Figure, Figure | None]]:
    """Each figure of an older edition, and the newer one of the same area and period."""
    found = list(found)
    newer = {
        (one.unit, one.breakdown, one.area, one.period): one for one in standing(found)
    }
    for one in found:
        if one.is_superseded:
            yield one, newer.get((one.unit, one.breakdown, one.area, one.period))
