"""The ledger in sentences, and what each reader may know of it."""

from types import SimpleNamespace

import pytest

from office import ledger
from office.models import Entry
from reviews import story
from reviews.workflow import MOVES

WHEN = "2026-11-22T09:00Z"


def an_entry(verb, by="Olive", subject="Our plan", **facts):
    by = SimpleNamespace(name=by) if by else None
    return SimpleNamespace(at=WHEN, verb=verb, by=by, subject=subject, facts=facts)


@pytest.mark.parametrize(
    ("verb", "facts", "words"),
    [
        ("began", {}, "began the strategy"),
        ("submit", {"version": 2}, "submitted version 2 to government"),
        ("send_points", {"points": [1, 3]}, "sent points 1, 3 to the place"),
        (
            "circulate",
            {"to": ["Rosa", "Tom"], "due_on": "2026-12-04"},
            "asked Rosa, Tom for comments by 4 December 2026",
        ),
        (
            "approve",
            {"version": 2, "board": "The board", "decided_on": "2026-11-02", "minute": "m.pdf"},
            "recorded that The board approved version 2 on 2 November 2026; minute: m.pdf",
        ),
        ("approve", {"version": 2}, "approved version 2"),
        (
            "publish",
            {"version": 2, "on": "2026-12-04", "kind": "agreed"},
            "published version 2 from 4 December 2026 on",
        ),
        (
            "publish",
            {"version": 2, "on": "2026-12-04", "kind": "local_only"},
            "published version 2 from 4 December 2026 on, not agreed with government",
        ),
    ],
)  # fmt: skip
def test_what_happened_is_a_sentence(verb, facts, words):
    line = story.line(an_entry(verb, **facts))

    assert (line.who, line.what) == ("Olive", words)


def test_a_part_is_called_by_its_name():
    line = story.line(an_entry("part_renamed", subject="Ideas", before="Innovation"))

    assert line.what == "renamed the part “Innovation” to “Ideas”"


@pytest.mark.parametrize("verb", sorted({*story.SAID, *MOVES}))
def test_facts_that_are_missing_leave_a_sentence(verb):
    assert story.line(an_entry(verb)).what


def test_a_fact_with_braces_is_only_words():
    line = story.line(an_entry("support", place="{version.__class__}", version=1))

    assert line.what == "recorded the support of {version.__class__} for version 1"


def test_a_day_that_is_no_day_is_told_as_it_stands():
    line = story.line(an_entry("circulate", to=["Rosa"], due_on="soon"))

    assert line.what == "asked Rosa for comments by soon"


def test_what_the_clock_does_is_the_portals():
    assert story.line(an_entry("resume", by=None)).who == "The portal"


def test_a_verb_of_tomorrow_is_still_words():
    assert story.line(an_entry("sealed_envelope")).what == "sealed envelope"


def test_every_move_has_its_sentence():
    assert set(MOVES) <= set(story.SAID)


def verbs(strategy, **whose):
    entries = ledger.entries(ledger.strategy_chain(strategy.pk)).order_by("number")
    return [entry.verb for entry in story.readable(entries, **whose)]


@pytest.fixture
def entries(strategy, cast, take, bring_to):
    """Each side did something of its own, and something that crossed."""
    bring_to("with_government")
    for verb in ("circulate", "close_point", "part_renamed"):
        ledger.record(
            ledger.strategy_chain(strategy.pk), verb, by=cast.officer, facts={}
        )
    return Entry.objects.all()


def test_each_side_knows_its_own_workings_and_what_crossed(strategy, entries):
    place = verbs(strategy, at_the_place=True, in_government=False)
    government = verbs(strategy, at_the_place=False, in_government=True)

    assert "part_renamed" in place
    assert "froze" in place
    assert "submit" in place
    assert {"circulate", "close_point"}.isdisjoint(place)
    assert {"circulate", "close_point", "submit"} <= set(government)
    assert {"froze", "part_renamed"}.isdisjoint(government)


def test_who_is_on_neither_side_knows_what_crossed_alone(strategy, entries):
    told = verbs(strategy, at_the_place=False, in_government=False)

    assert told == ["began", "ask_for_approval", "approve", "submit"]


def test_a_note_to_ones_own_approver_stays_at_the_place(strategy, cast, take):
    entry = take("ask_for_approval", cast.officer, note="The chair knows why.")

    assert story.line(entry, at_the_place=True).note == "The chair knows why."
    assert story.line(entry).note == ""


def test_the_letter_to_the_place_is_for_both(strategy, cast, take, bring_to):
    bring_to("with_government")
    entry = take("send_back", cast.area_lead, note="Please choose.")

    assert story.line(entry).note == "Please choose."


def test_each_move_names_the_version_it_was_about(strategy, bring_to):
    bring_to("agreed")

    entries = ledger.entries(ledger.strategy_chain(strategy.pk)).order_by("number")
    told = [story.line(entry).what for entry in entries if entry.verb in MOVES]

    assert told == [
        "asked for approval",
        "approved version 1",
        "submitted version 1 to government",
        "agreed version 1",
    ]


def test_the_agreement_is_told_to_everybody(strategy, cast, bring_to):
    bring_to("agreed")

    told = verbs(strategy, at_the_place=False, in_government=False)

    assert told[-1] == "agree"
