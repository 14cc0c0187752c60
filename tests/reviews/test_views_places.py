"""The list of places and the page of one, as people meet them."""

import pytest
from django.urls import reverse

from people.models import Role
from reviews.views.places import A_PAGE
from tests.factories import (
    ImportantDateFactory,
    ItemFactory,
    PlaceFactory,
    RelationFactory,
    StrategyFactory,
    UserFactory,
    a_person,
    an_administrator,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_(client):
    def signed_in(user):
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def place():
    return PlaceFactory(name="Marlshire", slug="marlshire", region="North West", wave=3)


def test_the_list_says_how_many_stand_where_and_marks_ones_own(as_, place):
    StrategyFactory(place=place)
    PlaceFactory(name="Avon")

    page = as_(a_person(Role.READER, place)).get("/places/").text

    assert "2 places: 1 being drafted, 1 with no agreed strategy published." in page
    assert "Your places come first" in page
    assert page.index("Marlshire LEP") < page.index("Avon LEP")


def test_a_neighbours_standing_is_told_to_an_area_lead_without_a_way_in(as_, place):
    strategy = StrategyFactory(place=place)

    page = as_(a_person(Role.AREA_LEAD, PlaceFactory())).get("/places/").text

    assert "Being drafted" in page
    assert strategy.get_absolute_url() not in page


@pytest.mark.parametrize(
    "query",
    ["wave=9", "region=%00", "standing=x", "group=%F0%9F", "page=-1", "page=999", "wave=%C2%B2"],
)  # fmt: skip
def test_a_bent_query_is_no_fault(as_, place, query):
    answer = as_(UserFactory()).get(f"/places/?{query}")

    assert answer.status_code in (200, 400)


def test_the_filters_keep_what_was_chosen_and_say_when_nothing_matches(as_, place):
    page = as_(UserFactory()).get("/places/?wave=3&standing=agreed").text

    assert "No place matches what you chose." in page
    assert '<option value="3" selected' in page
    assert 'govuk-details" open' in page


def test_a_long_list_comes_in_pages_that_keep_the_filter(as_):
    for _ in range(A_PAGE + 1):
        PlaceFactory(wave=2)

    page = as_(UserFactory()).get("/places/?wave=2").text
    last = as_(UserFactory()).get("/places/?wave=2&page=2").text

    assert "61 places: 61 with no agreed strategy published." in page
    assert "?wave=2&amp;page=2" in page
    assert last.count('<th scope="row"') == 1


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_ten_queries_at_most_however_long_it_is(
    as_, place, rows, django_assert_max_num_queries
):
    leader = PlaceFactory(kind="MCA")
    RelationFactory(source=leader, kind="leads", target=PlaceFactory())
    for _ in range(rows):
        other = PlaceFactory()
        StrategyFactory(place=other, status="with_government")
        a_person(Role.AREA_LEAD, other)
        ImportantDateFactory(place=other)
    client = as_(a_person(Role.OFFICER, place))
    client.get("/places/")

    with django_assert_max_num_queries(10):
        client.get("/places/")


def test_a_place_shows_who_what_and_when_to_its_own_people(as_, place):
    strategy = StrategyFactory(place=place)
    lead = a_person(Role.AREA_LEAD, place, name="Amrit Gill")
    ItemFactory(place=place)
    ImportantDateFactory(place=place, title="Board meets", on="March 2099")
    officer = a_person(Role.OFFICER, place)

    page = as_(officer).get("/places/marlshire/").text

    assert f'href="{strategy.get_absolute_url()}"' in page
    assert lead.email in page
    assert reverse("evidence:items", args=["marlshire"]) in page
    assert "March 2099: Board meets" in page
    assert "Set dates" in page


def test_a_place_tells_others_what_everybody_may_know(as_, place):
    strategy = StrategyFactory(place=place)
    ItemFactory(place=place)
    a_person(Role.AREA_LEAD, place, name="Amrit Gill")
    ImportantDateFactory(place=place, title="Board meets", on="March 2099")

    page = as_(a_person(Role.OFFICER, PlaceFactory())).get("/places/marlshire/").text

    assert "Third wave" in page
    for private in (
        strategy.get_absolute_url(),
        "Amrit Gill",
        reverse("evidence:items", args=["marlshire"]),
        "Board meets",
        "Set dates",
    ):
        assert private not in page


def test_without_an_area_lead_it_says_so(as_, place):
    page = as_(an_administrator()).get("/places/marlshire/").text

    assert "No Area Lead is assigned to this place" in page


def test_an_unknown_place_does_not_exist(as_):
    assert as_(UserFactory()).get("/places/nowhere/").status_code == 404


def test_signed_out_one_is_asked_to_sign_in(client, place):
    answer = client.get("/places/marlshire/")

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
