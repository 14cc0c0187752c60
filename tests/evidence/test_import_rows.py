"""What becomes of each row of a file: taken, or refused with its reason in words."""

import pytest

from evidence import catalogue
from evidence.models import Observation
from tests.evidence import import_files as files

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    catalogue.load()
    return files.places()[0]


def judged(place, officer, *rows):
    return files.handed_in(place, officer, files.long(*rows)).rows.all()


REFUSED = {
    "an unknown code": ({"place_code": "E37999999"}, "No area we know has the code E37999999. Marlshire has the code X37000001"),
    "an unknown name": ({"place_code": "", "place_name": "Marlshyre"}, "No area we know is called “Marlshyre”. Is it Marlshire?"),
    "no area": ({"place_code": "", "place_name": ""}, "No area"),
    "a code and a name of two places": ({"place_name": "Mid Shires"}, "The code X37000001 is Marlshire’s, but the row names Mid Shires"),
    "no period": ({"period": ""}, "No period"),
    "a period without a year": ({"period": "latest"}, "“latest” is no period that can be read"),
    "a word for a figure": ({"value": "n/a"}, "“n/a” is not a number"),
    "no figure": ({"value": ""}, "There is no figure"),
    "a comma for a point": ({"value": "28,90"}, "Write it with a point"),
    "a spreadsheet's fault": ({"value": "#REF!"}, "fault of the spreadsheet"),
    "a formula": ({"value": "=A1+B1"}, "formula, which is never worked out"),
    "a percentage in pounds": ({"value": "12.5%"}, "“12.5%” is not given in GBP"),
    "a number that is shortened": ({"value": "£12.5m"}, "is shortened. Write the number in full"),
    "a number in brackets": ({"value": "(12.5)"}, "If it is below zero, put a minus before it"),
    "next to nothing": ({"value": "1e-400"}, "is too small to be kept"),
    "a day that is none": ({"period": "2018-02-30"}, "is no period that can be read"),
    "no licence": ({"licence": ""}, "No licence"),
    "a comparator of another year": ({"note": "UK figure is 2016"}, "The comparator is of 2016, the figure of 2017"),
    "a comparator that is no number": ({"comparator_value": "5 in all"}, "is not a number"),
    "another unit than its indicator's": ({"unit": "tonnes"}, "is given in GBP per hour, or index UK=100, but the row’s unit is tonnes"),
    "no unit": ({"unit": ""}, "No unit: it is given in GBP per hour"),
    "no indicator": ({"indicator_id": "", "indicator": ""}, "No indicator"),
    "a day that never was": ({"release_date": "30/02/2019"}, "There is no such day as 30/02/2019"),
    "a month that never was": ({"release_date": "2019-13-01"}, "There is no such day"),
    "a day to come": ({"release_date": "2091-01-01"}, "has not come yet"),
    "limits that leave the figure out": ({"ci_low": "29", "ci_high": "31"}, "does not lie within"),
    "a limit that is no number": ({"ci_low": "low"}, "confidence interval, “low”"),
    "a median for a LEP": ({"indicator_id": "PAY_RES", "unit": "GBP"}, "medians cannot be averaged"),
    "a median averaged": ({"indicator_id": "HP_EARN", "unit": "ratio", "place_code": "X07000003", "place_name": "", "note": "mean of the ward medians"}, "medians cannot be averaged"),
    "shares added up": ({"indicator_id": "EMP_RATE", "unit": "per cent", "note": "sum of districts"}, "cannot be added up"),
    "a unit too long": ({"indicator_id": "OWN", "unit": "x" * 101}, "longer than 100"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_a_row_is_refused_and_told_why(kind, place, officer):
    says, reason = REFUSED[kind]

    (row,) = judged(place, officer, says)

    assert row.outcome == "refused"
    assert row.line == 2
    assert reason in row.reason


def test_every_fault_of_a_row_is_said_at_once(place, officer):
    (row,) = judged(place, officer, {"period": "", "licence": "", "value": "soon"})

    assert "No period" in row.reason
    assert "No licence" in row.reason
    assert "“soon” is not a number" in row.reason


ACCEPTED = {
    "a code and its name": ({}, {"value": "28.90", "decimals": 2, "area": "X37000001"}),
    "a code where the name should be": ({"place_code": "", "place_name": "x37000001"}, {"area": "X37000001", "area_code": "X37000001"}),
    "a name where the code should be": ({"place_code": "Marlshire", "place_name": ""}, {"area": "X37000001", "area_code": "X37000001"}),
    "a name alone": ({"place_code": ""}, {"area": "X37000001"}),
    "a name as Nomis writes it": ({"place_code": "", "place_name": "lep:Marlshire"}, {"area": "X37000001"}),
    "a name with odd spaces and dashes": ({"place_name": "Mid–Shires\xa0", "place_code": "X37000041"}, {"area": "X37000041"}),
    "the newer code of a place": ({"place_code": "X37000057", "place_name": "Mid Shires"}, {"area": "X37000041", "area_code": "X37000057"}),
    "a district": ({"place_code": "X07000003", "place_name": "North Saltings"}, {"area_kind": "LAD"}),
    "a region": ({"place_code": "E12000001", "place_name": "North East"}, {"area_kind": "REGION"}),
    "a day of release as the British write it": ({"release_date": "06/02/2019"}, {"edition": "2019-02-06", "released_on": "2019-02-06"}),
    "a day of release as spreadsheets count it": ({"release_date": "43502"}, {"edition": "2019-02-06"}),
    "a year of release": ({"release_date": "2017"}, {"edition": "2017", "released_on": None}),
    "a figure held back": ({"value": "!"}, {"state": "suppressed"}),
    "a figure that is not there": ({"value": ".."}, {"state": "missing"}),
    "a figure too low to be given": ({"value": "[low]"}, {"state": "suppressed"}),
    "a figure marked confidential": ({"value": "[c]"}, {"state": "suppressed"}),
    "nothing, which is a figure": ({"value": "0"}, {"state": "given", "value": "0"}),
    "thousands with commas": ({"value": "1,234.5"}, {"value": "1234.5"}),
    "a revised figure": ({"value": "28.9r", "status": ""}, {"value": "28.9", "status": "revised"}),
    "a unit that its indicator is given in": ({"indicator_id": "EMP_RATE", "unit": ""}, {"unit": "per cent"}),
    "an indicator of the place's own": ({"indicator_id": "WIND", "indicator": "Wind power", "unit": "GW"}, {"indicator": "WIND"}),
    "an indicator by its name": ({"indicator_id": ""}, {"indicator": "PROD_HOUR"}),
    "limits around the figure": ({"ci_low": "28", "ci_high": "30"}, {"ci_low": "28"}),
    "a median of a district": ({"indicator_id": "PAY_RES", "unit": "GBP", "place_code": "X07000003", "place_name": ""}, {"area_kind": "LAD"}),
}  # fmt: skip


@pytest.mark.parametrize("kind", ACCEPTED)
def test_a_row_is_accepted_as_what_it_means(kind, place, officer):
    says, expected = ACCEPTED[kind]

    (row,) = judged(place, officer, says)

    assert (row.outcome, row.reason.partition(":")[0]) in {
        ("new", ""),
        ("new", "Held back by its publisher"),
        ("new", "Not available"),
    }
    assert {name: row.values.get(name) for name in expected} == expected


def test_a_figure_held_back_is_kept_as_that_and_never_as_zero(place, officer):
    import_ = files.handed_in(place, officer, files.long({"value": "!"}))
    assert files.reasons(import_) == [
        "Held back by its publisher: kept as that, not as zero"
    ]

    files.taken_in(import_, officer)

    kept = Observation.objects.get()
    assert (kept.state, kept.value) == ("suppressed", None)


def test_a_line_given_twice_is_taken_once(place, officer):
    first, second = judged(place, officer, {}, {})

    assert first.outcome == "new"
    assert second.reason == "The same as line 2"


def test_both_codes_of_a_place_are_one_area(place, officer):
    newer = {"place_code": "X37000057", "place_name": "Mid Shires"}
    older = {"place_code": "X37000041", "place_name": "Mid Shires"}

    _, second = judged(place, officer, older, newer)

    assert second.reason == "The same as line 2"


def test_of_two_lines_that_contradict_each_other_neither_is_taken(place, officer):
    first, second = judged(place, officer, {"value": "28.90"}, {"value": "29.10"})

    assert first.outcome == second.outcome == "refused"
    assert "Line 3 gives 29.10 for the same figure, this one 28.90" in first.reason
    assert "Line 2 gives 28.90 for the same figure, this one 29.10" in second.reason


def test_the_same_file_again_says_nothing_new(place, officer):
    content = files.long({}, {"period": "2016"}, {"period": "2015", "value": "!"})
    files.taken_in(files.handed_in(place, officer, content), officer)

    again = files.handed_in(place, officer, content)

    assert files.outcomes(again) == ["same"] * 3


def test_a_changed_figure_shows_what_stands_there(place, officer):
    files.taken_in(files.handed_in(place, officer, files.long({})), officer)

    (row,) = judged(place, officer, {"value": "29.40"})

    assert row.outcome == "changed"
    assert row.before["value"] == "28.900000"
    assert row.values["value"] == "29.40"
