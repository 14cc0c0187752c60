"""The pages of charts: choosing what to draw, changing it, and seeing it drawn."""

import uuid
from decimal import Decimal

import pytest

from people.models import PlaceCode
from strategies.models import Chart
from tests.factories import IndicatorFactory, ItemFactory, ObservationFactory
from tests.strategies.chosen import a_chart
from tests.strategies.pages import queries, said
from tests.strategies.written import write

pytestmark = pytest.mark.django_db
STEM = "/strategies/marlshire-first/charts/"
OURS, NORTH = "X37000901", "X37000902"


@pytest.fixture
def figures(place):
    PlaceCode.objects.create(place=place, code=OURS)
    rate = IndicatorFactory(key="ZQ_RATE", title="Employment rate")
    item = ItemFactory(place=place, number=1)
    for area, name in ((OURS, "Marlshire"), (NORTH, "Northmark")):
        for year, value in (("2016", "77.1"), ("2017", "78.4")):
            ObservationFactory(
                place=place, indicator=rate, item=item, area=area, area_name=name,
                period=year, value=Decimal(value), decimals=1,
                comparator_name="England", comparator_value=Decimal("75.6"),
            )  # fmt: skip
    return rate


@pytest.fixture
def browser(client, officer, strategy):
    client.force_login(officer)
    return Browser(client, f"/strategies/{strategy.slug}/charts/")


class Browser:
    def __init__(self, client, stem):
        self.client, self.stem = client, stem

    def get(self, path=""):
        return self.client.get(self.stem + path)

    def add(self, **data):
        typed = {
            "once": str(uuid.uuid4()), "indicator": "ZQ_RATE", "title": "At work",
            "shape": "series", "unit": "per cent", **data,
        }  # fmt: skip
        return self.client.post(f"{self.stem}add/", typed)

    def edit(self, ref, **data):
        typed = {
            "revision": 1, "indicator": "ZQ_RATE", "title": "At work",
            "shape": "series", "unit": "per cent", **data,
        }  # fmt: skip
        return self.client.post(f"{self.stem}{ref}/edit/", typed)


def test_without_figures_it_says_where_they_come_from(browser):
    assert "There are no figures to draw yet" in said(browser.get("add/"))


def test_first_the_statistic_is_chosen_of_those_there_are(browser, figures):
    IndicatorFactory(title="Of which there is nothing")

    first = said(browser.get("add/"))
    then = said(browser.get("add/?indicator=ZQ_RATE"))

    assert "Employment rate" in first
    assert "Of which there is nothing" not in first
    assert "Marlshire" in then
    assert "England (as quoted beside our figures)" in then
    assert "Choose a statistic that your evidence base holds" in said(
        browser.get("add/?indicator=NONE")
    )


def test_a_chart_is_added_and_drawn_in_the_list(browser, figures):
    answer = browser.add(areas=[OURS, "compared:England"])

    chart = Chart.objects.get()
    assert (chart.ref, chart.areas) == ("C1", [OURS, "compared:England"])
    assert answer.status_code == 302
    page = said(browser.get())
    assert page.count("<svg") == 1
    assert "Marlshire: from 77.1% in 2016 to 78.4% in 2017." in page
    assert "[[chart:C1]]" in page


def test_the_list_says_where_a_chart_is_placed(browser, figures, strategy, officer):
    a_chart(strategy, officer)
    write(strategy, "summary", "[[chart:C1]]\n", officer)

    assert 'parts/summary/#chart-C1">Summary</a>' in said(browser.get())


def test_nothing_is_drawn_of_a_statistic_that_is_not_there(browser, figures):
    answer = browser.add(indicator="NONE")

    assert "Choose a statistic that your evidence base holds" in said(answer)
    assert not Chart.objects.exists()


def test_over_time_only_so_many_lines_can_be_told_apart(browser, figures):
    answer = browser.add(areas=[f"E3700000{number}" for number in range(7)])

    assert "Choose at most 6 places" in said(answer)
    assert browser.add(
        shape="ranked", areas=[f"E3700000{number}" for number in range(7)]
    ).status_code == 302  # fmt: skip


def test_what_was_chosen_stays_chosen_when_its_figures_have_gone(
    browser, figures, place, strategy, officer
):
    a_chart(strategy, officer, areas=["X37000999"])
    place.observations.all().delete()

    page = said(browser.get("C1/edit/"))
    answer = browser.edit("C1", areas=["X37000999"], title="Still")

    assert "X37000999 (no figures now)" in page
    assert answer.status_code == 302
    chart = Chart.objects.get()
    assert (chart.title, chart.unit) == ("Still", "per cent")
    assert "C1 has no figures to draw" in said(browser.get())


def test_the_form_offers_what_the_figures_say_of_themselves(
    browser, figures, strategy, officer
):
    a_chart(strategy, officer)

    assert "Now that would be: “Employment rate, over time. Marlshire: from 77.1%" in (
        said(browser.get("C1/edit/"))
    )


def test_two_who_change_a_chart_at_once_are_joined(browser, figures, strategy, officer):
    a_chart(strategy, officer)
    browser.edit("C1", title="Theirs", alternative="")

    browser.edit("C1", title="Over time", alternative="It rises.")

    chart = Chart.objects.get()
    assert (chart.title, chart.alternative) == ("Theirs", "It rises.")


def test_it_can_be_removed_and_brought_back(browser, figures, strategy, officer):
    chart = a_chart(strategy, officer)
    browser.client.post(f"{browser.stem}C1/remove/", {"revision": 1})
    assert "Charts" in said(browser.get())
    chart.refresh_from_db()
    assert chart.removed_at is not None

    browser.client.post(f"{browser.stem}C1/bring-back/")

    chart.refresh_from_db()
    assert chart.removed_at is None


@pytest.mark.parametrize(
    "bent",
    [
        {"indicator": "x" * 5000}, {"indicator": "\x01"}, {"areas": ["\x01", "x" * 999]},
        {"unit": "\x01"}, {"shape": "pie"}, {"period": "x" * 9999}, {"title": "\x02"},
    ],
)  # fmt: skip
def test_bent_input_is_asked_about(browser, figures, bent):
    assert browser.add(**bent).status_code == 200
    assert not Chart.objects.exists()


@pytest.mark.parametrize("many", [1, 50])
def test_the_list_asks_as_little_of_fifty_as_of_one(
    browser, figures, strategy, officer, many
):
    for _ in range(many):
        a_chart(strategy, officer)

    assert queries(browser.get) <= 10
