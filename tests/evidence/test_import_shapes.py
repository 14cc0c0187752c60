"""The shapes of publishers' files, and the ways programs write them."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from evidence import catalogue, imports
from evidence.importing import periods
from evidence.models import Observation
from tests.evidence import import_files as files

pytestmark = pytest.mark.django_db

NOMIS_API = """\
"DATE","DATE_NAME","GEOGRAPHY_CODE","GEOGRAPHY_NAME","VARIABLE_NAME","MEASURES_NAME","OBS_VALUE","OBS_STATUS","OBS_STATUS_NAME"
"2018-12","Jan 2018-Dec 2018","X37000001","Marlshire","Employment rate - aged 16-64","Variable",78.4,"A","Normal Value"
"2018-12","Jan 2018-Dec 2018","E92000001","England","Employment rate - aged 16-64","Variable",75.6,"A","Normal Value"
"2018-12","Jan 2018-Dec 2018","X37000001","Marlshire","Employment rate - aged 16-64","Confidence",1.5,"A","Normal Value"
"2017-12","Jan 2017-Dec 2017","X37000001","Marlshire","Employment rate - aged 16-64","Variable",,"Q","Suppressed: the sample is too small"
"""

ONS_WIDE = """\
Table L1: Nominal GVA (B) per hour worked indices; Local Enterprise Partnerships,,,,
,,,,
,,,,UK less Extra-Regio=100
LEP code,LEP name,2015,2016,2017
X37000001,Marlshire,86.9,[c],85.9
X37000057,Mid Shires,94.8,95.0,
,,,,
1. Estimates are workplace based.,,,,
"""

NOMIS = """\
"annual population survey"
"Crown Copyright Reserved [from Nomis on 24 April 2019]"

"date:","Jan 2018-Dec 2018"

"Area","Employment rate 16-64",,"Unemployed",
,"%","conf","%","conf"
"country:England",75.6,0.3,4.1,0.1
"lep:Marlshire",78.4,1.5,!,!
"lep:Atlantis",70.1,1.5,~,!

"! Estimate is not available since the group sample size is zero or disclosive."
"~ Estimate is less than 500."
"""

EVERY = {
    "indicator": "EMP_RATE",
    "publisher": "ONS via Nomis",
    "dataset": "Annual Population Survey",
    "release": "16/04/2019",
    "licence": "OGL v3.0",
}


@pytest.fixture
def place():
    catalogue.load()
    return files.places()[0]


def read(place, officer, content, name="figures.csv", **says):
    import_ = files.handed_in(place, officer, content, name)
    if says:
        assert import_.stage == "mapping"
        imports.name_columns(import_, {"every": says})
        import_ = files.worked(import_)
    return import_


def seen(import_):
    return [
        (
            row.line,
            row.values["area"],
            row.values["period"],
            row.values.get("value") or row.values["state"],
        )
        for row in import_.rows.exclude(outcome="refused")
    ]


def test_what_the_nomis_api_gives_has_its_confidence_beside_it(place, officer):
    import_ = read(place, officer, NOMIS_API, **EVERY)

    assert import_.shape == "nomis_api"
    assert seen(import_) == [
        (2, "X37000001", "Jan 2018-Dec 2018", "78.4"),
        (3, "E92000001", "Jan 2018-Dec 2018", "75.6"),
        (5, "X37000001", "Jan 2017-Dec 2017", "suppressed"),
    ]
    first = import_.rows.first().values
    assert (first["ci_low"], first["ci_high"]) == ("76.9", "79.9")
    assert first["breakdown"] == ""


def test_a_table_with_a_column_a_year_is_found_under_its_title(place, officer):
    import_ = files.handed_in(place, officer, ONS_WIDE)
    assert import_.found["guess"]["every"]["indicator"] == "PROD_HOUR"
    assert import_.found["guess"]["every"]["unit"] == "index UK=100"
    every = {**EVERY, "indicator": "PROD_HOUR", "unit": "index UK=100"}

    imports.name_columns(import_, {"every": every})

    assert seen(files.worked(import_)) == [
        (5, "X37000001", "2015", "86.9"),
        (5, "X37000001", "2016", "suppressed"),
        (5, "X37000001", "2017", "85.9"),
        (6, "X37000041", "2015", "94.8"),
        (6, "X37000041", "2016", "95.0"),
    ]


def test_a_nomis_download_is_read_with_its_marks_and_notes(place, officer):
    import_ = read(place, officer, NOMIS, **EVERY)

    assert import_.shape == "nomis"
    figures = [(row.line, row.column, row.outcome) for row in import_.rows.all()]
    assert figures == [
        (8, "Employment rate 16-64", "new"),
        (8, "Unemployed", "new"),
        (9, "Employment rate 16-64", "new"),
        (9, "Unemployed", "new"),
        (10, "Employment rate 16-64", "refused"),
    ]
    assert "lep:Atlantis" in import_.rows.last().reason
    held_back = import_.rows.get(line=9, column="Unemployed").values
    assert (held_back["state"], held_back["breakdown"]) == ("suppressed", "Unemployed")
    assert "disclosive" in held_back["note"]


ENCODINGS = {
    "UTF-8": ("utf-8", ","),
    "UTF-8 with its mark": ("utf-8-sig", ","),
    "UTF-16": ("utf-16", ","),
    "UTF-16 without its mark": ("utf-16-le", "\t"),
    "Windows-1252": ("cp1252", ","),
    "semicolons": ("utf-8", ";"),
    "tabs": ("utf-8", "\t"),
}


@pytest.mark.parametrize("kind", ENCODINGS)
def test_a_file_is_read_however_its_program_wrote_it(kind, place, officer):
    encoding, mark = ENCODINGS[kind]
    content = files.long({"note": "Fell’s £ – high"}).replace('","', f'"{mark}"')
    head, _, rest = content.partition("\n")
    content = head.replace(",", mark) + "\n" + rest

    import_ = read(place, officer, content.encode(encoding))

    (row,) = import_.rows.all()
    assert (row.outcome, row.values["note"]) == ("new", "Fell’s £ – high")


def workbook(*rows, merge=()):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merge:
        book.active.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HEAD = ["indicator_id", "place_name", "period", "value", "unit", "licence", "release_date"]  # fmt: skip


def test_a_workbook_is_read_with_its_dates_and_whole_numbers(place, officer):
    rows = ["BUS_CNT", "Marlshire", 2017, 1200, "count", "OGL v3.0", date(2018, 9, 27)]

    import_ = read(place, officer, workbook(["A title"], HEAD, rows), "figures.xlsx")

    (row,) = import_.rows.all()
    assert (row.line, row.values["period"], row.values["value"]) == (3, "2017", "1200")
    assert row.values["released_on"] == "2018-09-27"


def test_a_formula_is_never_worked_out(place, officer):
    rows = ["BUS_CNT", "Marlshire", 2017, "=600*2", "count", "OGL v3.0", ""]

    import_ = read(place, officer, workbook(HEAD, rows), "figures.xlsx")

    (reason,) = files.reasons(import_)
    assert "holds a formula whose result is not in the file" in reason


def test_what_stands_in_merged_cells_stands_in_each_row_but_no_figure_does(
    place, officer
):
    first = ["BUS_CNT", "Marlshire", 2016, 1, "count", "OGL v3.0", ""]
    second = ["BUS_CNT", None, 2017, 2, "count", "OGL v3.0", ""]
    third = ["BUS_CNT", "Marlshire", 2018, None, "count", "OGL v3.0", ""]
    content = workbook(HEAD, first, second, third, merge=("B2:B3", "D3:D4"))

    import_ = read(place, officer, content, "figures.xlsx")

    assert files.outcomes(import_) == ["new", "new", "refused"]
    assert "cell is merged with one above it" in import_.rows.last().reason


def test_a_percentage_is_read_as_its_workbook_shows_it(place, officer):
    book = Workbook()
    book.active.append(HEAD)
    book.active.append(["EMP_RATE", "Marlshire", 2017, 0.784, "", "OGL v3.0", ""])
    book.active["D2"].number_format = "0.0%"
    out = io.BytesIO()
    book.save(out)

    (row,) = read(place, officer, out.getvalue(), "figures.xlsx").rows.all()

    assert (row.values["value"], row.values["unit"]) == ("78.4", "per cent")


def test_of_a_workbook_with_several_sheets_one_is_chosen(place, officer):
    book = Workbook()
    book.active.append(["Read me"])
    sheet = book.create_sheet("Figures")
    sheet.append(HEAD)
    sheet.append(["BUS_CNT", "Marlshire", 2017, 5, "count", "OGL v3.0", ""])
    out = io.BytesIO()
    book.save(out)
    import_ = files.handed_in(place, officer, out.getvalue(), "figures.xlsx")
    assert import_.found["sheets"] == ["Sheet", "Figures"]

    imports.name_columns(import_, {"sheet": "Figures"})

    assert files.outcomes(files.worked(import_)) == ["new"]


UNREADABLE = {
    "words alone": ("Dear all,\nplease find attached\n", "No table was found"),
    "200 columns": (",".join(f"c{n}" for n in range(200)) + "\n" + ",".join("1" * 200), "The table has 200 columns"),
    "a header and nothing else": (files.HEAD + "\n", "No row with a figure was found"),
    "figures where headings should be": ("Marlshire,2017,5\nMid Shires,2017,6\n", "Line 1 holds figures where headings should be"),
    "a mark left open at the end": (files.long({}, {"note": "x"})[:-1], "a quotation mark may be left open"),
    "a mark left open": (files.HEAD + '\n"' + "a" * 200_000, "cannot be read: a quotation mark may be left open"),
}  # fmt: skip


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_cannot_be_read_is_said_in_a_sentence(kind, place, officer):
    content, said = UNREADABLE[kind]

    import_ = read(place, officer, content)

    assert import_.stage == "refused"
    assert said in import_.refusal
    assert not import_.rows.exists()


def test_which_of_two_columns_of_one_name_is_meant_is_asked(place, officer):
    import_ = read(place, officer, files.long({}).replace("note", "value", 1))

    assert import_.stage == "mapping"
    assert import_.found["headers"].count("value") == 2


PERIODS = {
    "2017": ("2017-01-01", "2017-12-31"),
    "2016/17": ("2016-04-01", "2017-03-31"),
    "2012-2016": ("2012-01-01", "2016-12-31"),
    "2018-12": ("2018-12-01", "2018-12-31"),
    "2011-12": ("2011-04-01", "2012-03-31"),
    "2015-17": ("2015-01-01", "2017-12-31"),
    "FY 2018/19": ("2018-04-01", "2019-03-31"),
    "YE March 2018": ("2017-04-01", "2018-03-31"),
    "2018.0": ("2018-01-01", "2018-12-31"),
    "2018-01-01 00:00:00": ("2018-01-01", "2018-01-01"),
    "2014-04 to 2019-03": ("2014-04-01", "2019-03-31"),
    "Jan 2018-Dec 2018": ("2018-01-01", "2018-12-31"),
    "2018 Q1": ("2018-01-01", "2018-03-31"),
    "year ending March 2018": ("2017-04-01", "2018-03-31"),
    "May 2019 timetable": ("2019-05-01", "2019-05-31"),
    "2014 [note 1]": ("2014-01-01", "2014-12-31"),
    "43101": ("2018-01-01", "2018-01-01"),
    "as quoted 2019": ("None", "None"),
}


@pytest.mark.parametrize("words", PERIODS)
def test_a_period_is_understood_as_its_publisher_means_it(words):
    period = periods.read(words)

    assert (str(period.earliest), str(period.latest)) == PERIODS[words]


@pytest.mark.parametrize("words", ["2018-02-30", "2018-13", "2019-2015", "3000"])
def test_a_period_that_never_was_is_none(words):
    assert periods.read(words) is None


WIDE_FILES = {
    "notes between the years": ("LEP name,2016,Notes 2016,2017\nMarlshire,1,revised,2\n", ["new", "new"]),
    "a year twice": ("LEP name,2016,2016\nMarlshire,1,2\n", ["refused", "refused"]),
    "the same year and figure twice": ("LEP name,2016,2016\nMarlshire,1,1\n", ["refused", "refused"]),
    "a source under it": ("LEP name,2016,2017,Change\nMarlshire,1,2,1\nSource: ONS\n", ["new", "new"]),
}  # fmt: skip


@pytest.mark.parametrize("kind", WIDE_FILES)
def test_a_table_with_a_column_a_year_holds_nothing_else(kind, place, officer):
    content, expected = WIDE_FILES[kind]

    import_ = read(place, officer, content, **{**EVERY, "indicator": "BUS_CNT"})

    assert import_.shape == "ons_wide"
    assert files.outcomes(import_) == expected
    assert {row.values.get("breakdown", "") for row in import_.rows.all()} == {""}


def test_nothing_is_kept_of_a_file_that_stops_being_readable(place, officer):
    content = files.long(*[{"period": str(1900 + n)} for n in range(50)])
    import_ = read(place, officer, content + '\n"' + "a" * 200_000)

    assert import_.stage == "refused"
    assert not import_.rows.exists()
    assert not Observation.objects.exists()
