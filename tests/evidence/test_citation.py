"""What a version keeps of an item, what a reader of a citation learns, the CSV's rows."""

import pytest

from evidence import citation, listing
from evidence.models import Item
from office.cells import csv_bytes
from tests.factories import ItemFactory, ItemFileFactory

pytestmark = pytest.mark.django_db


def an_item(**fields):
    return ItemFactory(
        **{
            "ref": "E07",
            "title": "Annual Population Survey",
            "publisher": "ONS",
            "published": "16 April 2019",
            "period": "January to December 2018",
            "geography": "Marlshire",
            "edition": "Revised",
            "address": "https://www.example.org/aps",
            "licence": "OGL v3.0",
            "value": "75.4%",
            **fields,
        }
    )


def test_the_facts_of_an_item_are_plain_values():
    item = an_item()
    newer = ItemFileFactory(item=item, name="new.csv", sha256="a" * 64)
    ItemFileFactory(item=item, name="old.csv", replaced_by=newer)

    assert citation.facts(item) == {
        "ref": "E07",
        "title": "Annual Population Survey",
        "restricted": False,
        "withdrawn_at": None,
        "kind": "statistic",
        "publisher": "ONS",
        "published": "16 April 2019",
        "period": "January to December 2018",
        "geography": "Marlshire",
        "edition": "Revised",
        "address": "https://www.example.org/aps",
        "licence": "OGL v3.0",
        "scale": "",
        "detail": "",
        "indicator": None,
        "bears_on": None,
        "has_districts": False,
        "has_comparator": False,
        "files": [{"name": "new.csv", "sha256": "a" * 64}],
    }


def test_of_a_restricted_item_only_its_name_is_told():
    item = an_item(is_restricted=True, restricted_because="In confidence")
    ItemFileFactory(item=item)

    assert citation.facts(item) == {
        "ref": "E07",
        "title": "Annual Population Survey",
        "restricted": True,
        "withdrawn_at": None,
    }


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (
            {},
            "Annual Population Survey, ONS, January to December 2018,"
            " published 16 April 2019.",
        ),
        (
            {"published": "2019-04-16"},
            "Annual Population Survey, ONS, January to December 2018,"
            " published 16 April 2019.",
        ),
        (
            {"published": ""},
            "Annual Population Survey, ONS, January to December 2018.",
        ),
        (
            {"title": "A  title.", "publisher": "", "published": "", "period": ""},
            "A title.",
        ),
        (
            {"is_restricted": True, "restricted_because": "In confidence"},
            "Annual Population Survey, not published.",
        ),
    ],
)
def test_a_citation_is_one_line(fields, line):
    assert citation.citation_line(citation.facts(an_item(**fields))) == line


def test_a_row_tells_everything_of_an_item():
    item = an_item(note="See table 3")
    ItemFileFactory(item=item, name="a.csv", sha256="a" * 64)
    ItemFileFactory(item=item, name="b.csv", sha256="b" * 64)

    header, row = listing.rows(listing.for_rows(Item.objects.all()))

    told = dict(zip(header, row, strict=True))
    assert told["Reference"] == "E07"
    assert told["Kind"] == "Statistic"
    assert told["What it says"] == "75.4%"
    assert told["Note"] == "See table 3"
    assert told["Files"] == "a.csv; b.csv"
    assert told["SHA-256 of files"] == "a" * 64 + "; " + "b" * 64


def test_a_restricted_row_is_in_full_only_when_asked_for():
    an_item(is_restricted=True, restricted_because="In confidence")
    items = listing.for_rows(Item.objects.all())

    _, bare = listing.rows(items)
    _, full = listing.rows(items, in_full=True)

    assert [cell for cell in bare if cell] == [
        "E07",
        "Annual Population Survey",
        "Statistic",
        "Not published",
    ]
    assert "75.4%" in full
    assert "In confidence" in full


def test_rows_take_the_same_queries_for_one_and_for_fifty(django_assert_num_queries):
    items = [ItemFactory() for _ in range(50)]
    for item in items:
        ItemFileFactory(item=item)

    with django_assert_num_queries(2):
        list(listing.rows(listing.for_rows(Item.objects.filter(pk=items[0].pk))))
    with django_assert_num_queries(2):
        list(listing.rows(listing.for_rows(Item.objects.all())))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd", "'+cmd"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", '"\'\r=1"'),
        ("\n=1", '"\'\n=1"'),
        (" =1", "' =1"),
        ("|calc", "'|calc"),
        ("＝1", "'＝1"),
        ("-2.5%", "-2.5%"),
        ("1,234", '"1,234"'),
        ("plain", "plain"),
        (None, ""),
    ],
)
def test_no_cell_runs_as_a_formula(cell, written):
    assert csv_bytes([["x", cell]]).decode("utf-8-sig") == f"x,{written}\r\n"
