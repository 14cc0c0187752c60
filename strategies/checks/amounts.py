"""Figures as they stand in a text: digits or words, with the unit that says of what."""

import re
from dataclasses import dataclass
from functools import lru_cache

from strategies.checks.words import any_of, plain

SYMBOLS = "£€$"
SCALES = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "million": 1e6,
    "bn": 1e9,
    "billion": 1e9,
}
# Units that say the same.
SAME = {
    "%": "per cent",
    "percent": "per cent",
    "pc": "per cent",
    "pounds": "£",
    "bn": "billion",
}
ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SPELT = {
    **dict(zip([*ONES, *TEENS], range(1, 20), strict=True)),
    **dict(zip(TENS, range(20, 100, 10), strict=True)),
}
NUMBER = r"\d[\d,]*(?:\.\d+)?"
WORDS = (
    rf"(?:{'|'.join(TENS)})(?:[-\s](?:{'|'.join(ONES)}))?|{'|'.join([*TEENS, *ONES])}"
)
DIGIT = re.compile(r"\d")
THOUSANDS = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w,])")


@dataclass(frozen=True)
class Amount:
    """How much it is, and of what."""

    value: float
    step: float  # how exactly it is given: the worth of its last digit
    unit: str

    def is_same(self, other: "Amount") -> bool:
        """The one may be the other rounded."""
        apart = abs(self.value - other.value)
        exactness = {self.step, other.step}
        return apart <= max(exactness) * (0.001 if len(exactness) == 1 else 0.501)


@lru_cache(maxsize=8)
def pattern(units: tuple[str, ...]) -> re.Pattern[str]:
    """A number with one of these units, which stands before it or after."""
    before = any_of(unit for unit in units if unit in SYMBOLS)
    after = any_of(unit for unit in units if unit not in SYMBOLS)
    scales = any_of(SCALES)
    return re.compile(
        rf"(?:(?P<sign>{before})\s?(?P<sum>{NUMBER})(?:\s?(?P<scale>{scales})\b)?"
        rf"|(?<![\w.£])(?P<number>{NUMBER})\s?(?P<unit>{after})(?!\w)"
        rf"|(?<![\w-])(?P<spelt>{WORDS})\s+(?P<spelt_unit>{after})(?!\w))",
        re.IGNORECASE,
    )


def stands_in(text: str, units: tuple[str, ...]) -> bool:
    """Whether there is any; most texts have not even a number."""
    return has_number(text) and bool(pattern(units).search(text))


def has_number(text: str) -> bool:
    if DIGIT.search(text):
        return True
    return not SPELT.keys().isdisjoint(text.casefold().replace("-", " ").split())


def is_told(text: str, units: tuple[str, ...]) -> bool:
    """Whether it gives one that wants a source; thousands do, whatever they are of."""
    return stands_in(text, units) or bool(THOUSANDS.search(text))


def amount(found: re.Match[str]) -> Amount:
    unit = plain(found["sign"] or found["unit"] or found["spelt_unit"])
    unit = SAME.get(unit, unit)
    if found["spelt"]:
        words = plain(found["spelt"]).replace("-", " ").split()
        return Amount(sum(SPELT[word] for word in words), 1, unit)
    scale = SCALES.get(plain(found["scale"] or ""), 1)
    digits = (found["sum"] or found["number"]).replace(",", "")
    decimals = len(digits.partition(".")[2])
    return Amount(float(digits) * scale, scale * 10.0**-decimals, unit)
