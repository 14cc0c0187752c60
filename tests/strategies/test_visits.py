"""When somebody was last at a strategy, what is new to them, and who else is there."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from people.models import Role
from strategies import drafting, presence, visits
from strategies.models import Presence, Strategy, Visit
from tests.factories import a_person
from tests.strategies.written import write

pytestmark = pytest.mark.django_db
NINE = timezone.now().replace(hour=9, minute=0, second=0, microsecond=0)


def at(minutes):
    return time_machine.travel(NINE + timedelta(minutes=minutes), tick=False)


def looks(strategy, user, minutes):
    """What this person is told when they look so many minutes after nine."""
    with at(minutes):
        seen = visits.with_visit(Strategy.objects.filter(pk=strategy.pk), user)
        return visits.since(seen.get(), user)


def news(strategy, user, minutes):
    moment = NINE + timedelta(minutes=minutes)
    parts = visits.with_news(strategy.parts.with_latest(), user, moment)
    return [
        (change.part.key, change.by, change.read, change.now)
        for change in visits.changes(parts)
    ]


def test_who_was_never_here_is_told_nothing(strategy, officer):
    assert looks(strategy, officer, 0) is None
    assert Visit.objects.get().at == NINE


def test_a_visit_ends_when_nobody_looked_for_half_an_hour(strategy, officer):
    looks(strategy, officer, 0)

    assert looks(strategy, officer, 20) is None
    assert looks(strategy, officer, 45) is None
    assert looks(strategy, officer, 76) == NINE + timedelta(minutes=45)
    assert looks(strategy, officer, 90) == NINE + timedelta(minutes=45)


def test_each_person_visits_for_themselves(strategy, officer, ana):
    looks(strategy, officer, 0)

    assert looks(strategy, ana, 60) is None
    assert looks(strategy, officer, 60) == NINE


def test_looking_again_within_five_minutes_writes_nothing(
    strategy, officer, django_assert_num_queries
):
    looks(strategy, officer, 0)
    with django_assert_num_queries(1):
        looks(strategy, officer, 4)
    with django_assert_num_queries(2):
        looks(strategy, officer, 6)


def test_two_first_pages_at_once_are_one_visit(strategy, officer):
    seen = visits.with_visit(Strategy.objects.all(), officer).get()
    with at(0):
        visits.since(seen, officer)
    with at(1):
        visits.since(seen, officer)

    assert Visit.objects.get().at == NINE


def test_what_others_wrote_since_then_is_new(strategy, officer, ana):
    with at(-10):
        write(strategy, "ideas", "Old.", ana)
        write(strategy, "places", "Old.", ana)
    with at(10):
        write(strategy, "ideas", "Old. New.", ana)
    with at(20):
        write(strategy, "people", "New.", ana)

    assert news(strategy, officer, 0) == [
        ("people", "Ana Bell", 0, 1),
        ("ideas", "Ana Bell", 1, 2),
    ]


def test_what_one_wrote_oneself_is_not_new(strategy, officer, ana):
    with at(10):
        write(strategy, "ideas", "Ana’s.", ana)
    with at(15):
        write(strategy, "ideas", "Ana’s. Olive’s.", officer)
        write(strategy, "people", "Olive’s.", officer)

    assert news(strategy, officer, 0) == [("ideas", "Ana Bell", 0, 2)]


def test_what_was_kept_aside_never_stood_and_is_not_new(strategy, officer, ana):
    with at(-10):
        write(strategy, "ideas", "First.", officer)
    with at(-5):
        write(strategy, "ideas", "Second.", officer)
    with at(10):
        part = strategy.parts.get(key="ideas")
        saving = drafting.save(part, "Ana’s.", base=1, by=ana)

    assert saving.is_conflict
    assert news(strategy, officer, 0) == []


def test_nothing_is_new_to_somebody_new(strategy, officer, ana):
    write(strategy, "ideas", "Ana’s.", ana)

    parts = visits.with_news(strategy.parts.with_latest(), officer, None)

    assert visits.changes(parts) == []


def test_each_part_knows_who_else_is_in_it(strategy, officer, ana, place):
    ideas, people = (strategy.parts.get(key=key) for key in ("ideas", "people"))
    con = a_person(Role.OFFICER, place, name="Con Brook")
    presence.stay(ideas, ana, "1", is_writing=False)
    presence.stay(ideas, ana, "2", is_writing=True)
    presence.stay(ideas, con, "3", is_writing=False)
    presence.stay(ideas, officer, "4", is_writing=True)
    presence.stay(people, con, "5", is_writing=True)
    gone = timezone.now() - presence.HERE_FOR - timedelta(seconds=1)
    Presence.objects.filter(tab="5").update(at=gone)

    parts = visits.with_people(strategy.parts.live())
    found = visits.gathered(parts, officer)

    assert len(found) == 26
    assert {part.key: people for part, people in found.items() if people} == {
        "ideas": {"Ana Bell": True, "Con Brook": False}
    }


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ({}, ""),
        ({"Ana": True}, "Ana is writing here now"),
        ({"Ana": False}, "Ana has it open"),
        ({"Ana": True, "Con": True}, "Ana and Con are writing here now"),
        (
            {"Ana": False, "Con": True, "Di": False, "Ed": False},
            "Con is writing here now; Ana, Di and Ed have it open",
        ),
    ],
)
def test_who_is_there_in_words(people, words):
    assert visits.in_words(people) == words
