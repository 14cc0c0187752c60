"""The consultation log: what it adds up to, and what is still missing."""

from evidence.conversations import Line, gaps, summary


def row(**said):
    return {
        "title": "Breakfast",
        "group": "business",
        "earliest": "2019-03-01",
        "latest": "2019-03-31",
        "times": None,
        "people": 10,
        "changed": "The skills part.",
        **said,
    }


EVERYBODY = [
    row(),
    row(group="public", earliest="2019-05-01", latest="2019-05-31"),
    row(group="civil_society"),
]


def test_the_summary_adds_up_each_group():
    rows = [
        row(times=3, people=40),
        row(changed="  "),
        row(group="universities", people=None),
    ]

    assert summary(rows) == [
        Line("business", "Business", 4, 50, ("The skills part.",)),
        Line(
            "universities", "Universities and colleges", 1, None, ("The skills part.",)
        ),
    ]


def test_a_log_of_every_group_over_some_months_has_no_gap():
    assert gaps(EVERYBODY) == []


def test_an_empty_log_misses_the_three_groups_the_prospectus_names():
    assert gaps([]) == [
        "Nothing is logged yet with businesses",
        "Nothing is logged yet with a broad range of public partners",
        "Nothing is logged yet with the civil society sector",
    ]


def test_numbers_and_dates_are_missed_by_name():
    rows = [row(title=f"Talk {n}", people=None, latest=None) for n in range(5)]

    assert gaps([*EVERYBODY, *rows])[:2] == [
        "No number of people yet: Talk 0; Talk 1; Talk 2; and 2 more",
        "No date yet: Talk 0; Talk 1; Talk 2; and 2 more",
    ]


def test_it_is_said_when_most_conversations_changed_nothing():
    quiet = [row(changed="") for _ in range(4)]

    assert gaps([*EVERYBODY, *quiet]) == [
        "Nothing is said to have changed after 4 of 7 conversations"
    ]


def test_it_is_said_when_everything_happened_within_a_month():
    rows = [row(group=group) for group in ("business", "public", "civil_society")]

    assert gaps(rows) == ["All of it happened within one month"]
