"""Who may do what to a strategy. Pure questions: no writes, no exceptions."""

from people.models import Role, User
from strategies.models import Part, Strategy

AT_THE_PLACE = (Role.OFFICER, Role.CONTRIBUTOR, Role.APPROVER, Role.READER)


def may_begin_strategy(user: User) -> bool:
    """Officers of any place; which place is a further question of the form."""
    return bool(user.places((Role.OFFICER,)))


def may_read_draft(user: User, strategy: Strategy) -> bool:
    """The place's people, its supporting LEPs', and its Area Lead while it is shared."""
    if strategy.place_id in user.reads_for():
        return True
    return strategy.is_shared_with_area_lead and user.holds(
        (Role.AREA_LEAD,), strategy.place
    )


def may_write(user: User, strategy: Strategy) -> bool:
    """The place's own officers, while the strategy is neither agreed nor withdrawn."""
    return strategy.is_editable and user.holds((Role.OFFICER,), strategy.place)


def may_write_part(user: User, part: Part) -> bool:
    """An officer, or a contributor named to this part; never a part that was removed."""
    if part.removed_at is not None:
        return False
    if may_write(user, part.strategy):
        return True
    return (
        part.strategy.is_editable
        and user.holds((Role.CONTRIBUTOR,), part.strategy.place)
        and part.contributors.filter(pk=user.pk).exists()
    )


def may_freeze(user: User, strategy: Strategy) -> bool:
    """Whoever may write the strategy may show a frozen version of it."""
    return may_write(user, strategy)


def may_share_draft(user: User, strategy: Strategy) -> bool:
    return may_write(user, strategy)


def may_see_problems(user: User, strategy: Strategy) -> bool:
    """Unknown references and open items are for the place's own people."""
    return user.holds(AT_THE_PLACE, strategy.place)
