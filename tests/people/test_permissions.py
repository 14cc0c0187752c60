"""Who may see and change people: the table, role by role."""

import pytest

from people import permissions
from people.models import Role
from tests.factories import (
    MembershipFactory,
    PlaceFactory,
    UserFactory,
    a_person,
    an_administrator,
)

pytestmark = pytest.mark.django_db

NONE: tuple[Role, ...] = ()
OFFICERS = (Role.OFFICER, Role.CONTRIBUTOR, Role.READER)
#  who          sees people  grants           records  opens the papers
TABLE = [
    ("officer", True, OFFICERS, False, True),
    ("contributor", True, NONE, False, True),
    ("approver", True, NONE, False, True),
    ("reader", True, NONE, False, True),
    ("area_lead", True, NONE, True, True),
    ("reviewer", True, NONE, False, False),
    ("administrator", True, tuple(Role), True, True),
    ("closed administrator", False, NONE, False, False),
    ("other place", False, NONE, False, False),
    ("other area lead", True, NONE, False, False),
]  # fmt: skip


def person(who: str, place):
    if who in Role.values:
        return a_person(who, place)
    if who == "other place":
        return a_person(Role.OFFICER, PlaceFactory())
    if who == "other area lead":
        return a_person(Role.AREA_LEAD, PlaceFactory())
    return an_administrator(is_active=who == "administrator")


@pytest.mark.parametrize(("who", "sees", "grants", "records", "opens"), TABLE)
def test_who_may_do_what_about_a_leps_people(who, sees, grants, records, opens):
    place = PlaceFactory()
    user = person(who, place)

    assert permissions.may_see_people(user, place) is sees
    assert set(permissions.roles_to_grant(user, place)) == set(grants)
    assert permissions.may_invite(user, place) is bool(grants)
    assert permissions.may_record_condition(user, place) is records
    assert permissions.may_see_condition_files(user, place) is opens


@pytest.mark.parametrize(("who", "sees", "grants", "records", "opens"), TABLE)
@pytest.mark.parametrize("role", Role.values)
def test_who_may_end_a_role_is_who_may_grant_it(
    who, sees, grants, records, opens, role
):
    row = MembershipFactory(role=role, user=UserFactory())
    user = person(who, row.place)

    assert permissions.may_end(user, row) is (role in grants)


def test_nobody_records_a_leps_conditions_on_an_authority():
    authority = PlaceFactory(kind="MCA")

    assert not permissions.may_record_condition(an_administrator(), authority)
