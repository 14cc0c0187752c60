"""Reminders of what happens to a strategy, along the moves that make it happen."""

from datetime import date, timedelta

import pytest
import time_machine

from office.approximate import Approximate
from people.models import Membership
from reviews import dates, reminders
from reviews.models import Circulation, ImportantDate, Point, Reminder
from strategies import outline

SUBMITTED = "2027-03-22T15:00Z"  # Easter is on 28 March


@pytest.fixture(autouse=True)
def _from_the_beginning(cast):
    Membership.objects.update(since="2026-01-01")


@pytest.fixture
def with_government(bring_to):
    with time_machine.travel(SUBMITTED):
        return bring_to("with_government")


def told(duty, first, days):
    """Each reminder of the duty that goes out, as (day, stage, who)."""
    found = []
    for number in range(days):
        day = date.fromisoformat(first) + timedelta(days=number)
        before = set(Reminder.objects.values_list("pk", flat=True))
        with time_machine.travel(f"{day}T08:00Z"):
            reminders.send_due()
        rows = Reminder.objects.filter(duty=duty).exclude(pk__in=before)
        found += [(day.isoformat(), row.stage, row.user) for row in rows]
    return found


def a_submission_date(cast, on, since):
    with time_machine.travel(since):
        return dates.add(
            {
                "title": "Submission to government",
                "scope": ImportantDate.Scope.PLACE,
                "place": cast.place,
                "kind": ImportantDate.Kind.DEADLINE,
                "what": ImportantDate.What.SUBMISSION,
                **dates.as_values(Approximate.parse(on)),
            },
            by=cast.officer,
        )


def a_point(strategy, by, *, sent_at, level=Point.Level.MUST):
    round_ = strategy.rounds.get()
    with time_machine.travel(sent_at):
        return Point.objects.create(
            strategy=strategy,
            round=round_,
            number=strategy.points.count() + 1,
            level=level,
            text="Say more.",
            by=by,
            standing=Point.Standing.TAKEN,
            sent_at=f"{sent_at}",
        )


def test_the_area_lead_is_to_answer_in_15_working_days(cast, with_government):
    lead = cast.area_lead

    # Good Friday and Easter Monday do not count: the answer is due on 14 April.
    assert told("response", "2027-04-05", 12) == [
        ("2027-04-07", "5 working days before", lead),
        ("2027-04-13", "1 working day before", lead),
        ("2027-04-15", "late 1", lead),
        ("2027-04-16", "late 2", lead),
    ]


def test_nobody_is_to_answer_once_it_is_sent_back(cast, with_government, take):
    with time_machine.travel("2027-04-06T09:00Z"):
        take("send_back", cast.area_lead)

    assert told("response", "2027-04-07", 10) == []


def test_a_date_for_submission_is_met_by_submitting(cast, strategy, bring_to, take):
    a_submission_date(cast, "25 March 2027", "2027-01-04T09:00Z")
    with time_machine.travel(SUBMITTED):
        bring_to("with_government")
    with time_machine.travel("2027-03-24T09:00Z"):
        take("send_back", cast.area_lead)

    assert told("submission", "2027-03-24", 10) == []


def test_a_date_set_after_it_came_back_is_for_the_next_submission(
    cast, with_government, take
):
    with time_machine.travel("2027-04-06T09:00Z"):
        take("send_back", cast.area_lead)
    a_submission_date(cast, "19 May 2027", "2027-04-07T09:00Z")

    stages = {(day, stage) for day, stage, _ in told("submission", "2027-05-11", 8)}

    assert stages == {
        ("2027-05-11", "28 days before"),
        ("2027-05-12", "7 days before"),
        ("2027-05-18", "1 day before"),
    }


def test_what_was_asked_back_is_still_to_be_submitted(cast, strategy, bring_to, take):
    a_submission_date(cast, "25 March 2027", "2027-01-04T09:00Z")
    with time_machine.travel(SUBMITTED):
        bring_to("with_government")
        take("ask_back", cast.officer)

    stages = {stage for _, stage, _ in told("submission", "2027-03-24", 1)}

    assert stages == {"1 day before"}


def test_a_date_is_not_about_the_strategy_after_the_one_it_was_set_for(
    cast, strategy, take
):
    a_submission_date(cast, "25 March 2027", "2027-01-04T09:00Z")
    take("withdraw", cast.approver)
    outline.begin(
        cast.place,
        title="The next one",
        end_year=2040,
        by=cast.officer,
        edition_key=strategy.edition_key,
    )

    assert told("submission", "2027-03-24", 1) == []


def test_officers_are_reminded_of_comments_without_a_reply_after_10_working_days(
    cast, with_government
):
    a_point(with_government, cast.area_lead, sent_at="2027-04-12T09:00Z")

    days = {(day, stage) for day, stage, _ in told("replies", "2027-04-25", 10)}

    assert days == {("2027-04-26", "on the day"), ("2027-05-03", "late 1")}


@pytest.mark.parametrize("settle", ["reply", "close"])
def test_a_comment_that_was_answered_or_closed_waits_no_more(
    cast, with_government, settle
):
    point = a_point(with_government, cast.area_lead, sent_at="2027-04-12T09:00Z")
    if settle == "reply":
        point.replies.create(text="Done.", by=cast.officer)
    else:
        point.closed_at, point.closed_by = point.sent_at, cast.area_lead
        point.save()

    assert told("replies", "2027-04-26", 1) == []


def test_what_is_for_information_needs_no_reply(cast, with_government):
    a_point(
        with_government,
        cast.area_lead,
        sent_at="2027-04-12T09:00Z",
        level=Point.Level.THOUGHT,
    )

    assert told("replies", "2027-04-26", 1) == []


def test_a_reviewer_is_reminded_of_the_comments_hoped_for(cast, with_government):
    with time_machine.travel("2027-04-01T09:00Z"):
        Circulation.objects.create(
            round=with_government.rounds.get(),
            user=cast.reviewer,
            due_on=date(2027, 4, 20),
            by=cast.area_lead,
        )

    assert told("circulation", "2027-04-13", 12) == [
        ("2027-04-13", "5 working days before", cast.reviewer),
        ("2027-04-19", "1 working day before", cast.reviewer),
        ("2027-04-22", "late 1", cast.reviewer),
    ]


@pytest.mark.parametrize("end", ["role", "account", "done"])
def test_a_reviewer_who_left_or_has_answered_is_not_reminded(
    cast, with_government, end
):
    circulation = Circulation.objects.create(
        round=with_government.rounds.get(),
        user=cast.reviewer,
        due_on=date(2027, 4, 20),
        by=cast.area_lead,
    )
    if end == "role":
        cast.reviewer.memberships.update(until="2027-04-02")
    elif end == "account":
        cast.reviewer.is_active = False
        cast.reviewer.save()
    else:
        circulation.done_at = circulation.at
        circulation.save()

    assert told("circulation", "2027-04-19", 1) == []
