"""Who may see and change people and roles. Pure questions: no writes, no exceptions."""

from people.models import GOVERNMENT_ROLES, Membership, Place, Role, User
from people.models.membership import OFFICERS_GRANT, PLACE_ROLES


def may_administer(user: User) -> bool:
    """Administrators look after people, places without people, dates and holds."""
    return user.is_active and user.is_administrator


def may_see_people(user: User, place: Place) -> bool:
    """Names are for the place, the places that support it, and government."""
    theirs = user.reads_for() | user.member_of
    return user.is_government or place.pk in theirs


def roles_to_grant(user: User, place: Place) -> tuple[Role, ...]:
    """The roles this person may give at the place, and take away again."""
    if may_administer(user):
        return PLACE_ROLES + GOVERNMENT_ROLES
    return OFFICERS_GRANT if user.holds((Role.OFFICER,), place) else ()


def may_invite(user: User, place: Place) -> bool:
    return bool(roles_to_grant(user, place))


def may_end(user: User, membership: Membership) -> bool:
    return membership.role in roles_to_grant(user, membership.place)


def may_record_condition(user: User, place: Place) -> bool:
    """The conditions of invitation are a LEP's; government records them."""
    if place.kind != Place.Kind.LEP:
        return False
    return may_administer(user) or user.holds((Role.AREA_LEAD,), place)


def may_see_condition_files(user: User, place: Place) -> bool:
    """The place's own people and its Area Lead, and administrators."""
    own = (*PLACE_ROLES, Role.AREA_LEAD)
    return may_administer(user) or user.holds(own, place)
