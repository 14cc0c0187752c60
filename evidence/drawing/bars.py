"""Places in order: a bar each, from zero, with ours marked and others to compare as lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from evidence.drawing import labels
from evidence.drawing.numbers import at, grouped
from evidence.drawing.scale import Scale, ticks
from evidence.drawing.table import STATES, in_order, value_of

WIDTH = 640
SIZE = 13
LINE = 15  # from one row of a name to the next
NAMES = 228
THICK = 14
VALUES = 66  # room for a figure beyond the end of its bar
TOP, BOTTOM = 12, 42

Row = dict[str, Any]


@dataclass(frozen=True)
class Bar:
    rows: list[tuple[str, str]]  # height and words of its name
    x: str
    y: str
    width: str
    height: str
    whisker: str
    words: str
    words_x: str
    words_y: str
    anchor: str
    is_ours: bool
    is_given: bool


@dataclass(frozen=True)
class Compared:
    """A figure of the country or of a region, as a line through all the bars."""

    x: str
    y: str  # of its words
    words: str
    anchor: str


@dataclass(frozen=True)
class Chart:
    width: int
    height: str
    names: str
    right: str
    unit: str
    top: str
    bottom: str
    zero: str
    across: list[tuple[str, str]]
    bars: list[Bar]
    compared: list[Compared]


def laid_out(data: Row) -> Chart:
    standing = in_order(line for line in data["lines"] if not line["is_compared"])
    beside = [
        line
        for line in data["lines"]
        if line["is_compared"] and value_of(line) is not None
    ]
    scale = across(standing + beside)
    top = TOP + LINE * len(beside) + (6 if beside else 0)
    bars, y = [], float(top)
    for line in standing:
        rows = labels.broken(line["name"], NAMES - 14, SIZE, most=2)
        high = max(20, len(rows) * LINE + 6)
        bars.append(bar(line, rows, scale, y, high))
        y += high
    return Chart(
        WIDTH,
        at(y + BOTTOM),
        at(NAMES),
        at(WIDTH),
        data["unit"],
        at(top),
        at(y + 4),
        at(scale.at(0)),
        [(at(x), words) for x, words in scale.labels()],
        bars,
        [
            compared(line, scale, TOP + LINE * place + 4)
            for place, line in enumerate(beside)
        ],
    )


def across(lines: Iterable[Row]) -> Scale:
    """Always from zero: what is compared is how long the bars are."""
    points = [line["points"][0] for line in lines if line["points"]]
    names = ("value", "low", "high")
    values = [float(one[name]) for one in points for name in names if one[name]]
    found = ticks(values or [0], from_zero=True)
    left = NAMES + (VALUES if found[0] < 0 else 4)
    return Scale(found, left, WIDTH - VALUES)


def bar(line: Row, rows: list[str], scale: Scale, y: float, high: float) -> Bar:
    value, zero, middle = value_of(line), scale.at(0), y + high / 2
    end = zero if value is None else scale.at(value)
    whisker, low, far = "", end, end
    if value is not None:
        whisker, low, far = sureness(line["points"][0], scale, middle)
    is_left = value is not None and value < 0
    first = middle - (len(rows) - 1) * LINE / 2 + 4.5
    return Bar(
        [(at(first + place * LINE), words) for place, words in enumerate(rows)],
        at(min(zero, end)),
        at(middle - THICK / 2),
        at(abs(end - zero)),
        at(THICK),
        whisker,
        words_of(line),
        at(min(low, end) - 6 if is_left else max(far, end) + 6),
        at(middle + 4.5),
        "end" if is_left else "start",
        line["is_ours"],
        value is not None,
    )


def words_of(line: Row) -> str:
    point = line["points"][0] if line["points"] else None
    if point and point["value"] is not None:
        return grouped(point["value"])
    return STATES[point["state"] if point else "missing"]


def sureness(point: Row, scale: Scale, middle: float) -> tuple[str, float, float]:
    """The path of its confidence limits, and how far they reach."""
    end = scale.at(float(point["value"]))
    if point["low"] is None or point["high"] is None:
        return "", end, end
    low, high = scale.at(float(point["low"])), scale.at(float(point["high"]))
    drawn = (
        f"M{at(low)} {at(middle)}H{at(high)}"
        f"M{at(low)} {at(middle - 4)}v8M{at(high)} {at(middle - 4)}v8"
    )
    return drawn, low, high


def compared(line: Row, scale: Scale, y: float) -> Compared:
    x = scale.at(value_of(line) or 0)
    words = f"{line['name']} {grouped(line['points'][0]['value'])}"
    is_far = x + labels.width(words, SIZE) > WIDTH
    return Compared(at(x), at(y), words, "end" if is_far else "start")
