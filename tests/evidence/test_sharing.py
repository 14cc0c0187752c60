"""Evidence shown to other places, item by item."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from evidence.models import Disclosure
from people.models import Role
from tests.evidence.pages import BASE, last_entry, shown
from tests.factories import ItemFactory, PlaceFactory, a_person

pytestmark = pytest.mark.django_db
SHARING = f"{BASE}/sharing/"


@pytest.fixture
def item(place):
    return ItemFactory(place=place, ref="E01", title="Commuters")


@pytest.fixture
def northmark():
    return PlaceFactory(name="Northmark", slug="northmark")


@pytest.fixture
def neighbour(northmark):
    return a_person(Role.OFFICER, northmark)


def show(browser, **said):
    form = {"once": str(uuid4()), "whom": "one", "place": "northmark", **said}
    return browser.post(f"{BASE}/E01/show/", form)


def sees(browser, person):
    browser.force_login(person)
    return browser.get(f"{BASE}/E01/").status_code == 200


def test_one_place_is_shown_one_item_and_nobody_else_is(
    item, northmark, neighbour, place, as_officer, client
):
    ItemFactory(place=place, ref="E02")
    stranger = a_person(Role.OFFICER, PlaceFactory())

    show(as_officer, why="For our travel chapter")

    assert last_entry(place).verb == "evidence_shown"
    assert not sees(client, stranger)
    assert sees(client, neighbour)
    assert client.get(f"{BASE}/E02/").status_code == 404
    page = shown(client.get("/places/northmark/evidence/shared-with-us/"))
    assert "Commuters" in page
    assert "For our travel chapter" in page


def test_every_place_may_be_shown_it(item, neighbour, as_officer, client):
    show(as_officer, whom="every", place="")

    assert sees(client, neighbour)


def test_it_is_shown_until_the_end_of_a_day(item, neighbour, as_officer, client):
    day = timezone.localdate() + timedelta(days=3)
    until = {"until_day": day.day, "until_month": day.month, "until_year": day.year}

    show(as_officer, **until)

    shown_until = timezone.localtime(Disclosure.objects.get().until)
    assert shown_until.date() == day + timedelta(days=1)
    assert (shown_until.hour, shown_until.minute) == (0, 0)


def test_a_day_that_is_over_is_refused(item, northmark, as_officer):
    over = {"until_day": "1", "until_month": "1", "until_year": "2019"}

    assert "must be today or later" in shown(show(as_officer, **over))


def test_one_place_has_to_be_named(item, as_officer):
    assert "Choose a place" in shown(show(as_officer, place=""))


def test_shown_again_it_is_one_row_with_the_newer_day(item, neighbour, as_officer):
    show(as_officer)
    show(as_officer, why="Again")

    assert Disclosure.objects.get().why == "Again"


def test_it_can_be_taken_back(item, neighbour, place, as_officer, officer, client):
    show(as_officer)
    row = Disclosure.objects.get()
    assert "Northmark" in shown(as_officer.get(SHARING))

    as_officer.post(f"{SHARING}{row.pk}/end/")

    assert last_entry(place).verb == "evidence_no_longer_shown"
    assert "Nothing is shown" in shown(as_officer.get(SHARING))
    assert not sees(client, neighbour)


def test_restricted_evidence_stays_where_it_is(place, northmark, as_officer):
    ItemFactory(place=place, ref="E01", is_restricted=True, restricted_because="x")

    assert "is restricted" in shown(show(as_officer))
    assert not Disclosure.objects.exists()


def test_what_is_shown_is_listed_for_the_places_own_people_alone(
    item, neighbour, place, as_officer, client
):
    show(as_officer)
    client.force_login(neighbour)
    assert client.get(SHARING).status_code == 404
    assert client.get(f"{BASE}/shared-with-us/").status_code == 404
    assert client.get(f"{BASE}/E01/show/").status_code == 403

    client.force_login(a_person(Role.READER, place))
    assert client.get(SHARING).status_code == 200
    row = Disclosure.objects.get()
    assert client.post(f"{SHARING}{row.pk}/end/").status_code == 403


@pytest.mark.parametrize("rows", [1, 50])
def test_the_lists_cost_the_same_however_long(
    rows, place, northmark, as_officer, django_assert_max_num_queries
):
    for item in ItemFactory.create_batch(rows, place=place):
        Disclosure.objects.create(
            place=place, item=item, audience="place", shown_to=northmark, why="x"
        )

    with django_assert_max_num_queries(10):
        as_officer.get(SHARING)
    with django_assert_max_num_queries(10):
        as_officer.get(f"{BASE}/shared-with-us/")
