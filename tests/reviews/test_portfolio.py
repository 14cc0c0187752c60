"""Where every place stands: in words, filtered, and in a fixed number of queries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from people.models import Place, Relation, Role
from reviews import portfolio
from reviews.forms.places import FilterForm
from reviews.models import Publication
from reviews.portfolio import Filters
from strategies.models import Status
from tests.factories import (
    ImportantDateFactory,
    MembershipFactory,
    PlaceFactory,
    RelationFactory,
    StrategyFactory,
    UserFactory,
    a_person,
    an_administrator,
)

TODAY = timezone.localdate


@pytest.fixture
def admin(db):
    """Somebody who may know how every place stands."""
    return an_administrator()


@pytest.fixture
def neighbour(db):
    return UserFactory()


@pytest.fixture
def place(db):
    return PlaceFactory(name="Marlshire")


def row_of(place, user):
    places = portfolio.places(user, Filters()).filter(pk=place.pk)
    return portfolio.rows(user, places)[0]


def names(user, **filters):
    return [place.name for place in portfolio.places(user, Filters(**filters))]


@pytest.mark.parametrize(
    ("status", "words", "with_whom"),
    [
        ("drafting", "Being drafted", "The place"),
        ("awaiting_approval", "Waiting for local approval", "The place’s approver"),
        ("approved", "Approved locally", "The place"),
        ("with_government", "With government", "Amrit Gill"),
        ("with_ministers", "With ministers", "Ministers"),
        ("returned", "Sent back with comments", "The place"),
        ("agreed", "Agreed with government", ""),
        ("withdrawn", "Withdrawn", ""),
    ],
)
def test_each_standing_has_its_words_and_whose_turn_it_is(
    place, admin, status, words, with_whom
):
    a_person(Role.AREA_LEAD, place, name="Amrit Gill")
    StrategyFactory(place=place, status=status)

    row = row_of(place, admin)

    assert (row.words, row.with_whom) == (words, with_whom)


def test_every_status_has_words():
    assert set(Status.values) < set(portfolio.WORDS)


def test_with_government_and_no_area_lead_is_said_plainly(place, admin):
    StrategyFactory(place=place, status="with_government")

    assert row_of(place, admin).with_whom == "Government: no Area Lead is assigned"


def test_a_place_without_a_strategy_has_not_begun(place, admin):
    row = row_of(place, admin)

    assert (row.words, row.with_whom, row.days) == ("Not begun", "The place", None)


def test_a_place_may_be_covered_by_anothers_strategy(place, admin):
    leader = PlaceFactory(kind="MCA", name="Avonmere")
    RelationFactory(source=leader, kind="leads", target=place)

    row = row_of(place, admin)

    assert row.words == "Covered by the strategy of Avonmere Combined Authority"
    assert row.with_whom == ""


def test_a_lead_that_has_ended_covers_nothing(place, admin):
    RelationFactory(kind="leads", target=place, until=TODAY())

    assert row_of(place, admin).words == "Not begun"


def test_a_strategy_of_its_own_counts_for_more_than_anothers(place, admin):
    RelationFactory(kind="leads", target=place)
    StrategyFactory(place=place)

    assert row_of(place, admin).words == "Being drafted"


def test_the_open_strategy_counts_and_else_the_newest(place, admin):
    begun = timezone.now()
    StrategyFactory(place=place, status="agreed", begun_at=begun)
    open_one = StrategyFactory(
        place=place, status="drafting", begun_at=begun - timedelta(days=9)
    )
    assert row_of(place, admin).strategy == open_one

    open_one.status = "withdrawn"
    open_one.save()
    assert row_of(place, admin).words == "Agreed with government"


def test_days_are_whole_days_in_the_status(place, admin):
    StrategyFactory(place=place, status_since=timezone.now() - timedelta(days=12))

    assert row_of(place, admin).days == 12


def test_the_next_date_is_the_first_that_is_not_over_done_or_removed(place):
    officer = a_person(Role.OFFICER, place)
    day = {
        days: f"{TODAY() + timedelta(days=days):%-d %B %Y}" for days in (-1, 2, 5, 9)
    }
    ImportantDateFactory(place=place, title="Over", on=day[-1])
    ImportantDateFactory(place=place, title="Done", on=day[2], done_at=timezone.now())
    ImportantDateFactory(
        place=place, title="Removed", on=day[2], removed_at=timezone.now()
    )
    ImportantDateFactory(place=place, title="Launch", on=day[9], what="launch")
    ImportantDateFactory(place=place, title="Board", on=day[5])

    row = row_of(place, officer)

    assert row.next_date.title == "Board"
    assert row.launch.title == "Launch"


def test_another_places_dates_are_not_told(place, neighbour):
    ImportantDateFactory(place=place)

    assert row_of(place, neighbour).next_date is None


def test_how_a_place_stands_is_not_a_neighbours_to_know(place, neighbour):
    begun = StrategyFactory(place=place)

    row = row_of(place, neighbour)

    assert (row.words, row.with_whom) == ("No agreed strategy published", "")
    assert (row.strategy, row.days, row.may_open) == (None, None, False)
    begun.delete()
    assert row_of(place, neighbour).words == "No agreed strategy published"


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.OFFICER, "Being drafted"),
        (Role.READER, "Being drafted"),
        (Role.AREA_LEAD, "Being drafted"),
        (Role.REVIEWER, "No agreed strategy published"),
    ],
)
def test_who_sees_the_strategy_knows_how_it_stands_and_may_open_it(place, role, words):
    StrategyFactory(place=place)

    row = row_of(place, a_person(role, place))

    assert (row.words, row.may_open) == (words, words == "Being drafted")


def test_an_area_lead_knows_how_other_places_stand_and_may_not_open_them(place):
    StrategyFactory(place=place)

    row = row_of(place, a_person(Role.AREA_LEAD, PlaceFactory()))

    assert (row.words, row.may_open) == ("Being drafted", False)


def test_what_was_agreed_and_published_everybody_knows(
    strategy, cast, bring_to, neighbour
):
    bring_to("agreed")
    assert row_of(cast.place, neighbour).words == "No agreed strategy published"

    Publication.objects.create(
        strategy=strategy, version=strategy.in_question, kind="agreed", by=cast.officer,
        on=TODAY(), page="",
    )  # fmt: skip

    row = row_of(cast.place, neighbour)
    assert (row.words, row.is_published) == ("Agreed with government", True)


@pytest.mark.parametrize(
    ("days", "withdrawn", "is_published"), [(0, False, True), (3, False, False), (0, True, False)]
)  # fmt: skip
def test_published_means_that_admin_can_read_it_today(
    strategy, cast, bring_to, days, withdrawn, is_published
):
    bring_to("agreed")
    Publication.objects.create(
        strategy=strategy, version=strategy.in_question, kind="agreed", by=cast.officer,
        on=TODAY() + timedelta(days=days), page="",
        withdrawn_on=TODAY() if withdrawn else None,
        withdrawn_by=cast.officer if withdrawn else None,
    )  # fmt: skip

    assert row_of(cast.place, cast.reader).is_published is is_published


def test_several_area_leads_are_all_named_while_they_have_the_place(place, admin):
    StrategyFactory(place=place, status="with_government")
    for name in ("Bo", "Al"):
        a_person(Role.AREA_LEAD, place, name=name)
    a_person(Role.AREA_LEAD, place, name="Closed", is_active=False)
    MembershipFactory(
        place=place, role=Role.AREA_LEAD, user__name="Past", until=TODAY()
    )

    assert row_of(place, admin).with_whom == "Al, Bo"


# The list and its filters


def test_ones_own_places_come_first_and_groups_are_none(place):
    PlaceFactory(name="Avon")
    PlaceFactory(name="A group", kind="GROUP")
    PlaceFactory(name="Gone", until=TODAY())
    officer = a_person(Role.OFFICER, place)

    assert names(officer) == ["Marlshire", "Avon"]
    rows = portfolio.rows(officer, portfolio.places(officer, Filters()))
    assert [row.is_mine for row in rows] == [True, False]


@pytest.fixture
def several(db):
    north = PlaceFactory(name="North", wave=1, region="North East")
    south = PlaceFactory(name="South", wave=2, region="South East")
    covered = PlaceFactory(name="Covered", wave=2, region="South East")
    group = PlaceFactory(name="Powerhouse", kind="GROUP", slug="powerhouse")
    RelationFactory(source=north, kind="member_of", target=group)
    RelationFactory(source=covered, kind="member_of", target=group, until=TODAY())
    RelationFactory(source=south, kind="leads", target=covered)
    StrategyFactory(place=south, status="agreed")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, ["Covered", "North", "South"]),
        ({"wave": "2"}, ["Covered", "South"]),
        ({"wave": "3"}, []),
        ({"region": "North East"}, ["North"]),
        ({"group": "powerhouse"}, ["North"]),
        ({"group": "nowhere"}, []),
        ({"standing": "agreed"}, ["South"]),
        ({"standing": "covered"}, ["Covered"]),
        ({"standing": "not_begun"}, ["North"]),
        ({"wave": "2", "standing": "agreed"}, ["South"]),
    ],
)
def test_each_filter_leaves_what_it_says(several, admin, filters, found):
    assert names(admin, **filters) == found


def test_what_is_said_of_them_counts_what_was_found(several, admin):
    every = portfolio.counts(portfolio.places(admin, Filters()), admin)
    some = portfolio.counts(portfolio.places(admin, Filters(standing="agreed")), admin)

    assert portfolio.in_a_sentence(every) == (
        "1 not begun, 1 covered by another place’s strategy, 1 agreed with government"
    )
    assert portfolio.in_a_sentence(some) == "1 agreed with government"
    assert portfolio.in_a_sentence({}) == ""


def test_to_a_neighbour_it_says_only_what_is_public(several, neighbour):
    told = portfolio.counts(portfolio.places(neighbour, Filters()), neighbour)

    assert portfolio.in_a_sentence(told) == (
        "1 covered by another place’s strategy, 2 with no agreed strategy published"
    )


@pytest.mark.parametrize(
    "bent",
    [
        {"wave": "two"},
        {"wave": "²"},
        {"region": "'; DROP TABLE"},
        {"group": "../.."},
        {"standing": "AGREED"},
        {"page": "x"},
    ],
)
def test_a_bent_value_narrows_nothing(several, bent):
    form = FilterForm(bent, choices=portfolio.choices())

    assert form.filters() == Filters()
    assert form.is_filtered is False


def test_the_choices_are_the_groups_and_regions_there_are(several):
    choices = portfolio.choices()

    assert [group.name for group in choices.groups] == ["Powerhouse"]
    assert choices.regions == ["North East", "South East"]


def test_fifty_rows_cost_what_one_costs(several, django_assert_num_queries):
    for _ in range(50):
        place = PlaceFactory()
        a_person(Role.AREA_LEAD, place)
        StrategyFactory(place=place)
        ImportantDateFactory(place=place)
    officer = a_person(Role.OFFICER, Place.objects.get(name="South"))
    officer.reads_for()

    for places in ([1], range(50)):
        some = portfolio.places(officer, Filters())[: len(places)]
        with django_assert_num_queries(4):
            assert len(portfolio.rows(officer, some)) == len(places)


def test_two_that_lead_one_place_make_one_row(place, admin):
    for name in ("Zeal", "Avonmere"):
        RelationFactory(source__name=name, kind=Relation.Kind.LEADS, target=place)

    rows = portfolio.rows(admin, portfolio.places(admin, Filters()))

    covered = [row.words for row in rows if row.place == place]
    assert covered == ["Covered by the strategy of Avonmere LEP"]
