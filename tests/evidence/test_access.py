"""Who reaches what of a place's evidence: the table of this room."""

from datetime import timedelta

import pytest
from django.utils import timezone

from evidence.models import Disclosure, Item
from evidence.permissions import may_read_in_full, may_see_evidence
from people.models import Place, Role
from tests.factories import (
    ItemFactory,
    ItemFileFactory,
    PlaceFactory,
    RelationFactory,
    UserFactory,
    a_person,
    an_administrator,
)

pytestmark = pytest.mark.django_db

BASE = "/places/marlshire/evidence"

# who: the list, one open item, adding, editing, its file, a restricted item's file
ACCESS = {
    "officer": (200, 200, 200, 200, 200, 200),
    "contributor": (200, 200, 200, 403, 200, 200),
    "approver": (200, 200, 403, 403, 200, 200),
    "reader": (200, 200, 403, 403, 200, 200),
    "supporting LEP": (200, 200, 403, 403, 200, 403),
    "area lead, shared": (200, 200, 403, 403, 200, 403),
    "area lead": (404, 404, 404, 404, 404, 404),
    "reviewer, circulated": (200, 200, 403, 403, 200, 403),
    "reviewer": (404, 404, 404, 404, 404, 404),
    "administrator, shared": (200, 200, 403, 403, 200, 403),
    "administrator": (404, 404, 404, 404, 404, 404),
    "other place": (404, 404, 404, 404, 404, 404),
    "former officer": (404, 404, 404, 404, 404, 404),
    "closed account": (302, 302, 302, 302, 302, 302),
    "nobody": (302, 302, 302, 302, 302, 302),
}


def somebody(who: str, place: Place):
    if who == "supporting LEP":
        lep = RelationFactory(target=place).source
        return a_person(Role.OFFICER, lep)
    if who == "other place":
        return a_person(Role.OFFICER, PlaceFactory())
    if who == "former officer":
        person = a_person(Role.OFFICER, place)
        person.memberships.update(until=timezone.localdate())
        return person
    if who == "closed account":
        person = a_person(Role.OFFICER, place)
        person.is_active = False
        person.save()
        return person
    role, _, shared = who.partition(", ")
    audience = {"area lead": "area_lead", "administrator": "administrators"}.get(role)
    if role == "administrator":
        person = an_administrator()
    else:
        person = a_person(role.replace(" ", "_"), place)
    if shared:
        disclose(place, audience or "person", user=None if audience else person)
    return person


def disclose(place, audience, **fields):
    return Disclosure.objects.create(place=place, audience=audience, why="x", **fields)


@pytest.mark.parametrize("who", ACCESS)
def test_each_page_is_for_those_it_is_for(who, place, client):
    item = ItemFactory(place=place, ref="E01")
    file = ItemFileFactory(item=item)
    kept_close = ItemFactory(
        place=place, ref="E02", is_restricted=True, restricted_because="x"
    )
    secret = ItemFileFactory(item=kept_close)
    if who != "nobody":
        client.force_login(somebody(who, place))

    def status(path):
        response = client.get(f"{BASE}{path}")
        if response.streaming:
            b"".join(response)  # read to its end, so that the file is closed
        return response.status_code

    assert (
        status("/"),
        status("/E01/"),
        status("/add/"),
        status("/E01/edit/"),
        status(f"/E01/files/{file.pk}/"),
        status(f"/E02/files/{secret.pk}/"),
    ) == ACCESS[who]
    assert status(".csv") == ACCESS[who][0]
    for page in ("withdraw", "files/add"):
        assert status(f"/E01/{page}/") == ACCESS[who][3]
        assert client.post(f"{BASE}/E01/{page}/").status_code == ACCESS[who][3]


@pytest.mark.parametrize("who", ["contributor", "reader", "area lead, shared"])
def test_bringing_back_is_for_officers(who, place, client):
    ItemFactory(
        place=place, ref="E01", withdrawn_at=timezone.now(), withdrawn_by=UserFactory()
    )
    client.force_login(somebody(who, place))

    assert client.get(f"{BASE}/E01/bring-back/").status_code == 403
    assert client.post(f"{BASE}/E01/bring-back/").status_code == 403


def test_a_file_is_reached_through_its_own_item_only(place, officer, as_officer):
    ItemFactory(place=place, ref="E01")
    elsewhere = ItemFileFactory(item=ItemFactory(ref="E01"))

    assert as_officer.get(f"{BASE}/E01/files/{elsewhere.pk}/").status_code == 404


def test_add_and_import_are_no_refs(place, officer, as_officer):
    assert as_officer.get(f"{BASE}/add/").status_code == 200
    assert as_officer.get(f"{BASE}/import/").status_code == 200
    assert as_officer.get(f"{BASE}/E99/").status_code == 404


@pytest.mark.parametrize(
    "who", ["supporting LEP", "area lead, shared", "administrator, shared"]
)
def test_a_restricted_item_is_a_title_to_others(who, place, client):
    ItemFactory(
        place=place,
        ref="E01",
        title="Survey of firms",
        publisher="Hidden publisher",
        value="Hidden value",
        note="Hidden note",
        is_restricted=True,
        restricted_because="Hidden reason",
    )
    client.force_login(somebody(who, place))

    for path in ("/", "/E01/", ".csv"):
        page = client.get(f"{BASE}{path}").content.decode()
        assert "Survey of firms" in page
        assert "Hidden" not in page
    assert "Survey of firms" in client.get(f"{BASE}/?q=survey").content.decode()
    assert "Survey of firms" not in client.get(f"{BASE}/?q=hidden").content.decode()


def test_one_item_may_be_shown_without_the_rest(place, client):
    shown = ItemFactory(place=place, title="Shown")
    hidden = ItemFactory(place=place, title="Kept back")
    shown.replaced_by = hidden
    shown.save()
    person = a_person(Role.OFFICER, PlaceFactory())
    disclose(place, "person", user=person, item=shown)
    client.force_login(person)

    assert "Kept back" not in client.get(f"{BASE}/").content.decode()
    assert "Kept back" not in client.get(f"{BASE}/{shown.ref}/").content.decode()
    assert client.get(f"{BASE}/{hidden.ref}/").status_code == 404


def test_what_is_public_is_seen_by_everyone_signed_in(place, client):
    ItemFactory(place=place, ref="E01", licence="Open Government Licence v3.0")
    disclose(place, "public")
    client.force_login(a_person(Role.OFFICER, PlaceFactory()))

    assert client.get(f"{BASE}/E01/").status_code == 200


@pytest.mark.parametrize(
    ("since", "until", "sees"),
    [(-2, None, True), (-2, 1, True), (-2, -1, False), (1, None, False)],
)
def test_a_disclosure_lasts_from_one_moment_to_another(since, until, sees, place):
    ItemFactory(place=place)
    lead = a_person(Role.AREA_LEAD, place)
    now = timezone.now()
    disclose(
        place,
        "area_lead",
        since=now + timedelta(hours=since),
        until=until and now + timedelta(hours=until),
    )

    assert Item.objects.visible_to(lead).exists() is sees


def test_a_disclosure_of_one_place_is_not_one_of_another(place):
    ItemFactory()
    lead = a_person(Role.AREA_LEAD, place)
    disclose(place, "area_lead")

    assert not Item.objects.visible_to(lead).exists()


def test_an_open_item_is_read_in_full_by_all_who_see_it(place):
    item = ItemFactory(place=place)

    assert may_read_in_full(UserFactory(), item)


@pytest.mark.parametrize("who", [who for who in ACCESS if ACCESS[who][0] != 302])
def test_the_base_is_offered_to_those_who_reach_it(who, place):
    ItemFactory(place=place)

    assert may_see_evidence(somebody(who, place), place) is (ACCESS[who][0] == 200)
