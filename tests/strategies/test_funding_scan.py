"""Which sentences read like an ask for new money, which do not, which a person weighs."""

import csv
import re
from pathlib import Path

import pytest

from strategies import prospectus
from strategies.checks.subject import Text
from strategies.funding.passages import of_part
from strategies.funding.scan import key_of, scan
from strategies.funding.sentences import sentences

OURS = Path(__file__).parent / "funding-sentences.csv"
OUTCOMES = {"flag": "flag", "judge": "person", "clear": None}
NAMED = re.compile(r"<(\w+)>")
SHORT = frozenset({"e.g", "i.e", "st", "etc", "no", "mr"})


def labelled(path):
    with path.open(encoding="utf-8", newline="") as file:
        return [(row["label"], row["sentence"]) for row in csv.DictReader(file)]


def marks(*blocks, title="Ideas"):
    text = Text("ideas", title, blocks)
    return scan(of_part(text, "“Ideas”", "/ideas/"), prospectus.edition("lis-2018-10"))


def outcomes(*blocks, **kwargs):
    return [(mark.sentence, mark.outcome) for mark in marks(*blocks, **kwargs)]


@pytest.mark.parametrize(("label", "sentence"), labelled(OURS))
def test_a_sentence_is_taken_for_what_a_person_takes_it_for(label, sentence):
    found = [mark.outcome for mark in marks(sentence)]

    assert found == [OUTCOMES[label]] * (OUTCOMES[label] is not None)


@pytest.mark.parametrize(
    ("text", "parted"),
    [
        ("It cost £1.5m. We paid.", ["It cost £1.5m.", "We paid."]),
        ("Ports, e.g. Carrow, grow. So do towns.", ["Ports, e.g. Carrow, grow.", "So do towns."]),
        ("St. Anne’s grew. It did.", ["St. Anne’s grew.", "It did."]),
        ("Ships, cranes, etc. The port grew.", ["Ships, cranes, etc.", "The port grew."]),
        ("See No. 4. No. That is all.", ["See No. 4.", "No.", "That is all."]),
        ("The U.K. Government left. Why?", ["The U.K. Government left.", "Why?"]),
        ("“It is late.” She went.", ["“It is late.”", "She went."]),
        ("One line", ["One line"]),
        ("", []),
    ],
)  # fmt: skip
def test_a_text_falls_into_sentences(text, parted):
    assert list(sentences(text, SHORT)) == parted


def test_the_sentence_is_shown_in_its_paragraph_with_the_words_that_were_the_reason():
    [mark] = marks("We grow. Government should provide £4m [@E01]. We go on.")

    assert mark.sentence == "Government should provide £4m."
    assert (mark.before, mark.after) == ("We grow.", "We go on.")
    assert mark.why == "It asks government for something that costs money"
    assert [words for words, is_reason in mark.pieces if is_reason] == [
        "Government should",
        "£4m",
    ]


def test_everything_under_a_heading_of_asks_is_marked_until_the_next_of_its_level():
    found = outcomes(
        "### Our asks of government",
        "A faster train.",
        "#### Skills",
        "- Teachers\n- Rooms",
        "### What we do",
        "We build boats.",
    )

    assert found == [
        ("Our asks of government", "flag"),
        ("A faster train.", "flag"),
        ("Teachers", "flag"),
        ("Rooms", "flag"),
    ]


def test_a_part_that_is_called_so_is_marked_whole():
    assert outcomes("A faster train.", title="Policy asks") == [
        ("A faster train.", "flag")
    ]


def test_a_list_is_read_with_the_words_that_lead_in_to_it():
    found = outcomes("Government should:", "- fund a bypass\n- tidy its forms")

    assert found[1:] == [
        ("Government should: fund a bypass", "flag"),
        ("Government should: tidy its forms", "person"),
    ]


def test_each_cell_of_a_table_is_read_by_itself():
    found = outcomes(
        "| What | Who |\n| --- | --- |\n| Government to fund a ferry | Us |"
    )

    assert found == [("Government to fund a ferry", "flag")]


def test_words_of_others_are_left_to_a_person():
    [mark] = marks("> Government should pay for the bridge.")

    assert mark.outcome == "person"
    assert (
        mark.why
        == "It asks government for something that costs money, in words that are quoted"
    )


def test_the_marks_of_markdown_are_no_part_of_a_sentence():
    [mark] = marks(
        "**Government** should _fund_ [the line](https://example.org) [@E02]."
    )

    assert mark.sentence == "Government should fund the line."


def test_a_number_that_ends_a_sentence_begins_no_item():
    [mark] = marks("Government should pay for 588. So it was said.")

    assert mark.sentence == "Government should pay for 588."
    assert mark.after == "So it was said."


def test_words_read_before_are_weighed_for_where_they_stand_now():
    said = "Government should pay for the bridge."

    found = [mark.outcome for mark in marks(said, f"> {said}", said)]

    assert found == ["flag", "person", "flag"]


def test_the_same_words_are_the_same_sentence_however_they_are_spaced():
    assert key_of("Fund  the\nLine. ") == key_of("fund the line.")
    assert key_of("Fund the line.") != key_of("Fund a line.")


def test_every_list_that_is_named_stands_above_where_it_is_named():
    scanned = prospectus.edition("lis-2018-10").funding_scan
    known = {"departments"}

    for one in scanned.lists:
        assert set(NAMED.findall(" ".join(one.words))) <= known
        known.add(one.key)

    everywhere = " ".join([*scanned.headings, *scanned.ignored])
    assert set(NAMED.findall(everywhere)) <= known
    assert {key for rule in scanned.rules for key in rule.needs + rule.unless} <= known


def test_a_phrase_is_written_without_the_signs_that_part_no_words():
    scanned = prospectus.edition("lis-2018-10").funding_scan

    for phrase in [
        *scanned.headings,
        *(it for one in scanned.lists for it in one.words),
    ]:
        assert not set("-’&/,") & set(phrase)


def test_an_edition_without_a_scan_marks_nothing(small_edition):
    text = Text("x", "Asks", ("Government should pay £4m.",))

    assert scan(of_part(text, "", ""), prospectus.edition(small_edition)) == []


def test_a_text_without_an_end_is_read_in_time():
    assert marks("government will need money " * 8_000)
