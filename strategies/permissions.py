"""Who may do what to a strategy. Pure questions: no writes, no exceptions."""

from typing import cast

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
    if part.removed_at is not None or not part.strategy.is_editable:
        return False
    return is_writer_of(user, part)


def is_writer_of(user: User, part: Part) -> bool:
    """Whose part it is to write, whether or not it may be written just now."""
    place = part.strategy.place
    if user.holds((Role.OFFICER,), place):
        return True
    return user.holds((Role.CONTRIBUTOR,), place) and part.pk in named_parts(user)


def named_parts(user: User) -> frozenset[int]:
    """The ids of the parts this person is named to: read once, like their roles."""
    if "_named_parts" not in user.__dict__:
        rows = Part.contributors.through.objects.filter(user_id=user.pk)
        user.__dict__["_named_parts"] = frozenset(
            rows.values_list("part_id", flat=True)
        )
    return cast(frozenset[int], user.__dict__["_named_parts"])


def may_freeze(user: User, strategy: Strategy) -> bool:
    """Whoever may write the strategy may show a frozen version of it."""
    return may_write(user, strategy)


def may_share_draft(user: User, strategy: Strategy) -> bool:
    return may_write(user, strategy)


def may_see_problems(user: User, strategy: Strategy) -> bool:
    """Unknown references and open items are for the place's own people."""
    return user.holds(AT_THE_PLACE, strategy.place)


def may_edit_records(user: User, strategy: Strategy) -> bool:
    return may_write(user, strategy)


def may_answer_checklist(user: User, strategy: Strategy) -> bool:
    return may_write(user, strategy)


def may_allow_funding(user: User, strategy: Strategy) -> bool:
    """That a sentence which reads like an ask may stand is the Area Lead's to allow."""
    return strategy.is_editable and user.holds((Role.AREA_LEAD,), strategy.place)


def may_record_finance(user: User, strategy: Strategy) -> bool:
    """The place's officers, whether or not the text is closed: it is said of a version."""
    return user.holds((Role.OFFICER,), strategy.place)
