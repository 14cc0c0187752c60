"""Two people, or two windows of one, have changed the same item."""

import pytest
from django.utils import timezone

from evidence.models import Item
from people.models import Role
from tests.evidence.pages import BASE, edited, last_entry, shown
from tests.factories import ItemFactory, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(place, officer):
    """Opened at revision 1; somebody else then saved revision 2."""
    other = a_person(Role.OFFICER, place, name="Otto Other")
    return ItemFactory(
        place=place,
        ref="E01",
        title="Theirs",
        note="Their note",
        revision=2,
        edited_by=other,
        edited_at=timezone.now(),
    )


def send(client, item, **fields):
    typed = edited(item, title="Mine", note="My note", revision=1)
    return client.post(f"{BASE}/E01/edit/", typed | fields)


def test_both_sets_of_values_are_shown_and_nothing_is_saved(item, as_officer):
    response = send(as_officer, item)

    page = shown(response)
    assert response.status_code == 409
    assert "You and Otto Other both changed E01" in page
    for words in ("Theirs", "Mine", "Their note", "My note"):
        assert words in page
    for choice in ("mine", "theirs", "together"):
        assert f'value="{choice}"' in page
    item.refresh_from_db()
    assert (item.title, item.revision) == ("Theirs", 2)


def test_two_windows_of_one_person_are_two_people(item, officer, as_officer):
    Item.objects.update(edited_by=officer)

    response = send(as_officer, item)

    assert response.status_code == 409
    assert "You changed E01 in another window too" in shown(response)


def test_the_page_carries_mine_on_over_the_newest_revision(item, as_officer):
    form = send(as_officer, item).context["form"]

    assert form["revision"].value() == "2"
    assert form["title"].value() == "Mine"


def test_keep_mine(item, place, as_officer):
    send(as_officer, item, revision=2, choice="mine")

    item.refresh_from_db()
    assert (item.title, item.note, item.revision) == ("Mine", "My note", 3)
    changes = last_entry(place).facts["changes"]
    assert changes["title"] == {"from": "Theirs", "to": "Mine"}


def test_keep_theirs_keeps_mine_in_the_ledger(item, place, as_officer):
    send(as_officer, item, revision=2, choice="theirs")

    item.refresh_from_db()
    assert (item.title, item.note, item.revision) == ("Theirs", "Their note", 2)
    assert last_entry(place).facts == {"typed": {"Title": "Mine", "Notes": "My note"}}


def test_edit_the_two_together(item, as_officer):
    response = send(as_officer, item, revision=2, choice="together")

    page = shown(response)
    assert response.status_code == 200
    assert 'value="Mine"' in page
    assert "Their note" in page
    assert response.context["form"]["revision"].value() == "2"
    item.refresh_from_db()
    assert item.revision == 2


def test_a_third_save_meanwhile_is_seen_too(item, as_officer):
    Item.objects.update(revision=3, title="A third")

    response = send(as_officer, item, revision=2, choice="mine")

    assert response.status_code == 409
    assert "A third" in shown(response)


def test_the_same_change_twice_is_no_conflict(item, as_officer):
    response = send(as_officer, item, title="Theirs", note="Their note")

    assert response.status_code == 302


def test_every_kind_of_field_is_told_in_words(item, place, as_officer):
    newer = ItemFactory(place=place, ref="E02", title="The newer one")

    page = shown(
        send(
            as_officer,
            item,
            kind="plan",
            is_restricted="on",
            restricted_because="Named firms",
            replaced_by=newer.pk,
        )
    )

    for words in ("Plan or strategy", "Yes", "Named firms", "E02 The newer one"):
        assert words in page
