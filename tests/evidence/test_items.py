"""Adding, reading, changing and withdrawing one item."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from evidence.models import Indicator, Item, ItemFile
from office import ledger
from tests.corpus import HTML, docx, pdf
from tests.evidence.pages import BASE, added, edited, shown
from tests.factories import ItemFactory, ItemFileFactory, StrategyFactory

pytestmark = pytest.mark.django_db


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


def test_a_restricted_item_tells_its_own_people_why(place, as_officer):
    ItemFactory(
        place=place, ref="E01", is_restricted=True, restricted_because="Named firms"
    )

    assert "Named firms" in shown(as_officer.get(f"{BASE}/E01/"))


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


@pytest.mark.parametrize("count", [1, 50])
def test_an_item_takes_the_same_queries_whatever_its_files(
    count, place, officer, as_officer, django_assert_num_queries
):
    item = ItemFactory(place=place, ref="E01", added_by=officer)
    for _ in range(count):
        ItemFileFactory(item=item, added_by=officer)

    StrategyFactory(place=place)
    as_officer.get(f"{BASE}/E01/")  # asks the database once whether it knows JSON

    with django_assert_num_queries(10):
        as_officer.get(f"{BASE}/E01/")


def test_a_stated_gap_needs_no_address(as_officer, place):
    series = Indicator.objects.create(key="RD_BERD", title="Business R&D")

    as_officer.post(
        f"{BASE}/add/",
        added(kind="gap", address="", indicator=series.pk, title="No figure for LEPs"),
    )

    (gap,) = place.evidence.all()
    assert (gap.kind, gap.indicator) == ("gap", series)
    assert "Business R&amp;D" in shown(as_officer.get(gap.get_absolute_url()))


def test_a_changed_statistic_is_told_in_words(as_officer, place, officer):
    item = ItemFactory(place=place)
    series = Indicator.objects.create(key="CO2", title="Carbon dioxide")

    as_officer.post(
        f"{BASE}/{item.ref}/edit/",
        edited(item, indicator=series.pk, scale="district", detail="sector"),
    )

    item.refresh_from_db()
    assert (item.indicator, item.scale, item.detail) == (series, "district", "sector")
