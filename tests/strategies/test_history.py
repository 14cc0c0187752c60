"""Sittings, not keystrokes; who wrote what; a block put back; what was kept aside."""

from datetime import timedelta

import pytest

from strategies import authorship, choosing, drafting, history, outline, restoring
from strategies.models import Landmark, Visit
from strategies.text import Block
from tests.strategies.past import at, begun, fresh, saved

pytestmark = pytest.mark.django_db

FELLS = "The fells feed the port and the farms around it."
PORT = "Half of all jobs in the port are in three firms."
SKILLS = "Too few young people learn a trade that lasts."


@pytest.fixture
def strategy(place, olive):
    return begun(place, olive)


def told(part, user):
    leaf = history.sittings(fresh(part), user, None)
    return [
        (one.by.name, one.when, one.count, one.difference_in_words)
        for one in leaf.sittings
    ]


def test_what_one_person_saves_in_one_go_is_one_line(part, olive):
    saved(part, FELLS, olive, "14:02")
    saved(part, f"{FELLS}\n\n{PORT}", olive, "14:20")
    saved(part, f"{FELLS}\n\n{PORT}\n\n{SKILLS}", olive, "14:40")

    assert told(part, olive) == [
        ("Olive Marsh", "4 May 2026, 14:02 to 14:40", 3, "30 words more")
    ]


def test_a_pause_begins_a_new_line_and_people_at_once_have_one_each(part, olive, sam):
    saved(part, f"{FELLS}\n\n{PORT}", olive, "14:02")
    saved(part, FELLS, sam, "14:03")
    saved(part, f"{FELLS} Still.", olive, "14:04")
    saved(part, f"{FELLS} Again.", olive, "16:00")

    assert told(part, olive) == [
        ("Olive Marsh", "4 May 2026, 16:00", 1, "as many words as before"),
        ("Olive Marsh", "4 May 2026, 14:02 to 14:04", 2, "22 words more"),
        ("Sam Fell", "4 May 2026, 14:03", 1, "11 words fewer"),
    ]
    together = history.sittings(fresh(part), olive, None).sittings[1]
    assert together.happened == ["Sam Fell wrote at the same time"]


def test_a_landmark_is_named_and_never_folded_into_what_follows(part, olive):
    saved(part, FELLS, olive, "14:02")
    now = fresh(part)
    outline.mark_ready(now, True, base=now.base, revision=now.revision, by=olive)
    saved(part, f"{FELLS} Still.", olive, "14:03")

    after, before = history.sittings(fresh(part), olive, None).sittings
    assert [words for words, _ in before.named] == ["Marked as ready"]
    assert after.named == []


def test_a_joined_save_counts_once_and_for_its_own_words(part, olive, sam):
    saved(part, f"{FELLS}\n\n{PORT}", olive, "14:02")
    saved(part, f"{FELLS}\n\n{PORT} Three.", olive, "14:03")
    saved(part, f"{FELLS} Always.\n\n{PORT}", sam, "14:04", base=1)

    line = history.sittings(fresh(part), olive, None).sittings[0]
    assert (line.by, line.count, line.difference) == (sam, 1, 1)
    assert line.happened == ["Joined with another's changes"]
    assert (line.read_at, line.last.text) == (2, f"{FELLS} Always.\n\n{PORT} Three.\n")


def test_a_text_kept_aside_waits_until_its_writer_goes_on(part, olive, sam):
    saved(part, FELLS, olive, "14:02")
    saved(part, f"{FELLS} Yes.", olive, "14:03")
    saved(part, f"{FELLS} No.", sam, "14:04", base=1)
    saved(part, f"{FELLS} No, no.", sam, "14:05", base=1)
    saved(part, f"{FELLS} Yes, yes.", olive, "14:06")

    waiting = history.sittings(fresh(part), olive, None).unsettled
    assert [(one.by, one.text) for one in waiting] == [(sam, f"{FELLS} No, no.\n")]

    saved(part, f"{FELLS} Yes and no.", sam, "14:10")
    assert history.sittings(fresh(part), olive, None).unsettled == []


def test_a_text_kept_aside_is_settled_by_joining_the_two(part, olive, sam):
    saved(part, FELLS, olive, "14:02")
    saved(part, f"{FELLS} Yes.", olive, "14:03")
    aside = saved(part, f"{FELLS} No.", sam, "14:04", base=1).aside
    aside.part = fresh(part)
    assert history.sittings(fresh(part), olive, None).unsettled == [aside]

    saved(part, f"{FELLS} Yes and no.", olive, "14:05", kind="joined")

    assert history.sittings(fresh(part), olive, None).unsettled == []


def test_many_saves_are_unfolded_twenty_at_a_time(part, olive):
    for number in range(24):
        saved(part, f"{FELLS} {number}.", olive, f"14:{number:02}")

    line = history.sittings(fresh(part), olive, None).sittings[0]
    assert (line.count, len(line.unfolded)) == (24, 20)
    assert line.unfolded[0].number == 24


def test_a_sitting_over_midnight_says_both_days():
    late, early = at("23:50"), at("23:50") + timedelta(minutes=20)

    assert history.span(late, early) == "4 May 2026, 23:50 to 5 May 2026, 00:10"


def credits(part):
    return [
        (one.text, one.save.by.name, [(s.name, s.words) for s in one.shares])
        for one in authorship.of_part(fresh(part))
    ]


def test_a_paragraph_is_whose_last_changed_it_and_each_word_its_writers(
    part, olive, sam
):
    saved(part, f"{FELLS}\n\n{PORT}", olive, "14:02")
    saved(part, f"{FELLS}\n\n{PORT} Four are leaving.", sam, "14:03")

    assert credits(part) == [
        (FELLS, "Olive Marsh", [("Olive Marsh", 10)]),
        (
            f"{PORT} Four are leaving.",
            "Sam Fell",
            [("Olive Marsh", 11), ("Sam Fell", 3)],
        ),
    ]


def test_who_moves_or_restores_a_paragraph_did_not_write_it(part, olive, sam):
    saved(part, f"{FELLS}\n\n{PORT}", olive, "14:02")
    saved(part, f"{PORT}\n\n{FELLS}", sam, "14:03")
    saved(part, "Gone.", sam, "15:03")
    first = fresh(part).revisions.get(number=1)
    first.part = fresh(part)
    drafting.restore(first, base=3, by=sam)

    shares = authorship.shares(authorship.of_part(fresh(part)))
    assert [(one.name, one.words) for one in shares] == [("Olive Marsh", 21)]


def test_joining_two_texts_credits_the_writer_of_what_was_kept_aside(part, olive, sam):
    saved(part, FELLS, olive, "14:02")
    saved(part, f"{FELLS} Yes.", olive, "14:03")
    saved(part, SKILLS, sam, "14:04", base=1)
    saved(part, f"{FELLS} Yes.\n\n{SKILLS}", olive, "14:05", kind="joined")

    shares = authorship.shares(authorship.of_part(fresh(part)))
    assert [(one.name, one.words) for one in shares] == [
        ("Olive Marsh", 11),
        ("Sam Fell", 9),
    ]


def test_a_joined_save_credits_who_sent_it(part, olive, sam):
    saved(part, f"{FELLS}\n\n{PORT}", olive, "14:02")
    saved(part, f"{FELLS}\n\n{PORT} Three.", olive, "14:03")
    saved(part, f"{FELLS} Always.\n\n{PORT}", sam, "14:04", base=1)

    assert [(text[-7:], who) for text, who, _ in credits(part)] == [
        ("Always.", "Sam Fell"),
        (" Three.", "Olive Marsh"),
    ]


def test_citations_and_signs_are_nobodys_words(part, olive):
    saved(part, "Most – nearly all – agree [@E01].", olive, "14:02")

    shares = authorship.shares(authorship.of_part(fresh(part)))
    assert [(one.words, one.part_of_all) for one in shares] == [(4, "100 per cent")]


def test_a_part_without_a_text_is_nobodys(part):
    assert authorship.of_part(fresh(part)) == []
    assert authorship.shares([]) == []


def put_back(part, number, place=0):
    now = fresh(part)
    earlier = now.revisions.get(number=number)
    block = earlier.as_blocks()[place].id
    return restoring.with_block(now, earlier, block)


def test_one_paragraph_is_put_back_and_nothing_else_changes(part, olive):
    saved(part, f"{FELLS}\n\n{PORT}", olive, "14:02")
    saved(part, f"{FELLS} Still.\n\n{PORT} Still.", olive, "14:03")

    restored = put_back(part, 1)

    assert restored.text == f"{FELLS}\n\n{PORT} Still.\n"
    assert [one.id for one in restored.as_blocks()] == [
        one.id for one in fresh(part).blocks
    ]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (0, [FELLS, PORT, "New."]),
        (2, [PORT, SKILLS, "New."]),
    ],
)
def test_a_deleted_paragraph_comes_back_in_its_place(part, olive, block, expected):
    saved(part, f"{FELLS}\n\n{PORT}\n\n{SKILLS}", olive, "14:02")
    saved(part, f"{PORT}\n\nNew.", olive, "14:03")

    restored = put_back(part, 1, block)

    assert [one.text for one in restored.as_blocks()] == expected
    assert restored.as_blocks()[expected.index([FELLS, PORT, SKILLS][block])].id == (
        fresh(part).revisions.get(number=1).as_blocks()[block].id
    )


def test_a_list_put_back_beside_a_list_is_one_list_with_it(part, olive):
    saved(part, "- One\n- Two\n\nBetween.\n\n- Three\n- Four", olive, "14:02")
    saved(part, "- Three\n- Four", olive, "14:03")

    restored = put_back(part, 1)

    assert restored.text == "- One\n- Two\n- Three\n- Four\n"
    assert len({one.id for one in restored.as_blocks()}) == 1


def test_a_block_that_never_was_is_not_put_back(part, olive):
    saved(part, FELLS, olive, "14:02")
    now = fresh(part)

    assert restoring.with_block(now, now.revisions.get(), "nothing") is None


def test_the_likely_comparisons_are_offered_by_name(part, olive, sam):
    saved(part, FELLS, olive, "14:02")
    saved(part, f"{FELLS} Seen.", olive, "15:00")
    Visit.objects.create(strategy=part.strategy, user=sam, since=at("14:30"))
    Landmark.objects.create(
        revision=fresh(part).latest, what="ready", by=olive, at=at("15:01")
    )

    offer = choosing.offer(fresh(part), sam, (None, None))

    assert [(one.words, one.number) for one in offer.shortcuts] == [
        ("Marked as ready, 4 May 2026, 15:01", None),
        ("When you were last here", 1),
    ]
    assert [(one.number, one.words) for one in offer.choices] == [
        (2, "4 May 2026, 15:00, Olive Marsh (Marked as ready; stands now)"),
        (1, "4 May 2026, 14:02, Olive Marsh"),
    ]


def test_a_text_from_within_a_sitting_is_offered_once_it_is_asked_for(part, olive):
    for minute in ("14:02", "14:03", "14:04"):
        saved(part, f"{FELLS} {minute}", olive, minute)

    def offered(*asked):
        return [one.number for one in choosing.offer(fresh(part), olive, asked).choices]

    assert offered(None, None) == [3]
    assert offered(2, 3) == [3, 2]


def test_the_words_of_a_block_are_shown_whole(part, olive):
    saved(part, f"### Skills\n\n{SKILLS}", olive, "14:02")

    heading, words = authorship.of_part(fresh(part))

    assert (heading.shown, heading.is_heading) == ("Skills", True)
    assert (words.shown, words.is_heading) == (SKILLS, False)
    assert fresh(part).blocks[1] == Block(fresh(part).blocks[1].id, words.text)
