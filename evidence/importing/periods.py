"""Periods as publishers write them: 2017, 2016/17, Jan 2018-Dec 2018, year to June 2018."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from office.approximate import MONTH, MONTHS, YEAR, Approximate, NotADate, month_in

LONGEST = 60
STUCK = re.compile(
    rf"^({YEAR})\s*(?:\[.*\]|[a-z*†]|\([a-z]\)|,\s*note.*)$", re.IGNORECASE
)
TWELVE_MONTHS = re.compile(rf"(?:(?:year|12 months|twelve months) (?:to|ending|ended)(?: in)?|ye|y/e) ({MONTH}) ({YEAR})")  # fmt: skip
ISO_MONTH = re.compile(rf"({YEAR})-(\d\d)")
ISO_DAY = re.compile(rf"({YEAR})-(\d\d)-(\d\d)")
QUARTER = re.compile(rf"({YEAR})\s*-?\s*q([1-4])")
TWO_YEARS = re.compile(rf"(?:(?:fy|financial year) ?)?({YEAR})[/-](\d\d|{YEAR})")
COUNTED = re.compile(rf"^({YEAR})\.0$|^({YEAR}-\d\d-\d\d)[ T][\d:.]+Z?$")
LETTER = re.compile(r"[^\W\d_]")
MOST_YEARS = 60
MID_YEAR = re.compile(rf"mid[ -]?({YEAR})")
SERIAL = re.compile(r"(3\d|4\d|5\d)\d{3}")
NOTHING_SAID = re.compile(r"as quoted|quoted", re.IGNORECASE)


@dataclass(frozen=True)
class Period:
    """A period in its publisher's words, and the days it covers where they are clear."""

    words: str
    earliest: date | None
    latest: date | None


@lru_cache(maxsize=4096)
def read(text: str) -> Period | None:
    """The period, or None for words in which there is no year, and for no such day."""
    words = " ".join(text.split())
    if match := STUCK.match(words):
        words = match[1]
    if match := COUNTED.match(words):
        words = match[1] or match[2]
    if not words or len(words) > LONGEST:
        return None
    if SERIAL.fullmatch(words):
        words = _day_of(int(words)).isoformat()
    if span := _span(words):
        return Period(words, *span)
    has_year = re.search(rf"(?<!\d)(?:{YEAR})(?!\d)", words)
    return Period(words, None, None) if has_year and LETTER.search(words) else None


def is_period(text: str) -> bool:
    """Whether a header is nothing but a period, as over the columns of a table."""
    words = " ".join(text.split())
    if match := STUCK.match(words):
        words = match[1]
    return bool(words) and len(words) <= LONGEST and _exactly(words.lower()) is not None


def _span(words: str) -> tuple[date, date] | None:
    """Exactly, or of the one year or month that the words name among others."""
    if span := _exactly(words.lower()):
        return span
    if NOTHING_SAID.search(words):
        return None
    named = re.findall(
        rf"(?<![-/‐-―])\b(?:(?:{MONTH})\s+)?{YEAR}\b(?!\s*[-/‐-―]\s*\d)", words.lower()
    )
    return _exactly(named[0]) if len(named) == 1 else None


def _exactly(typed: str) -> tuple[date, date] | None:
    typed = re.sub("[‐-―−]", "-", typed).strip()
    for pattern, reading in READINGS:
        if match := pattern.fullmatch(typed):
            return reading(match)
    for sign in (" to ", " - ", "-"):
        first, _, last = typed.partition(sign)
        if last and (one := _single(first)) and (other := _single(last)):
            return (one[0], other[1]) if one[0] <= other[1] else None
    return _single(typed)


def _single(typed: str) -> tuple[date, date] | None:
    typed = typed.strip()
    if match := ISO_MONTH.fullmatch(typed):
        return _month(match)
    try:
        read = Approximate.parse(typed)
    except (NotADate, ValueError):
        return None
    return read.earliest, read.latest


def _month(match: re.Match[str]) -> tuple[date, date] | None:
    number = int(match[2])
    if not 1 <= number <= 12:
        return None
    last = month_in(match[1], number)
    return last.replace(day=1), last


def _iso_month(match: re.Match[str]) -> tuple[date, date] | None:
    """2018-12 is December; 2011-12 and 2015-17 are years, as statisticians write them."""
    is_years = int(match[2]) == (int(match[1]) + 1) % 100 or int(match[2]) > 12
    return _two_years(match) if is_years else _month(match)


def _two_years(match: re.Match[str]) -> tuple[date, date] | None:
    """2016/17 as a year that begins in one and ends in the other; 2012-2016 as five."""
    first = int(match[1])
    last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
    if len(match[2]) == 2 and last <= first:
        last += 100
    if last <= first or last - first > MOST_YEARS:
        return None
    is_one = "/" in match[0] or (len(match[2]) == 2 and last == first + 1)
    if is_one and last == first + 1:
        return date(first, 4, 1), date(last, 3, 31)
    return date(first, 1, 1), date(last, 12, 31)


def _iso_day(match: re.Match[str]) -> tuple[date, date] | None:
    try:
        day = date.fromisoformat(match[0])
    except ValueError:
        return None
    return day, day


def _quarter(match: re.Match[str]) -> tuple[date, date]:
    first = int(match[2]) * 3 - 2
    return date(int(match[1]), first, 1), month_in(match[1], first + 2)


def _twelve_months(match: re.Match[str]) -> tuple[date, date]:
    latest = month_in(match[2], MONTHS[match[1]])
    before = month_in(str(latest.year - 1), latest.month)
    return before + timedelta(days=1), latest


def _middle(match: re.Match[str]) -> tuple[date, date]:
    return date(int(match[1]), 6, 30), date(int(match[1]), 6, 30)


def _day_of(serial: int) -> date:
    """The day that a spreadsheet means by a number."""
    return date(1899, 12, 30) + timedelta(days=serial)


Reading = Callable[[re.Match[str]], "tuple[date, date] | None"]
READINGS: tuple[tuple[re.Pattern[str], Reading], ...] = (
    (ISO_DAY, _iso_day),
    (ISO_MONTH, _iso_month),
    (TWO_YEARS, _two_years),
    (QUARTER, _quarter),
    (TWELVE_MONTHS, _twelve_months),
    (MID_YEAR, _middle),
)


class NotAReleaseDay(Exception):
    """Why the day of release cannot be, in a sentence."""


@lru_cache(maxsize=1024)
def release(text: str, today: date) -> tuple[str, date | None]:
    """The edition in one spelling, and its day if the text names one.

    2019-02-06 and 06/02/2019 are one edition. Raises NotAReleaseDay.
    """
    words = " ".join(text.split())[:LONGEST]
    if SERIAL.fullmatch(words):
        words = _day_of(int(words)).isoformat()
    numbers = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", words)
    if numbers:
        words = f"{numbers[3]}-{int(numbers[2]):02}-{int(numbers[1]):02}"
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", words):
        return words, None
    try:
        day = date.fromisoformat(words)
    except ValueError:
        raise NotAReleaseDay(
            f"There is no such day as {text}. Write the day of release as 2019-02-06"
            " or 06/02/2019"
        ) from None
    if day > today:
        raise NotAReleaseDay(f"The day of release, {text}, has not come yet")
    if day.year < 1900:
        raise NotAReleaseDay(f"The day of release, {text}, is too long ago to be right")
    return words, day
