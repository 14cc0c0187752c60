"""Who works where, as what: the only home of that question is Membership."""

from people.models.condition import ReviewCondition
from people.models.dated import Dated, DatedQuerySet
from people.models.disclosure import Audience, Disclosed, DisclosedQuerySet
from people.models.invitation import Invitation
from people.models.membership import GOVERNMENT_ROLES, PLACE_ROLES, Membership, Role
from people.models.place import (
    LocalAuthority,
    Place,
    PlaceAuthority,
    PlaceCode,
    PlaceName,
    PlaceQuerySet,
)
from people.models.relation import Relation
from people.models.user import User

__all__ = [
    "GOVERNMENT_ROLES",
    "PLACE_ROLES",
    "Audience",
    "Dated",
    "DatedQuerySet",
    "Disclosed",
    "DisclosedQuerySet",
    "Invitation",
    "LocalAuthority",
    "Membership",
    "Place",
    "PlaceAuthority",
    "PlaceCode",
    "PlaceName",
    "PlaceQuerySet",
    "Relation",
    "ReviewCondition",
    "Role",
    "User",
]
