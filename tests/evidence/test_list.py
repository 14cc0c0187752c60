"""The list of a place's evidence: search, filters, pages and the CSV file."""

import pytest
from django.utils import timezone

from office import ledger
from people.models import Role
from tests.evidence.pages import BASE, last_entry, shown
from tests.factories import ItemFactory, ItemFileFactory, a_person

pytestmark = pytest.mark.django_db


def test_an_empty_base_says_what_comes_next(place, as_officer):
    page = shown(as_officer.get(f"{BASE}/"))

    assert "Nothing is here yet" in page
    assert f"{BASE}/add/" in page


def test_an_empty_base_tells_a_reader_who_adds(place, client):
    client.force_login(a_person(Role.READER, place))

    page = shown(client.get(f"{BASE}/"))

    assert "The officers and contributors of Marlshire LEP add evidence" in page
    assert f"{BASE}/add/" not in page


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

    with django_assert_num_queries(8):
        page = as_officer.get(f"{BASE}/")

    assert len(page.context["page"].object_list) == count


def test_no_cell_of_the_csv_runs(place, as_officer):
    ItemFactory(place=place, ref="E01", title="=cmd|' /C calc'!A0", publisher="@x")

    response = as_officer.get(f"{BASE}.csv")

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == (
        'attachment; filename="marlshire-evidence.csv"'
    )
    assert "E01,'=cmd|' /C calc'!A0,Statistic,'@x," in response.content.decode()
    assert last_entry(place).verb == "evidence_list_downloaded"
