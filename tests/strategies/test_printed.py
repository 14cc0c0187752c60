"""How records beside the text print: on pages, in versions, in PDF; of any age."""

import copy

import pytest

from evidence.models import Contributor, Conversation
from people.models import LocalAuthority
from people.models.place import PlaceAuthority
from strategies import document, find, records, rendering, versions
from strategies.comparison import changed_parts
from strategies.models import (
    Connection,
    Decision,
    Question,
    Report,
    Statement,
    Version,
)
from strategies.text.occurrences import Sought
from tests.strategies.chosen import a_finding, a_priority, an_action
from tests.strategies.pages import address, said
from tests.strategies.written import write

pytestmark = pytest.mark.django_db

MARLBY = "E07000901"
PRINTED = {
    "how-the-evidence-was-built": ("Marl University", "Checked the figures"),
    "how-they-connect": ("P1 Hydrogen bears on P2 Ports", "Ports store what is made"),
    "consultation": ("Civil society", "We added a fund"),
    "partners-and-governance": ("The Marlshire board", "Chose two priorities"),
    "places-and-communities": ("Marlby", "New jobs at the docks"),
    "evaluation-plan": ("Did firms export?", "Compare with a like town"),
    "monitoring-and-reporting": ("Progress on both", "each summer"),
    "priorities-and-actions": (
        "What success looks like",
        "Ten firms",
        "HM Treasury",
        "A market failure",
        "Confirmed: Marl University",
    ),
}


@pytest.fixture
def whole(strategy, officer, place):
    """A strategy that says something of every kind."""
    authority = LocalAuthority.objects.create(code=MARLBY, name="Marlby")
    PlaceAuthority.objects.create(place=place, authority=authority)
    hydrogen = a_priority(
        strategy,
        officer,
        title="Hydrogen",
        market="failure",
        success="Ten firms export.",
        deliverability="The port owns the land.",
        departments=["hmt"],
        districts=[MARLBY],
    )
    ports = a_priority(strategy, officer, title="Ports")
    an_action(hydrogen, officer, confirmed="Marl University, 3 May 2019")
    for record in (
        Connection(source=hydrogen, target=ports, title="Ports store what is made"),
        Statement(title="Marlby", authority=MARLBY, text="New jobs at the docks."),
        Decision(board="The Marlshire board", title="Chose two priorities"),
        Question(title="Did firms export?", method="Compare with a like town."),
        Report(title="Progress on both", frequency="each summer"),
    ):
        record.strategy = strategy
        records.add(record, by=officer)
    Contributor.objects.create(
        place=place,
        kind="university",
        name="Marl University",
        did="Checked the figures",
    )
    Conversation.objects.create(
        place=place,
        title="Supper",
        form="event",
        group="civil_society",
        when="May 2019",
        changed="We added a fund",
    )
    return strategy


@pytest.mark.parametrize("part", PRINTED)
def test_each_kind_prints_in_its_part(page, whole, part):
    words = said(page("part", whole.parts.get(key=part)))

    assert [one for one in PRINTED[part] if one not in words] == []


def test_a_version_prints_all_of_them(page, whole, officer):
    version = versions.freeze(whole, Version.Purpose.BOARD, by=officer)

    words = said(page("version", whole, version.number))

    everything = [one for words_of in PRINTED.values() for one in words_of]
    assert [one for one in everything if one not in words] == []
    assert MARLBY not in words


def test_an_action_says_who_confirmed_it_and_no_more_than_it_knows(page, whole):
    words = said(page("part", whole.parts.get(key="priorities-and-actions")))

    assert "Confirmed: Marl University, 3 May 2019" in words
    assert "From ;" not in words


def test_an_older_document_is_drawn_and_is_no_change(whole):
    new = document.build(whole)
    old = copy.deepcopy(new)
    for name in ("contributors", "conversations", "evaluation_begun", "districts", "statistics"):  # fmt: skip
        del old[name]
    del old["edition"]["departments"]
    old["records"] = {
        noun: [only(row, OLD[noun]) for row in old["records"][noun]] for noun in OLD
    }

    drawn = rendering.draw(old)

    assert [row["ref"] for row in listing(drawn, "priorities").rows] == ["P1", "P2"]
    assert listing(drawn, "connections") is None
    assert "the-local-economy" not in changed_parts(old, new)


OLD = {
    "findings": ("ref", "kind", "title", "text", "evidence", "set_aside_because"),
    "priorities": ("ref", "title", "sentence", "tags", "findings", "rationale", "why_local", "owner", "end_year"),
    "actions": ("ref", "priority", "title", "lead", "partners", "funding_source", "funding_note", "by_when"),
    "measures": ("ref", "priority", "title", "unit", "baseline", "baseline_period", "target", "target_year", "source"),
    "figures": ("ref", "title", "alternative", "source", "licence", "enclosure"),
}  # fmt: skip


def only(row, names):
    return {name: row[name] for name in names}


def listing(drawing, kind):
    found = (
        listing
        for section in drawing.sections
        for part in section.parts
        for listing in part.listings
    )
    return next((one for one in found if one.kind == kind), None)


def test_an_older_finding_is_the_same_finding(strategy, officer):
    a_finding(strategy, officer)
    new = document.build(strategy)
    old = copy.deepcopy(new)
    old["records"]["findings"] = [
        only(row, OLD["findings"]) for row in old["records"]["findings"]
    ]

    assert changed_parts(old, new) == set()


def test_a_connection_to_a_priority_that_is_gone_does_not_print(whole):
    frozen = document.build(whole)
    frozen["records"]["priorities"] = frozen["records"]["priorities"][:1]

    assert listing(rendering.draw(frozen), "connections") is None


def test_a_tick_on_another_district_is_a_change_of_the_table(whole, officer):
    old = document.build(whole)
    ports = whole.priorities.get(ref="P2")
    ports.districts = [MARLBY]
    records.save(ports, by=officer)

    assert "places-and-communities" in changed_parts(old, document.build(whole))


def test_the_comparison_calls_districts_by_their_names(whole, officer):
    old = document.build(whole)
    ports = whole.priorities.get(ref="P2")
    ports.districts = [MARLBY]
    records.save(ports, by=officer)

    (change,) = versions.compare(old, document.build(whole)).records

    assert ("Districts it bears on", "", "Marlby") in change.fields


def test_words_are_found_in_every_kind(whole, officer):
    sought = {"docks": "D1", "store what": "L1", "Chose two": "B1", "export?": "Q1"}

    for words, ref in sought.items():
        found = find.in_records(whole, Sought(words), officer)
        assert [one.ref for one in found] == [ref]


def test_a_connection_is_placed_in_a_text(page, whole, officer):
    write(whole, "the-local-economy", "[[connection:L1]]\n\n[[decision:B1]]", officer)

    words = said(page("part", whole.parts.get(key="the-local-economy")))

    assert "P1 Hydrogen bears on P2 Ports" in words
    assert "The Marlshire board" in words


def test_the_picture_is_shown_once_where_connections_print(page, whole):
    words = said(page("part", whole.parts.get(key="how-they-connect")))

    assert words.count("<svg") == 1
    assert address("connections", whole) not in words
