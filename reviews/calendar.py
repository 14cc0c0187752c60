"""Working days in England: not Saturdays, Sundays or bank holidays.

The bank holidays are those of England and Wales that the package brings with it, so
that nothing is asked of the network; years it does not list follow the rules of the
Banking and Financial Dealings Act 1971.
"""

from datetime import date, timedelta
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays

MONDAY, SATURDAY = 0, 5
ONE_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def working_days_after(day: date, count: int) -> date:
    """The count-th working day after the day, which itself is not counted."""
    return _step(day, count, ONE_DAY)


def working_days_before(day: date, count: int) -> date:
    """The count-th working day before the day, which itself is not counted."""
    return _step(day, count, -ONE_DAY)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    return listed().get(year) or by_rule(year)


def by_rule(year: int) -> frozenset[date]:
    """The eight bank holidays of an ordinary year, moved on from a weekend."""
    easter = _easter(year)
    new_year, christmas = date(year, 1, 1), date(year, 12, 25)
    days = {
        _off_the_weekend(new_year),
        easter - 2 * ONE_DAY,
        easter + ONE_DAY,
        _monday_on_or_after(date(year, 5, 1)),
        _monday_on_or_after(date(year, 5, 25)),
        _monday_on_or_after(date(year, 8, 25)),
    }
    for holiday in (christmas, christmas + ONE_DAY):
        moved = holiday
        while moved.weekday() >= SATURDAY or moved in days:
            moved += ONE_DAY
        days.add(moved)
    return frozenset(days)


@cache
def listed() -> dict[int, frozenset[date]]:
    """The package's own list by year; it is never fetched."""
    listed = BankHolidays(use_cached_holidays=True).get_holidays(
        division=BankHolidays.ENGLAND_AND_WALES
    )
    days = {holiday["date"] for holiday in listed}
    return {
        year: frozenset(day for day in days if day.year == year)
        for year in {day.year for day in days}
    }


def _step(day: date, count: int, step: timedelta) -> date:
    while count > 0:
        day += step
        count -= is_working_day(day)
    return day


def _off_the_weekend(day: date) -> date:
    while day.weekday() >= SATURDAY:
        day += ONE_DAY
    return day


def _monday_on_or_after(day: date) -> date:
    return day + ONE_DAY * ((MONDAY - day.weekday()) % 7)


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    century, in_century = divmod(year, 100)
    moon = (
        19 * (year % 19)
        + century
        - century // 4
        - (century - (century + 8) // 25 + 1) // 3
        + 15
    ) % 30
    week = (32 + 2 * (century % 4) + 2 * (in_century // 4) - moon - in_century % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)
