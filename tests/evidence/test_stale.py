"""Two people, or two windows of one, have changed the same item."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from evidence import register
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

    assert form["revision"].value() == 2
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


@pytest.fixture
def other(place):
    return a_person(Role.OFFICER, place, name="Otto Other")


@pytest.fixture
def read(place):
    """Opened at revision 1, and changed since by whoever a test says."""
    return ItemFactory(place=place, ref="E01", title="Survey", publisher="ONS")


def change(by, **fields):
    item = Item.objects.get(ref="E01")
    before = {name: getattr(item, name) for name in fields}
    for name, value in fields.items():
        setattr(item, name, value)
    register.edit(item, by=by, before=before)


def post(client, item, **fields):
    return client.post(f"{BASE}/E01/edit/", edited(item, **fields), follow=True)


def test_what_only_one_of_two_changed_joins_without_a_question(
    read, place, other, as_officer
):
    change(other, note="Their note")

    response = post(as_officer, read, title="Mine", publisher="ONS")

    item = Item.objects.get()
    assert (item.title, item.note, item.revision) == ("Mine", "Their note", 3)
    assert "E01 saved, with what Otto Other changed meanwhile: notes" in shown(response)
    facts = last_entry(place).facts
    assert facts["changes"] == {"title": {"from": "Survey", "to": "Mine"}}
    assert facts["typed"] == {"Title": "Mine", "Notes": ""}


def test_only_what_both_changed_is_asked_about(read, other, as_officer):
    change(other, title="Theirs", note="Their note")

    response = post(as_officer, read, title="Mine", publisher="NOMIS")

    labels = [change.label for change in response.context["differences"]]
    assert (response.status_code, labels) == (409, ["Title"])
    form = response.context["form"]
    assert (form["note"].value(), form["publisher"].value()) == ("Their note", "NOMIS")
    assert Item.objects.get().title == "Theirs"


@pytest.mark.parametrize(("choice", "title"), [("mine", "Mine"), ("theirs", "Theirs")])
def test_whatever_is_chosen_the_rest_is_joined(
    choice, title, read, place, other, as_officer
):
    change(other, title="Theirs", note="Their note")
    asked = post(as_officer, read, title="Mine", publisher="NOMIS").context
    form = {field.name: field.value() or "" for field in asked["form"]}

    as_officer.post(
        f"{BASE}/E01/edit/", form | {"asked": asked["asked"], "choice": choice}
    )

    item = Item.objects.get()
    assert (item.title, item.note, item.publisher) == (title, "Their note", "NOMIS")
    if choice == "theirs":
        assert last_entry(place).facts["typed"]["Title"] == "Mine"


def test_a_form_sent_unchanged_over_a_newer_one_changes_nothing(
    read, place, other, as_officer
):
    change(other, title="Theirs")
    entry = last_entry(place)

    post(as_officer, read, publisher="ONS")

    assert Item.objects.get().title == "Theirs"
    assert last_entry(place) == entry


def test_it_joins_with_a_withdrawal_that_was_undone(read, other, as_officer):
    register.withdraw(Item.objects.get(), by=other, because="Wrong")
    register.bring_back(Item.objects.get(), by=other)

    post(as_officer, read, title="Mine", publisher="ONS")

    assert Item.objects.get().title == "Mine"


def test_whether_it_is_restricted_and_why_never_come_from_two_people(
    read, other, as_officer
):
    change(other, is_restricted=True, restricted_because="Named firms")
    change(other, is_restricted=True, restricted_because="Named people")
    item = Item.objects.get()

    response = as_officer.post(
        f"{BASE}/E01/edit/", edited(item, publisher="ONS", revision=2)
    )

    labels = [change.label for change in response.context["differences"]]
    assert labels == ["This evidence is restricted", "Why it is restricted"]


def test_joining_takes_the_same_queries_after_1_change_and_after_20(
    read, other, as_officer
):
    costs = []
    for count in (1, 20):
        item = Item.objects.get()
        for number in range(count):
            change(other, note=f"Note {count}.{number}")
        with CaptureQueriesContext(connection) as asked:
            as_officer.post(
                f"{BASE}/E01/edit/",
                edited(item, title=f"Mine {count}", publisher="ONS", note=item.note),
            )
        costs.append(len(asked))

    assert Item.objects.get().title == "Mine 20"
    assert costs[0] == costs[1]
