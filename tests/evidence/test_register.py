"""Refs, files and what the ledger keeps of every change."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from evidence import register
from evidence.models import Item
from office import ledger
from office.uploads import UploadField
from people.models import Role
from tests.factories import ItemFactory, ItemFileFactory, PlaceFactory, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def officer(place):
    return a_person(Role.OFFICER, place)


def upload(name="report.csv", content=b"a,b\n1,2\n"):
    return UploadField().clean(SimpleUploadedFile(name, content))


def verbs(place):
    return [entry.verb for entry in ledger.entries(ledger.place_chain(place.pk))]


def test_refs_count_up_in_each_place_and_past_a_hundred(place, officer):
    other = ItemFactory(place=PlaceFactory(), number=40)
    first = register.add(Item(place=place, title="One"), by=officer)
    ItemFactory(place=place, number=99)
    hundredth = register.add(Item(place=place, title="A hundred"), by=officer)

    assert [first.ref, hundredth.ref, other.ref] == ["E01", "E100", "E40"]


def test_a_withdrawn_ref_is_not_given_again(place, officer):
    first = register.add(Item(place=place, title="One"), by=officer)
    register.withdraw(first, by=officer, because="Wrong")

    assert register.add(Item(place=place, title="Two"), by=officer).ref == "E02"


def test_the_database_refuses_one_ref_twice(place):
    ItemFactory(place=place, ref="E01")

    with pytest.raises(IntegrityError):
        ItemFactory(place=place, ref="E01")


def test_a_file_is_kept_under_a_name_of_our_own_with_its_fingerprint(
    place, officer, settings
):
    item = register.add(
        Item(place=place, title="One"), by=officer, upload=upload("../report.csv")
    )

    file = item.files.get()
    on_disk = Path(settings.MEDIA_ROOT) / file.file.name
    assert file.name == "report.csv"
    assert file.file.name.startswith("evidence/")
    assert "report" not in file.file.name
    assert on_disk.read_bytes() == b"a,b\n1,2\n"
    assert file.sha256 == hashlib.sha256(b"a,b\n1,2\n").hexdigest()
    assert file.size == 8
    assert [path for path in on_disk.parent.iterdir() if path.suffix == ".part"] == []


def test_a_newer_file_takes_the_place_of_an_earlier_one_which_stays(place, officer):
    item = register.add(Item(place=place, title="One"), by=officer, upload=upload())
    earlier = item.files.get()

    newer = register.attach(item, upload("new.csv"), by=officer, instead_of=earlier)

    assert [file.is_current for file in item.files.all()] == [False, True]
    assert newer.replaces == earlier
    assert earlier.file.storage.exists(earlier.file.name)


def test_a_file_is_replaced_once_only(place):
    item = ItemFactory(place=place)
    newer = ItemFileFactory(item=item)
    ItemFileFactory(item=item, replaced_by=newer)

    with pytest.raises(IntegrityError):
        ItemFileFactory(item=item, replaced_by=newer)


def test_every_change_is_in_the_ledger_with_what_stood_before(place, officer):
    item = register.add(Item(place=place, title="One"), by=officer, upload=upload())
    item.title = "Two"
    register.edit(item, by=officer, before={"title": "One", "note": ""})
    register.set_aside(item, by=officer, typed={"Title": "Three"})
    register.withdraw(item, by=officer, because="Corrected")
    register.bring_back(item, by=officer)

    entries = list(ledger.entries(ledger.place_chain(place.pk)))
    assert [entry.verb for entry in entries] == [
        "evidence_added",
        "file_added",
        "evidence_edited",
        "evidence_change_set_aside",
        "evidence_withdrawn",
        "evidence_brought_back",
    ]
    assert {entry.subject for entry in entries} == {"E01"}
    assert entries[2].facts == {"changes": {"title": {"from": "One", "to": "Two"}}}
    assert entries[3].facts == {"typed": {"Title": "Three"}}
    assert entries[5].facts == {"was_withdrawn_because": "Corrected"}


def test_an_edit_that_changes_nothing_is_no_edit(place, officer):
    item = ItemFactory(place=place, title="One")

    register.edit(item, by=officer, before={"title": "One"})

    item.refresh_from_db()
    assert (item.revision, item.edited_at) == (1, None)
    assert verbs(place) == []


def test_an_edit_counts_and_says_who(place, officer):
    item = ItemFactory(place=place, title="One")
    item.title = "Two"

    register.edit(item, by=officer, before={"title": "One"})

    item.refresh_from_db()
    assert (item.title, item.revision, item.edited_by) == ("Two", 2, officer)
    assert item.edited_at is not None


def test_what_is_withdrawn_can_be_brought_back(place, officer):
    item = ItemFactory(place=place)
    register.withdraw(item, by=officer, because="Wrong")
    assert item.is_withdrawn
    assert not Item.objects.live().exists()

    register.bring_back(item, by=officer)

    item.refresh_from_db()
    assert (item.is_withdrawn, item.withdrawn_because, item.revision) == (False, "", 3)
