"""No acknowledged text is lost, and none replaces another that was not read."""

import pytest
from django.core.exceptions import PermissionDenied

from people.models import Role
from strategies import drafting
from strategies.drafting import Locked, Outcome
from strategies.models import Part, Revision, Status
from tests.factories import PartFactory, a_person

pytestmark = pytest.mark.django_db

FIRST = "The fells feed the port.\n\nThe port feeds the county.\n"


@pytest.fixture
def part():
    return PartFactory()


@pytest.fixture
def officer(part):
    return a_person(Role.OFFICER, part.strategy.place, name="Olive Marsh")


@pytest.fixture
def second(part):
    return a_person(Role.OFFICER, part.strategy.place, name="Sam Fell")


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


def test_a_stale_save_changes_nothing_and_is_kept_aside(part, officer, second):
    drafting.save(part, FIRST, base=0, by=officer)

    saving = drafting.save(part, "Mine instead.\n", base=0, by=second)

    assert saving.outcome == Outcome.CONFLICT
    assert saving.aside.number == 2
    assert texts(part) == [(1, "saved", FIRST), (2, "aside", "Mine instead.\n")]
    assert Part.objects.get().text == FIRST


def test_two_tabs_of_one_person_are_two_people(part, officer):
    drafting.save(part, FIRST, base=0, by=officer)

    saving = drafting.save(part, "From the other tab.\n", base=0, by=officer)

    assert saving.is_conflict
    assert Part.objects.get().text == FIRST


def test_a_stale_save_sent_again_is_kept_aside_once(part, officer, second):
    drafting.save(part, FIRST, base=0, by=officer)

    numbers = {
        drafting.save(part, "Mine instead.", base=0, by=second).aside.number
        for _ in range(20)
    }

    assert numbers == {2}
    assert part.revisions.count() == 2


def test_two_stale_texts_are_both_kept(part, officer, second):
    drafting.save(part, FIRST, base=0, by=officer)
    drafting.save(part, "One way.", base=0, by=second)
    drafting.save(part, "Another way.", base=0, by=second)

    assert [kind for _, kind, _ in texts(part)] == ["saved", "aside", "aside"]


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


def test_a_save_after_one_kept_aside_takes_the_next_number(part, officer, second):
    drafting.save(part, FIRST, base=0, by=officer)
    drafting.save(part, "Aside.", base=0, by=second)

    saving = drafting.save(part, "Third.", base=1, by=officer)

    assert (saving.outcome, saving.part.base) == (Outcome.SAVED, 3)


def test_a_number_that_never_was_is_stale(part, officer):
    drafting.save(part, FIRST, base=0, by=officer)

    assert drafting.save(part, "Mine.", base=99, by=officer).is_conflict


@pytest.fixture
def aside(part, officer, second):
    """Kept aside as text 2, while text 1 stands."""
    drafting.save(part, FIRST, base=0, by=officer)
    return drafting.save(part, "Mine instead.", base=0, by=second).aside


def test_keeping_mine_saves_it_anew(aside, part, second):
    saving = drafting.settle(aside, keep_mine=True, base=1, by=second)

    assert saving.outcome == Outcome.SAVED
    assert [kind for _, kind, _ in texts(part)] == ["saved", "aside", "joined"]
    assert Part.objects.get().text == "Mine instead.\n"


def test_keeping_mine_twice_has_one_effect(aside, part, second):
    drafting.settle(aside, keep_mine=True, base=1, by=second)
    again = drafting.settle(aside, keep_mine=True, base=1, by=second)

    assert again.outcome == Outcome.UNCHANGED
    assert part.revisions.count() == 3


def test_keeping_theirs_leaves_both_in_the_history(aside, part, second):
    saving = drafting.settle(aside, keep_mine=False, base=1, by=second)

    assert saving.outcome == Outcome.UNCHANGED
    assert [kind for _, kind, _ in texts(part)] == ["saved", "aside"]


@pytest.mark.parametrize("keep_mine", [True, False])
def test_no_choice_is_made_over_a_third_text(aside, part, officer, second, keep_mine):
    drafting.save(part, "A third text.\n", base=1, by=officer)

    saving = drafting.settle(aside, keep_mine=keep_mine, base=1, by=second)

    assert saving.is_conflict
    assert saving.part.text == "A third text.\n"
    assert part.revisions.count() == 3


def test_edited_together_holds_every_word_of_both(part, officer, second):
    drafting.save(part, "Same.\n\nTheirs one.\n\nTheirs two.\n", base=0, by=officer)
    mine = drafting.save(
        part, "Same.\n\nMine one.\n\nMine two.\n", base=0, by=second
    ).aside

    text = drafting.together(Part.objects.get().latest, mine)

    assert text == "Same.\n\nTheirs one.\n\nMine one.\n\nTheirs two.\n\nMine two.\n"


def test_edited_together_keeps_what_only_one_of_them_has(part, officer, second):
    drafting.save(part, "Same.\n\nTheirs.\n\nEnd.\n", base=0, by=officer)
    mine = drafting.save(
        part, "Same.\n\nMine one.\n\nMine two.\n\nEnd.\n", base=0, by=second
    ).aside

    text = drafting.together(Part.objects.get().latest, mine)

    assert text == "Same.\n\nTheirs.\n\nMine one.\n\nMine two.\n\nEnd.\n"
    assert drafting.together(None, mine) == mine.text


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


def test_a_removed_part_is_not_written(part, officer):
    Part.objects.update(removed_at=part.strategy.begun_at, removed_by=officer)

    with pytest.raises(Locked):
        drafting.save(part, FIRST, base=0, by=officer)


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
