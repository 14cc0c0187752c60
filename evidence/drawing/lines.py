"""Figures over time: a line a place, told apart by dash, marker and the name at its end."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from evidence.drawing import labels
from evidence.drawing.numbers import at
from evidence.drawing.scale import Scale, ticks

WIDTH, HEIGHT = 640, 380
TOP, BOTTOM = 34, 44
NAMES = 168  # room for names at the ends of lines
SIZE = 14
LINE = 17  # from one row of a name to the next
MOST = 60  # points of which each has its marker and its whiskers

Row = dict[str, Any]


@dataclass(frozen=True)
class Style:
    """How a line is told from others, in colour and without."""

    colour: str
    dash: str
    marker: str
    thick: str


OURS = Style("#1d3f5e", "", "circle", "3")
OTHERS = (
    Style("#505a5f", "8 4", "square", "2"),
    Style("#a34700", "2 3", "triangle", "2"),
    Style("#0b6e4f", "12 3 2 3", "diamond", "2"),
    Style("#6a3d9a", "5 2", "hollow", "2"),
    Style("#7a5c00", "1 4", "cross", "2"),
)


@dataclass(frozen=True)
class Drawn:
    """One line: its runs without a gap, its points, how sure they are, its name."""

    style: Style
    paths: list[str]
    markers: list[str]
    whiskers: list[str]
    band: str
    rows: list[tuple[str, str]]  # height and words of its name
    leader: str
    is_ours: bool


@dataclass(frozen=True)
class Chart:
    width: int
    height: int
    left: str
    right: str
    bottom: str
    unit: str
    across: list[tuple[str, str]]  # ticks of time: where, and the period
    up: list[tuple[str, str]]
    zero: str
    lines: list[Drawn]


def laid_out(data: Row) -> Chart:
    shown = [line for line in data["lines"] if given(line)]
    up = Scale(heights(shown), HEIGHT - BOTTOM, TOP)
    left = 14 + max(labels.width(words, SIZE) for _, words in up.labels())
    right = WIDTH - NAMES
    across = Across(data["lines"], left + 14, right - 12)
    few = sum(len(given(line)) for line in shown) <= MOST
    styles = styled(shown)
    named = names_of(shown, up)
    return Chart(
        WIDTH,
        HEIGHT,
        at(left),
        at(right),
        at(HEIGHT - BOTTOM),
        data["unit"],
        [(at(x), words) for x, words in across.labels()],
        [(at(y), words) for y, words in up.labels()],
        at(up.at(0)) if up.has_zero else "",
        [
            drawn(line, style, across, up, named[place], few=few)
            for place, (line, style) in enumerate(zip(shown, styles, strict=True))
        ],
    )


def given(line: Row) -> list[Row]:
    return [point for point in line["points"] if point["value"] is not None]


def heights(shown: Iterable[Row]) -> tuple[float, ...]:
    names = ("value", "low", "high")
    points = (point for line in shown for point in given(line))
    values = [float(one[name]) for one in points for name in names if one[name]]
    return ticks(values, from_zero=False)


def styled(shown: Iterable[Row]) -> list[Style]:
    others = iter(OTHERS * 4)
    return [OURS if line["is_ours"] else next(others) for line in shown]


class Across:
    """Where in time a period lies: by its last day, or one after another."""

    def __init__(self, lines: Iterable[Row], left: float, right: float) -> None:
        days = {
            point["period"]: point["at"] for line in lines for point in line["points"]
        }
        self.periods = sorted(days, key=lambda period: (days[period], period))
        self.left, self.right = left, right
        is_dated = all(days.values())
        self.where = {
            period: float(date.fromisoformat(days[period]).toordinal())
            if is_dated
            else float(place)
            for place, period in enumerate(self.periods)
        }

    def at(self, period: str) -> float:
        first, last = self.where[self.periods[0]], self.where[self.periods[-1]]
        if first == last:
            return (self.left + self.right) / 2
        share = (self.where[period] - first) / (last - first)
        return self.left + share * (self.right - self.left)

    def labels(self) -> list[tuple[float, str]]:
        """As many periods as have room, counted back from the last."""
        found: list[tuple[float, str]] = []
        free = WIDTH + 0.0
        for period in reversed(self.periods):
            words, x = short(period), self.at(period)
            half = labels.width(words, SIZE) / 2
            if x + half <= free:
                found.append((x, words))
                free = x - half - 10
        return found[::-1]


def short(period: str) -> str:
    """“Jan 2018-Dec 2018” is 2018; other long ones are cut."""
    halves = period.split("-")
    if len(halves) == 2 and all(half[-4:].isdigit() for half in halves):
        years = {half.strip()[-4:] for half in halves}
        starts = halves[0].strip()[:3].lower(), halves[1].strip()[:3].lower()
        if len(years) == 1 and starts == ("jan", "dec"):
            return years.pop()
    return labels.cut(period, 14)


def names_of(shown: list[Row], up: Scale) -> list[tuple[float, list[str]]]:
    """The name of each line, and the height at which it stands beside the last point."""
    names = [labels.broken(line["name"], NAMES - 30, SIZE) for line in shown]
    ends = [up.at(float(given(line)[-1]["value"])) for line in shown]
    sizes = [len(name) * LINE + 4 for name in names]
    middles = labels.apart(list(zip(ends, sizes, strict=True)), 0, HEIGHT - 10)
    return list(zip(middles, names, strict=True))


def drawn(
    line: Row,
    style: Style,
    across: Across,
    up: Scale,
    name: tuple[float, list[str]],
    *,
    few: bool,
) -> Drawn:
    runs = list(without_gaps(line))
    places = [
        [(across.at(one["period"]), up.at(float(one["value"]))) for one in run]
        for run in runs
    ]
    middle, rows = name
    first = middle - (len(rows) - 1) * LINE / 2 + 5
    x, y = places[-1][-1]
    end = WIDTH - NAMES + 18
    return Drawn(
        style,
        [path(run) for run in places if len(run) > 1],
        list(markers(style, places, few=few)),
        list(whiskers(given(line), across, up)) if few else [],
        "" if few or not line["is_ours"] else band(runs, across, up),
        [(at(first + place * LINE), words) for place, words in enumerate(rows)],
        f"M{at(x + 7)} {at(y)}L{at(end)} {at(middle)}",
        line["is_ours"],
    )


def without_gaps(line: Row) -> Iterator[list[Row]]:
    """Its figures, broken wherever one is held back or missing."""
    for is_given, run in groupby(line["points"], lambda one: one["value"] is not None):
        if is_given:
            yield list(run)


def path(places: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{at(x)} {at(y)}" for x, y in places)


def markers(
    style: Style, runs: list[list[tuple[float, float]]], *, few: bool
) -> Iterator[str]:
    """On every point; of very many only on the last, and on those that stand alone."""
    for run in runs:
        for place in run if few or len(run) == 1 else []:
            yield marker(style.marker, *place)
    if not few and len(runs[-1]) > 1:
        yield marker(style.marker, *runs[-1][-1])


def marker(kind: str, x: float, y: float) -> str:
    """The path of a marker around this point."""
    match kind:
        case "square":
            return f"M{at(x - 4)} {at(y - 4)}h8v8h-8z"
        case "triangle":
            return f"M{at(x)} {at(y - 5)}l5 9h-10z"
        case "diamond":
            return f"M{at(x)} {at(y - 6)}l6 6l-6 6l-6 -6z"
        case "cross":
            return f"M{at(x - 4)} {at(y - 4)}l8 8M{at(x + 4)} {at(y - 4)}l-8 8"
    return f"M{at(x - 4.5)} {at(y)}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z"


def whiskers(points: Iterable[Row], across: Across, up: Scale) -> Iterator[str]:
    for point in points:
        if point["low"] is not None and point["high"] is not None:
            x = across.at(point["period"])
            low, high = up.at(float(point["low"])), up.at(float(point["high"]))
            yield (
                f"M{at(x)} {at(low)}V{at(high)}"
                f"M{at(x - 5)} {at(low)}h10M{at(x - 5)} {at(high)}h10"
            )


def band(runs: Iterable[list[Row]], across: Across, up: Scale) -> str:
    """One area for each run of points whose limits are known."""
    found = []
    for run in runs:
        sure = [
            one for one in run if one["low"] is not None and one["high"] is not None
        ]
        if len(sure) > 1:
            over = [
                (across.at(one["period"]), up.at(float(one["high"]))) for one in sure
            ]
            under = [
                (across.at(one["period"]), up.at(float(one["low"]))) for one in sure
            ]
            found.append(f"{path([*over, *under[::-1]])}z")
    return "".join(found)
