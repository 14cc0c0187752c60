"""Open evidence: what an officer makes public, and what anyone then reads."""

from uuid import uuid4

import pytest
from django.utils import timezone

from evidence.models import Disclosure, Item
from people.models import Role
from tests.evidence.pages import last_entry, shown
from tests.factories import ItemFactory, ItemFileFactory, ObservationFactory, a_person

pytestmark = pytest.mark.django_db
OPEN = "/places/marlshire/evidence/open/"
PAGE = "/published/evidence/marlshire/"
OGL = "Open Government Licence v3.0"


def an_item(place, **said):
    return ItemFactory(place=place, **{"licence": OGL, **said})


def make_public(browser, **said):
    form = {"what": "whole", "step": "open", "once": str(uuid4()), **said}
    return browser.post(OPEN, form)


@pytest.fixture
def base(place):
    """Something of every sort: two that may be open, and two that may not."""
    item = an_item(place, title="Open figures", publisher="ONS", note="A note")
    an_item(place, kind="gap", title="Trade by district", licence="", address="")
    an_item(place, title="No licence", licence="")
    an_item(
        place,
        title="Bought data",
        is_restricted=True,
        restricted_because="Terms of Firm X",
    )
    return item


def test_it_is_shown_first_and_nothing_is_public_by_then(base, as_officer):
    page = shown(as_officer.post(OPEN, {"what": "whole", "step": "look"}))

    assert "Anyone will be able to read 2 items" in page
    assert "Terms of Firm X" in page
    assert "No licence</a>" in page
    assert not Disclosure.objects.exists()


def test_the_whole_base_is_made_public_but_for_what_may_not_be(
    base, place, as_officer, client
):
    make_public(as_officer, why="Bought, and not ours to publish")
    client.logout()

    page = shown(client.get(PAGE))

    assert "Open figures" in page
    assert "Trade by district" in page
    assert "Bought data" not in page
    assert "Firm X" not in page
    assert "2 items of this evidence are not public" in page
    assert "Bought, and not ours to publish" in page
    assert "Marlshire" in shown(client.get("/published/evidence/"))
    entry = last_entry(place)
    assert (entry.verb, entry.facts["items"]) == ("evidence_made_public", None)


def test_only_chosen_items_may_be_made_public(base, place, as_officer, client):
    other = an_item(place, title="Kept for later")

    make_public(as_officer, what="chosen", items=[base.ref])

    page = shown(client.get(PAGE))
    assert "Open figures" in page
    assert other.title not in page
    assert "2 that Marlshire LEP has not made public yet" in page


def test_what_has_no_licence_cannot_be_made_public(place, as_officer):
    item = an_item(place, licence="")

    page = shown(make_public(as_officer, what="chosen", items=[item.ref]))

    assert "Nothing yet" in page
    assert not Disclosure.objects.exists()


def test_once_it_has_a_licence_it_is_public(place, as_officer, client):
    item = an_item(place, licence="")
    make_public(as_officer)
    assert client.get(PAGE).status_code == 404

    Item.objects.filter(pk=item.pk).update(licence=OGL)

    assert item.title in shown(client.get(PAGE))


def test_made_public_twice_it_is_so_once(base, as_officer):
    make_public(as_officer)
    make_public(as_officer, why="Again")

    assert Disclosure.objects.get().why == "Again"


def test_it_can_be_taken_back_and_the_fact_stays(base, place, as_officer, client):
    make_public(as_officer)
    disclosure = Disclosure.objects.get()

    as_officer.post(f"{OPEN}{disclosure.pk}/take-back/")

    disclosure.refresh_from_db()
    assert disclosure.until is not None
    assert client.get(PAGE).status_code == 404
    assert last_entry(place).verb == "evidence_taken_back"


def test_nothing_is_chosen_and_it_is_said(base, as_officer):
    page = shown(as_officer.post(OPEN, {"what": "chosen", "step": "look"}))

    assert "Choose at least one item" in page


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.APPROVER, Role.READER])
def test_only_officers_make_evidence_public(role, base, place, client):
    client.force_login(a_person(role, place))

    assert client.get(OPEN).status_code == 403
    assert make_public(client).status_code == 403


def test_the_list_is_downloaded_without_what_is_between_ourselves(
    base, as_officer, client
):
    make_public(as_officer)
    client.logout()

    answer = client.get("/published/evidence/marlshire.csv")

    content = b"".join(answer).decode("utf-8-sig")
    assert content.startswith("Reference,Title,Kind")
    assert "Open figures" in content
    assert "because" not in content
    assert "Bought data" not in content
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_figures_of_open_items_are_downloaded_and_no_others(
    base, place, as_officer, client
):
    closed = Item.objects.get(title="Bought data")
    ObservationFactory(place=place, item=base, area_name="Marl Town")
    ObservationFactory(place=place, item=closed, area_name="Secret Town")
    make_public(as_officer, what="chosen", items=[base.ref])
    client.logout()

    content = b"".join(client.get(f"{PAGE}figures.csv")).decode()

    assert "Marl Town" in content
    assert "Secret Town" not in content


def test_files_are_handed_out_as_files_are_and_only_open_ones(
    base, place, as_officer, client
):
    file = ItemFileFactory(item=base)
    older = ItemFileFactory(item=base, replaced_by=file)
    secret = ItemFileFactory(item=Item.objects.get(title="Bought data"))
    make_public(as_officer)
    client.logout()

    answer = client.get(f"{PAGE}files/{file.pk}/")

    b"".join(answer)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert file.name in shown(client.get(PAGE))
    for other in (older.pk, secret.pk, 10**30):
        assert client.get(f"{PAGE}files/{other}/").status_code == 404


def test_what_was_withdrawn_is_public_no_longer(base, officer, as_officer, client):
    make_public(as_officer)
    Item.objects.filter(pk=base.pk).update(
        withdrawn_at=timezone.now(), withdrawn_by=officer
    )

    assert "Open figures" not in shown(client.get(PAGE))


@pytest.mark.parametrize("rows", [1, 50])
def test_the_public_pages_cost_two_queries(
    rows, place, as_officer, client, django_assert_num_queries
):
    for _ in range(rows):
        ItemFileFactory.create_batch(2, item=an_item(place))
    make_public(as_officer)
    client.logout()

    with django_assert_num_queries(2):
        client.get(PAGE)
    with django_assert_num_queries(2):
        client.get("/published/evidence/")
