"""Two texts written on one become one: nothing is lost, and neighbours never clash."""

from itertools import count
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies.text import Block, assign, join, split
from strategies.text.counterparts import adds_to
from strategies.text.merge import Clash, merge
from tests.strategies.text.documents import WORDS, blocks, quick

JOBS = "There are more jobs in ports and in fishing than in any other place nearby."
HOMES = "Young people leave because homes cost nine times what a good job here pays."
RAIL = "The railway takes two hours to the city and stops for the night at eight."
AIMS = "Our aims are to keep the young here and to bring the old back."
BASE = [JOBS, HOMES, RAIL, AIMS]
NEW = "Fellside has the largest deep-water quay between the two estuaries."
OTHER = "A ferry would bring forty thousand visitors in each of the summer months."


def joined(mine, theirs, base=BASE):
    """What comes of two rows of texts written on a third."""
    numbers = count(1)
    before = [Block(f"b{place}", text) for place, text in enumerate(base)]
    ours, others = (
        assign(before, side, lambda: f"new{next(numbers)}") for side in (mine, theirs)
    )
    return merge(before, ours, others)


def texts(merged):
    assert merged.clashes == []
    return [block.text for block in merged.blocks]


def changed(text):
    return text.replace("two", "three").replace("nine", "ten").replace("more", "fewer")


def test_changes_to_neighbouring_blocks_join_without_a_question():
    mine = [JOBS, changed(HOMES), RAIL, AIMS]
    theirs = [JOBS, HOMES, changed(RAIL), AIMS]

    assert texts(joined(mine, theirs)) == [JOBS, changed(HOMES), changed(RAIL), AIMS]


def test_a_block_put_in_beside_an_edited_one_joins():
    mine = [JOBS, HOMES, NEW, RAIL, AIMS]
    theirs = [JOBS, HOMES, changed(RAIL), AIMS]

    assert texts(joined(mine, theirs)) == [JOBS, HOMES, NEW, changed(RAIL), AIMS]


def test_a_block_taken_out_beside_an_edited_one_joins():
    theirs = [JOBS, HOMES, changed(RAIL), AIMS]

    assert texts(joined([JOBS, RAIL, AIMS], theirs)) == [JOBS, changed(RAIL), AIMS]


def test_what_both_put_in_at_one_place_stands_one_after_the_other():
    mine, theirs = [*BASE[:2], NEW, *BASE[2:]], [*BASE[:2], OTHER, *BASE[2:]]

    assert texts(joined(mine, theirs)) == [JOBS, HOMES, OTHER, NEW, RAIL, AIMS]


def test_two_first_texts_stand_one_after_the_other():
    assert texts(joined([NEW], [OTHER], base=[])) == [OTHER, NEW]


def test_one_block_changed_by_both_is_a_clash_with_both_texts():
    theirs = JOBS.replace("ports", "harbours")
    merged = joined([changed(JOBS), HOMES, NEW], [theirs, HOMES], base=[JOBS, HOMES])

    assert merged.pieces[0] == Clash("b0", JOBS, changed(JOBS), theirs)
    assert [block.text for block in merged.blocks] == [HOMES, NEW]


@pytest.mark.parametrize("mine_is_gone", [True, False])
def test_a_block_one_changed_and_the_other_took_out_is_a_clash(mine_is_gone):
    gone, edited = [JOBS, RAIL, AIMS], [JOBS, changed(HOMES), RAIL, AIMS]
    merged = joined(gone, edited) if mine_is_gone else joined(edited, gone)

    clash = merged.pieces[1]
    assert clash.base == HOMES
    assert {clash.mine, clash.theirs} == {None, changed(HOMES)}
    assert (clash.mine is None) is mine_is_gone


def test_a_block_both_wrote_anew_is_a_clash():
    merged = joined([JOBS, NEW, RAIL, AIMS], [JOBS, OTHER, RAIL, AIMS])

    assert [(c.base, c.mine, c.theirs) for c in merged.clashes] == [(HOMES, NEW, OTHER)]
    assert [block.text for block in merged.blocks] == [JOBS, RAIL, AIMS]


def test_a_block_one_wrote_anew_and_the_other_edited_is_a_clash():
    anew, edited = [JOBS, NEW, RAIL, AIMS], [JOBS, changed(HOMES), RAIL, AIMS]

    (clash,) = joined(anew, edited).clashes
    assert (clash.mine, clash.theirs) == (NEW, changed(HOMES))
    (clash,) = joined(edited, anew).clashes
    assert (clash.mine, clash.theirs) == (changed(HOMES), NEW)


def test_neighbours_written_anew_do_not_clash():
    mine, theirs = [JOBS, NEW, RAIL, AIMS], [JOBS, HOMES, OTHER, AIMS]

    assert sorted(texts(joined(mine, theirs))) == sorted([JOBS, NEW, OTHER, AIMS])


def test_the_same_change_made_by_both_joins():
    both = [JOBS, changed(HOMES), NEW, AIMS]

    assert texts(joined(both, both)) == both


def test_the_same_new_block_stands_once_under_one_id():
    merged = joined([*BASE, NEW], [*BASE, NEW, OTHER])

    assert texts(merged) == [*BASE, NEW, OTHER]
    assert merged.mine[-1] == merged.blocks[-2]


def test_a_long_block_put_in_at_two_places_stands_once_a_short_one_twice():
    assert texts(joined([NEW, *BASE], [*BASE, NEW])) == [*BASE, NEW]
    assert texts(joined(["So:", *BASE], [*BASE, "So:"])) == ["So:", *BASE, "So:"]


def test_a_new_block_typed_on_after_it_was_sent_stands_once():
    assert texts(joined([*BASE, f"{NEW} More."], [*BASE, NEW, OTHER])) == [
        *BASE,
        f"{NEW} More.",
        OTHER,
    ]


def test_a_few_new_words_are_not_taken_for_the_beginning_of_another_text():
    mine, theirs = [*BASE, "In short, we build."], [*BASE, "In short"]

    assert texts(joined(mine, theirs)) == [*BASE, "In short", "In short, we build."]


def test_a_block_typed_on_after_it_was_sent_is_no_clash():
    sent, more = f"{AIMS} We wi", f"{AIMS} We will build."

    assert texts(joined([*BASE[:3], more], [*BASE[:3], sent])) == [*BASE[:3], more]
    assert texts(joined([*BASE[:3], sent], [*BASE[:3], more])) == [*BASE[:3], more]


def test_what_the_other_took_out_of_a_block_is_not_put_back_unasked():
    less = "There are more jobs in ports than in any other place nearby."

    assert joined([f"{JOBS} More."], [less], base=[JOBS]).clashes


def test_blocks_stand_as_the_one_who_moved_them_has_them():
    moved, edited = [AIMS, JOBS, HOMES, RAIL], [JOBS, changed(HOMES), NEW, RAIL, AIMS]
    both = [AIMS, JOBS, changed(HOMES), NEW, RAIL]

    assert texts(joined(moved, edited)) == both
    assert texts(joined(edited, moved)) == both


def test_where_both_moved_blocks_theirs_stand():
    mine, theirs = [NEW, AIMS, JOBS, HOMES, RAIL], [JOBS, RAIL, AIMS, HOMES]

    assert texts(joined(mine, theirs)) == [NEW, *theirs]


def test_lists_that_come_to_touch_are_one_list():
    merged = joined(
        [JOBS, "- Ports", HOMES], [JOBS, "- Fells", HOMES], base=[JOBS, HOMES]
    )

    assert texts(merged) == [JOBS, "- Fells\n- Ports", HOMES]


def test_lists_of_two_kinds_that_touch_stay_two():
    merged = joined(
        [JOBS, "- Ports", HOMES], [JOBS, "1. Fells", HOMES], base=[JOBS, HOMES]
    )

    assert texts(merged) == [JOBS, "1. Fells", "- Ports", HOMES]


def test_past_the_reach_only_equal_blocks_are_known_again():
    mine = [f"Mine {number} and more" for number in range(501)]
    theirs = [f"Mine {number}" for number in range(501)]

    assert len(texts(joined([*mine, NEW], [*theirs, NEW], base=[]))) == 1003


@st.composite
def edits(draw, base):
    """The base after some edits, each of whose words is found nowhere else."""
    row = list(base)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(row)))
        words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9))
        match draw(st.sampled_from(["add", "edit", "anew", "cut", "move", "twin"])):
            case "add":
                row.insert(at, " ".join(words))
            case "edit":
                row[at : at + 1] = [f"{text} {words[0]}" for text in row[at : at + 1]]
            case "anew":
                row[at : at + 1] = [" ".join(words)]
            case "cut":
                del row[at : at + 1]
            case "move":
                row[:0] = [row.pop(at)] if at < len(row) else []
            case "twin":
                row[at:at] = row[:1]
    return row


@st.composite
def written_on_one(draw):
    base = draw(blocks)
    return base, draw(edits(base)), draw(edits(base))


def said(merged):
    """Every text of the pieces, whoever is to choose."""
    for piece in merged.pieces:
        if isinstance(piece, Clash):
            yield from (text for text in (piece.mine, piece.theirs) if text is not None)
        else:
            yield piece.block.text


@quick
@given(written_on_one())
def test_no_text_is_lost_and_no_id_stands_twice(rows):
    base, mine, theirs = rows

    merged = joined(mine, theirs, base)

    found = list(said(merged))
    for text in ({*mine, *theirs} - {*base}) | ({*mine} & {*theirs}):
        is_held = any(adds_to(text, other) for other in found)
        assert is_held or base.count(text) > 1
    ids = [getattr(piece, "block", piece).id for piece in merged.pieces]
    assert len(set(ids)) == len(ids)
    assert [block.text for block in merged.mine] == mine


@quick
@given(written_on_one())
def test_what_only_one_changed_comes_out_exactly(rows):
    base, mine, _ = rows

    assert texts(joined(mine, base, base)) == mine
    assert texts(joined(base, mine, base)) == mine
    assert texts(joined(mine, mine, base)) == mine


@st.composite
def changed_apart(draw):
    """A base, and two rows in which each changed blocks that the other left alone."""
    base = [f"{number} {JOBS}" for number in range(draw(st.integers(1, 7)))]
    rows = [], []
    for text in base:
        whose = draw(st.integers(0, 2))
        for number, row in enumerate(rows):
            edit = draw(st.sampled_from(["edit", "anew", "cut", "add"]))
            after = {
                "edit": [f"{text} {number}"],
                "anew": [f"Anew {number}{text[0]}."],
                "cut": [],
                "add": [text, f"Added {number}{text[0]}."],
            }
            row += after[edit] if whose == number else [text]
    return base, *rows


@quick
@given(changed_apart())
def test_changes_to_different_blocks_never_clash(rows):
    base, mine, theirs = rows

    merged = joined(mine, theirs, base)

    assert merged.clashes == []
    assert {*mine, *theirs} - {*base} <= set(texts(merged))
    assert {*texts(merged)} & {*base} == {*mine} & {*theirs} & {*base}


LISTED = st.lists(
    st.sampled_from(["- a", "- b\n- c", "1. a", "2. b", "> q", "Words.", "### Head"]),
    max_size=5,
)


@quick
@given(LISTED, LISTED, LISTED)
def test_what_was_joined_is_in_its_one_form(base, mine, theirs):
    rows = [split(join(row)) for row in (mine, theirs, base)]

    merged = joined(*rows)

    if not merged.clashes:
        assert split(join(texts(merged))) == texts(merged)


def test_two_texts_of_3000_words_are_joined_in_10_ms():
    base = [f"{number} {JOBS} {HOMES} {RAIL}" for number in range(70)]
    before = [Block(f"b{place}", text) for place, text in enumerate(base)]
    mine = [Block(b.id, f"{b.text} Mine.") if b.id == "b30" else b for b in before]
    theirs = [Block(b.id, f"{b.text} Theirs.") if b.id == "b31" else b for b in before]
    took = []
    for _ in range(5):
        start = perf_counter()
        merged = merge(before, mine, theirs)
        took.append(perf_counter() - start)

    assert merged.clashes == []
    assert min(took) < 0.01
