"""The figures that charts draw, read when a document is built and frozen with it.

A chart's row in a document has `data` beside its own fields, as `evidence.drawing` draws
it, so that a version shows for ever what it showed when it was frozen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q

from evidence import drawing, plotting, series
from evidence.plotting import COMPARED
from evidence.series import WIDE, Figure
from people.models import Place, PlaceCode

Row = dict[str, Any]


def with_data(place: Place, rows: list[Row]) -> list[Row]:
    """The charts with the figures they draw, in one query; in none without charts."""
    if not rows:
        return rows
    found = series.figures(wanted(place, rows), place)
    return [{**row, "data": data_of(row, found)} for row in rows]


def wanted(place: Place, rows: Iterable[Row]) -> Any:
    """The figures of these charts, as far as everybody may see them."""
    ours = Exists(PlaceCode.objects.filter(place=place, code=OuterRef("area")))
    any_of = Q(pk__in=[])
    for row in rows:
        one = Q(
            indicator__key=row["indicator"],
            unit=row["unit"],
            breakdown=row["breakdown"],
        )
        if row["shape"] == "ranked" and row["period"]:
            one &= Q(period=row["period"])
        if row["shape"] == "series":
            named = [area for area in row["areas"] if not area.startswith(COMPARED)]
            one &= Q(area__in=named) | Q(ours)
        any_of |= one
    return series.publishable(place).filter(any_of)


def data_of(row: Row, found: Iterable[Figure]) -> Row | None:
    """What this chart draws; None where there is no figure of its statistic."""
    own = [one for one in found if one.key == row["indicator"]]
    if not own:
        return None
    return plotting.data(
        row["shape"],
        own,
        statistic=own[0].title,
        unit=row["unit"],
        breakdown=row["breakdown"],
        areas=row["areas"],
        period=row["period"],
    )


def refs_of(row: Row) -> list[str]:
    """The evidence behind what it draws: cited without being typed."""
    data = row.get("data") or {}
    return [source["ref"] for source in data.get("sources", []) if source["ref"]]


def alternative(row: Row) -> str:
    """What it shows in words: the place's own, or what the figures say of themselves."""
    if said := row["alternative"].strip():
        return str(said)
    data = row.get("data")
    return drawing.sentence(data) if data and drawing.is_drawable(data) else ""


def lacks(row: Row) -> Iterator[str]:
    """What a chart needs before the strategy goes for approval."""
    if not drawing.is_drawable(row.get("data")):
        yield (
            "has no figures to draw: its statistic, unit, part or period is not in the "
            "evidence that you may publish"
        )


def offered_areas(found: Iterable[Figure]) -> list[tuple[str, str]]:
    """The areas that charts of these can show: ours, what it is compared with, others."""
    names: dict[str, Figure] = {}
    for one in sorted(found, key=lambda one: one.when):
        names[one.area] = one
    in_order = sorted(
        names.values(),
        key=lambda one: (not one.is_ours, one.area_kind not in WIDE, one.area_name),
    )
    ours = [(one.area, one.area_name) for one in in_order if one.is_ours]
    others = [(one.area, one.area_name) for one in in_order if not one.is_ours]
    return [*ours, *compared_with(names.values()), *others]


def compared_with(found: Iterable[Figure]) -> list[tuple[str, str]]:
    names = {one.comparator_name for one in found if one.comparator_value is not None}
    there = {one.area_name for one in found}
    return [
        (f"{COMPARED}{name}", f"{name} (as quoted beside our figures)")
        for name in sorted(names - there)
        if name
    ]
