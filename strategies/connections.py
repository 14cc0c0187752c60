"""How priorities connect, as a picture: a row for each, and an arrow for each connection.

Priorities stand one under another, so that no title can run into another; arrows bow out
beside them. The sentences that go with the arrows always stand under the picture.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

Row = dict[str, Any]
Point = tuple[float, float]

MOST_ROWS = 12  # with more of them, those without an arrow are left out
ROW, MARGIN = 66, 8
LETTERS, MOST_LINES, LINE = 32, 3, 18  # of a title beside its circle
CENTRE, RADIUS, WIDTH = 305, 19, 600
NEAR, FAR = 50, 215  # how far the shortest and the longest arrow bow out
BACK = 38  # and one that goes up the page, so that there and back are two
TAIL, HEAD = math.radians(15), math.radians(48)  # where arrows touch a circle
TIP = 11
TAG_WIDTH, TAG_HEIGHT = 34, 20
# How far along an arrow its name may stand: in the middle, else as near it as can be.
ALONG = sorted((part / 40 for part in range(4, 37)), key=lambda part: abs(part - 0.5))


@dataclass(frozen=True)
class Circle:
    """One priority: its ref in a circle, its title in lines to the left."""

    ref: str
    y: float
    lines: list[tuple[float, str]]


@dataclass(frozen=True)
class Arrow:
    """One connection: the curve, the three corners of its tip, and its ref upon it."""

    ref: str
    path: str
    tip: str
    tag: Point


def picture(priorities: Sequence[Row], connections: Sequence[Row]) -> SafeString:
    """The drawing, or nothing where there is nothing to connect."""
    if not connections:
        return SafeString("")
    touched = {row[end] for row in connections for end in ("source", "target")}
    shown = [row for row in priorities if row["ref"] in touched]
    if len(priorities) <= MOST_ROWS:
        shown = list(priorities)
    places = {row["ref"]: place for place, row in enumerate(shown)}
    return render_to_string(
        "components/connections_picture.html",
        {
            "circles": [circle(row, y_of(places[row["ref"]])) for row in shown],
            "arrows": list(arrows(connections, places)),
            "centre": CENTRE,
            "radius": RADIUS,
            "width": WIDTH,
            "height": len(shown) * ROW + 2 * MARGIN,
            "connections": connections,
            "tag_width": TAG_WIDTH,
            "tag_height": TAG_HEIGHT,
        },
    )


def y_of(place: int) -> float:
    return MARGIN + ROW * (place + 0.5)


def circle(row: Row, y: float) -> Circle:
    lines = wrap(row["title"], LETTERS, max_lines=MOST_LINES, placeholder="…")
    first = y + 5 - LINE * (len(lines) - 1) / 2
    return Circle(
        row["ref"],
        y,
        [(first + LINE * place, line) for place, line in enumerate(lines)],
    )


def arrows(connections: Iterable[Row], places: dict[str, int]) -> Iterable[Arrow]:
    taken: list[Point] = []
    longest = max(len(places) - 2, 1)
    for row in connections:
        start, end = places[row["source"]], places[row["target"]]
        span = abs(end - start)
        bow = NEAR + (FAR - NEAR) * (span - 1) / longest + (BACK if end < start else 0)
        points = curve(y_of(start), y_of(end), bow)
        tag = free_place(points, taken)
        taken.append(tag)
        yield Arrow(row["ref"], path(points), tip(points), tag)


def curve(start: float, end: float, bow: float) -> list[Point]:
    """The four points of a curve from one circle to another, bowing out to the right."""
    down = 1 if end > start else -1
    out = CENTRE + RADIUS + bow * 4 / 3
    tail = (CENTRE + RADIUS * math.cos(TAIL), start + down * RADIUS * math.sin(TAIL))
    head = (CENTRE + RADIUS * math.cos(HEAD), end - down * RADIUS * math.sin(HEAD))
    lean = down * RADIUS
    return [tail, (out, start + lean), (out, end - lean * 1.6), head]


def at(points: Sequence[Point], where: float) -> Point:
    """The point of the curve that far along."""
    rest = 1 - where
    weights = (rest**3, 3 * rest**2 * where, 3 * rest * where**2, where**3)
    x, y = (
        sum(weight * point[axis] for weight, point in zip(weights, points, strict=True))
        for axis in (0, 1)
    )
    return x, y


def free_place(points: Sequence[Point], taken: Sequence[Point]) -> Point:
    """Where the name of an arrow covers no other; in the middle if there is no such place."""
    places = [at(points, where) for where in ALONG]
    for place in places:
        if all(apart(place, other) for other in taken):
            return place
    return places[0]


def apart(one: Point, other: Point) -> bool:
    return (
        abs(one[0] - other[0]) > TAG_WIDTH + 2
        or abs(one[1] - other[1]) > TAG_HEIGHT + 2
    )


def path(points: Sequence[Point]) -> str:
    tail, first, second, head = (f"{x:.1f} {y:.1f}" for x, y in points)
    return f"M {tail} C {first}, {second}, {head}"


def tip(points: Sequence[Point]) -> str:
    """A small triangle that points the way the curve arrives."""
    (from_x, from_y), (x, y) = points[2], points[3]
    way = math.atan2(y - from_y, x - from_x)
    corners = [(x, y)] + [
        (x - TIP * math.cos(way + side), y - TIP * math.sin(way + side))
        for side in (-0.42, 0.42)
    ]
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
