"""Whether figures of districts give the figure of the whole, and what is said instead.

Medians and ratios of medians cannot be added up or averaged: of those only the range of
districts is offered, and nothing here works out anything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from evidence import series
from evidence.drawing.numbers import said
from evidence.models import Indicator
from evidence.series import Figure

Adding = Indicator.Adding


class Refused(Exception):
    """These figures may not be added up, and why, in a sentence."""


@dataclass(frozen=True)
class Range:
    """The lowest and the highest of the districts for one period, and how many there are."""

    lowest: Figure
    highest: Figure
    known: int
    districts: int

    @property
    def words(self) -> str:
        """“between £458 in North Saltings and £571 in Marl Vale”."""
        low, high = in_words(self.lowest), in_words(self.highest)
        if self.known == 1:
            return low
        return f"between {low} and {high}"


def in_words(one: Figure) -> str:
    assert one.value is not None  # noqa: S101 - a range is of those given
    figure = said(series.plain(one.value, one.decimals), one.unit)
    return f"{figure} in {one.area_name}"


def of_districts(found: Iterable[Figure], districts: Mapping[str, str]) -> list[Figure]:
    """The figures given of these districts, for the last period that any has."""
    given = [
        one
        for one in series.standing(found)
        if one.area in districts and one.value is not None
    ]
    if not given:
        return []
    last = max(given, key=lambda one: one.when).period
    return [one for one in given if one.period == last]


def range_of(given: Iterable[Figure], districts: Mapping[str, str]) -> Range | None:
    in_order = sorted(given, key=lambda one: (one.value or 0, one.area_name))
    if not in_order:
        return None
    return Range(in_order[0], in_order[-1], len(in_order), len(districts))


def added_up(
    adding: str, given: Iterable[Figure], districts: Mapping[str, str]
) -> Decimal:
    """The sum of the districts. Raises Refused where there is none, or not yet."""
    given = list(given)
    if adding == Adding.NEVER:
        raise Refused(
            "Figures of districts cannot be added up or averaged into one for the whole "
            "place. Quote the range of the districts instead"
        )
    if adding == Adding.WEIGHTED:
        raise Refused(
            "Figures of districts cannot simply be added up or averaged: each would have "
            "to be weighted with what it is a share of, such as the people, jobs or "
            "premises of the district in the same period. Quote the range instead, or a "
            "figure its publisher gives for the whole place"
        )
    if missing := [
        name for code, name in districts.items() if code not in areas(given)
    ]:
        raise Refused(
            "They can be added up when every district has a figure for the same period. "
            f"Still without one: {', '.join(sorted(missing))}"
        )
    return sum((one.value for one in given if one.value is not None), Decimal(0))


def areas(given: Iterable[Figure]) -> set[str]:
    return {one.area for one in given}


@dataclass(frozen=True)
class Whole:
    """What can be said of the whole place from its districts."""

    period: str
    range: Range
    total: str  # with its unit; empty where it is refused
    refusal: str


def whole(
    adding: str, found: Iterable[Figure], districts: Mapping[str, str]
) -> Whole | None:
    """None where no district has a figure."""
    given = of_districts(found, districts)
    between = range_of(given, districts)
    if between is None:
        return None
    first = given[0]
    try:
        total = added_up(adding, given, districts)
    except Refused as refused:
        return Whole(first.period, between, "", str(refused))
    decimals = max(one.decimals for one in given)
    return Whole(
        first.period, between, said(series.plain(total, decimals), first.unit), ""
    )
