"""Who may do what in a round. Pure questions: no writes, no exceptions."""

from people.models import Role, User
from reviews.models import Point, Round
from strategies.models import Status, Strategy

WITH_GOVERNMENT = (Status.WITH_GOVERNMENT, Status.WITH_MINISTERS)


def is_area_lead(user: User, strategy: Strategy) -> bool:
    return user.holds((Role.AREA_LEAD,), strategy.place)


def may_read_review(user: User, strategy: Strategy) -> bool:
    """The place's side, its Area Lead, those it was circulated to, administrators."""
    return (
        user.is_administrator
        or strategy.place_id in user.reads_for()
        or is_area_lead(user, strategy)
        or is_circulated_to(user, strategy)
    )


def is_circulated_to(user: User, strategy: Strategy) -> bool:
    """A reviewer to whom the version now with government was shown."""
    if not user.is_government:
        return False
    return Round.objects.filter(
        strategy=strategy, closed_at=None, circulations__user=user
    ).exists()


def may_start_reading(user: User, strategy: Strategy, round_: Round | None) -> bool:
    return (
        round_ is not None
        and round_.is_open
        and round_.reading_since is None
        and is_area_lead(user, strategy)
    )


def may_raise_points(user: User, strategy: Strategy) -> bool:
    """While a version is with government: its Area Lead and its reviewers."""
    if strategy.status not in WITH_GOVERNMENT:
        return False
    return is_area_lead(user, strategy) or is_circulated_to(user, strategy)


def may_judge(user: User, strategy: Strategy) -> bool:
    """What was found for each criterion is the Area Lead's to say."""
    return strategy.status in WITH_GOVERNMENT and is_area_lead(user, strategy)


def may_see_unsent_findings(user: User, strategy: Strategy) -> bool:
    """Until they are sent, not the place's to see, nor a reviewer's."""
    return user.is_administrator or is_area_lead(user, strategy)


def may_circulate(user: User, strategy: Strategy) -> bool:
    return may_judge(user, strategy)


def may_edit_point(user: User, point: Point) -> bool:
    """Its writer, until it has been sent."""
    return not point.is_sent and point.by == user and point.round.is_open


def may_settle_point(user: User, point: Point) -> bool:
    """The Area Lead takes over, sends and closes points."""
    return is_area_lead(user, point.strategy)


def may_reply(user: User, point: Point) -> bool:
    """Officers; contributors on the parts they are named to."""
    if not point.is_sent or point.is_closed or not point.strategy.is_editable:
        return False
    if user.holds((Role.OFFICER,), point.strategy.place):
        return True
    return (
        user.holds((Role.CONTRIBUTOR,), point.strategy.place)
        and point.part_key != ""
        and point.strategy.parts.filter(key=point.part_key, contributors=user).exists()
    )


def may_support(user: User, strategy: Strategy) -> bool:
    """The approver of a LEP that supports this authority's strategy."""
    approves_for = user.places((Role.APPROVER,))
    if not approves_for:
        return False
    return strategy.place.supporters().filter(pk__in=approves_for).exists()


def may_look_across(user: User) -> bool:
    """Comparing places is government's to do."""
    return user.is_administrator or bool(user.places((Role.AREA_LEAD,)))


def may_publish(user: User, strategy: Strategy) -> bool:
    """The place itself, or an administrator."""
    return user.is_administrator or user.holds(
        (Role.OFFICER, Role.APPROVER), strategy.place
    )
