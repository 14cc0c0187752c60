"""No acknowledged text is lost, and none replaces another that was not read."""

import pytest
from django.core.exceptions import PermissionDenied

from people.models import Role
from strategies import drafting
from strategies.drafting import Locked, Outcome, Slow
from strategies.models import Landmark, Part, Revision, Status
from tests.factories import PartFactory, a_person

pytestmark = pytest.mark.django_db

FIRST = "The fells feed the port.\n\nThe port feeds the county.\n"
THEIRS = FIRST.replace("fells", "dales")
MINE = FIRST.replace("fells", "hills")


@pytest.fixture
def part():
    return PartFactory()


@pytest.fixture
def place(part):
    return part.strategy.place


def texts(part):
    return [
        (row.number, row.kind, row.text) for row in part.revisions.order_by("number")
    ]


def test_a_first_save_makes_the_first_revision(part, officer):
    saving = drafting.save(part, FIRST, base=0, by=officer)

    part.refresh_from_db()
    assert saving.outcome == Outcome.SAVED
    assert (part.base, part.text, part.words) == (1, FIRST, 10)
    assert part.latest.by == officer


def test_a_text_is_stored_in_its_one_form(part, officer):
    drafting.save(part, "  Many   spaces\r\nand * marks \r\n", base=0, by=officer)

    assert Part.objects.get().text == "Many spaces and \\* marks\n"


def test_an_unchanged_text_makes_no_revision(part, officer):
    drafting.save(part, FIRST, base=0, by=officer)

    saving = drafting.save(part, FIRST.replace("\n", "\r\n"), base=1, by=officer)

    assert saving.outcome == Outcome.UNCHANGED
    assert part.revisions.count() == 1


def test_twenty_identical_saves_have_one_effect(part, officer):
    outcomes = [
        drafting.save(part, FIRST, base=0, by=officer).outcome for _ in range(20)
    ]

    assert outcomes == [Outcome.SAVED] + [Outcome.UNCHANGED] * 19
    assert texts(part) == [(1, "saved", FIRST)]


def test_blocks_keep_their_ids_from_save_to_save(part, officer):
    drafting.save(part, FIRST, base=0, by=officer)
    before = Part.objects.get().blocks

    drafting.save(part, f"A new start.\n\n{FIRST}", base=1, by=officer)

    after = Part.objects.get().blocks
    assert [block.id for block in after][1:] == [block.id for block in before]


@pytest.fixture
def changed(part, officer):
    """The first paragraph as somebody changed it since text 1, in text 2."""
    drafting.save(part, FIRST, base=0, by=officer)
    return drafting.save(part, THEIRS, base=1, by=officer).part


def test_a_save_in_another_paragraph_is_joined_without_a_question(
    changed, part, second
):
    mine = FIRST.replace("county", "whole county")

    saving = drafting.save(part, mine, base=1, by=second)

    both = THEIRS.replace("county", "whole county")
    assert saving.outcome == Outcome.MERGED
    assert texts(part)[2:] == [(3, "sent", mine), (4, "merged", both)]
    assert (saving.part.base, saving.part.text, saving.sent.number) == (4, both, 3)
    assert saving.other == "Olive Marsh"


def test_what_was_joined_says_what_it_was_written_on(changed, part, second):
    drafting.save(part, FIRST.replace("county", "whole county"), base=1, by=second)

    sent, merged = part.revisions.filter(number__gt=2).order_by("number")
    assert (sent.base, merged.base) == (1, 2)
    assert (sent.words, merged.words) == (11, 11)
    assert {sent.by, merged.by} == {second}


def test_a_joined_text_is_saved_on_by_either_number(changed, part, second):
    """On what came of it, or on what was sent, where that is still before the writer."""
    sent = FIRST.replace("county", "land")
    drafting.save(part, sent, base=1, by=second)

    on_sent = drafting.save(part, f"{sent}\nMore.", base=3, by=second)
    on_merged = drafting.save(part, f"{on_sent.part.text}\nEnd.", base=6, by=second)

    assert (on_sent.outcome, on_merged.outcome) == (Outcome.MERGED, Outcome.SAVED)
    text = THEIRS.replace("county", "land")
    assert on_merged.part.text == f"{text}\nMore.\n\nEnd.\n"


def test_what_was_sent_and_saved_before_is_not_saved_again(changed, part, officer):
    """As after an answer that never arrived, though somebody else saved since."""
    now = drafting.save(part, f"{THEIRS}\nMore.", base=2, by=officer).part

    saving = drafting.save(part, THEIRS, base=1, by=officer)

    assert (saving.outcome, saving.sent.number) == (Outcome.MERGED, 2)
    assert (saving.part.text, part.revisions.count()) == (now.text, 3)


def test_typing_on_after_an_answer_that_never_arrived_is_no_conflict(part, officer):
    drafting.save(part, FIRST, base=0, by=officer)
    drafting.save(part, f"{FIRST}\nAll this costs mon", base=1, by=officer)

    saving = drafting.save(part, f"{FIRST}\nAll this costs money.", base=1, by=officer)

    assert saving.part.text == f"{FIRST}\nAll this costs money.\n"


def test_blocks_keep_their_ids_when_texts_are_joined(changed, part, second):
    before = [block.id for block in changed.blocks]

    saving = drafting.save(part, f"{FIRST}\nMore.", base=1, by=second)

    assert [block.id for block in saving.part.blocks][:2] == before
    assert saving.sent.as_blocks()[2] == saving.part.blocks[2]


def test_a_clash_changes_nothing_and_is_kept_aside(changed, part, second):
    saving = drafting.save(part, MINE, base=1, by=second)

    assert saving.outcome == Outcome.CONFLICT
    assert saving.aside.number == 3
    assert texts(part)[1:] == [(2, "saved", THEIRS), (3, "aside", MINE)]
    assert Part.objects.get().text == THEIRS


def test_two_tabs_of_one_person_are_two_people(changed, part, officer):
    saving = drafting.save(part, MINE, base=1, by=officer)

    assert saving.is_conflict
    assert Part.objects.get().text == THEIRS


def test_a_clash_sent_again_is_kept_aside_once(changed, part, second):
    numbers = {
        drafting.save(part, MINE, base=1, by=second).aside.number for _ in range(20)
    }

    assert numbers == {3}
    assert part.revisions.count() == 3


def test_two_texts_that_clash_are_both_kept(changed, part, second):
    drafting.save(part, MINE, base=1, by=second)
    drafting.save(part, f"{MINE}\nMore.", base=1, by=second)

    asides = part.revisions.filter(kind="aside").order_by("number")
    assert [aside.number for aside in asides] == [3, 4]
    assert [aside.sitting for aside in asides] == [3, 3]


def test_two_pasting_into_an_empty_part_both_stand(part, officer, second):
    """Each read nothing, so neither changed what the other wrote."""
    mine, theirs = (
        "\n\n".join(f"{name} wrote paragraph {n} of this." for n in range(300)) + "\n"
        for name in ("Sam", "Olive")
    )
    drafting.save(part, theirs, base=0, by=officer)

    saving = drafting.save(part, mine, base=0, by=second)

    assert saving.part.text == f"{theirs}\n{mine}"


def test_two_lists_that_come_to_touch_stand_in_the_one_form(part, officer, second):
    drafting.save(part, FIRST, base=0, by=officer)
    drafting.save(part, f"{FIRST}\n- Ports\n", base=1, by=officer)

    saving = drafting.save(part, f"{FIRST}\n- Fells\n", base=1, by=second)

    assert saving.part.text == f"{FIRST}\n- Ports\n- Fells\n"
    again = drafting.save(part, saving.part.text, base=4, by=second)
    assert again.outcome == Outcome.UNCHANGED


def test_a_stale_save_of_what_was_read_has_nothing_to_keep(part, officer, second):
    drafting.save(part, FIRST, base=0, by=officer)
    drafting.save(part, "New.\n", base=1, by=officer)

    saving = drafting.save(part, FIRST, base=1, by=second)

    assert saving.outcome == Outcome.UNCHANGED
    assert saving.part.text == "New.\n"
    assert part.revisions.count() == 2


def test_a_stale_save_of_the_text_that_stands_is_no_conflict(part, officer, second):
    drafting.save(part, FIRST, base=0, by=officer)

    assert drafting.save(part, FIRST, base=0, by=second).outcome == Outcome.UNCHANGED


def test_a_save_after_one_kept_aside_takes_the_next_number(
    changed, part, officer, second
):
    drafting.save(part, MINE, base=1, by=second)

    saving = drafting.save(part, "Third.", base=2, by=officer)

    assert (saving.outcome, saving.part.base) == (Outcome.SAVED, 4)


@pytest.mark.parametrize("base", [99, 3])
def test_a_number_that_never_stood_is_a_clash_of_the_whole(changed, part, second, base):
    drafting.save(part, MINE, base=1, by=second)

    saving = drafting.save(part, "Another.", base=base, by=second)

    assert saving.is_conflict
    (clash,) = saving.merged.clashes
    assert (clash.mine, clash.theirs) == ("Another.", THEIRS.rstrip("\n"))


@pytest.fixture
def aside(changed, part, second):
    """Kept aside as text 3, while text 2 stands; the two clash in one paragraph."""
    return drafting.save(part, MINE, base=1, by=second).aside


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        ("mine", MINE),
        ("both", THEIRS.replace("\n\n", "\n\nThe hills feed the port.\n\n")),
    ],
)
def test_what_was_chosen_is_saved_anew(aside, part, second, choice, text):
    saving = drafting.settle(aside, [choice], base=2, by=second)

    assert saving.outcome == Outcome.SAVED
    kinds = [kind for _, kind, _ in texts(part)]
    assert kinds == ["saved", "saved", "aside", "joined"]
    assert Part.objects.get().text == text


def test_choosing_twice_has_one_effect(aside, part, second):
    drafting.settle(aside, ["both"], base=2, by=second)
    again = drafting.settle(aside, ["both"], base=2, by=second)

    assert again.outcome == Outcome.UNCHANGED
    assert part.revisions.count() == 4


def test_keeping_theirs_leaves_both_in_the_history(aside, part, second):
    saving = drafting.settle(aside, ["theirs"], base=2, by=second)

    assert saving.outcome == Outcome.UNCHANGED
    assert [text for _, _, text in texts(part)] == [FIRST, THEIRS, MINE]


@pytest.mark.parametrize("choice", ["mine", "theirs", "both"])
def test_no_choice_is_made_over_a_third_text(aside, part, officer, second, choice):
    drafting.save(part, "A third text.\n", base=2, by=officer)

    saving = drafting.settle(aside, [choice], base=2, by=second)

    assert saving.is_conflict
    assert saving.part.text == "A third text.\n"
    assert part.revisions.count() == 4


@pytest.mark.parametrize("choices", [[], ["mine", "mine"]])
def test_every_clash_needs_its_choice(aside, part, second, choices):
    assert drafting.settle(aside, choices, base=2, by=second).is_conflict
    assert part.revisions.count() == 3


def test_edited_together_holds_every_word_of_both(aside, part):
    text = drafting.together(Part.objects.get().latest, aside)

    assert text == (
        "The dales feed the port.\n\nThe hills feed the port.\n\n"
        "The port feeds the county.\n"
    )
    assert drafting.together(None, aside) == aside.text


def test_an_old_text_is_restored_as_a_new_one(part, officer):
    drafting.save(part, FIRST, base=0, by=officer)
    first = Part.objects.get()
    drafting.save(part, "Gone.", base=1, by=officer)

    saving = drafting.restore(first.latest, base=2, by=officer)

    assert saving.outcome == Outcome.SAVED
    assert texts(part)[-1] == (3, Revision.Kind.RESTORED, FIRST)
    assert saving.part.blocks == first.blocks


def test_a_stale_restore_changes_nothing(part, officer, second):
    drafting.save(part, FIRST, base=0, by=officer)
    drafting.save(part, "Second.", base=1, by=officer)
    first = part.revisions.get(number=1)
    drafting.save(part, "Third.", base=2, by=second)

    assert drafting.restore(first, base=2, by=officer).is_conflict
    assert Part.objects.get().text == "Third.\n"


def test_restoring_twice_has_one_effect(part, officer):
    drafting.save(part, FIRST, base=0, by=officer)
    drafting.save(part, "Second.", base=1, by=officer)
    first = part.revisions.get(number=1)

    outcomes = [drafting.restore(first, base=2, by=officer).outcome for _ in range(20)]

    assert outcomes == [Outcome.SAVED] + [Outcome.UNCHANGED] * 19


@pytest.mark.parametrize("status", [Status.AGREED, Status.WITHDRAWN])
def test_nothing_is_written_once_it_is_closed(part, officer, status):
    drafting.save(part, FIRST, base=0, by=officer)
    part.strategy.status = status
    part.strategy.save()

    for act in (
        lambda: drafting.save(part, "More.", base=1, by=officer),
        lambda: drafting.restore(part.revisions.get(), base=1, by=officer),
    ):
        with pytest.raises(Locked):
            act()

    assert part.revisions.count() == 1


def test_the_status_is_read_under_the_lock(part, officer):
    assert part.strategy.is_editable  # as the view read it, before it was agreed
    type(part.strategy).objects.update(status=Status.AGREED)

    with pytest.raises(Locked):
        drafting.save(part, "Late.", base=0, by=officer)


def test_what_is_sent_to_a_removed_part_is_kept_aside(changed, part, officer):
    Part.objects.update(removed_at=part.strategy.begun_at, removed_by=officer)

    for _ in range(2):
        saving = drafting.save(part, MINE, base=2, by=officer)
        assert (saving.outcome, saving.aside.number) == (Outcome.REMOVED, 3)

    assert texts(part)[2:] == [(3, "aside", MINE)]
    assert Part.objects.get().text == THEIRS


def test_a_removed_part_is_not_written(aside, part, officer):
    Part.objects.update(removed_at=part.strategy.begun_at, removed_by=officer)

    for act in (
        lambda: drafting.settle(aside, ["mine"], base=2, by=officer),
        lambda: drafting.restore(part.revisions.get(number=1), base=2, by=officer),
    ):
        with pytest.raises(Locked):
            act()
    assert part.revisions.count() == 3


def test_a_removed_part_of_a_closed_strategy_keeps_nothing(changed, part, officer):
    Part.objects.update(removed_at=part.strategy.begun_at, removed_by=officer)
    type(part.strategy).objects.update(status=Status.AGREED)

    with pytest.raises(Locked):
        drafting.save(part, MINE, base=2, by=officer)


def sittings(part):
    return [row.sitting for row in part.revisions.order_by("number")]


def test_the_saves_of_one_sitting_join(clock, part, officer):
    for number in range(3):
        drafting.save(part, f"Text {number}.", base=number, by=officer)
        clock.shift(29 * 60)

    assert sittings(part) == [1, 1, 1]


def test_half_an_hour_later_is_another_sitting(clock, part, officer):
    drafting.save(part, "One.", base=0, by=officer)
    clock.shift(30 * 60)
    drafting.save(part, "Two.", base=1, by=officer)

    assert sittings(part) == [1, 2]


def test_people_who_write_at_once_sit_each_at_their_own(clock, part, officer, second):
    drafting.save(part, FIRST, base=0, by=officer)
    drafting.save(part, THEIRS, base=1, by=second)
    drafting.save(part, f"{FIRST}\nMore.", base=1, by=officer)
    drafting.save(part, f"{THEIRS}\nMore and more.", base=4, by=officer)

    assert sittings(part) == [1, 2, 1, 1, 1]


@pytest.mark.parametrize("what", Landmark.What.values)
def test_a_landmark_ends_a_sitting(clock, part, officer, what):
    drafting.save(part, "One.", base=0, by=officer)
    Landmark.objects.create(revision=part.revisions.get(), what=what, by=officer)
    drafting.save(part, "Two.", base=1, by=officer)

    assert sittings(part) == [1, 2]


def test_a_restored_text_is_a_sitting_of_its_own(clock, part, officer):
    drafting.save(part, "One.", base=0, by=officer)
    drafting.save(part, "Two.", base=1, by=officer)
    drafting.restore(part.revisions.get(number=1), base=2, by=officer)
    drafting.save(part, "Three.", base=3, by=officer)

    assert sittings(part) == [1, 1, 3, 4]


def test_who_saves_without_end_is_told_to_wait_and_nothing_is_written(
    clock, part, officer
):
    for number in range(3):
        drafting.save(part, f"Text {number}.", base=number, by=officer, most=3)

    with pytest.raises(Slow):
        drafting.save(part, "Text 3.", base=3, by=officer, most=3)
    same = drafting.save(part, "Text 2.", base=3, by=officer, most=3)

    assert same.outcome == Outcome.UNCHANGED
    assert part.revisions.count() == 3


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.APPROVER, Role.READER])
def test_who_may_not_write_the_part_saves_nothing(part, role):
    person = a_person(role, part.strategy.place)

    with pytest.raises(PermissionDenied):
        drafting.save(part, FIRST, base=0, by=person)

    assert not part.revisions.exists()


def test_a_named_contributor_saves_their_part_alone(part):
    person = a_person(Role.CONTRIBUTOR, part.strategy.place)
    part.contributors.add(person)
    other = PartFactory(strategy=part.strategy)

    assert drafting.save(part, FIRST, base=0, by=person).outcome == Outcome.SAVED
    with pytest.raises(PermissionDenied):
        drafting.save(other, FIRST, base=0, by=person)
