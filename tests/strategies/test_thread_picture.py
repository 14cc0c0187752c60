"""The drawing of the thread: what it shows, and how it stays legible when there is much."""

from strategies import thread
from strategies.nouns import FINDINGS
from strategies.thread import picture
from tests.strategies.threaded import (
    HELD,
    changed,
    evidence,
    having,
    row,
    with_evidence,
)


def drawn(content):
    woven = thread.weave(content)
    links = {key: f"/{key[1]}/" for key in woven.nodes}
    return picture.draw(woven, thread.chains(woven), links, more="/all/")


def box_of(found, kind, ref):
    return next(box for box in found.boxes if box.key == (kind, ref))


def test_every_thing_of_the_thread_is_a_box_that_leads_to_it():
    found = drawn(HELD)

    assert box_of(found, "priorities", "P1").href == "/P1/"
    assert box_of(found, "sections", "focus").href == "/all/#section-focus"
    assert next(title for _, title in found.heads) == "Asked for in"


def test_what_wants_something_says_what():
    found = drawn(changed("priorities", "P1", findings=[]))

    box = box_of(found, "priorities", "P1")
    assert box.is_broken
    assert " ".join(box.lacks) == "answers no finding"
    assert not box_of(found, "priorities", "P2").is_broken


def test_two_hundred_pieces_of_evidence_are_gathered_in_a_last_box():
    found = drawn(with_evidence(*(evidence(f"E{n}") for n in range(10, 210))))

    shown = [box for box in found.boxes if box.key[0] == "evidence"]
    assert len(shown) == 36
    assert shown[-1].lines == ["and 167 more"]
    assert {box.key[1] for box in shown} >= {"E01", "E02"}, "what leads somewhere first"


def test_no_two_boxes_lie_on_each_other_and_none_outside():
    many = [row("findings", f"C{n}", kind="challenge") for n in range(40)]
    found = drawn(having(findings=many))

    for one, other in zip(found.boxes, found.boxes[1:], strict=False):
        assert one.x != other.x or other.y >= one.y + one.height
    assert max(box.y + box.height for box in found.boxes) <= found.height
    assert max(box.x for box in found.boxes) + found.box_width == found.width


def test_a_long_title_is_cut_with_dots():
    long = FINDINGS.completed({"ref": "C1", "title": "word " * 40, "kind": "challenge"})

    lines = box_of(drawn(having(findings=[long])), "findings", "C1").lines

    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert max(map(len, lines)) <= picture.LETTERS


def test_a_strategy_of_nothing_has_a_picture():
    empty = having(findings=[], priorities=[], actions=[], measures=[])

    assert drawn(empty).boxes
