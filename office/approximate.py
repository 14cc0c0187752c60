"""Dates as people say them: “early 2020” is a stretch of time, never a day.

Ask for `earliest` and `latest`; sort by `latest`; show `words`. READERS is the whole of
what is understood, with ranges of any two of them (“March to June 2019”).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

NAMES = [name.lower() for name in calendar.month_name]
MONTHS = {
    short: number
    for number, name in enumerate(NAMES)
    for short in (name, name[:3], name[:4])
    if number and len(short) > 2
}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3}
ORDINALS |= {"fourth": 4, "4th": 4}
# Of a year: its first month and how many. Of a month: its first day and its last.
OF_YEAR = {
    "early": (1, 3),
    "mid": (4, 6),
    "late": (10, 3),
    "start": (1, 1),
    "end": (12, 1),
}
OF_MONTH = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "start": (1, 7)}
OF_MONTH |= {"end": (25, 31)}

MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
YEAR = r"(?:19|20|21)\d\d"
NEXT = r"(?:[/-](?:\d\d)?(\d\d))"  # the second year of 2019/20
PIECE = "|".join(OF_MONTH)
EXAMPLES = "19 July 2019, March 2019, spring 2019 or early 2020"


class NotADate(ValueError):
    """Says, in a sentence for the person who typed it, what to write instead."""


@dataclass(frozen=True)
class Approximate:
    """A stretch of time, how exactly it is known, and the words for it."""

    earliest: date
    latest: date
    precision: str  # one of PRECISIONS
    words: str

    @classmethod
    def parse(cls, text: str) -> Approximate:
        """Read the words; raises NotADate."""
        typed = plain(text)
        found = single(typed) or stretch(typed)
        if found:
            return found
        if re.search(YEAR, typed):
            raise NotADate(f"Enter a date like {EXAMPLES}")
        raise NotADate(f"Enter a date with its year, like {EXAMPLES}")

    @classmethod
    def on(cls, day: date) -> Approximate:
        """A day that is known exactly."""
        words = f"{day.day} {calendar.month_name[day.month]} {day.year}"
        return cls(day, day, "day", words)

    def __str__(self) -> str:
        return self.words

    def __lt__(self, other: Approximate) -> bool:
        return (self.latest, self.earliest) < (other.latest, other.earliest)


PRECISIONS = ("day", "month", "season", "quarter", "year", "range")


def plain(text: str) -> str:
    """Lower case, single spaces, one kind of dash, and none of the small words."""
    typed = re.sub("[‐-―]", "-", text.lower()).replace("beginning", "start")
    typed = re.sub(
        r"\b(?:in|by|on|the|of|from|between|around|about)\b|[.,]", " ", typed
    )
    return " ".join(typed.split())


def british(typed: str) -> str:
    """The words as we show them: full months with a capital, no 1st or 2nd."""
    words = re.sub(
        rf"\b({MONTH})\b", lambda m: calendar.month_name[MONTHS[m[0]]], typed
    )
    words = re.sub(r"\b(\d+)(?:st|nd|rd|th)\b", r"\1", words)
    words = re.sub(r"\b(start|end) ", r"\1 of ", words)
    return re.sub(r"\b[qh]\d", lambda m: m[0].upper(), words)


def exact(year: str, month: int, day: str) -> Approximate:
    try:
        return Approximate.on(date(int(year), month, int(day)))
    except ValueError:
        raise NotADate("Enter a real date, like 19 July 2019") from None


def months(
    year: str, first: int, count: int, precision: str, words: str
) -> Approximate:
    """Whole months; those past December are the next year's."""
    last = first + count - 1
    return Approximate(
        month_in(year, first).replace(day=1), month_in(year, last), precision, words
    )


def month_in(year: str, month: int) -> date:
    """The last day of that month."""
    number, month = int(year) + (month - 1) // 12, (month - 1) % 12 + 1
    return date(number, month, calendar.monthrange(number, month)[1])


def one_month(year: str, month: int) -> Approximate:
    if not 1 <= month <= 12:
        raise NotADate("Enter a month between 1 and 12, like 03/2019")
    return months(year, month, 1, "month", f"{calendar.month_name[month]} {year}")


def part_of_month(piece: str, month: str, year: str, words: str) -> Approximate:
    first, last = OF_MONTH[piece]
    whole = month_in(year, MONTHS[month])
    return Approximate(
        whole.replace(day=first),
        whole.replace(day=min(last, whole.day)),
        "range",
        british(words),
    )


def two_years(year: str, second: str, words: str) -> Approximate | None:
    """2019/20, from April to March; 2019-06 is June."""
    if follows(year, second):
        return months(year, 4, 12, "year", words.replace("-", "/"))
    return one_month(year, int(second)) if "-" in words else None


def follows(year: str, second: str | None) -> bool:
    return second is not None and (int(year) + 1) % 100 == int(second)


def quarter(
    number: int, year: str, second: str | None, words: str
) -> Approximate | None:
    """Of the calendar year, or of the financial year where two years are named."""
    if second and not follows(year, second):
        return None
    return months(
        year, number * 3 + (1 if second else -2), 3, "quarter", british(words)
    )


def season(name: str, year: str, second: str | None, words: str) -> Approximate | None:
    if second and not (name == "winter" and follows(year, second)):
        return None
    return months(year, SEASONS[name], 3, "season", words)


Reader = Callable[[re.Match[str]], Approximate | None]
READERS: list[tuple[str, Reader]] = [
    (rf"(\d\d?)(?:st|nd|rd|th)? ({MONTH}) ({YEAR})", lambda m: exact(m[3], MONTHS[m[2]], m[1])),
    (rf"(\d\d?)[/ -](\d\d?)[/ -]({YEAR})", lambda m: exact(m[3], int(m[2]), m[1])),
    (rf"({YEAR})-(\d\d)-(\d\d)", lambda m: exact(m[1], int(m[2]), m[3])),
    (rf"({MONTH}) ({YEAR})", lambda m: one_month(m[2], MONTHS[m[1]])),
    (rf"(\d\d?)/({YEAR})", lambda m: one_month(m[2], int(m[1]))),
    (rf"({YEAR})[/-](?:\d\d)?(\d\d)", lambda m: two_years(m[1], m[2], m[0])),
    (rf"({YEAR})", lambda m: months(m[1], 1, 12, "year", m[1])),
    (rf"({'|'.join(SEASONS)}) ({YEAR}){NEXT}?", lambda m: season(m[1], m[2], m[3], m[0])),
    (rf"({PIECE})[ -]({YEAR})", lambda m: months(m[2], *OF_YEAR[m[1]], "season", british(m[0]))),
    (rf"({PIECE})[ -]({MONTH}) ({YEAR})", lambda m: part_of_month(m[1], m[2], m[3], m[0])),
    (rf"q([1-4]) ({YEAR}){NEXT}?", lambda m: quarter(int(m[1]), m[2], m[3], m[0])),
    (
        rf"({'|'.join(ORDINALS)}) quarter ({YEAR}){NEXT}?",
        lambda m: quarter(ORDINALS[m[1]], m[2], m[3], m[0].replace("quarter", "quarter of")),
    ),
    (
        rf"(first|second) half ({YEAR})",
        lambda m: months(m[2], ORDINALS[m[1]] * 6 - 5, 6, "range", f"{m[1]} half of {m[2]}"),
    ),
]  # fmt: skip


def single(typed: str) -> Approximate | None:
    for pattern, read in READERS:
        if match := re.fullmatch(pattern, typed):
            return read(match)
    return None


def stretch(typed: str) -> Approximate | None:
    """From one date to another; the first may leave out what the second says."""
    for separator in re.finditer(r" (?:to|until|and|-) |-", typed):
        first, second = typed[: separator.start()], typed[separator.end() :]
        end = single(second)
        start = next(filter(None, map(single, fuller(first, second))), None)
        if start and end:
            return between(start, end, british(first))
    return None


def fuller(first: str, second: str) -> Iterator[str]:
    """“19” of “19 to 21 July 2019” is 19, or 19 July 2019, or 19 2019."""
    yield first
    words = second.split()
    for skipped in range(1, len(words)):
        yield " ".join([first, *words[skipped:]])


def between(start: Approximate, end: Approximate, words: str) -> Approximate:
    if start.earliest > end.earliest:
        raise NotADate(
            "The second date must be after the first. Give both years, "
            "like November 2019 to February 2020"
        )
    return Approximate(start.earliest, end.latest, "range", f"{words} to {end.words}")
