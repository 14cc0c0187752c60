from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.approximate import PRECISIONS, Approximate, NotADate

#   typed                        earliest      latest        precision  words
READ = [
    ("19 July 2019",             "2019-07-19", "2019-07-19", "day",     "19 July 2019"),
    ("19th  JULY, 2019.",        "2019-07-19", "2019-07-19", "day",     "19 July 2019"),
    ("on 1 Sept 2019",           "2019-09-01", "2019-09-01", "day",     "1 September 2019"),
    ("19/7/2019",                "2019-07-19", "2019-07-19", "day",     "19 July 2019"),
    ("19.07.2019",               "2019-07-19", "2019-07-19", "day",     "19 July 2019"),
    ("2019-07-19",               "2019-07-19", "2019-07-19", "day",     "19 July 2019"),
    ("29 February 2020",         "2020-02-29", "2020-02-29", "day",     "29 February 2020"),
    ("March 2019",               "2019-03-01", "2019-03-31", "month",   "March 2019"),
    ("by the end of March 2019", "2019-03-25", "2019-03-31", "range",   "end of March 2019"),
    ("feb 2020",                 "2020-02-01", "2020-02-29", "month",   "February 2020"),
    ("03/2019",                  "2019-03-01", "2019-03-31", "month",   "March 2019"),
    ("2019-03",                  "2019-03-01", "2019-03-31", "month",   "March 2019"),
    ("mid-March 2019",           "2019-03-11", "2019-03-20", "range",   "mid-March 2019"),
    ("spring 2019",              "2019-03-01", "2019-05-31", "season",  "spring 2019"),
    ("Winter 2019",              "2019-12-01", "2020-02-29", "season",  "winter 2019"),
    ("winter 2019/20",           "2019-12-01", "2020-02-29", "season",  "winter 2019/20"),
    ("early 2020",               "2020-01-01", "2020-03-31", "season",  "early 2020"),
    ("mid 2020",                 "2020-04-01", "2020-09-30", "season",  "mid 2020"),
    ("late 2020",                "2020-10-01", "2020-12-31", "season",  "late 2020"),
    ("the beginning of 2020",    "2020-01-01", "2020-01-31", "season",  "start of 2020"),
    ("Q2 2019",                  "2019-04-01", "2019-06-30", "quarter", "Q2 2019"),
    ("q4 2019/20",               "2020-01-01", "2020-03-31", "quarter", "Q4 2019/20"),
    ("third quarter of 2019",    "2019-07-01", "2019-09-30", "quarter", "third quarter of 2019"),
    ("second half of 2019",      "2019-07-01", "2019-12-31", "range",   "second half of 2019"),
    ("2019",                     "2019-01-01", "2019-12-31", "year",    "2019"),
    ("2019/20",                  "2019-04-01", "2020-03-31", "year",    "2019/20"),
    ("2019-2020",                "2019-04-01", "2020-03-31", "year",    "2019/2020"),
    ("March to June 2019",       "2019-03-01", "2019-06-30", "range",   "March to June 2019"),
    ("March\u2013June 2019",     "2019-03-01", "2019-06-30", "range",   "March to June 2019"),
    ("19 to 21 July 2019",       "2019-07-19", "2019-07-21", "range",   "19 to 21 July 2019"),
    ("between May and Aug 2019", "2019-05-01", "2019-08-31", "range",   "May to August 2019"),
    ("Nov 2019 to Feb 2020",     "2019-11-01", "2020-02-29", "range",   "November 2019 to February 2020"),
    ("2019 to 2021",             "2019-01-01", "2021-12-31", "range",   "2019 to 2021"),
]  # fmt: skip

REFUSED = [
    ("soon", "Enter a date with its year"),
    ("March", "Enter a date with its year"),
    ("early next year", "Enter a date with its year"),
    ("31 February 2019", "Enter a real date"),
    ("0 March 2019", "Enter a real date"),
    ("19/13/2019", "Enter a real date"),
    ("13/2019", "Enter a month between 1 and 12"),
    ("Q5 2019", "Enter a date like"),
    ("Q1 2019/21", "Enter a date like"),
    ("spring 2019/20", "Enter a date like"),
    ("2019/25", "Enter a date like"),
    ("12 2019 blah", "Enter a date like"),
    ("November to February 2020", "The second date must be after the first"),
    ("2021 to 2019", "The second date must be after the first"),
    ("", "Enter a date with its year"),
]


@pytest.mark.parametrize(("typed", "earliest", "latest", "precision", "words"), READ)
def test_a_date_is_read_as_people_say_it(typed, earliest, latest, precision, words):
    assert Approximate.parse(typed) == Approximate(
        date.fromisoformat(earliest), date.fromisoformat(latest), precision, words
    )


@pytest.mark.parametrize(("typed", "sentence"), REFUSED)
def test_nonsense_is_refused_with_a_sentence_that_helps(typed, sentence):
    with pytest.raises(NotADate) as refusal:
        Approximate.parse(typed)

    assert str(refusal.value).startswith(sentence)


@pytest.mark.parametrize("typed", [row[0] for row in READ])
def test_its_own_words_are_read_the_same_way_again(typed):
    first = Approximate.parse(typed)

    assert Approximate.parse(first.words) == first


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_and_never_breaks(text):
    try:
        found = Approximate.parse(text)
    except NotADate:
        return

    assert found.earliest <= found.latest
    assert found.precision in PRECISIONS


def test_dates_sort_by_their_latest_day():
    target, board, year = map(Approximate.parse, ["early 2020", "3 March 2020", "2019"])

    assert sorted([target, board, year]) == [year, board, target]


def test_a_date_says_its_own_words():
    assert str(Approximate.parse("EARLY 2020")) == "early 2020"
