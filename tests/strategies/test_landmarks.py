"""What happened to saved texts is written down where it happens, in few queries."""

import pytest

from people.models import Role
from reviews.workflow import MOVES, perform
from strategies import landmarks, outline, versions
from strategies.models import Landmark
from tests.factories import PartFactory, PlaceFactory, a_person
from tests.strategies.written import write

pytestmark = pytest.mark.django_db

PART = "the-local-economy"


@pytest.fixture
def strategy(strategy, officer):
    write(strategy, PART, "The fells feed the port.", officer)
    return strategy


def marks(part):
    rows = Landmark.objects.filter(revision__part=part)
    return [(row.revision.number, landmarks.in_words(row)) for row in rows]


def ready(part, said, by):
    part.refresh_from_db()
    outline.mark_ready(part, said, base=part.base, revision=part.revision, by=by)


def test_marking_as_ready_stands_on_the_text_that_was_read(strategy, part, officer):
    ready(part, True, officer)
    ready(part, False, officer)
    write(strategy, PART, "The fells feed the harbour.", officer)

    assert marks(part) == [(1, "Marked as ready")]
    assert Landmark.objects.get().by == officer


def test_a_part_without_a_text_is_marked_ready_without_a_landmark(strategy, officer):
    ready(strategy.parts.get(key="summary"), True, officer)

    assert Landmark.objects.count() == 0


def test_freezing_stands_on_every_text_that_went_into_the_version(
    strategy, part, officer
):
    write(strategy, "summary", "In short.", officer)
    gone = strategy.parts.get(key="foreword")
    write(strategy, "foreword", "Before.", officer)
    gone.refresh_from_db()
    outline.remove(gone, base=1, revision=gone.revision, by=officer)

    version = versions.freeze(strategy, "board", by=officer)

    marked = Landmark.objects.filter(version=version, by=officer)
    assert {row.revision.part.key for row in marked} == {PART, "summary"}
    assert marks(part) == [(1, "Frozen as version 1 for board")]


def test_freezing_asks_the_same_for_three_parts_and_for_fifty(
    strategy, officer, django_assert_max_num_queries
):
    def queries():
        with django_assert_max_num_queries(30) as asked:
            versions.freeze(strategy, "board", by=officer)
        return len(asked)

    queries()  # begins the chain of the history
    few = queries()
    for _ in range(50):
        own = PartFactory(strategy=strategy)
        write(strategy, own.key, f"Of {own.key}.", officer)

    assert queries() == few


def test_submitting_stands_on_what_was_frozen_whatever_is_written_since(
    cast_of_four, open_edition
):
    place, officer, approver, lead = cast_of_four
    strategy = outline.begin(
        place, title="A strategy", end_year=None, by=officer, edition_key=open_edition
    )
    write(strategy, "what-we-see", "As it was sent.", officer)
    take(strategy, "ask_for_approval", officer)
    write(strategy, "what-we-see", "As it is now.", officer)
    take(strategy, "approve", approver)

    take(strategy, "submit", officer)

    part = strategy.parts.get(key="what-we-see")
    assert marks(part) == [
        (1, "Frozen as version 1 for local approval"),
        (1, "Submitted to government in version 1"),
    ]
    assert landmarks.shown_to(lead, part).count() == 2


def test_a_version_that_is_not_theirs_to_see_is_not_named(strategy, part, officer):
    lead = a_person(Role.AREA_LEAD, strategy.place)
    ready(part, True, officer)
    versions.freeze(strategy, "board", by=officer)

    def named(person):
        return [landmarks.in_words(row) for row in landmarks.shown_to(person, part)]

    assert named(officer) == ["Marked as ready", "Frozen as version 1 for board"]
    assert named(lead) == ["Marked as ready"]


@pytest.fixture
def cast_of_four():
    place = PlaceFactory()
    roles = (Role.OFFICER, Role.APPROVER, Role.AREA_LEAD)
    return (place, *(a_person(role, place) for role in roles))


def take(strategy, verb, by):
    strategy.refresh_from_db()
    frozen = strategy.in_question.number if strategy.in_question else None
    perform(MOVES[verb], strategy, by=by, note="Said in the test.", version=frozen)
