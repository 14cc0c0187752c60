"""From figures to lengths: an axis that begins and ends at round numbers."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from evidence.drawing.numbers import grouped

STEPS = (1, 2, 2.5, 5, 10)
# A line may begin above zero where it would else lie flat along the top.
FLAT = 0.6


@dataclass(frozen=True)
class Scale:
    """Where on an axis a figure lies; SVG counts from the top, so `end` may be smaller."""

    ticks: tuple[float, ...]
    start: float
    end: float

    @property
    def low(self) -> float:
        return self.ticks[0]

    @property
    def high(self) -> float:
        return self.ticks[-1]

    @property
    def has_zero(self) -> bool:
        return self.low <= 0 <= self.high

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def labels(self) -> list[tuple[float, str]]:
        step = Decimal(str(self.ticks[1])) - Decimal(str(self.ticks[0]))
        places = max(0, -int(step.normalize().as_tuple().exponent))
        return [(self.at(tick), grouped(f"{tick:.{places}f}")) for tick in self.ticks]


def ticks(
    values: Iterable[float], *, from_zero: bool, about: int = 6
) -> tuple[float, ...]:
    """Round numbers around all of these, evenly apart; with zero if it must or may."""
    found = list(values)
    low, high = min(found), max(found)
    if from_zero or is_near_zero(low, high):
        low, high = min(low, 0), max(high, 0)
    if low == high:
        low, high = low - 1, high + 1
    step = round_step((high - low) / about)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(number * step, 10) for number in range(first, last + 1))


def is_near_zero(low: float, high: float) -> bool:
    """Whether beginning at zero leaves the figures room to be told apart."""
    if low < 0 < high:
        return True
    near, far = sorted((abs(low), abs(high)))
    return near <= FLAT * far


def round_step(rough: float) -> float:
    power = float(10 ** math.floor(math.log10(rough)))
    return next(step * power for step in STEPS if step * power >= rough * (1 - 1e-9))
