from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies.text import canonical, plain, split
from strategies.text.grammar import without_unwritable
from strategies.text.occurrences import (
    BESIDE,
    Sought,
    in_words,
    occurrences,
    replace,
    replaced,
)
from tests.strategies.text.documents import BITS, quick, texts


def found_in(text, words, **how):
    return [
        f"{one.before}<{one.words}>{one.after}"
        for one in occurrences(text, Sought(words, **how))
    ]


@pytest.mark.parametrize(
    ("text", "words", "sentences"),
    [
        ("The fund pays. A refund too.", "fund", ["The <fund> pays.", "A re<fund> too."]),
        ("Inter**nation**al _trade_", "international trade", ["<International trade>"]),
        ("5 \\* 6 \\_x\\_", "* 6 _x_", ["5 <* 6 _x_>"]),
        ("A [great](https://a.b) fund", "great fund", ["A <great fund>"]),
        ("### Our fund", "fund", ["Our <fund>"]),
        ("- a\n- b fund", "fund", ["b <fund>"]),
        ("| a | b\\|c |\n| --- | --- |\n| d | e |", "b|c", ["<b|c>"]),
        ("One line\\\ntwo lines", "lines", ["two <lines>"]),
        ("It grew [@E01]. It fell [@E02].", "it", ["<It> grew.", "<It> fell."]),
        ("The LEP’s “plan”", "lep's \"plan\"", ["The <LEP’s “plan”>"]),
        ("So, e.g. here. Then", "here", ["So, e.g. <here>."]),
        ("One\ntwo", "one two", ["<One two>"]),
        ("ΣΊΣΥΦΟΣ", "σίσυφοσ", ["<ΣΊΣΥΦΟΣ>"]),
    ],
)  # fmt: skip
def test_words_are_found_as_they_are_read(text, words, sentences):
    assert found_in(text, words) == sentences


@pytest.mark.parametrize(
    "words", ["E01", "[@E01]", "a.b", "it grew. so", "one two", "", "  ", "\x1f", "\n"]
)
def test_what_no_reader_sees_in_a_row_is_not_found(words):
    text = "It grew [@E01]. [So](https://a.b)\\\none\\\ntwo"

    assert found_in(text, words) == []


def test_a_placed_record_is_not_found():
    assert found_in("Before.\n\n[[figure:F1]]\n\nAfter.", "F1") == []


@pytest.mark.parametrize(
    ("how", "sentences"),
    [
        ({"whole_words": True}, ["<Fund> it."]),
        ({"match_case": True}, ["Re<fund> it."]),
        ({"whole_words": True, "match_case": True}, []),
    ],
)
def test_whole_words_and_capitals_if_wanted(how, sentences):
    assert found_in("Fund it. Refund it.", "fund", **how) == sentences


def test_whole_words_may_begin_and_end_with_signs():
    assert found_in("It is (£5m) of £5m2.", "(£5m)", whole_words=True) == [
        "It is <(£5m)> of £5m2."
    ]


@pytest.mark.parametrize("words", [".*", "(a+)+$", "[", "\\", "^", "?", "a{9999999}"])
def test_signs_mean_nothing_but_themselves(words):
    text = canonical("x").replace("x", "plain aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")

    assert found_in(text, words) == []


def test_a_long_sentence_is_shown_from_near_the_words():
    text = "word " * 100 + "fund" + " word" * 100

    (found,) = occurrences(text, Sought("fund"))

    assert found.before.startswith("… word")
    assert found.after.endswith("word …")
    assert len(found.before) <= BESIDE + 2
    assert len(found.after) <= BESIDE + 2


def test_words_are_found_in_plain_words_too():
    (found,) = in_words("A *plain* title", Sought("*plain*"))

    assert (found.before, found.words, found.after) == ("A ", "*plain*", " title")


@pytest.mark.parametrize(
    ("text", "words", "replacement", "which", "new"),
    [
        ("A fund, a fund.", "fund", "purse", {1}, "A fund, a purse."),
        ("A fund, a fund.", "fund", "purse", {0, 1}, "A purse, a purse."),
        ("A fund.", "fund", "purse", {5}, "A fund."),
        ("So it **is cheap**.", "cheap", "dear", {0}, "So it **is dear**."),
        ("So **it** is.", "so it is", "no", {0}, "No."),
        ("Inter**nation**al", "international", "world", {0}, "World"),
        ("A fund.", "fund", "*b* [@E01] <i>", {0}, "A \\*b\\* \\[@E01] \\<i>."),
        ("A fund.", "fund", "[[figure:F1]]", {0}, "A [[figure:F1]]."),
        ("A  small fund.", "small", "", {0}, "A fund."),
        ("fund", "fund", "1. x", {0}, "1\\. x"),
        ("fund", "fund", "# x", {0}, "\\# x"),
        ("fund", "fund", "[[figure:F1]]", {0}, "\\[[figure:F1]]"),
        ("### fund", "fund", "a #", {0}, "### a \\#"),
        ("fund", "fund", "a\nb\x00\x1f\ud800", {0}, "a b"),
        ("[fund](https://f.g)", "fund", "x]", {0}, "[x\\]](https://f.g)"),
        ("[f](https://f.g)", "f", "", {0}, ""),
        ("fund [@E01]", "fund", "E01", {0}, "E01 [@E01]"),
        ("one\ntwo three", "one two", "1", {0}, "1 three"),
        ("| fund |\n| --- |", "fund", "a|b", {0}, "| a\\|b |\n| --- |"),
    ],
)
def test_what_was_typed_is_what_will_be_read(text, words, replacement, which, new):
    blocks = replace(text, Sought(words), replacement, which)

    assert "\n\n".join(blocks) == new


@pytest.mark.parametrize(
    ("sought", "new"),
    [
        (Sought("skills"), "Abilities and abilities"),
        (Sought("Skills"), "abilities and abilities"),
        (Sought("skills", match_case=True), "Skills and abilities"),
    ],
)
def test_a_capital_is_kept_unless_it_was_said_what_capitals_mean(sought, new):
    assert replaced(["Skills and skills"], sought, "abilities", {0, 1}) == f"{new}\n"


def test_the_address_of_a_link_stays_even_where_it_is_shown():
    text = "See [https://fund.org](https://fund.org) and [the fund](https://fund.org)."

    shown = [one.is_address for one in occurrences(text, Sought("fund"))]
    new = replace(text, Sought("fund"), "x", {0, 1})

    assert shown == [True, False]
    assert new == [
        "See [https://fund.org](https://fund.org) and [the x](https://fund.org)."
    ]


def test_places_are_counted_through_all_blocks():
    blocks = ["A fund.", "No.", "A fund, a fund.", "fund"]

    new = replaced(blocks, Sought("fund"), "purse", {0, 2})

    assert new == "A purse.\n\nNo.\n\nA fund, a purse.\n\nfund\n"


def test_a_block_of_nothing_but_the_words_goes_with_them():
    assert replaced(["Stays.", "fund"], Sought("fund"), "", {0}) == "Stays.\n"


@quick
@given(texts, st.sampled_from(BITS), st.sampled_from(["", "b", *BITS]))
def test_nothing_but_those_words_changes_for_the_reader(text, words, replacement):
    blocks, sought = split(text), Sought(words)
    found = [one for block in blocks for one in occurrences(block, sought)]
    taken = [one.words for one in found if not one.is_address]

    same = replaced(blocks, sought, replacement, set())
    without = replaced(blocks, sought, "", range(len(found)))
    new = replaced(blocks, sought, replacement, range(len(found)))

    assert same == canonical(text)
    assert letters(plain(same)) == letters(plain(without)) + letters("".join(taken))
    came = letters(
        "".join(sought.fitted(without_unwritable(replacement), one) for one in taken)
    )
    assert letters(plain(new)) == letters(plain(without)) + came


def letters(words):
    return Counter("".join(words.split()))
