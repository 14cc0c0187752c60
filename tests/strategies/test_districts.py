"""Places and communities, district by district."""

import pytest

from people.models import LocalAuthority
from people.models.place import PlaceAuthority
from strategies import districts, document, records
from strategies.models import Statement
from tests.factories import PlaceFactory
from tests.strategies.chosen import a_priority
from tests.strategies.pages import address, said

pytestmark = pytest.mark.django_db

MARLBY, FELL = "E07000901", "E07000902"


@pytest.fixture(autouse=True)
def two_districts(place):
    for code, name in ((MARLBY, "Marlby"), (FELL, "Fell")):
        authority = LocalAuthority.objects.create(code=code, name=name)
        PlaceAuthority.objects.create(place=place, authority=authority)


def rows(strategy):
    return districts.rows(document.build(strategy))


def state(strategy, by, **fields):
    return records.add(Statement(strategy=strategy, **fields), by=by)


def test_every_district_stands_in_the_order_of_names(strategy):
    assert [row["title"] for row in rows(strategy)] == ["Fell", "Marlby"]
    assert all(districts.is_silent(row) for row in rows(strategy))


def test_a_tick_and_a_statement_both_say_that_a_priority_bears_on_it(strategy, officer):
    a_priority(strategy, officer, title="Hydrogen", districts=[FELL])
    a_priority(strategy, officer, title="Ports")
    state(strategy, officer, title="Fell", authority=FELL, priorities=["P2"])

    fell, marlby = rows(strategy)

    assert [row["ref"] for row in fell["priorities"]] == ["P1", "P2"]
    assert districts.is_silent(marlby)


def test_why_nothing_bears_on_a_district_is_something_said(strategy, officer):
    state(strategy, officer, title="Fell", authority=FELL, no_impact_because="A moor.")

    assert not districts.is_silent(rows(strategy)[0])


def test_another_part_of_the_area_comes_after_the_districts(strategy, officer):
    state(strategy, officer, title="The coast", text="Jobs.")

    assert [row["title"] for row in rows(strategy)][-1] == "The coast"


def test_an_older_document_has_the_statements_alone(strategy, officer):
    state(strategy, officer, title="Fell", authority=FELL, text="Jobs.")
    old = document.build(strategy)
    del old["districts"]

    assert [row["title"] for row in districts.rows(old)] == ["Fell"]


def test_the_page_says_who_else_a_district_belongs_to(page, strategy):
    northmark = PlaceFactory(name="Northmark", slug="northmark")
    fell = LocalAuthority.objects.get(code=FELL)
    PlaceAuthority.objects.create(place=northmark, authority=fell)

    words = said(page("communities", strategy))

    assert "Also in the area of Northmark" in words
    assert "Nothing said yet." in words


def test_a_statement_is_begun_on_the_district_it_is_asked_of(page, strategy):
    asked = address("record_add", strategy, "communities")

    assert f"{asked}?authority={FELL}" in said(page("communities", strategy))
    chosen = said(
        page("record_add", strategy, "communities", query=f"?authority={FELL}")
    )
    assert f'value="{FELL}" selected' in chosen
