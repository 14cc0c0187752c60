"""Who may do what with evidence. Pure questions: no writes, no exceptions.

Whether somebody sees an item at all is `Item.objects.visible_to`.
"""

from evidence.models import Item
from people.models import PLACE_ROLES, Place, Role, User


def may_add_evidence(user: User, place: Place) -> bool:
    """The place's officers and its contributors."""
    return user.holds((Role.OFFICER, Role.CONTRIBUTOR), place)


def may_edit_evidence(user: User, item: Item) -> bool:
    """Edit, withdraw, bring back, add files: the place's own officers."""
    return user.holds((Role.OFFICER,), item.place)


def may_read_restricted(user: User, place: Place) -> bool:
    """What is restricted stays with the place's own people, whoever else sees the rest."""
    return user.holds(PLACE_ROLES, place)


def may_read_in_full(user: User, item: Item) -> bool:
    """Everything in it, its files included; others see a restricted item's title only."""
    return not item.is_restricted or may_read_restricted(user, item.place)


def may_see_evidence(user: User, place: Place) -> bool:
    """Whether the place's evidence base holds anything this person may see."""
    if place.pk in user.reads_for():
        return True
    return Item.objects.visible_to(user).filter(place=place).exists()
