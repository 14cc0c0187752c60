import pytest
from hypothesis import given

from strategies.text import Block, Kind, compare
from strategies.text.visible import spaced_words
from tests.strategies.text.documents import edited, quick, texts

JOBS = "There are more jobs in ports than in any other place."
HOMES = "Young people leave because homes cost nine times the pay."
RAIL = "The railway takes two hours and stops at eight."


def kinds(old, new):
    return [(change.kind.value, change.block.text) for change in compare(old, new)]


def words(old, new):
    (change,) = compare(old, new)
    return [(piece.kind.value, piece.text) for piece in change.pieces]


def test_the_same_text_has_no_change():
    assert kinds(f"{JOBS}\n\n{HOMES}", f"{JOBS}\n\n{HOMES}") == [
        ("same", JOBS),
        ("same", HOMES),
    ]
    assert compare("", "") == []


def test_words_added_and_removed_in_a_block_are_told_apart():
    assert words("Jobs grew by two per cent", "Jobs fell by two per cent") == [
        ("same", "Jobs "),
        ("removed", "grew "),
        ("added", "fell "),
        ("same", "by two per cent"),
    ]


def test_what_was_taken_out_at_the_end_stands_apart_from_what_stayed():
    assert words("Jobs grew last year", "Jobs grew") == [
        ("same", "Jobs grew "),
        ("removed", "last year"),
    ]


def test_a_word_is_changed_whole():
    assert words("Our small ports grew", "Our small port grew") == [
        ("same", "Our small "),
        ("removed", "ports "),
        ("added", "port "),
        ("same", "grew"),
    ]


def test_another_record_in_its_place_is_a_change():
    old, new = f"{JOBS}\n\n[[figure:F1]]", f"{JOBS}\n\n[[figure:F2]]"

    assert kinds(old, new) == [
        ("same", JOBS),
        ("removed", "[[figure:F1]]"),
        ("added", "[[figure:F2]]"),
    ]
    assert words(old[len(JOBS) :], "")[0][1] == "[[figure:F1]]"


def test_a_placed_record_that_moved_is_not_deleted():
    old, new = (
        f"[[figure:F1]]\n\n{JOBS}\n\n{HOMES}",
        f"{JOBS}\n\n{HOMES}\n\n[[figure:F1]]",
    )

    assert kinds(old, new)[-1] == ("moved", "[[figure:F1]]")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Jobs grew here", "**Jobs** _grew_ here"),
        ("Jobs grew here", "### Jobs grew here"),
        ("- Jobs\n- grew", "1. Jobs\n2. grew"),
        ("Jobs grew here", "Jobs\ngrew  here"),
        ("| a | b |\n| - | - |\n| c | d |", "a b c d"),
    ],
)
def test_formatting_alone_is_no_change(old, new):
    (change,) = compare([Block("x", old)], [Block("x", new)])

    assert change.kind == Kind.SAME
    assert [piece.kind for piece in change.pieces] == [Kind.SAME]


def test_a_citation_and_the_address_of_a_link_are_words():
    assert words("Jobs grew a lot [@E01]", "Jobs grew a lot [@E02]")[1:] == [
        ("removed", "[@E01]"),
        ("added", "[@E02]"),
    ]
    old = "We wrote [a report](https://a.b) then"
    assert words(old, old.replace("a.b", "c.d"))[1:3] == [
        ("removed", "(https://a.b) "),
        ("added", "(https://c.d) "),
    ]


def test_items_rows_and_cells_are_kept_apart():
    table = "| Place | Jobs |\n| --- | --- |\n| Fell | 20 |"

    (listed, drawn) = compare("", f"- one\n- two\n\n{table}")

    assert listed.pieces[0].text == "one\ntwo"
    assert drawn.pieces[0].text == "Place | Jobs\nFell | 20"


def test_added_and_removed_blocks_stand_where_they_are_and_were():
    assert kinds(f"{JOBS}\n\n{HOMES}", f"{RAIL}\n\n{HOMES}") == [
        ("removed", JOBS),
        ("added", RAIL),
        ("same", HOMES),
    ]
    assert kinds(f"{HOMES}\n\n{JOBS}", HOMES) == [("same", HOMES), ("removed", JOBS)]


def test_a_moved_block_is_not_shown_as_removed():
    old, new = f"{JOBS}\n\n{HOMES}\n\n{RAIL}", f"{RAIL}\n\n{JOBS}\n\n{HOMES}"

    assert kinds(old, new) == [("moved", RAIL), ("same", JOBS), ("same", HOMES)]


def test_a_block_moved_and_changed_says_both():
    edit = RAIL.replace("eight", "nine")

    first, *others = compare(
        f"{JOBS}\n\n{HOMES}\n\n{RAIL}", f"{edit}\n\n{JOBS}\n\n{HOMES}"
    )

    assert first.kind == Kind.MOVED_AND_CHANGED
    assert (first.block.text, first.old.text) == (edit, RAIL)
    assert {change.kind for change in others} == {Kind.SAME}


def test_a_block_is_the_same_one_by_its_id_whatever_it_says():
    changes = compare([Block("x", JOBS), Block("y", HOMES)], [Block("y", JOBS)])

    assert [(change.kind, change.block.id) for change in changes] == [
        (Kind.REMOVED, "x"),
        (Kind.CHANGED, "y"),
    ]


def test_blocks_whose_ids_tell_nothing_are_matched_by_what_they_say():
    changes = compare(
        [Block("x", JOBS), Block("y", HOMES)], [Block("x", JOBS), Block("z", HOMES)]
    )

    assert [change.kind for change in changes] == [Kind.SAME, Kind.SAME]


@quick
@given(edited())
def test_the_pieces_are_both_texts_word_for_word(texts):
    old, new = ("\n\n".join(blocks) for blocks in texts)

    changes = compare(old, new)

    now = [change for change in changes if change.kind != Kind.REMOVED]
    was = [change for change in changes if change.old]
    assert said(now, Kind.ADDED) == new.split()
    assert sorted(said(was, Kind.REMOVED)) == sorted(old.split())
    assert [change.block.text for change in now] == texts[1]


@quick
@given(texts, texts)
def test_any_two_texts_can_be_compared(old, new):
    now = [change for change in compare(old, new) if change.kind != Kind.REMOVED]

    words = [word for change in now for word, _ in spaced_words(change.block.text)]
    assert said(now, Kind.ADDED) == " ".join(words).replace("|", " ").split()


def said(changes, kind):
    pieces = [
        piece.text
        for change in changes
        for piece in change.pieces
        if piece.kind in (Kind.SAME, kind)
    ]
    return " ".join(pieces).replace("|", " ").split()
