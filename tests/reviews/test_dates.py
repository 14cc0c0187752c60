"""What is done to dates, who may do it, and what the ledger keeps of it."""

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, transaction

from office import ledger
from office.approximate import Approximate
from people.models import Place, Role
from reviews import dates
from reviews.models import ImportantDate
from tests.factories import (
    ImportantDateFactory,
    PlaceFactory,
    RelationFactory,
    StrategyFactory,
    UserFactory,
    a_person,
    an_administrator,
)

Scope = ImportantDate.Scope
pytestmark = pytest.mark.django_db


def values(on="19 July 2027", **more):
    return {
        "title": "Board meets",
        "scope": Scope.PLACE,
        "kind": ImportantDate.Kind.EVENT,
        **dates.as_values(Approximate.parse(on)),
        **more,
    }


def verbs(chain):
    return list(ledger.entries(chain).values_list("verb", flat=True))


def test_a_places_date_is_about_the_strategy_it_is_at_work_on():
    strategy = StrategyFactory()

    date = dates.add(values(place=strategy.place), by=strategy.begun_by)

    assert date.strategy == strategy
    entry = ledger.entries(ledger.strategy_chain(strategy.pk)).get()
    assert (entry.verb, entry.by) == ("date_added", strategy.begun_by)
    assert entry.facts["date"] == "Board meets"
    assert entry.facts["words"] == "19 July 2027"


def test_everything_done_to_a_date_is_recorded_once():
    officer, place = UserFactory(), PlaceFactory()
    date = dates.add(values(place=place), by=officer)

    for act in (dates.mark_done, dates.mark_open, dates.remove, dates.put_back):
        act(date, by=officer)
        act(date, by=officer)

    assert verbs(dates.CHAIN) == [
        "date_added",
        "date_done",
        "date_open_again",
        "date_removed",
        "date_put_back",
    ]
    assert list(ledger.faults()) == []


def test_saving_what_stands_already_changes_nothing():
    officer, place = UserFactory(), PlaceFactory()
    date = dates.add(values(place=place), by=officer)

    assert dates.change(date, values(place=place), by=officer) is False
    assert (date.revision, verbs(dates.CHAIN)) == (1, ["date_added"])


def test_only_another_day_counts_as_being_set_anew():
    officer, place = UserFactory(), PlaceFactory()
    with time_machine.travel("2027-01-04T09:00Z"):
        date = dates.add(values(place=place), by=officer)
    set_at = date.set_at

    dates.change(date, {"note": "In the town hall"}, by=officer)
    assert date.set_at == set_at
    with time_machine.travel("2027-01-05T09:00Z"):
        dates.change(date, dates.as_values(Approximate.parse("July 2027")), by=officer)
    assert date.set_at > set_at


def test_dates_are_sorted_by_the_last_day_they_may_mean():
    for on in ("early 2028", "31 March 2028", "March 2028", "10 February 2028"):
        ImportantDateFactory(on=on, scope=Scope.NATIONAL)

    found = [date.words for date in ImportantDate.objects.all()]

    assert found == ["10 February 2028", "early 2028", "March 2028", "31 March 2028"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"earliest": "2027-08-01"},
        {"scope": Scope.NATIONAL},
        {"scope": Scope.WAVE},
        {"scope": Scope.REGION},
        {"region": "North"},
        {"kind": ImportantDate.Kind.HOLD},
        {"kind": "party"},
    ],
)
def test_the_database_refuses_a_date_that_makes_no_sense(wrong):
    date = ImportantDateFactory.build(place=PlaceFactory())
    for name, value in wrong.items():
        setattr(date, name, value)

    with pytest.raises(IntegrityError), transaction.atomic():
        date.save()


def who_sees(date):
    place = date.place or PlaceFactory()
    combined = PlaceFactory(kind=Place.Kind.MCA)
    supporter = RelationFactory(target=place, source=combined).source
    people = {
        "officer": a_person(Role.OFFICER, place),
        "reader": a_person(Role.READER, place),
        "supporter": a_person(Role.OFFICER, supporter),
        "area lead": a_person(Role.AREA_LEAD, place),
        "stranger": a_person(Role.OFFICER, PlaceFactory()),
        "nobody": UserFactory(),
        "administrator": an_administrator(),
    }
    return {
        name
        for name, user in people.items()
        if ImportantDate.objects.visible_to(user).filter(pk=date.pk).exists()
    }


def test_a_places_dates_are_seen_by_those_who_follow_it():
    date = ImportantDateFactory()

    assert who_sees(date) == {
        "officer",
        "reader",
        "supporter",
        "area lead",
        "administrator",
    }


def test_a_date_of_a_wave_is_seen_by_everybody():
    assert len(who_sees(ImportantDateFactory(scope=Scope.WAVE, wave=2))) == 7


@pytest.mark.parametrize("role", Role.values)
def test_a_place_owns_its_dates_through_its_officers(role):
    place = PlaceFactory()
    person = a_person(role, place)

    assert dates.may_set_for(person, place) is (role == Role.OFFICER)
    assert dates.may_set_for(person, None) is False
    assert dates.may_set_for(person, PlaceFactory()) is False


def test_administrators_own_everybodys_dates_and_no_places():
    administrator = an_administrator()

    assert dates.may_set_for(administrator, None) is True
    assert dates.may_set_for(administrator, PlaceFactory()) is False


def test_a_date_bears_on_the_places_it_reaches():
    north = PlaceFactory(region="North", wave=2)
    dates_by_title = {
        "all": {"scope": Scope.NATIONAL},
        "north": {"scope": Scope.REGION, "region": "North"},
        "south": {"scope": Scope.REGION, "region": "South"},
        "wave 2": {"scope": Scope.WAVE, "wave": 2},
        "wave 3": {"scope": Scope.WAVE, "wave": 3},
        "own": {"place": north},
        "another’s": {},
    }
    for title, fields in dates_by_title.items():
        ImportantDateFactory(title=title, **fields)

    found = ImportantDate.objects.bearing_on(north)

    assert {date.title for date in found} == {"all", "north", "wave 2", "own"}


def test_the_national_dates_of_the_prospectus_are_loaded_once(capsys):
    call_command("load_dates")
    call_command("load_dates")

    said = capsys.readouterr().out.splitlines()
    assert "0 changed, 0 left" in said[0]
    assert "Dates: 0 added, 0 changed" in said[1]
    target = ImportantDate.objects.get(key="lis-2018-10-all-agreed")
    assert (target.words, target.precision) == ("early 2020", "season")
    assert (str(target.earliest), str(target.latest)) == ("2020-01-01", "2020-03-31")


def test_loading_mends_what_nobody_touched_and_leaves_what_somebody_changed():
    dates.load()
    ours = ImportantDate.objects.get(key="lis-2018-10-first-agreed")
    theirs = ImportantDate.objects.get(key="lis-2018-10-all-agreed")
    ImportantDate.objects.filter(pk=ours.pk).update(title="An older title")
    dates.change(theirs, {"title": "Theirs"}, by=an_administrator())

    loaded = dates.load()

    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert (loaded.added, loaded.changed) == (0, 1)
    assert ours.title == "First Local Industrial Strategies agreed with government"
    assert theirs.title == "Theirs"
