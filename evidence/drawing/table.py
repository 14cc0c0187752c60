"""The figures of a chart as a table: what stands under it for everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from evidence.drawing.numbers import grouped

STATES = {"suppressed": "Held back by its publisher", "missing": "Not available"}
NO_FIGURE = "No figure here"

Row = dict[str, Any]


@dataclass(frozen=True)
class Table:
    head: list[str]
    rows: list[list[str]]  # the first cell is the row's heading


def table(data: Row) -> Table:
    return by_place(data) if data["shape"] == "ranked" else by_period(data)


def by_period(data: Row) -> Table:
    days = {p["period"]: p["at"] for line in data["lines"] for p in line["points"]}
    periods = sorted(days, key=lambda period: (days[period], period))
    found = [
        {point["period"]: cell(point) for point in line["points"]}
        for line in data["lines"]
    ]
    return Table(
        ["Period", *(line["name"] for line in data["lines"])],
        [
            [period, *(line.get(period, NO_FIGURE) for line in found)]
            for period in periods
        ],
    )


def by_place(data: Row) -> Table:
    return Table(
        ["Place", "Figure"],
        [
            [line["name"], cell(line["points"][0]) if line["points"] else NO_FIGURE]
            for line in in_order(data["lines"])
        ],
    )


def in_order(lines: Iterable[Row]) -> list[Row]:
    """From the highest to the lowest, then those of which there is no figure."""
    return sorted(
        lines,
        key=lambda line: (
            value_of(line) is None,
            -(value_of(line) or 0),
            line["name"],
        ),
    )


def value_of(line: Row) -> float | None:
    points = line["points"]
    return float(points[0]["value"]) if points and points[0]["value"] else None


def cell(point: Row) -> str:
    """“78.4 (76.9 to 79.9)”: the figure and its confidence limits, or why there is none."""
    if point["value"] is None:
        return STATES[point["state"]]
    if point["low"] is None or point["high"] is None:
        return grouped(point["value"])
    limits = f"{grouped(point['low'])} to {grouped(point['high'])}"
    return f"{grouped(point['value'])} ({limits})"
