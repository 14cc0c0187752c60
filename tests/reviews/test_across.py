"""Across places: what officials may read, side by side, and nothing more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Role
from reviews import searchable
from reviews.across import lines, said_across
from reviews.claims import claims
from reviews.models import Publication, Round
from strategies import outline, prospectus, versions
from strategies.models.version import Disclosure
from tests.factories import (
    MembershipFactory,
    PlaceFactory,
    a_person,
    an_administrator,
)
from tests.strategies.chosen import a_finding, a_priority

pytestmark = pytest.mark.django_db


@pytest.fixture
def country(cast):
    """Three places with one priority each; the lead of the first reads its draft."""
    made = {}
    for name, title in (
        ("Carrow", "Hydrogen vessels"),
        ("Fellside", "Hydrogen in steel"),
        ("Westreach", "Ceramics and hydrogen"),
    ):
        place = PlaceFactory(name=name, slug=name.lower(), region="North")
        officer = a_person(Role.OFFICER, place)
        strategy = outline.begin(place, title=name, end_year=2035, by=officer)
        a_priority(strategy, officer, title=title, tags=["ideas", "clean-growth"])
        a_finding(strategy, officer, title=f"{title} lead the market")
        made[name] = strategy
    made["Carrow"].is_shared_with_area_lead = True
    made["Carrow"].save()
    lead = a_person(Role.AREA_LEAD, made["Carrow"].place)
    return made, lead


def send(strategy, audience):
    """As a submission does: the version is shown to government, and searched."""
    by = strategy.begun_by
    version = versions.freeze(strategy, "approval", by=by)
    Round.objects.create(strategy=strategy, number=1, version=version, opened_by=by)
    Disclosure.objects.create(version=version, audience=audience, why="Submitted")
    searchable.index(version)
    return version


def named(found):
    return sorted({one.place.name for one in found})


def test_an_area_lead_sees_the_draft_they_read_and_what_is_published(country):
    made, lead = country
    assert named(said_across(lead)) == ["Carrow"]

    version = versions.freeze(
        made["Fellside"], "approval", by=made["Fellside"].begun_by
    )
    Publication.objects.create(
        strategy=made["Fellside"], version=version, kind="local_only",
        on="2020-01-01", page="", by=made["Fellside"].begun_by,
    )  # fmt: skip
    searchable.index(version)

    assert named(said_across(lead)) == ["Carrow", "Fellside"]


def test_an_administrator_sees_what_was_submitted_and_no_draft(country):
    made, _ = country
    admin = an_administrator()
    assert said_across(admin) == []

    send(made["Westreach"], "administrators")
    a_priority(made["Westreach"], made["Westreach"].begun_by, title="Secret since")

    [found] = [one for one in said_across(admin) if one.kind == "priority"]
    assert found.title == "Ceramics and hydrogen"
    assert found.address == "/strategies/westreach/versions/1/#P1"


def test_each_place_is_counted_at_each_crossing_of_its_tags(country):
    _, lead = country
    foundations, challenges = prospectus.edition("lis-2018-10").tags[:2]

    [line] = lines(said_across(lead), foundations, challenges)

    ideas = line.rows[0]
    assert [one.ref for one in ideas["all"]] == ["P1"]
    assert [len(those) for _, those in ideas["cells"]] == [0, 0, 1, 0]


def test_the_same_word_in_several_places_is_shown_side_by_side(country):
    made, _ = country
    admin = an_administrator()
    for strategy in made.values():
        send(strategy, "administrators")

    found = claims(said_across(admin))

    assert found[0].word == "hydrogen"
    assert [place.name for place in found[0].by_place] == [
        "Carrow", "Fellside", "Westreach",
    ]  # fmt: skip
    assert "ceramic" not in {claim.word for claim in found}
    assert {claim.word for claim in claims(said_across(admin), "Hydrogens")} == {
        "hydrogen"
    }


@pytest.mark.parametrize("page", ["/across/", "/across/claims/"])
def test_the_pages_show_it_and_cost_the_same_for_one_and_for_many(
    client, country, page
):
    made, lead = country
    MembershipFactory(user=lead, place=made["Fellside"].place, role=Role.AREA_LEAD)
    send(made["Fellside"], "area_lead")
    client.force_login(lead)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(page, {"kind": "LEP", "region": "North"})
        assert answer.status_code == 200
        return len([one for one in asked if one["sql"].startswith("SELECT")])

    one = cost()
    for n in range(20):
        place = PlaceFactory(name=f"Far {n}", region="North")
        officer = a_person(Role.OFFICER, place)
        strategy = outline.begin(place, title=f"P{n}", end_year=2035, by=officer)
        a_priority(strategy, officer, title="Hydrogen", tags=["ideas"])
        MembershipFactory(user=lead, place=place, role=Role.AREA_LEAD)
        send(strategy, "area_lead")
    client.force_login(lead)

    assert cost() == one
    assert one <= 10


@pytest.mark.parametrize(
    "query", ["?kind=x", "?region=%20", "?page=x", "?about=%ED%A0%80"]
)
def test_bent_addresses_narrow_nothing(client, country, query):
    client.force_login(country[1])

    assert client.get(f"/across/{query}").status_code == 200
    assert client.get(f"/across/claims/{query}").status_code == 200
