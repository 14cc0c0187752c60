"""Editions of a series: the newest stands, the earlier ones are marked.

Series are revised whole, so a newer edition makes every figure of an older one out of
date, whether or not it gives that very figure again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from evidence.models import Observation
from office.approximate import Approximate, NotADate
from people.models import Place


def settle(place: Place, indicators: Iterable[int]) -> int:
    """Mark the figures of older editions of these series, and only those; how many.

    Whatever was taken in or out before, the marks are right afterwards.
    """
    figures = Observation.objects.filter(place=place, indicator__in=list(indicators))
    editions: dict[tuple[int, str], dict[str, date]] = defaultdict(dict)
    rows = figures.order_by().values_list(
        "indicator", "dataset", "edition", "released_on"
    )
    for indicator, dataset, edition, released_on in rows.distinct():
        if day := released(edition, released_on):
            editions[indicator, dataset][edition] = day
    marked = 0
    for (indicator, dataset), days in editions.items():
        newest = max(days.values())
        older = [edition for edition, day in days.items() if day < newest]
        series = figures.filter(indicator=indicator, dataset=dataset)
        series.filter(is_superseded=True).exclude(edition__in=older).update(
            is_superseded=False
        )
        if older:
            marked += series.filter(edition__in=older, is_superseded=False).update(
                is_superseded=True
            )
    return marked


def released(edition: str, released_on: date | None) -> date | None:
    """When an edition came out, as near as its own words say."""
    if released_on:
        return released_on
    try:
        return Approximate.parse(edition).earliest
    except (NotADate, ValueError):
        return None
