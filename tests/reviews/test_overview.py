"""What a round's page shows of its version: parts with their points, and questions."""

import pytest

from reviews import overview
from reviews.models import Judgement, Point
from tests.reviews.conftest import find_everything_shown
from tests.strategies.written import write


@pytest.fixture
def round_(strategy, bring_to):
    bring_to("with_government")
    return strategy.rounds.get()


def a_point(round_, by, part, number, **fields):
    return Point.objects.create(
        strategy=round_.strategy, round=round_, number=number, part_key=part,
        level="must", text="Say more.", standing="taken", by=by, **fields,
    )  # fmt: skip


def question(groups, criterion):
    return next(
        found
        for group in groups
        for found in group.questions
        if found.criterion.id == criterion
    )


def test_every_part_of_the_version_is_there_with_its_open_points(round_, cast):
    lead = cast.area_lead
    a_point(round_, lead, "what-we-see", 1)
    a_point(round_, lead, "what-we-see", 2)
    a_point(
        round_, lead, "what-we-choose", 3, closed_at=round_.opened_at, closed_by=lead
    )

    rows = overview.parts_of(round_, Point.objects.all())

    assert [(row.key, row.points) for row in rows] == [
        (part["key"], 2 if part["key"] == "what-we-see" else 0)
        for part in overview.document_parts(round_.version.document)
    ]


def test_in_the_first_round_nothing_has_changed_since_last_time(round_):
    assert overview.previous_round(round_) is None
    rows = overview.parts_of(round_, Point.objects.none())
    assert not any(row.has_changed for row in rows)


def test_in_the_next_round_the_parts_that_changed_are_marked(
    strategy, cast, bring_to, take
):
    write(strategy, "what-we-see", "Wool is made here.", cast.officer)
    bring_to("returned")
    write(strategy, "what-we-choose", "We choose wool.", cast.officer)
    take("ask_for_approval", cast.officer)
    take("approve", cast.approver)
    take("submit", cast.officer)

    now = strategy.rounds.get(closed_at=None)

    assert overview.previous_round(now).number == 1
    rows = overview.parts_of(now, Point.objects.none())
    assert [row.key for row in rows if row.has_changed] == ["what-we-choose"]


def test_every_criterion_that_is_judged_is_asked_under_its_section(round_, strategy):
    groups = overview.questions_of(round_)

    asked = [found.criterion.id for group in groups for found in group.questions]
    judged = strategy.edition.judged(strategy.place.kind)
    assert sorted(asked) == sorted(criterion.id for criterion in judged)
    titles = {section.key: section.title for section in strategy.edition.sections}
    assert {group.title for group in groups} <= {
        *titles.values(),
        "Conditions on the LEP",
    }


@pytest.mark.parametrize(
    ("finding", "reason", "words", "is_open"),
    [
        ("shown", "", "Shown", False),
        ("shown", "Well told.", "Shown: Well told.", False),
        ("not_yet", "Choose.", "More needed: Choose.", True),
        ("set_aside", "No border.", "Does not apply here: No border.", False),
    ],
)
def test_what_was_found_reads_as_a_sentence(
    round_, cast, finding, reason, words, is_open
):
    Judgement.objects.create(
        round=round_,
        criterion="GP-1",
        finding=finding,
        reason=reason,
        by=cast.area_lead,
    )

    found = question(overview.questions_of(round_), "GP-1")

    assert (found.words, found.is_open) == (words, is_open)


def test_what_is_not_judged_yet_is_open_and_says_nothing(round_):
    found = question(overview.questions_of(round_), "GP-1")

    assert (found.words, found.is_open) == ("", True)


def test_the_place_is_shown_only_what_was_sent(round_, cast):
    find_everything_shown(round_.strategy, cast.area_lead)

    unsent = overview.questions_of(round_, sent_only=True)
    assert question(unsent, "GP-1").judgement is None
    Judgement.objects.update(sent_at=round_.opened_at)
    sent = overview.questions_of(round_, sent_only=True)
    assert question(sent, "GP-1").words == "Shown"


def test_the_questions_cost_as_much_with_every_answer_as_with_none(
    round_, cast, django_assert_num_queries
):
    overview.questions_of(round_)  # reads the round's version and place
    with django_assert_num_queries(1):
        overview.questions_of(round_)
    find_everything_shown(round_.strategy, cast.area_lead)
    with django_assert_num_queries(1):
        overview.questions_of(round_)
