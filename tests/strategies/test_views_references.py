"""What the editor is told may be cited and placed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence import register
from evidence.models import Item
from strategies import records
from tests.factories import ItemFactory
from tests.strategies.chosen import (
    a_figure,
    a_finding,
    a_measure,
    a_picture,
    a_priority,
    an_action,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(client, officer, strategy):
    client.force_login(officer)
    return lambda: client.get(f"/strategies/{strategy.slug}/references/")


def test_it_lists_the_evidence_base_with_what_is_withdrawn(place, officer, asked):
    register.add(
        Item(place=place, title="Labour survey", publisher="ONS", period="2018"),
        by=officer,
    )
    gone = register.add(Item(place=place, title="Old survey"), by=officer)
    register.withdraw(gone, by=officer, because="Out of date")

    assert asked().json()["sources"] == [
        {
            "ref": "E01",
            "title": "Labour survey",
            "source": "ONS, 2018",
            "state": "",
        },
        {"ref": "E02", "title": "Old survey", "source": "", "state": "withdrawn"},
    ]


def test_of_restricted_evidence_it_tells_the_title_alone(place, asked):
    ItemFactory(
        place=place, title="Interviews", publisher="A firm",
        is_restricted=True, restricted_because="In confidence",
    )  # fmt: skip

    (source,) = asked().json()["sources"]

    assert (source["title"], source["source"]) == ("Interviews", "")


def test_it_lists_what_can_be_placed_figures_first(strategy, officer, asked):
    a_finding(strategy, officer)
    priority = a_priority(strategy, officer)
    an_action(priority, officer)
    a_measure(strategy, officer)
    picture = a_picture(strategy, officer)
    a_figure(strategy, officer, enclosure=picture, alternative="It rises.")
    records.remove(a_figure(strategy, officer, title="Gone"), by=officer)
    a_figure(strategy, officer, title="No picture yet")

    found = asked().json()["records"]

    assert [(row["kind"], row["ref"]) for row in found] == [
        ("figure", "F1"),
        ("figure", "F3"),
        ("priority", "P1"),
        ("action", "A1.1"),
        ("measure", "M1"),
        ("finding", "S1"),
    ]
    assert found[0] == {
        "kind": "figure",
        "ref": "F1",
        "title": "Output an hour",
        "picture": "/strategies/marlshire/figures/F1/picture/",
        "alternative": "It rises.",
    }
    assert found[1]["picture"] is None


@pytest.mark.parametrize("many", [1, 50])
def test_it_asks_as_little_of_fifty_as_of_one(place, strategy, officer, asked, many):
    for _ in range(many):
        ItemFactory(place=place)
        a_figure(strategy, officer, enclosure=a_picture(strategy, officer))

    with CaptureQueriesContext(
        connection,
    ) as queries:
        reply = asked()

    assert len(reply.json()["records"]) == many
    assert len(queries) <= 7
