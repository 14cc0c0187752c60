from itertools import count
from time import perf_counter

import pytest
from hypothesis import given

from strategies.text import Block, assign
from strategies.text.identity import continued
from strategies.text.likeness import Wording
from strategies.text.matching import Matching
from strategies.text.order import longest_rising
from tests.strategies.text.documents import edited, quick

JOBS = "There are more jobs in ports and in fishing than in any other place nearby."
HOMES = "Young people leave because homes cost nine times what a good job here pays."
RAIL = "The railway takes two hours to the city and stops for the night at eight."
AIMS = "Our aims are to:"


def ids(old, new):
    """The ids of the new texts, where the old ones had a, b, c…; fresh ones are new1…"""
    fresh = (f"new{number}" for number in count(1))
    before = [Block("abcdefgh"[place], text) for place, text in enumerate(old)]
    return [block.id for block in assign(before, new, lambda: next(fresh))]


def test_unchanged_blocks_keep_their_ids():
    assert ids([JOBS, HOMES, RAIL], [JOBS, HOMES, RAIL]) == ["a", "b", "c"]


def test_an_empty_text_has_no_blocks_and_a_first_text_fresh_ones():
    assert ids([JOBS], []) == []
    assert ids([], [JOBS, JOBS]) == ["new1", "new2"]


def test_an_edited_block_keeps_its_id_and_its_neighbours_theirs():
    edit = HOMES.replace("nine", "ten")

    assert ids([JOBS, HOMES, RAIL], [JOBS, edit, RAIL]) == ["a", "b", "c"]


def test_a_rewritten_block_is_a_new_one():
    rewrite = "Nothing of what stood here before has been kept in this new text."

    assert ids([JOBS, HOMES, RAIL], [JOBS, rewrite, RAIL]) == ["a", "new1", "c"]


def test_a_moved_block_keeps_its_id():
    assert ids([JOBS, HOMES, RAIL], [RAIL, JOBS, HOMES]) == ["c", "a", "b"]


def test_a_moved_block_of_a_few_words_is_a_new_one():
    old = ["In short.", JOBS, HOMES]

    assert ids(old, [JOBS, HOMES, "In short."]) == ["b", "c", "new1"]


def test_a_placed_record_keeps_its_id_wherever_it_is_moved():
    old = ["[[figure:F1]]", JOBS, HOMES]

    assert ids(old, [JOBS, "[[figure:F1]]", HOMES]) == ["b", "a", "c"]


def test_another_record_in_the_place_of_one_is_a_new_block():
    assert ids([JOBS, "[[figure:F1]]"], [JOBS, "[[figure:F2]]"]) == ["a", "new1"]


def test_a_block_moved_and_edited_keeps_its_id():
    edit = RAIL.replace("eight", "nine")

    assert ids([JOBS, HOMES, RAIL], [edit, JOBS, HOMES]) == ["c", "a", "b"]


def test_a_block_moved_and_edited_that_could_be_either_of_two_is_the_longer_one():
    twin = RAIL.replace("The", "That")
    edit = RAIL.replace("eight", "nine")

    assert ids([JOBS, HOMES, RAIL, twin], [edit, JOBS, HOMES]) == ["d", "a", "b"]
    assert ids([JOBS, HOMES, twin, RAIL], [edit, JOBS, HOMES]) == ["c", "a", "b"]


def test_twins_moved_together_share_their_ids_out():
    old = [RAIL, RAIL, JOBS, HOMES, AIMS]

    new_ids = ids(old, [JOBS, HOMES, AIMS, RAIL, RAIL])

    assert new_ids[:3] == ["c", "d", "e"]
    assert set(new_ids[3:]) == {"a", "b"}


def test_the_first_piece_of_a_block_cut_in_two_keeps_its_id():
    old = [f"{JOBS} {HOMES}", RAIL]

    assert ids(old, [JOBS, HOMES, RAIL]) == ["a", "new1", "b"]


def test_the_longer_of_two_blocks_joined_gives_its_id():
    short = "Ports need people who stay and learn."

    assert ids([short, RAIL], [f"{short} {RAIL}"]) == ["b"]
    assert ids([RAIL, short], [f"{RAIL} {short}"]) == ["a"]


def test_a_small_piece_kept_of_a_long_block_has_its_id():
    long = f"{JOBS} {HOMES} {RAIL}"

    assert ids([long, AIMS], [AIMS, RAIL]) == ["b", "a"]


def test_a_list_made_of_a_paragraph_is_the_same_block_only_if_hardly_edited():
    assert ids([JOBS], [f"- {JOBS}"]) == ["a"]
    assert ids(["#### Ports and homes"], ["- Ports and jobs"]) == ["new1"]


@pytest.mark.parametrize("sign", ["### ", "> ", "| ", "- ", "1. "])
def test_each_kind_of_block_is_edited_within_its_kind(sign):
    assert ids([f"{sign}Ports and homes"], [f"{sign}Ports and jobs"]) == ["a"]


def test_signs_without_words_are_alike_only_if_the_same():
    assert ids(["…"], ["…"]) == ["a"]
    assert ids(["…"], ["–"]) == ["new1"]
    assert ids(["…"], [JOBS]) == ["new1"]


def test_no_id_is_given_twice_even_if_the_old_ones_were_or_fresh_ones_repeat():
    fresh = iter(["x", "a", "x", "y", "z"])
    old = [Block("a", JOBS), Block("a", HOMES)]

    blocks = assign(old, [JOBS, HOMES, RAIL], lambda: next(fresh))

    assert [block.id for block in blocks] == ["a", "x", "y"]


@quick
@given(edited())
def test_every_new_block_is_there_under_an_id_of_its_own(texts):
    old, new = texts
    before = [Block(f"old{place}", text) for place, text in enumerate(old)]
    fresh = (f"new{number}" for number in count())

    blocks = assign(before, new, lambda: next(fresh))

    assert [block.text for block in blocks] == new
    assert len({block.id for block in blocks}) == len(new)
    if old == new:
        assert blocks == before


@quick
@given(edited())
def test_working_between_the_common_ends_finds_what_working_on_all_finds(texts):
    old, new = texts
    whole = Matching([Wording(text) for text in old], [Wording(text) for text in new])

    whole.work_out()

    assert continued(old, new) == whole.origin


def test_past_the_reach_only_blocks_that_did_not_change_are_known():
    old = [f"{number} {JOBS}" for number in range(600)]
    edits = [f"{text} More." for text in old[2:]]

    origin = continued(old, [old[1], *edits, old[0]])

    assert origin in ({0: 1, 599: 0}, {599: 0, 0: 1})


def test_past_the_reach_twins_are_taken_in_turn():
    origin = continued(["x", *["twin"] * 600], [*["twin"] * 599, "y"])

    assert origin == {place: place + 1 for place in range(599)}


def test_a_row_keeps_its_longest_rising_run():
    assert longest_rising([]) == []
    assert longest_rising([4, 0, 1, 2, 3]) == [1, 2, 3, 4]
    assert longest_rising([2, 1, 0]) == [2]
    assert longest_rising([0, 5, 1, 6, 2, 3]) == [0, 2, 4, 5]


def test_one_changed_paragraph_in_3000_words_takes_under_5_ms():
    old = [f"{number} {JOBS} {HOMES} {RAIL}" for number in range(70)]
    new = [*old[:30], f"{old[30]} More.", *old[31:]]
    took = []
    for _ in range(5):
        start = perf_counter()
        origin = continued(old, new)
        took.append(perf_counter() - start)

    assert origin == {place: place for place in range(70)}
    assert min(took) < 0.005
