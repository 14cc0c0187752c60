"""The files of an item: added, replaced, taken away as attachments."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.corpus import pdf
from tests.evidence.pages import BASE, last_entry, shown
from tests.factories import ItemFactory, ItemFileFactory

pytestmark = pytest.mark.django_db


def test_a_file_is_added_once_and_may_replace_an_earlier_one(place, as_officer):
    item = ItemFactory(place=place, ref="E01")
    earlier = ItemFileFactory(item=item)
    form = {"once": str(uuid4()), "instead_of": earlier.pk}

    for _ in range(20):
        form["file"] = SimpleUploadedFile("new.pdf", pdf())
        response = as_officer.post(f"{BASE}/E01/files/add/", form)
        assert response.url == f"{BASE}/E01/"

    assert [file.is_current for file in item.files.all()] == [False, True]


def test_a_file_replaced_already_is_not_replaced_again(place, as_officer):
    item = ItemFactory(place=place, ref="E01")
    earlier = ItemFileFactory(item=item, replaced_by=ItemFileFactory(item=item))
    form = {"once": str(uuid4()), "instead_of": earlier.pk}
    form["file"] = SimpleUploadedFile("new.pdf", pdf())

    page = shown(as_officer.post(f"{BASE}/E01/files/add/", form))

    assert "Choose a file that is still in use" in page
    assert item.files.count() == 2


def test_a_further_file_leaves_the_others_in_use(place, as_officer):
    item = ItemFactory(place=place, ref="E01")
    ItemFileFactory(item=item)
    url = f"{BASE}/E01/files/add/"
    assert "No, it is a further file" in shown(as_officer.get(url))

    form = {"once": str(uuid4()), "instead_of": ""}
    for _ in range(20):
        form["file"] = SimpleUploadedFile("more.pdf", pdf())
        assert as_officer.post(url, form).url == f"{BASE}/E01/"

    assert [file.is_current for file in item.files.all()] == [True, True]


def test_a_file_must_be_chosen(place, as_officer):
    ItemFactory(place=place, ref="E01")

    page = shown(as_officer.post(f"{BASE}/E01/files/add/", {"once": str(uuid4())}))

    assert page.count("Select a file") >= 2


def test_a_download_is_an_attachment_that_nothing_runs_in(place, as_officer):
    item = ItemFactory(place=place, ref="E01")
    form = {"once": str(uuid4())}
    content = pdf()
    form["file"] = SimpleUploadedFile("résumé “1”.pdf", content, "text/html")
    as_officer.post(f"{BASE}/E01/files/add/", form)
    file = item.files.get()

    response = as_officer.get(f"{BASE}/E01/files/{file.pk}/")

    assert b"".join(response) == content
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''r%C3%A9sum%C3%A9%20%E2%80%9C1%E2%80%9D.pdf"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"
    entry = last_entry(place)
    assert (entry.verb, entry.subject) == ("file_downloaded", "E01")
    assert entry.facts == {"file": "résumé “1”.pdf", "sha256": file.sha256}


def test_a_file_lost_from_the_disk_is_not_found(place, as_officer):
    file = ItemFileFactory(item=ItemFactory(place=place, ref="E01"), file="evidence/x")

    assert as_officer.get(f"{BASE}/E01/files/{file.pk}/").status_code == 404
