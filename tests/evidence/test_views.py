"""The pages of the evidence base as their people use them."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from evidence.models import Item, ItemFile
from office import ledger
from people.models import Role
from tests.corpus import HTML, docx, pdf
from tests.factories import ItemFactory, ItemFileFactory, a_person

pytestmark = pytest.mark.django_db

BASE = "/places/marlshire/evidence"


def added(**fields):
    return {
        "once": str(uuid4()),
        "title": "Annual Population Survey",
        "kind": "statistic",
        "address": "https://www.example.org/aps",
        **fields,
    }


def edited(item, **fields):
    return {
        "title": item.title,
        "kind": item.kind,
        "address": item.address,
        "revision": item.revision,
        **fields,
    }


def shown(response):
    return response.content.decode()


def last_entry(place):
    return ledger.entries(ledger.place_chain(place.pk)).last()


def test_an_empty_base_says_what_comes_next(place, as_officer):
    page = shown(as_officer.get(f"{BASE}/"))

    assert "Nothing is here yet" in page
    assert f"{BASE}/add/" in page


def test_an_empty_base_tells_a_reader_who_adds(place, client):
    client.force_login(a_person(Role.READER, place))

    page = shown(client.get(f"{BASE}/"))

    assert "The officers and contributors of Marlshire LEP add evidence" in page
    assert f"{BASE}/add/" not in page


def test_a_title_and_an_address_are_enough(place, officer, as_officer):
    response = as_officer.post(f"{BASE}/add/", added(), follow=True)

    item = Item.objects.get()
    assert (item.ref, item.added_by) == ("E01", officer)
    assert response.redirect_chain == [(f"{BASE}/E01/", 302)]
    assert "Added as E01" in shown(response)


def test_a_title_and_a_file_are_enough(place, as_officer):
    file = SimpleUploadedFile("report.docx", docx())

    as_officer.post(f"{BASE}/add/", added(address="", file=file))

    assert Item.objects.get().files.get().kind == "docx"


def test_twenty_identical_posts_add_one_item(place, as_officer):
    form = added()

    for _ in range(20):
        form["file"] = SimpleUploadedFile("report.pdf", pdf())
        response = as_officer.post(f"{BASE}/add/", form)
        assert response.url == f"{BASE}/E01/"

    assert Item.objects.count() == ItemFile.objects.count() == 1
    assert ledger.entries(ledger.place_chain(place.pk)).count() == 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": ""}, "Enter a title"),
        ({"title": "x" * 301}, "Title must be 300 characters or fewer"),
        ({"title": "a\0b"}, "Title must not contain hidden characters"),
        ({"kind": ""}, "Choose what kind it is"),
        ({"kind": "rumour"}, "Choose what kind it is"),
        ({"address": ""}, "Enter a web address or select a file"),
        ({"address": "javascript:alert(1)"}, "Enter a web address, like"),
        ({"address": "ftp://example.org/x"}, "begins with https://"),
        ({"address": "https://e.org/" + "x" * 2000}, "2,000 characters or fewer"),
        ({"note": "x" * 5001}, "Notes must be 5,000 characters or fewer"),
        ({"is_restricted": "on"}, "Say why it is restricted"),
        ({"file": SimpleUploadedFile("a.pdf", HTML)}, "is not a PDF"),
        ({"file": SimpleUploadedFile("a.pdf", b"")}, "The selected file is empty"),
    ],
)
def test_a_wrong_form_says_so_and_keeps_what_was_typed(fields, said, place, as_officer):
    form = added(publisher="The publisher typed") | fields

    response = as_officer.post(f"{BASE}/add/", form)

    page = shown(response)
    assert response.status_code == 200
    assert "<title>Error: " in page
    assert page.count(said) >= 2  # in the summary and by the field
    assert "The publisher typed" in page
    assert not Item.objects.exists()
    assert not ItemFile.objects.exists()


@pytest.mark.parametrize("token", ["", "x"])
def test_a_form_without_its_token_comes_back_with_one(token, place, as_officer):
    response = as_officer.post(f"{BASE}/add/", added(once=token))

    assert "This page was out of date" in shown(response)
    assert not Item.objects.exists()
    again = added(once=response.context["form"]["once"].value())
    assert as_officer.post(f"{BASE}/add/", again).url == f"{BASE}/E01/"


def test_extra_fields_do_nothing(place, as_officer):
    extra = {"ref": "E77", "number": "77", "place": "1", "withdrawn_because": "x"}

    as_officer.post(f"{BASE}/add/", added(**extra, revision="9", added_by="1"))

    item = Item.objects.get()
    assert (item.ref, item.number, item.place) == ("E01", 1, place)
    assert (item.revision, item.withdrawn_because) == (1, "")


def test_markup_in_what_is_typed_stays_text(place, as_officer):
    nasty = "<script>alert(1)</script>"
    ItemFactory(place=place, ref="E01", title=nasty, value=nasty, note=nasty)

    for path in ("/", "/E01/", "/E01/edit/", "/E01/withdraw/", "/E01/files/add/"):
        page = shown(as_officer.get(f"{BASE}{path}"))
        assert nasty not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_an_item_page_tells_everything(place, officer, as_officer):
    newer = ItemFactory(place=place, ref="E02", title="The newer one")
    item = ItemFactory(
        place=place, ref="E01", value="28.90", replaced_by=newer, added_by=officer
    )
    earlier_for = ItemFileFactory(item=item, name="now.csv")
    ItemFileFactory(item=item, name="before.csv", replaced_by=earlier_for)

    page = shown(as_officer.get(f"{BASE}/E01/"))

    for words in ("28.90", "E02 The newer one", "by Olive Officer", "now.csv"):
        assert words in page
    assert page.count("Earlier file") == 1
    assert "E01" in shown(as_officer.get(f"{BASE}/E02/"))


def test_an_edit_is_saved(place, as_officer):
    item = ItemFactory(place=place, ref="E01", title="Old")

    response = as_officer.post(f"{BASE}/E01/edit/", edited(item, title="New"))

    item.refresh_from_db()
    assert response.url == f"{BASE}/E01/"
    assert (item.title, item.revision) == ("New", 2)


def test_an_item_without_a_file_keeps_its_address(place, as_officer):
    item = ItemFactory(place=place, ref="E01")

    page = shown(as_officer.post(f"{BASE}/E01/edit/", edited(item, address="")))
    assert "Enter a web address: there is no file" in page

    ItemFileFactory(item=item)
    as_officer.post(f"{BASE}/E01/edit/", edited(item, address=""))
    item.refresh_from_db()
    assert item.address == ""


def test_evidence_does_not_replace_itself_round_a_corner(place, as_officer):
    first = ItemFactory(place=place, ref="E01", title="One")
    second = ItemFactory(place=place, ref="E02", title="Two", replaced_by=first)

    form = edited(first, replaced_by=second.pk)
    page = shown(as_officer.post(f"{BASE}/E01/edit/", form))

    assert "E02 Two is itself replaced by this evidence" in page


def test_evidence_of_another_place_replaces_nothing(place, as_officer):
    item = ItemFactory(place=place, ref="E01")

    form = edited(item, replaced_by=ItemFactory().pk)
    page = shown(as_officer.post(f"{BASE}/E01/edit/", form))

    assert "Choose evidence from the list" in page


def test_a_replacement_withdrawn_since_is_kept_on_saving(place, officer, as_officer):
    newer = ItemFactory(place=place, withdrawn_at=timezone.now(), withdrawn_by=officer)
    item = ItemFactory(place=place, ref="E01", replaced_by=newer)

    form = edited(item, title="New", replaced_by=newer.pk)
    as_officer.post(f"{BASE}/E01/edit/", form)

    item.refresh_from_db()
    assert (item.title, item.replaced_by) == ("New", newer)


class TestStale:
    """Two people, or two tabs, have changed one item."""

    @pytest.fixture
    def item(self, place, officer):
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

    def send(self, client, item, **fields):
        typed = edited(item, title="Mine", note="My note", revision=1)
        return client.post(f"{BASE}/E01/edit/", typed | fields)

    def test_both_sets_of_values_are_shown_and_nothing_is_saved(self, item, as_officer):
        response = self.send(as_officer, item)

        page = shown(response)
        assert response.status_code == 409
        assert "You and Otto Other both changed E01" in page
        for words in ("Theirs", "Mine", "Their note", "My note"):
            assert words in page
        for choice in ("mine", "theirs", "together"):
            assert f'value="{choice}"' in page
        item.refresh_from_db()
        assert (item.title, item.revision) == ("Theirs", 2)

    def test_two_windows_of_one_person_are_two_people(self, item, officer, as_officer):
        Item.objects.update(edited_by=officer)

        response = self.send(as_officer, item)

        assert response.status_code == 409
        assert "You changed E01 in another window too" in shown(response)

    def test_the_page_carries_mine_on_over_the_newest_revision(self, item, as_officer):
        form = self.send(as_officer, item).context["form"]

        assert form["revision"].value() == "2"
        assert form["title"].value() == "Mine"

    def test_keep_mine(self, item, place, as_officer):
        self.send(as_officer, item, revision=2, choice="mine")

        item.refresh_from_db()
        assert (item.title, item.note, item.revision) == ("Mine", "My note", 3)
        changes = last_entry(place).facts["changes"]
        assert changes["title"] == {"from": "Theirs", "to": "Mine"}

    def test_keep_theirs_keeps_mine_in_the_ledger(self, item, place, as_officer):
        self.send(as_officer, item, revision=2, choice="theirs")

        item.refresh_from_db()
        assert (item.title, item.note, item.revision) == ("Theirs", "Their note", 2)
        assert last_entry(place).facts == {
            "typed": {"Title": "Mine", "Notes": "My note"}
        }

    def test_edit_the_two_together(self, item, as_officer):
        response = self.send(as_officer, item, revision=2, choice="together")

        page = shown(response)
        assert response.status_code == 200
        assert 'value="Mine"' in page
        assert "Their note" in page
        assert response.context["form"]["revision"].value() == "2"
        item.refresh_from_db()
        assert item.revision == 2

    def test_a_third_save_meanwhile_is_seen_too(self, item, as_officer):
        Item.objects.update(revision=3, title="A third")

        response = self.send(as_officer, item, revision=2, choice="mine")

        assert response.status_code == 409
        assert "A third" in shown(response)

    def test_the_same_change_twice_is_no_conflict(self, item, as_officer):
        response = self.send(as_officer, item, title="Theirs", note="Their note")

        assert response.status_code == 302


def test_withdrawing_says_why_and_takes_the_item_out_of_the_list(place, as_officer):
    item = ItemFactory(place=place, ref="E01", title="The survey")
    url = f"{BASE}/E01/withdraw/"

    assert "Say why" in shown(as_officer.post(url, {"revision": 1}))
    for _ in range(20):
        as_officer.post(url, {"revision": 1, "because": "The figures were corrected"})

    item.refresh_from_db()
    assert (item.is_withdrawn, item.revision) == (True, 2)
    assert ledger.entries(ledger.place_chain(place.pk)).count() == 1
    assert "The figures were corrected" in shown(as_officer.get(f"{BASE}/E01/"))
    assert "The survey" not in shown(as_officer.get(f"{BASE}/"))
    assert "The survey" in shown(as_officer.get(f"{BASE}/?state=withdrawn"))


def test_what_was_withdrawn_is_brought_back(place, officer, as_officer):
    item = ItemFactory(
        place=place, ref="E01", withdrawn_at=timezone.now(), withdrawn_by=officer
    )
    url = f"{BASE}/E01/bring-back/"

    assert as_officer.get(url).status_code == 200
    for _ in range(20):
        as_officer.post(url, {"revision": 1})

    item.refresh_from_db()
    assert not item.is_withdrawn
    assert ledger.entries(ledger.place_chain(place.pk)).count() == 1


@pytest.mark.parametrize("verb", ["withdraw", "bring-back"])
def test_a_decision_on_an_older_text_is_refused(verb, place, officer, as_officer):
    when = timezone.now() if verb == "bring-back" else None
    ItemFactory(
        place=place,
        ref="E01",
        revision=2,
        withdrawn_at=when,
        withdrawn_by=officer if when else None,
    )

    form = {"revision": 1, "because": "Old"}
    response = as_officer.post(f"{BASE}/E01/{verb}/", form, follow=True)

    assert "Somebody changed this evidence" in shown(response)
    assert Item.objects.get().is_withdrawn is (verb == "bring-back")


def test_a_file_is_added_once_and_may_replace_an_earlier_one(place, as_officer):
    item = ItemFactory(place=place, ref="E01")
    earlier = ItemFileFactory(item=item)
    form = {"once": str(uuid4()), "instead_of": earlier.pk}

    for _ in range(20):
        form["file"] = SimpleUploadedFile("new.pdf", pdf())
        as_officer.post(f"{BASE}/E01/files/add/", form)

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

    file = SimpleUploadedFile("more.pdf", pdf())
    as_officer.post(url, {"once": str(uuid4()), "instead_of": "", "file": file})

    assert [file.is_current for file in item.files.all()] == [True, True]


def test_a_file_must_be_chosen(place, as_officer):
    ItemFactory(place=place, ref="E01")

    page = shown(as_officer.post(f"{BASE}/E01/files/add/", {"once": str(uuid4())}))

    assert page.count("Select a file") >= 2


def test_a_download_is_an_attachment_that_nothing_runs_in(place, as_officer):
    item = ItemFactory(place=place, ref="E01")
    form = {"once": str(uuid4())}
    form["file"] = SimpleUploadedFile("résumé “1”.pdf", pdf(), "text/html")
    as_officer.post(f"{BASE}/E01/files/add/", form)
    file = item.files.get()

    response = as_officer.get(f"{BASE}/E01/files/{file.pk}/")

    assert b"".join(response) == pdf()
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


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"Survey of firms", "Firms in confidence"}),
        ("q=survey", {"Survey of firms"}),
        ("q=FIRMS+survey", {"Survey of firms"}),
        ("q=e01", {"Survey of firms"}),
        ("q=ons", {"Survey of firms"}),
        ("q=nothing+of+this", set()),
        ("kind=plan", {"Firms in confidence"}),
        ("state=restricted", {"Firms in confidence"}),
        ("state=withdrawn", {"Taken back"}),
        ("state=all", {"Survey of firms", "Firms in confidence", "Taken back"}),
        ("kind=rumour&state=gone", {"Survey of firms", "Firms in confidence"}),
        ("page=x", {"Survey of firms", "Firms in confidence"}),
        ("page=99", {"Survey of firms", "Firms in confidence"}),
    ],
)
def test_the_list_is_searched_and_filtered(query, titles, place, officer, as_officer):
    ItemFactory(place=place, ref="E01", title="Survey of firms", publisher="ONS")
    ItemFactory(
        place=place,
        title="Firms in confidence",
        kind="plan",
        is_restricted=True,
        restricted_because="Named firms",
    )
    ItemFactory(
        place=place,
        title="Taken back",
        withdrawn_at=timezone.now(),
        withdrawn_by=officer,
    )

    page = as_officer.get(f"{BASE}/?{query}").context["page"]

    assert {item.title for item in page.object_list} == titles
    table = shown(as_officer.get(f"{BASE}.csv?{query}"))
    assert table.count("\n") == len(titles) + 1


def test_a_search_of_hidden_characters_finds_everything_and_breaks_nothing(
    place, as_officer
):
    ItemFactory(place=place)

    assert as_officer.get(f"{BASE}/?q=%00").status_code in (200, 400)


def test_a_page_of_the_list_has_fifty_items(place, as_officer):
    for number in range(51):
        ItemFactory(place=place, title=f"Item {number:03}")

    first, second = (
        as_officer.get(f"{BASE}/?page={number}").context["page"] for number in (1, 2)
    )

    assert (len(first.object_list), len(second.object_list)) == (50, 1)
    assert second.object_list[0].title == "Item 050"


@pytest.mark.parametrize("count", [1, 50])
def test_the_list_takes_the_same_queries_for_one_and_for_fifty(
    count, place, as_officer, django_assert_num_queries
):
    for _ in range(count):
        ItemFileFactory(item=ItemFactory(place=place))

    with django_assert_num_queries(7):
        page = as_officer.get(f"{BASE}/")

    assert len(page.context["page"].object_list) == count


@pytest.mark.parametrize("count", [1, 50])
def test_an_item_takes_the_same_queries_whatever_its_files(
    count, place, officer, as_officer, django_assert_num_queries
):
    item = ItemFactory(place=place, ref="E01", added_by=officer)
    for _ in range(count):
        ItemFileFactory(item=item, added_by=officer)

    with django_assert_num_queries(9):
        as_officer.get(f"{BASE}/E01/")


def test_no_cell_of_the_csv_runs(place, as_officer):
    ItemFactory(place=place, ref="E01", title="=cmd|' /C calc'!A0", publisher="@x")

    response = as_officer.get(f"{BASE}.csv")

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == (
        'attachment; filename="marlshire-evidence.csv"'
    )
    assert "E01,'=cmd|' /C calc'!A0,Statistic,'@x," in response.content.decode()
    assert last_entry(place).verb == "evidence_list_downloaded"
