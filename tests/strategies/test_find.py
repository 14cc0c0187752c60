"""What is found in a whole strategy, and what replacing does to it."""

import pytest

from people.models import Role
from strategies import drafting, find, outline, replacing
from strategies.models import Revision, Status, Strategy
from strategies.replacing import Chosen
from strategies.text.occurrences import Sought
from tests.factories import a_person
from tests.strategies.chosen import a_finding, a_priority, an_action
from tests.strategies.written import text_of, write

pytestmark = pytest.mark.django_db
FUND = Sought("fund")


@pytest.fixture
def strategy(strategy, officer):
    write(strategy, "ideas", "A fund.\n\nA [fund](https://fund.org), a fund.", officer)
    write(strategy, "people", "No money.", officer)
    write(strategy, "places", "The Fund [@E01].", officer)
    return strategy


def replaced(strategy, by, key="ideas", places=(0, 2), *, base=1, words="purse"):
    chosen = [Chosen(key, base, frozenset(places))]
    (outcome,) = replacing.replace(strategy, chosen, FUND, words, by=by)
    return outcome


def test_every_place_is_found_with_its_part_in_the_order_of_print(strategy, officer):
    found = find.in_strategy(strategy, FUND, officer)

    assert [(part.line.number, len(part.hits)) for part in found.parts] == [
        ("3.2", 3),
        ("3.6", 1),
    ]
    assert [hit.name for hit in found.parts[0].hits] == [
        "ideas:1:0",
        "ideas:1:1",
        "ideas:1:2",
    ]
    assert found.count == found.shown == 4


def test_parts_that_are_called_so_are_found(strategy, officer):
    found = find.in_strategy(strategy, Sought("how we will know"), officer)

    assert [line.part.key for line in found.titles] == ["how-we-will-know"]
    assert not found.is_empty


def test_what_was_removed_is_not_found(strategy, officer):
    ideas = strategy.parts.get(key="ideas")
    outline.remove(ideas, base=1, revision=1, by=officer)

    assert find.in_strategy(strategy, FUND, officer).count == 1


def test_records_are_found_by_whatever_words_they_hold(strategy, officer):
    a_finding(strategy, officer, title="Ports", text="A **growth** fund [@E01].")
    priority = a_priority(strategy, officer, title="A fund of ours")
    an_action(priority, officer, title="Dig", lead="The Fund", funding_source="fund")

    found = find.in_strategy(strategy, FUND, officer).records

    assert [(record.ref, [label for label, _ in record.said]) for record in found] == [
        ("S1", ["What the evidence shows"]),
        ("P1", ["Title"]),
        ("A1.1", ["Who leads it"]),
    ]
    assert found[0].address == f"/strategies/{strategy.slug}/findings/S1/edit/"


def test_who_edits_no_records_is_led_to_their_list(strategy, officer, place):
    a_finding(strategy, officer, title="A fund")
    reader = a_person(Role.READER, place)

    (found,) = find.in_strategy(strategy, FUND, reader).records

    assert found.address == f"/strategies/{strategy.slug}/findings/"


def test_no_more_places_are_shown_than_can_be_read(strategy, officer, monkeypatch):
    monkeypatch.setattr(find, "SHOWN", 2)

    found = find.in_strategy(strategy, FUND, officer)

    assert (found.count, found.shown) == (4, 2)
    assert [part.line.part.key for part in found.parts] == ["ideas"]


def test_exactly_the_chosen_places_are_replaced(strategy, officer):
    outcome = replaced(strategy, officer)

    assert text_of(strategy, "ideas") == (
        "A purse.\n\nA [fund](https://fund.org), a purse.\n"
    )
    assert (outcome.is_done, outcome.count, outcome.base) == (True, 2, 1)
    assert text_of(strategy, "places") == "The Fund [@E01].\n"


def test_the_text_before_can_be_restored(strategy, officer):
    before = text_of(strategy, "ideas")
    outcome = replaced(strategy, officer)

    read = outcome.part.revisions.get(number=outcome.base)
    read.part = outcome.part
    drafting.restore(read, base=outcome.saving.part.base, by=officer)

    assert text_of(strategy, "ideas") == before


def test_what_was_written_elsewhere_in_the_part_meanwhile_is_joined(strategy, officer):
    write(strategy, "ideas", f"{text_of(strategy, 'ideas')}\nAna’s words.", officer)

    outcome = replaced(strategy, officer)

    assert text_of(strategy, "ideas") == (
        "A purse.\n\nA [fund](https://fund.org), a purse.\n\nAna’s words.\n"
    )
    assert outcome.saving.outcome == "merged"


def test_what_was_written_over_meanwhile_is_kept_and_asked_about(strategy, officer):
    write(strategy, "ideas", "A fund of Ana’s.", officer)

    outcome = replaced(strategy, officer, places=[0])

    assert not outcome.is_done
    assert outcome.saving.is_conflict
    assert text_of(strategy, "ideas") == "A fund of Ana’s.\n"
    assert "A purse." in outcome.saving.aside.text


def test_a_part_of_somebody_elses_stays_as_it_is(strategy, place):
    contributor = a_person(Role.CONTRIBUTOR, place)

    outcome = replaced(strategy, contributor)

    assert outcome.why_not == "You do not write this part"
    assert Revision.objects.count() == 3


def test_a_closed_strategy_stays_as_it_is(strategy, officer):
    Strategy.objects.update(status=Status.AGREED)

    assert replaced(strategy, officer).why_not == "It can no longer be written"
    assert Revision.objects.count() == 3


@pytest.mark.parametrize(
    ("base", "places"), [(1, [7]), (9, [0]), (0, [0]), (1, [])], ids=str
)
def test_places_that_are_not_there_change_nothing(strategy, officer, base, places):
    outcome = replaced(strategy, officer, places=places, base=base)

    assert "Search again" in outcome.why_not
    assert Revision.objects.count() == 3


def test_a_part_that_was_removed_meanwhile_stays_as_it_is(strategy, officer):
    ideas = strategy.parts.get(key="ideas")
    outline.remove(ideas, base=1, revision=1, by=officer)

    assert replaced(strategy, officer).why_not == "It has been removed meanwhile"
    assert Revision.objects.count() == 3


def test_a_part_that_is_not_there_is_passed_over(strategy, officer):
    chosen = [Chosen("nowhere", 1, frozenset([0]))]

    assert replacing.replace(strategy, chosen, FUND, "purse", by=officer) == []


def test_a_text_that_would_grow_too_long_stays_as_it_is(strategy, officer):
    outcome = replaced(strategy, officer, words="x" * 150_000)

    assert "Shorten the text" in outcome.why_not
    assert Revision.objects.count() == 3


def test_an_address_is_not_replaced_even_if_it_is_asked_for(strategy, officer):
    text = "[https://fund.org](https://fund.org)\n\nA fund."
    write(strategy, "people", text, officer)

    outcome = replaced(strategy, officer, "people", [0, 1], base=2)

    assert outcome.count == 1
    assert text_of(strategy, "people") == f"{text[:-6]} purse.\n"
