"""Charts as documents hold them: with the figures they were built with."""

import io
from datetime import date
from decimal import Decimal

import pikepdf
import pypdf
import pytest

from evidence import drawing, register
from people.models import PlaceCode
from strategies import (
    charts,
    checks,
    content,
    document,
    pdf,
    placing,
    reading,
    records,
    versions,
)
from strategies.models import Chart, Version
from strategies.rendering import draw
from strategies.text import Placed
from tests.factories import IndicatorFactory, ItemFactory, ObservationFactory
from tests.strategies.chosen import a_figure
from tests.strategies.test_pdf import elements, words_of
from tests.strategies.written import write

pytestmark = pytest.mark.django_db
OURS = "X37000901"
PART = "summary"
IMPRINT = pdf.Imprint(stage="Draft, not agreed", sha256="a" * 64, on=date(2026, 11, 2))


@pytest.fixture
def rate():
    return IndicatorFactory(key="EMP_RATE", title="Employment rate")


@pytest.fixture
def item(place):
    return ItemFactory(place=place, number=1, title="Annual Population Survey")


@pytest.fixture
def add(place, rate, item):
    PlaceCode.objects.create(place=place, code=OURS)

    def one(period="2017", value="78.4", area=OURS, name="Marlshire", **fields):
        fields = {"item": item, "publisher": "ONS", "dataset": "APS", **fields}
        return ObservationFactory(
            place=place, indicator=rate, area=area, area_name=name, period=period,
            value=value and Decimal(value), decimals=1, **fields,
        )  # fmt: skip

    return one


@pytest.fixture
def figures(add):
    for year, value in (("2015", "76"), ("2016", "77.1"), ("2017", "78.4")):
        add(year, value, comparator_name="England", comparator_value=Decimal("75.6"))
    add("2017", "70.2", "X37000902", "Northmark")
    add("2017", None, "X37000903", "Fellside", state="suppressed")


@pytest.fixture
def a_chart(strategy, officer):
    def one(**fields):
        fields = {
            "title": "More of us work", "shape": "series", "indicator": "EMP_RATE",
            "unit": "per cent", **fields,
        }  # fmt: skip
        return records.add(Chart(strategy=strategy, **fields), by=officer)

    return one


def data_in(strategy):
    (row,) = document.build(strategy)["records"]["charts"]
    return row["data"]


def names_in(data):
    return [line["name"] for line in data["lines"]]


def test_over_time_it_draws_ours_unless_others_are_named(strategy, figures, a_chart):
    a_chart()

    data = data_in(strategy)

    assert names_in(data) == ["Marlshire"]
    assert [one["value"] for one in data["lines"][0]["points"]] == [
        "76.0", "77.1", "78.4",
    ]  # fmt: skip
    assert data["sources"] == [{"ref": "E01", "words": "ONS, APS"}]


def test_what_ours_was_compared_with_is_a_line_of_the_same_periods(
    strategy, figures, a_chart
):
    a_chart(areas=[OURS, "X37000902", "compared:England"])

    data = data_in(strategy)

    assert names_in(data) == ["Marlshire", "Northmark", "England"]
    england = data["lines"][2]
    assert england["is_compared"]
    assert [one["period"] for one in england["points"]] == ["2015", "2016", "2017"]


def test_in_order_it_draws_all_places_like_ours_in_the_latest_period(
    strategy, figures, a_chart
):
    a_chart(shape="ranked", areas=["compared:England"])

    data = data_in(strategy)

    assert data["period"] == "2017"
    assert sorted(names_in(data)) == ["England", "Fellside", "Marlshire", "Northmark"]
    assert "Held back by its publisher" in str(drawing.table(data).rows)


def test_figures_of_restricted_withdrawn_or_older_evidence_are_not_drawn(
    strategy, place, officer, add, a_chart
):
    secret = ItemFactory(
        place=place, number=2, is_restricted=True, restricted_because="Bought"
    )
    gone = ItemFactory(place=place, number=3)
    register.withdraw(gone, by=officer, because="Wrong")
    add("2014", "11", item=secret)
    add("2015", "12", item=gone)
    add("2016", "13", is_superseded=True, edition="1")
    add("2017", "78.4")
    a_chart()

    (line,) = data_in(strategy)["lines"]

    assert [one["value"] for one in line["points"]] == ["78.4"]


def test_where_sources_differ_the_newest_is_drawn_and_said(strategy, add, a_chart):
    add("2017", "78.4", edition="2018", released_on=date(2018, 4, 1))
    add("2017", "79.9", edition="2019", released_on=date(2019, 4, 1))
    a_chart()

    data = data_in(strategy)

    assert data["lines"][0]["points"][0]["value"] == "79.9"
    assert data["notes"] == [
        "Sources differ on Marlshire in 2017: this draws ONS, APS, 2019."
    ]


def test_the_evidence_behind_a_placed_chart_is_cited(
    strategy, figures, a_chart, officer
):
    a_chart()
    write(strategy, PART, "As we see.\n\n[[chart:C1]]\n", officer)

    built = document.build(strategy)

    assert [row["ref"] for row in built["evidence"]] == ["E01"]


def test_a_frozen_version_draws_what_it_drew_then(
    strategy, figures, a_chart, officer, add
):
    a_chart()
    write(strategy, PART, "[[chart:C1]]\n", officer)
    version = versions.freeze(strategy, Version.Purpose.BOARD, by=officer)
    add("2018", "81.0")

    then, now = (
        "".join(part.html for section in draw(one).sections for part in section.parts)
        for one in (version.document, document.build(strategy))
    )

    assert "81.0" not in then
    assert "81.0" in now


def test_an_older_version_knows_of_no_charts(strategy, officer):
    write(strategy, PART, "[[chart:C1]]\n", officer)
    old = document.build(strategy)
    del old["records"]["charts"]

    assert "not in this strategy" in str(draw(old).sections)


def test_charts_are_numbered_among_figures(strategy, figures, a_chart, officer):
    a_chart()
    a_figure(strategy, officer)
    write(strategy, PART, "[[chart:C1]]\n\n[[figure:F1]]\n\n[[chart:C1]]\n", officer)

    part = reading.of_part(strategy.parts.get(key=PART))

    assert part.html.count("<strong>Figure 1:</strong> More of us work") == 2
    assert "<strong>Figure 2:</strong> Output an hour" in part.html
    assert part.html.count('id="chart-C1"') == 1
    assert part.html.count("<svg") == 2
    assert part.problems == ["F1 has no picture or file"]


def test_a_chart_without_figures_says_so_and_is_told_of(strategy, a_chart, officer):
    a_chart()
    write(strategy, PART, "[[chart:C1]]\n", officer)

    part = reading.of_part(strategy.parts.get(key=PART))

    assert "There are no figures to draw" in part.html
    (problem,) = part.problems
    assert problem.startswith("Chart C1 has no figures to draw")


def test_a_challenge_of_the_same_ref_is_another_thing(strategy, figures, a_chart):
    a_chart()
    found = content.whole(strategy)[0]

    assert placing.row_of(Placed("finding", "C1"), found) is None
    assert placing.row_of(Placed("chart", "C1"), found)["title"] == "More of us work"


def test_a_chart_that_nobody_placed_is_warned_of(strategy, figures, a_chart, officer):
    a_chart()
    opened = [one.sentence for one in checks.loose_ends(checks.of_strategy(strategy))]
    write(strategy, PART, "[[chart:C1]]\n", officer)
    placed = [one.sentence for one in checks.loose_ends(checks.of_strategy(strategy))]

    said = "Chart C1 is not placed in any part, so nobody will see it"
    assert said in opened
    assert said not in placed


def test_what_nobody_typed_is_said_from_the_figures(strategy, figures, a_chart):
    a_chart()
    (row,) = document.build(strategy)["records"]["charts"]

    assert charts.alternative(row) == (
        "Employment rate, over time. Marlshire: from 76.0% in 2015 to 78.4% in 2017."
    )
    assert charts.alternative({**row, "alternative": "It rises."}) == "It rises."


@pytest.mark.parametrize("many", [1, 20])
def test_the_figures_of_all_charts_are_read_in_one_query(
    strategy, place, figures, a_chart, many, django_assert_num_queries
):
    for _ in range(many):
        a_chart()
    rows = content.records(strategy)["charts"]

    with django_assert_num_queries(1):
        charts.with_data(place, rows)
    with django_assert_num_queries(0):
        charts.with_data(place, [])


def test_in_print_it_is_a_figure_with_words_and_its_table_beneath(
    strategy, figures, a_chart, officer
):
    a_chart(alternative="It rises – then stays.", areas=[OURS, "compared:England"])
    write(strategy, PART, "[[chart:C1]]\n", officer)
    built = document.build(strategy)

    printed = pdf.render(built, IMPRINT)

    with pikepdf.open(io.BytesIO(printed)) as file:
        found = elements(file.Root.StructTreeRoot.K, "/Figure")
        assert [str(one.Alt) for one in found] == [
            "More of us work: It rises – then stays."
        ]
        assert elements(file.Root.StructTreeRoot.K, "/Table")
    text = " ".join(
        words_of(page) for page in pypdf.PdfReader(io.BytesIO(printed)).pages
    )
    assert "Figure 1: More of us work" in text
    assert "2016 77.1 75.6" in text
    assert "Source: ONS, APS [1]" in text
    assert pdf.render(built, IMPRINT) == printed
