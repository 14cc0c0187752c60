"""Roles: who holds what, given by whom, until when."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from office import ledger
from people import memberships
from people.memberships import Refused
from people.models import Membership, Role, User
from tests.factories import (
    MembershipFactory,
    PlaceFactory,
    RelationFactory,
    UserFactory,
    a_person,
    an_administrator,
)

pytestmark = pytest.mark.django_db


def fresh(user: User) -> User:
    """The same person in another request, where nothing is remembered."""
    return User.objects.get(pk=user.pk)


def verbs() -> list[str]:
    return [entry.verb for entry in ledger.entries(ledger.PEOPLE)]


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (0, None, True),
        (-5, 1, True),
        (-5, 0, False),
        (0, 0, False),
        (1, None, False),
        (-5, -2, False),
    ],
)
def test_a_role_is_held_from_its_first_day_until_the_day_it_ends(since, until, holds):
    today = timezone.localdate()
    place, user = PlaceFactory(), UserFactory()
    end = None if until is None else today + timedelta(days=until)
    MembershipFactory(
        user=user, place=place, since=today + timedelta(days=since), until=end
    )

    assert user.holds((Role.OFFICER,), place) is holds
    assert user.holds_now((Role.OFFICER,), place) is holds
    assert user.places((Role.OFFICER,)) == ({place.pk} if holds else set())


def test_a_role_at_one_place_is_none_at_another():
    place = PlaceFactory()
    officer = a_person(Role.OFFICER, place)

    assert not officer.holds((Role.OFFICER,), PlaceFactory())
    assert not officer.holds((Role.APPROVER, Role.READER), place)


def test_a_closed_account_holds_nothing():
    place = PlaceFactory()
    officer = a_person(Role.OFFICER, place)
    User.objects.filter(pk=officer.pk).update(is_active=False)

    assert not fresh(officer).holds((Role.OFFICER,), place)
    assert not officer.holds_now((Role.OFFICER,), place)
    assert not place.people(Role.OFFICER).exists()


def test_roles_are_asked_of_the_database_once(django_assert_num_queries):
    place = PlaceFactory()
    officer = a_person(Role.OFFICER, place)

    with django_assert_num_queries(1):
        assert officer.holds((Role.OFFICER,), place)
        assert not officer.holds((Role.APPROVER,), place)
        assert officer.places((Role.OFFICER,)) == {place.pk}
        assert not officer.is_government


def test_a_decision_asks_again():
    place = PlaceFactory()
    officer = a_person(Role.OFFICER, place)
    assert officer.holds((Role.OFFICER,), place)

    officer.memberships.update(until=timezone.localdate())

    assert officer.holds((Role.OFFICER,), place)
    assert not officer.holds_now((Role.OFFICER,), place)


def test_a_role_given_is_recorded_with_who_gave_it():
    place, user, admin = PlaceFactory(), UserFactory(), an_administrator()

    given = memberships.grant(user=user, place=place, role=Role.APPROVER, by=admin)

    assert (given.role, given.granted_by, given.until) == ("approver", admin, None)
    entry = ledger.entries(ledger.PEOPLE).get()
    assert (entry.verb, entry.by) == ("role_given", admin)
    assert entry.facts["place"] == place.slug


def test_giving_a_role_twice_changes_nothing():
    place, user, admin = PlaceFactory(), UserFactory(), an_administrator()
    memberships.grant(user=user, place=place, role=Role.READER, by=admin)

    again = memberships.grant(user=user, place=place, role=Role.READER, by=admin)

    assert again is None
    assert Membership.objects.count() == 1
    assert verbs() == ["role_given"]


def test_cover_may_be_made_longer():
    place, user, admin = PlaceFactory(), UserFactory(), an_administrator()
    until = timezone.localdate() + timedelta(days=7)
    role = Role.AREA_LEAD
    memberships.grant(user=user, place=place, role=role, by=admin, until=until)

    memberships.grant(
        user=user, place=place, role=role, by=admin, until=until + timedelta(days=7)
    )

    assert Membership.objects.get().until == until + timedelta(days=7)
    assert verbs() == ["role_given", "role_changed"]


def test_the_one_covered_for_and_the_cover_are_both_area_leads():
    place, admin = PlaceFactory(), an_administrator()
    lead = a_person(Role.AREA_LEAD, place, name="Ada")
    cover = UserFactory(name="Bea")
    until = timezone.localdate() + timedelta(days=14)
    memberships.grant(
        user=cover, place=place, role=Role.AREA_LEAD, by=admin, until=until
    )

    assert list(place.area_leads()) == [lead, cover]


@pytest.mark.parametrize(
    ("held", "wanted"),
    [(Role.OFFICER, Role.AREA_LEAD), (Role.REVIEWER, Role.APPROVER)],
)
def test_nobody_sits_on_both_sides_of_one_place(held, wanted):
    place = PlaceFactory()
    user = a_person(held, place)

    with pytest.raises(Refused, match="cannot both work for"):
        memberships.grant(user=user, place=place, role=wanted, by=an_administrator())


def test_a_closed_account_is_given_nothing():
    user = UserFactory(is_active=False)

    with pytest.raises(Refused, match="is closed"):
        memberships.grant(
            user=user, place=PlaceFactory(), role=Role.READER, by=an_administrator()
        )


def test_a_group_of_places_has_no_officers():
    group = PlaceFactory(kind="GROUP")

    with pytest.raises(Refused, match="group of places"):
        memberships.grant(
            user=UserFactory(), place=group, role=Role.OFFICER, by=an_administrator()
        )


def test_a_last_day_gone_by_is_refused():
    with pytest.raises(Refused, match="today or later"):
        memberships.grant(
            user=UserFactory(),
            place=PlaceFactory(),
            role=Role.OFFICER,
            by=an_administrator(),
            until=timezone.localdate(),
        )


def test_a_role_ended_is_over_at_once_and_only_once():
    admin, row = an_administrator(), MembershipFactory()

    assert memberships.end(row, by=admin) is True
    assert memberships.end(row, by=admin) is False

    assert not row.user.holds_now((Role.OFFICER,), row.place)
    assert verbs() == ["role_ended"]


def test_a_role_ended_may_be_given_again_the_same_day():
    admin, row = an_administrator(), MembershipFactory()
    memberships.end(row, by=admin)

    memberships.grant(user=row.user, place=row.place, role=row.role, by=admin)

    assert row.user.holds_now((Role.OFFICER,), row.place)
    assert Membership.objects.count() == 2


def test_the_last_officer_is_known_as_the_last():
    place = PlaceFactory()
    first = MembershipFactory(place=place)
    assert memberships.is_last(first)

    MembershipFactory(place=place)

    assert not memberships.is_last(first)


def test_somebody_with_a_closed_account_does_not_count_as_left():
    place = PlaceFactory()
    first = MembershipFactory(place=place)
    MembershipFactory(place=place, user=UserFactory(is_active=False))

    assert memberships.is_last(first)


def test_the_last_contributor_may_go_without_a_word():
    assert not memberships.is_last(MembershipFactory(role=Role.CONTRIBUTOR))


def test_an_account_is_closed_and_opened_again():
    admin, row = an_administrator(), MembershipFactory()

    memberships.close_account(row.user, by=admin)
    assert not fresh(row.user).is_active

    memberships.open_account(row.user, by=admin)
    assert fresh(row.user).holds((Role.OFFICER,), row.place)
    assert verbs() == ["account_closed", "account_opened"]


def test_nobody_closes_their_own_account():
    admin = an_administrator()

    with pytest.raises(Refused, match="your own"):
        memberships.close_account(admin, by=admin)


def test_there_is_always_one_administrator():
    admin = an_administrator()
    with pytest.raises(Refused, match="one administrator"):
        memberships.end_administrator(admin, by=admin)

    an_administrator()
    memberships.end_administrator(admin, by=admin)

    assert not fresh(admin).is_administrator


@pytest.mark.parametrize(
    "fields",
    [
        {"role": "owner"},
        {"since": date(2026, 1, 2), "until": date(2026, 1, 1)},
    ],
)
def test_the_database_refuses_nonsense(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(**fields)


def test_the_database_refuses_the_same_open_role_twice():
    row = MembershipFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipFactory(user=row.user, place=row.place, role=row.role)


def test_the_same_address_in_other_letters_is_the_same_person():
    UserFactory(email="Joan@Example.org")

    assert User.objects.get().email == "joan@example.org"
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(email="JOAN@example.ORG")
    assert User.objects.get_by_natural_key(" JOAN@example.org ").name.startswith(
        "Person"
    )


def test_whose_names_are_seen_by_whom():
    mca = PlaceFactory(kind="MCA")
    lep = PlaceFactory()
    RelationFactory(source=lep, target=mca)
    places = type(mca).objects
    ended = RelationFactory(source=PlaceFactory(), target=mca, until=date(2019, 1, 1))

    def sees(user: User) -> bool:
        return places.people_visible_to(user).filter(pk=mca.pk).exists()

    assert sees(a_person(Role.READER, mca))
    assert sees(a_person(Role.OFFICER, lep))
    assert sees(a_person(Role.AREA_LEAD, PlaceFactory()))
    assert sees(an_administrator())
    assert not sees(a_person(Role.OFFICER, PlaceFactory()))
    assert not sees(a_person(Role.OFFICER, ended.source))
    assert not sees(UserFactory())
