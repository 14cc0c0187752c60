"""Two people's changes to one record, joined field by field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies.joining import changed, joined, joined_lists
from strategies.nouns import ANSWERS, FINDINGS, MEASURES

BASE = {
    "kind": "strength",
    "title": "Welding",
    "text": "Jobs are dense here.\n\nPay is above the average.",
    "evidence": ["E01", "E02"],
    "set_aside_because": "",
}


def both(mine, theirs, base=BASE):
    return joined(FINDINGS, base, {**base, **mine}, {**base, **theirs})


def test_what_only_one_of_two_changed_joins_without_a_question():
    found = both({"title": "Fine welding"}, {"evidence": ["E01"]})

    assert found.asked == []
    assert found.mine["title"] == "Fine welding"
    assert found.mine["evidence"] == ["E01"]
    assert found.came == ["evidence"]


def test_the_same_change_twice_is_no_question():
    found = both({"title": "Fine welding"}, {"title": "Fine welding"})

    assert (found.asked, found.came) == ([], [])


def test_what_both_changed_is_asked_and_nothing_else():
    found = both(
        {"title": "Mine", "evidence": ["E01", "E02", "E03"]},
        {"title": "Theirs", "text": "Anew."},
    )

    assert found.asked == ["title"]
    assert (found.mine["title"], found.theirs["title"]) == ("Mine", "Theirs")
    assert found.mine["evidence"] == found.theirs["evidence"] == ["E01", "E02", "E03"]
    assert found.mine["text"] == "Anew."


def test_lists_join_as_what_was_put_in_and_taken_out():
    found = both({"evidence": ["E02", "E03"]}, {"evidence": ["E01", "E02", "E04"]})

    assert found.asked == []
    assert found.mine["evidence"] == ["E02", "E04", "E03"]


@given(*[st.lists(st.sampled_from("ABCDEF"), unique=True)] * 3)
def test_a_list_holds_all_that_was_put_in_and_nothing_taken_out(base, mine, theirs):
    found = set(joined_lists(base, mine, theirs))

    assert (set(mine) | set(theirs)) - set(base) <= found
    assert found & set(base) == set(base) & set(mine) & set(theirs)


def test_the_order_of_a_list_says_nothing():
    assert changed(FINDINGS, BASE, BASE | {"evidence": ["E02", "E01"]}) == []


def test_paragraphs_that_one_of_two_changed_join():
    found = both(
        {"text": "Jobs are very dense here.\n\nPay is above the average."},
        {"text": "Jobs are dense here.\n\nPay is far above the average."},
    )

    assert found.asked == []
    assert (
        found.mine["text"]
        == "Jobs are very dense here.\n\nPay is far above the average."
    )
    assert found.came == ["text"]


def test_of_a_text_only_the_paragraph_that_both_changed_is_asked_about():
    found = both(
        {"text": "Jobs are very dense here.\n\nPay is above the average.\n\nMine."},
        {"text": "Jobs are rather dense here.\n\nPay is above the average."},
    )

    assert found.asked == ["text"]
    rest = "Pay is above the average.\n\nMine."
    assert found.mine["text"] == f"Jobs are very dense here.\n\n{rest}"
    assert found.theirs["text"] == f"Jobs are rather dense here.\n\n{rest}"


@pytest.mark.parametrize("base", ["", "Something else stood here once."])
def test_a_text_that_both_wrote_anew_is_asked_about(base):
    found = both({"text": "First."}, {"text": "Second."}, BASE | {"text": base})

    assert (found.mine["text"], found.theirs["text"]) == ("First.", "Second.")


def test_a_text_that_is_no_markdown_is_asked_about_whole():
    base = BASE | {"text": "one\n* two"}

    found = both({"text": "one\n* three"}, {"text": "one\n* four"}, base)

    assert found.theirs["text"] == "one\n* four"


def test_nothing_said_is_nothing_said():
    empty = {"priority": None, "unit": "", "target_year": None}

    assert changed(MEASURES, {}, empty) == []
    assert joined(MEASURES, {}, empty, empty).asked == []


def test_an_answer_that_was_not_there_joins_with_what_the_form_said():
    base = {"where": "consultation"}
    found = joined(
        ANSWERS,
        base,
        {"claim": "41 events.", "where": "consultation"},
        {"claim": "", "where": "summary"},
    )

    assert found.mine == {"claim": "41 events.", "where": "summary"}
