"""From figures to what `evidence.drawing` draws: which lines, which points, what to say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from evidence import series
from evidence.series import WIDE, Figure

# An area of its own: what our figures were compared with, where that has no figures.
COMPARED = "compared:"
MOST_LINES = 6

Row = dict[str, Any]


def data(
    shape: str,
    found: Iterable[Figure],
    *,
    statistic: str,
    unit: str,
    breakdown: str,
    areas: Sequence[str] = (),
    period: str = "",
) -> Row:
    """What a chart of these draws; `areas` by code, all alike where none is named."""
    found = list(found)
    wanted = [
        one
        for one in series.standing(found)
        if one.unit == unit and one.breakdown == breakdown
    ]
    if shape == "ranked":
        period = period or latest_period(wanted)
        wanted = [one for one in wanted if one.period == period]
    lines = [*lines_of(wanted, chosen(shape, wanted, areas)), *compared(wanted, areas)]
    drawn = {line["area"] for line in lines}
    return {
        "shape": shape,
        "statistic": statistic,
        "unit": unit,
        "breakdown": breakdown,
        "period": period if shape == "ranked" else "",
        "lines": lines,
        "sources": sources(one for one in wanted if one.area in drawn or one.is_ours),
        "notes": doubts(one for one in found if one.area in drawn),
    }


def chosen(shape: str, found: list[Figure], areas: Sequence[str]) -> list[str]:
    """Those named; where none but what is there to compare with, ours or all like ours."""
    wide = {one.area for one in found if one.area_kind in WIDE}
    if any(area not in wide and not area.startswith(COMPARED) for area in areas):
        return list(areas)
    if shape == "ranked":
        return [*like_ours(found), *areas]
    return [*(one.area for one in found if one.is_ours), *areas]


def latest_period(found: Iterable[Figure]) -> str:
    """The last of ours; without any, the last there is."""
    in_order = sorted(found, key=lambda one: (one.is_ours, *one.when))
    return in_order[-1].period if in_order else ""


def in_order_of(found: Iterable[Figure]) -> list[str]:
    """Every area of our kind, and the country and its regions to compare with."""
    found = list(found)
    wide = [one.area for one in found if one.area_kind in WIDE]
    return [*like_ours(found), *wide]


def like_ours(found: Iterable[Figure]) -> list[str]:
    """Every area of our kind; the districts where there is no figure of ours."""
    found = list(found)
    kinds = {one.area_kind for one in found if one.is_ours} or {"LAD"}
    kinds |= {"LEP", "MCA"} if kinds & {"LEP", "MCA"} else set()
    return [one.area for one in found if one.area_kind in kinds]


def lines_of(found: list[Figure], areas: Sequence[str]) -> list[Row]:
    """A line an area, ours first."""
    by_area: dict[str, list[Figure]] = {}
    for one in sorted(found, key=lambda one: one.when):
        by_area.setdefault(one.area, []).append(one)
    chosen = [by_area[area] for area in dict.fromkeys(areas) if area in by_area]
    chosen.sort(key=lambda those: not those[0].is_ours)
    return [
        {
            "area": those[-1].area,
            "name": those[-1].area_name,
            "is_ours": those[-1].is_ours,
            "is_compared": those[-1].area_kind in WIDE,
            "points": [point(one) for one in those],
        }
        for those in chosen
    ]


def point(one: Figure) -> Row:
    low, high = (
        None if limit is None else series.plain(limit, one.decimals)
        for limit in (one.ci_low, one.ci_high)
    )
    return {
        "period": one.period,
        "at": one.latest.isoformat() if one.latest else "",
        "state": one.state,
        "value": None if one.value is None else series.plain(one.value, one.decimals),
        "low": low,
        "high": high,
    }


def compared(found: Iterable[Figure], areas: Sequence[str]) -> list[Row]:
    """What our figures were compared with, period by period, as they came with them."""
    wanted = [
        area.removeprefix(COMPARED) for area in areas if area.startswith(COMPARED)
    ]
    lines = []
    for name in wanted:
        rows = [
            one
            for one in found
            if one.comparator_name == name and one.comparator_value is not None
        ]
        rows.sort(key=lambda one: (*one.when, one.is_ours))
        points = {one.period: beside(one) for one in rows}
        if points:
            lines.append(
                {
                    "area": f"{COMPARED}{name}",
                    "name": name,
                    "is_ours": False,
                    "is_compared": True,
                    "points": list(points.values()),
                }
            )
    return lines


def beside(one: Figure) -> Row:
    assert one.comparator_value is not None  # noqa: S101 - chosen so
    value = series.plain(one.comparator_value, one.decimals)
    return {**point(one), "state": "given", "value": value, "low": None, "high": None}


def sources(found: Iterable[Figure]) -> list[Row]:
    """Who published the figures, and the item that is cited for them."""
    said = {(one.ref or "", one.origin) for one in found if one.ref or one.origin}
    in_order = sorted(said, key=lambda one: (len(one[0]), *one))
    return [{"ref": ref, "words": words} for ref, words in in_order]


def doubts(found: Iterable[Figure]) -> list[str]:
    """That sources disagree is said under the chart, with the one that it draws."""
    return [
        f"Sources differ on {one.first.area_name} in {one.first.period}: this draws "
        f"{one.first.source or 'the newest'}."
        for one in series.disagreements(found)[:3]
    ]
