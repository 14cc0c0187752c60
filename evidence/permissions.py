"""Who may do what with evidence. Pure questions: no writes, no exceptions.

Whether somebody sees an item at all is `Item.objects.visible_to`.
"""

from evidence.models import Disclosure, Import, Item, Kept
from people.models import PLACE_ROLES, Audience, Place, Role, User


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


def may_edit_kept(user: User, kept: Kept) -> bool:
    """Contributors and conversations, once added, are the officers' to change."""
    return user.holds((Role.OFFICER,), kept.place)


def may_read_log(user: User, place: Place) -> bool:
    """Who helped and what was said: those who read the place's working draft."""
    if place.pk in user.reads_for():
        return True
    if not user.holds((Role.AREA_LEAD,), place):
        return False
    whole = Disclosure.objects.current().filter(place=place, item=None)
    return whole.filter(audience=Audience.AREA_LEAD).exists()


def may_open_evidence(user: User, place: Place) -> bool:
    """Making it public, and showing it to other places: the place's own officers."""
    return user.holds((Role.OFFICER,), place)


def may_see_what_is_shown(user: User, place: Place) -> bool:
    """What is shown to whom, and what others show to this place, is for its people."""
    return user.holds(PLACE_ROLES, place)


def may_change_figures(user: User, place: Place) -> bool:
    """Correct and withdraw those that are here: the place's own officers."""
    return user.holds((Role.OFFICER,), place)


def may_take_in(user: User, import_: Import) -> bool:
    """Who may add evidence; where it changes figures that are here, the officers."""
    if import_.found.get("counts", {}).get("changed"):
        return may_change_figures(user, import_.place)
    return may_add_evidence(user, import_.place)


def may_take_out(user: User, import_: Import) -> bool:
    """The officers, and whoever took it in, while they may add evidence."""
    is_theirs = import_.taken_in_by_id == user.pk
    if is_theirs and may_add_evidence(user, import_.place):
        return True
    return user.holds((Role.OFFICER,), import_.place)
