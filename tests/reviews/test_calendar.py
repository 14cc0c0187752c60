from datetime import date

import pytest

from reviews.calendar import (
    bank_holidays,
    by_rule,
    is_working_day,
    listed,
    working_days_after,
    working_days_before,
)

NOT_BY_RULE = {
    2012: "the Diamond Jubilee moved one day and added another",
    2020: "the early May holiday was moved to VE Day",
    2022: "the Platinum Jubilee, and the late Queen’s funeral",
    2023: "the Coronation",
}


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2019, 4, 18), True),  # Maundy Thursday
        (date(2019, 4, 19), False),  # Good Friday
        (date(2019, 4, 20), False),  # Saturday
        (date(2019, 4, 22), False),  # Easter Monday
        (date(2019, 4, 23), True),
        (date(2020, 5, 4), True),  # moved that year
        (date(2020, 5, 8), False),  # VE Day
        (date(2021, 12, 27), False),  # Christmas Day fell on a Saturday
        (date(2021, 12, 28), False),
        (date(2022, 9, 19), False),  # the late Queen’s funeral
        (date(2022, 12, 26), False),  # Christmas Day fell on a Sunday
        (date(2022, 12, 27), False),
        (date(2023, 1, 2), False),  # New Year’s Day fell on a Sunday
        (date(2026, 8, 31), False),
        (date(2026, 11, 30), True),  # Saint Andrew’s Day is Scotland’s
        (date(2026, 3, 17), True),  # Saint Patrick’s Day is Northern Ireland’s
    ],
)
def test_a_working_day_is_no_weekend_and_no_bank_holiday_in_england(day, works):
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    "year", [year for year in range(2013, 2029) if year not in NOT_BY_RULE]
)
def test_the_rules_give_what_was_proclaimed_in_ordinary_years(year):
    assert by_rule(year) == bank_holidays(year)


@pytest.mark.parametrize(
    ("year", "good_friday", "easter_monday"),
    [
        (2000, date(2000, 4, 21), date(2000, 4, 24)),
        (2008, date(2008, 3, 21), date(2008, 3, 24)),
        (2035, date(2035, 3, 23), date(2035, 3, 26)),
        (2038, date(2038, 4, 23), date(2038, 4, 26)),
    ],
)
def test_years_beyond_the_list_follow_the_rules(year, good_friday, easter_monday):
    assert {good_friday, easter_monday} <= bank_holidays(year)
    assert len(bank_holidays(year)) == 8


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2019, 3, 29), 15, date(2019, 4, 23)),  # over Easter
        (date(2026, 12, 21), 5, date(2026, 12, 30)),  # over Christmas
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # a Friday
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # a Saturday
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
    ],
)
def test_working_days_are_counted_from_the_day_after(start, count, end):
    assert working_days_after(start, count) == end


@pytest.mark.parametrize(
    ("day", "count", "before"),
    [
        (date(2019, 4, 23), 1, date(2019, 4, 18)),
        (date(2019, 4, 22), 1, date(2019, 4, 18)),
        (date(2027, 1, 4), 5, date(2026, 12, 23)),
    ],
)
def test_working_days_are_counted_back_from_the_day_before(day, count, before):
    assert working_days_before(day, count) == before


def test_the_bank_holidays_are_never_fetched(socket_disabled):
    bank_holidays.cache_clear()
    listed.cache_clear()

    assert date(2026, 12, 25) in bank_holidays(2026)
