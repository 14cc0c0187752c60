"""The rule of reviews/reminders.py: who, when, once."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from office import outbox
from office.models import Mail
from people import memberships
from people.models import Membership, Role
from reviews import dates, reminders
from reviews.models import ImportantDate, Reminder
from strategies.models import Status
from tests.factories import (
    ImportantDateFactory,
    PlaceFactory,
    StrategyFactory,
    a_person,
    an_administrator,
)

What, Kind, Scope = ImportantDate.What, ImportantDate.Kind, ImportantDate.Scope
BEGINNING = "2027-01-04T09:00Z"


@pytest.fixture
def strategy(db):
    """A strategy begun in January 2027, with somebody in each role since then."""
    with time_machine.travel(BEGINNING):
        place = PlaceFactory(name="Marlshire", region="North", wave=2)
        strategy = StrategyFactory(place=place, title="The strategy", slug="marl")
        for role in Role:
            a_person(role, place, email=f"{role}@marlshire.example", name=role.label)
        return strategy


@pytest.fixture
def elsewhere(db):
    """Another place, whose people must hear nothing of this one's dates."""
    with time_machine.travel(BEGINNING):
        place = PlaceFactory(name="Northmark", region="South", wave=3)
        for role in Role:
            a_person(role, place, email=f"{role}@northmark.example")
        return StrategyFactory(place=place)


def a_date(strategy, what=What.SUBMISSION, on="19 July 2027", since=BEGINNING, **more):
    with time_machine.travel(since):
        return ImportantDateFactory(
            place=strategy.place, what=what, on=on, title=what.label, **more
        )


def everybodys(kind, on, since=BEGINNING, **more):
    with time_machine.travel(since):
        return ImportantDateFactory(
            **{"scope": Scope.NATIONAL, **more}, kind=kind, on=on, title=kind.label
        )


def sent_at(moment, duty=""):
    """Who is mailed by a run at the moment: (stage, address) of each new reminder."""
    before = set(Reminder.objects.values_list("pk", flat=True))
    with time_machine.travel(moment):
        reminders.send_due()
    found = Reminder.objects.exclude(pk__in=before).select_related("user")
    if duty:
        found = found.filter(duty=duty)
    return {(row.stage, row.user.email) for row in found}


def on_days(duty, first, days):
    """Every reminder of a duty over so many days, with the day it went out."""
    start = date.fromisoformat(first)
    return on_each(duty, [start + timedelta(days=day) for day in range(days)])


def around(duty, *days):
    """The same for the days named and the ones before and after each."""
    middle = [date.fromisoformat(day) for day in days]
    return on_each(
        duty, [day + timedelta(days=off) for day in middle for off in (-1, 0, 1)]
    )


def on_each(duty, days):
    return [
        (day.isoformat(), *one)
        for day in days
        for one in sorted(sent_at(f"{day}T09:00Z", duty))
    ]


def set_status(strategy, status):
    strategy.status = status
    strategy.save()


def test_a_submission_is_called_to_mind_28_7_and_1_days_before_then_weekly(strategy):
    a_date(strategy)

    assert on_days("submission", "2027-06-15", 50) == [
        ("2027-06-21", "28 days before", "officer@marlshire.example"),
        ("2027-07-12", "7 days before", "officer@marlshire.example"),
        ("2027-07-18", "1 day before", "officer@marlshire.example"),
        ("2027-07-26", "late 1", "officer@marlshire.example"),
        ("2027-08-02", "late 2", "officer@marlshire.example"),
    ]


DUE = [
    # what, status, duty, who
    (What.SUBMISSION, Status.DRAFTING, "submission", {"officer"}),
    (What.SUBMISSION, Status.RETURNED, "submission", {"officer"}),
    (What.SUBMISSION, Status.AWAITING_APPROVAL, "submission", {"officer"}),
    (What.SUBMISSION, Status.AWAITING_APPROVAL, "approval", {"approver"}),
    (What.SUBMISSION, Status.APPROVED, "submission", {"officer"}),
    (What.SUBMISSION, Status.APPROVED, "approval", set()),
    (What.SUBMISSION, Status.DRAFTING, "approval", set()),
    (What.SUBMISSION, Status.DRAFTING, "approval_before_submission", {"officer"}),
    (What.SUBMISSION, Status.APPROVED, "approval_before_submission", set()),
    (What.SUBMISSION, Status.WITH_GOVERNMENT, "submission", set()),
    (What.SUBMISSION, Status.WITH_MINISTERS, "submission", set()),
    (What.BOARD, Status.DRAFTING, "board", {"officer"}),
    (What.BOARD, Status.AWAITING_APPROVAL, "board_approval", {"approver"}),
    (What.BOARD, Status.DRAFTING, "board_approval", set()),
    (What.BOARD_PAPERS, Status.DRAFTING, "board_papers", {"officer"}),
    (What.BOARD_PAPERS, Status.APPROVED, "board_papers", set()),
    (What.LAUNCH, Status.WITH_MINISTERS, "place_date", {"officer"}),
    (What.OTHER, Status.DRAFTING, "place_date", {"officer"}),
    *((what, Status.AGREED, "", set()) for what in What),
    *((what, Status.WITHDRAWN, "", set()) for what in What),
]


@pytest.mark.parametrize(("what", "status", "duty", "who"), DUE)
def test_only_those_whose_turn_it_is_are_reminded(
    strategy, elsewhere, what, status, duty, who
):
    a_date(strategy, what)
    with time_machine.travel(BEGINNING):
        strategy.status_since = timezone.now()
    set_status(strategy, status)

    told = sent_at("2027-07-18T09:00Z", duty)

    assert {address for _, address in told} == {
        f"{role}@marlshire.example" for role in who
    }


def test_board_papers_are_counted_in_working_days(strategy):
    a_date(strategy, What.BOARD_PAPERS, on="4 May 2027")

    assert on_days("board_papers", "2027-04-20", 14) == [
        ("2027-04-26", "5 working days before", "officer@marlshire.example"),
        ("2027-04-30", "1 working day before", "officer@marlshire.example"),
    ]


def test_a_dates_own_lead_days_come_before_the_usual_ones(strategy):
    a_date(strategy, lead_days="10;2", in_working_days=True)

    assert [day for day, *_ in on_days("submission", "2027-06-15", 34)] == [
        "2027-07-05",
        "2027-07-15",
    ]


def test_running_again_tells_nobody_again(strategy):
    a_date(strategy)

    first = sent_at("2027-07-12T00:00Z")
    again = [
        sent_at(f"2027-07-{day}T{hour:02}:15Z") for day in (12, 13) for hour in (0, 9)
    ]

    assert first
    assert again == [set()] * 4


def test_of_several_missed_stages_only_the_latest_is_sent(strategy):
    a_date(strategy)

    assert sent_at("2027-07-15T09:00Z", "submission") == {
        ("7 days before", "officer@marlshire.example")
    }
    assert sent_at("2027-07-18T09:00Z", "submission") == {
        ("1 day before", "officer@marlshire.example")
    }


def test_a_stage_that_passed_before_the_date_was_added_is_not_sent(strategy):
    a_date(strategy, since="2027-07-13T09:00Z")

    assert on_days("submission", "2027-07-13", 6) == [
        ("2027-07-18", "1 day before", "officer@marlshire.example")
    ]


def test_a_date_added_on_the_day_of_a_stage_is_called_to_mind_that_day(strategy):
    a_date(strategy, since="2027-07-12T16:00Z")

    assert sent_at("2027-07-12T16:15Z", "submission") == {
        ("7 days before", "officer@marlshire.example")
    }


def test_a_date_that_is_moved_begins_anew_from_its_new_day(strategy):
    moved = a_date(strategy)
    assert sent_at("2027-07-12T09:00Z", "submission")
    officer = strategy.begun_by

    with time_machine.travel("2027-07-13T09:00Z"):
        later = ImportantDateFactory.build(on="26 July 2027", scope=Scope.NATIONAL)
        dates.change(moved, dates.as_values(later.when), by=officer)

    assert on_days("submission", "2027-07-13", 13) == [
        ("2027-07-19", "7 days before", "officer@marlshire.example"),
        ("2027-07-25", "1 day before", "officer@marlshire.example"),
    ]


def test_a_clock_put_back_sends_no_earlier_stage(strategy):
    a_date(strategy)
    assert sent_at("2027-07-12T00:10+01:00", "submission")

    assert sent_at("2027-07-11T23:10+01:00", "submission") == set()
    assert sent_at("2027-07-12T00:10+01:00", "submission") == set()


@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        ("26 April 2027", "2027-03-27T00:00+00:00", "2027-03-31T00:00+01:00"),
        ("22 November 2027", "2027-10-23T00:00+01:00", "2027-10-27T00:00+00:00"),
    ],
)
def test_over_the_nights_when_the_clocks_change_each_stage_goes_once_on_its_london_day(
    strategy, on, first, last
):
    a_date(strategy, on=on, lead_days="30;29;28;27")
    moment, end = datetime.fromisoformat(first), datetime.fromisoformat(last)
    went_out = []

    while moment < end:
        if sent_at(moment, "submission"):
            went_out.append(moment.astimezone(ZoneInfo("Europe/London")).isoformat())
        moment += timedelta(minutes=30)

    days = [datetime.fromisoformat(each).date() for each in went_out]
    assert all(each[11:19] == "00:00:00" for each in went_out)
    assert days == [days[0] + timedelta(days=day) for day in range(4)]


def test_half_past_eleven_at_night_in_july_is_already_tomorrow_in_london(strategy):
    a_date(strategy, on="9 July 2027")

    assert sent_at("2027-07-01T22:45Z", "submission") == {
        ("28 days before", "officer@marlshire.example")
    }
    assert sent_at("2027-07-01T23:30Z", "submission") == {
        ("7 days before", "officer@marlshire.example")
    }


def pause(strategy):
    strategy.paused_at, strategy.paused_by = timezone.now(), strategy.begun_by
    strategy.save()


def end_roles(strategy):
    Membership.objects.filter(place=strategy.place).update(until="2027-02-01")


def close_accounts(strategy):
    for membership in Membership.objects.filter(place=strategy.place):
        membership.user.is_active = False
        membership.user.save()


def end_place(strategy):
    strategy.place.until = "2027-02-01"
    strategy.place.save()


def remove_dates(strategy):
    ImportantDate.objects.update(removed_at=timezone.now())


def mark_done(strategy):
    ImportantDate.objects.update(done_at=timezone.now())


@pytest.mark.parametrize(
    "happen", [pause, end_roles, close_accounts, end_place, remove_dates, mark_done]
)
def test_nothing_is_sent_where_nobody_is_to_act(strategy, happen):
    for what in What:
        a_date(strategy, what)
    happen(strategy)

    assert sent_at("2027-07-18T09:00Z") == set()


def test_reminders_go_on_when_the_pause_ends(strategy):
    a_date(strategy)
    pause(strategy)
    assert sent_at("2027-07-12T09:00Z") == set()

    strategy.paused_at = strategy.paused_by = None
    strategy.save()

    assert sent_at("2027-07-14T09:00Z", "submission") == {
        ("7 days before", "officer@marlshire.example")
    }


def test_somebody_new_is_not_sent_what_passed_before_they_came(strategy):
    a_date(strategy)
    with time_machine.travel("2027-07-13T09:00Z"):
        a_person(Role.OFFICER, strategy.place, email="new@marlshire.example")

    told = sent_at("2027-07-14T09:00Z", "submission")
    later = sent_at("2027-07-18T09:00Z", "submission")

    assert told == {("7 days before", "officer@marlshire.example")}
    assert ("1 day before", "new@marlshire.example") in later


def test_the_approver_is_not_reminded_of_what_they_were_asked_just_now(strategy):
    a_date(strategy)
    with time_machine.travel("2027-07-13T09:00Z"):
        strategy.status_since = timezone.now()
    set_status(strategy, Status.AWAITING_APPROVAL)

    assert on_days("approval", "2027-07-13", 6) == [
        ("2027-07-16", "3 days before", "approver@marlshire.example"),
        ("2027-07-18", "1 day before", "approver@marlshire.example"),
    ]


def test_a_national_target_goes_to_places_that_have_not_agreed(strategy, elsewhere):
    everybodys(Kind.TARGET, "early 2028")
    set_status(elsewhere, Status.AGREED)
    with time_machine.travel(BEGINNING):
        an_administrator(email="admin@government.example")

    # Early 2028 begins on 1 January: 180, 90 and 30 days before that.
    days = ("2027-07-05", "2027-10-03", "2027-12-02")
    stages = ("180 days before", "90 days before", "30 days before")
    assert around("national_target", *days) == [
        (day, stage, who)
        for day, stage in zip(days, stages, strict=True)
        for who in (
            "admin@government.example",
            "area_lead@marlshire.example",
            "officer@marlshire.example",
        )
    ]


def test_an_approximate_target_is_late_only_after_its_last_day(strategy):
    everybodys(Kind.TARGET, "early 2028")
    sent_at("2027-12-02T09:00Z")

    days = ("2028-01-01", "2028-02-01", "2028-04-01", "2028-04-28")

    assert {day for day, *_ in around("national_target", *days)} == {"2028-04-28"}


def test_a_place_that_another_writes_for_is_left_alone(strategy):
    with time_machine.travel(BEGINNING):
        covered = PlaceFactory(name="Covered")
        a_person(Role.OFFICER, covered, email="officer@covered.example")
    strategy.place.relations.create(kind="leads", target=covered)
    everybodys(Kind.TARGET, "early 2028")

    told = sent_at("2027-07-05T09:00Z", "national_target")

    assert ("180 days before", "officer@marlshire.example") in told
    assert ("180 days before", "officer@covered.example") not in told


def test_a_place_that_has_not_begun_is_reminded_too(db):
    with time_machine.travel(BEGINNING):
        a_person(Role.OFFICER, PlaceFactory(), email="officer@quiet.example")
    everybodys(Kind.TARGET, "early 2028")

    assert sent_at("2027-07-05T09:00Z") == {
        ("180 days before", "officer@quiet.example")
    }


@pytest.mark.parametrize(
    "reach",
    [{"scope": Scope.REGION, "region": "North"}, {"scope": Scope.WAVE, "wave": 2}],
)
def test_a_hold_is_told_once_to_those_it_reaches(strategy, elsewhere, reach):
    everybodys(Kind.HOLD, "6 May to 10 June 2027", **reach)

    told = around("hold", "2027-04-08", "2027-04-29", "2027-05-06", "2027-06-11")

    assert {(day, stage) for day, stage, _ in told} == {
        ("2027-04-08", "28 days before"),
        ("2027-04-29", "7 days before"),
    }
    assert {address for *_, address in told} == {
        "officer@marlshire.example",
        "approver@marlshire.example",
        "area_lead@marlshire.example",
    }


def test_an_area_lead_of_many_places_gets_one_mail_that_names_them(strategy, elsewhere):
    lead = Membership.objects.get(place=strategy.place, role=Role.AREA_LEAD).user
    with time_machine.travel(BEGINNING):
        memberships.grant(
            user=lead, place=elsewhere.place, role=Role.AREA_LEAD, by=strategy.begun_by
        )
    everybodys(Kind.TARGET, "early 2028")

    sent_at("2027-07-05T09:00Z")

    mail = Mail.objects.get(to=lead)
    assert "the Area Lead for Marlshire LEP and Northmark LEP" in mail.text


def test_the_mail_says_what_when_where_and_why(strategy):
    a_date(strategy)

    sent_at("2027-07-12T09:00Z", "submission")

    mail = Mail.objects.get(reminder__duty="submission")
    assert (
        mail.subject
        == "Reminder: Submission to government (Marlshire LEP), 19 July 2027"
    )
    assert mail.address == "officer@marlshire.example"
    for words in (
        "When: 19 July 2027 (in 7 days)",
        "Where: Marlshire LEP",
        "You get this because you are an officer of Marlshire LEP.",
        f"http://testserver/places/{strategy.place.slug}/dates/",
        "http://testserver/reminders/",
    ):
        assert words in mail.text
    assert '<html lang="en-GB">' in mail.html
    assert "19 July 2027 (in 7 days)" in mail.html


def test_an_approximate_date_is_never_counted_as_a_day(strategy):
    a_date(strategy, on="early July 2027")

    sent_at("2027-06-24T09:00Z", "submission")

    mail = Mail.objects.get(reminder__duty="submission")
    assert "When: early July 2027\n" in mail.text
    assert "1 July" not in mail.text + mail.html
    assert "days" not in mail.text + mail.html


def test_what_is_over_says_so(strategy):
    a_date(strategy)

    sent_at("2027-07-26T09:00Z", "submission")

    mail = Mail.objects.get(reminder__duty="submission")
    assert mail.subject.startswith("Still open: Submission to government")
    assert "(7 days ago)" in mail.text


def test_one_persons_mail_that_cannot_be_written_costs_the_others_nothing(
    strategy, monkeypatch
):
    a_date(strategy)
    with time_machine.travel(BEGINNING):
        a_person(Role.OFFICER, strategy.place, email="z@marlshire.example")
    write = outbox.write

    def fail_for_one(to, *args, **kwargs):
        if to.email == "officer@marlshire.example":
            raise ValueError("cannot be rendered")
        return write(to, *args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(outbox, "write", fail_for_one)
        told = sent_at("2027-07-12T09:00Z", "submission")

    assert told == {("7 days before", "z@marlshire.example")}
    assert sent_at("2027-07-12T09:15Z", "submission") == {
        ("7 days before", "officer@marlshire.example")
    }
