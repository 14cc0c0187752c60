"""The home of the people of a place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import (
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import JSONObject
from django.utils import timezone

from lis_portal.homes.news import A_FEW, SHOWN, news, unanswered
from people.models import PLACE_ROLES, Role, User
from reviews.models import ImportantDate, Point, Support
from reviews.move import Move
from reviews.workflow import moves_for
from strategies import checklist, checks
from strategies.contents import with_whom
from strategies.models import CLOSED, Part, Revision, Status, Strategy

COMING = timedelta(days=28)
BEFORE_SUBMITTING = (Status.DRAFTING, Status.RETURNED)


@dataclass(frozen=True, kw_only=True)
class Ours:
    """One strategy of the place: where it stands and what is still open."""

    strategy: Strategy
    with_whom: str
    in_the_way: int | None = None
    needed: int | None = None


def of_place(user: User) -> dict[str, Any]:
    """Where we stand, where I stopped, what waits, what changed, what is open, dates."""
    strategies = strategies_of(user)
    live = [strategy for strategy in strategies if strategy.is_editable]
    return {
        "strategies": [ours(user, strategy) for strategy in strategies],
        "carry_on": next(
            (
                (strategy, vars(strategy)["stopped_at"])
                for strategy in live
                if vars(strategy)["stopped_at"]
            ),
            None,
        ),
        "moves": [(item, move) for item in live for move in turns(user, item)],
        "support": [item for item in live if is_support_awaited(user, item)],
        "points": points_to_answer(user, live),
        "parts": parts_to_write(user, live),
        "news": news(user, strategies, at_the_place=True),
        "dates": dates_of(user),
        "may_begin": bool(user.places((Role.OFFICER,)))
        and not any(item.place_id in user.places(PLACE_ROLES) for item in live),
    }


def strategies_of(user: User) -> list[Strategy]:
    """Those this person reads: the place's own first, then those it supports.

    `stopped_at` is the part in which this person saved last.
    """
    mine = Revision.objects.filter(
        by=user, part__strategy=OuterRef("pk"), part__removed_at=None
    )
    stopped = JSONObject(key="part__key", title="part__title")
    found = (
        Strategy.objects.filter(place__in=user.reads_for())
        .exclude(status=Status.WITHDRAWN)
        .select_related("place", "in_question")
        .defer("in_question__document")
        .annotate(
            stopped_at=Subquery(mine.order_by("-at").values(where=stopped)[:1]),
        )
        .order_by("-begun_at")[:SHOWN]
    )
    own = user.places(PLACE_ROLES)
    return sorted(
        found, key=lambda item: (item.place_id not in own, item.status in CLOSED)
    )


def ours(user: User, strategy: Strategy) -> Ours:
    """With how much is open, to those who submit it."""
    turn = with_whom(strategy)
    submits = user.holds((Role.OFFICER, Role.APPROVER), strategy.place)
    if strategy.status not in BEFORE_SUBMITTING or not submits:
        return Ours(strategy=strategy, with_whom=turn)
    groups = checklist.open_groups(checks.of_strategy(strategy))
    count = {group.title: len(group.open) for group in groups}
    return Ours(
        strategy=strategy,
        with_whom=turn,
        in_the_way=count.get(checklist.GATES, 0),
        needed=count.get(checklist.GROUPS["must"], 0),
    )


def turns(user: User, strategy: Strategy) -> list[Move]:
    """The moves that carry a strategy on, where they are this person's to take."""
    onward = ["submit"]
    if strategy.in_question and strategy.in_question.by_id != user.pk:
        onward.append("approve")
    return [move for move in moves_for(user, strategy) if move.verb in onward]


def is_support_awaited(user: User, strategy: Strategy) -> bool:
    """A version waits for the support of a LEP this person approves for."""
    signs_for = user.places((Role.APPROVER,)) - {strategy.place_id}
    if not signs_for or strategy.in_question is None:
        return False
    given = Support.objects.filter(version=strategy.in_question, place__in=signs_for)
    return not given.exists()


def points_to_answer(user: User, strategies: list[Strategy]) -> list[Point]:
    """Points without a reply: an officer's, and a contributor's on their own parts."""
    writes_for = user.places((Role.OFFICER, Role.CONTRIBUTOR))
    theirs = [item for item in strategies if item.place_id in writes_for]
    if not theirs:
        return []
    named = Part.objects.filter(
        strategy=OuterRef("strategy"), key=OuterRef("part_key"), contributors=user
    )
    return list(
        unanswered()
        .filter(
            Q(strategy__place__in=user.places((Role.OFFICER,))) | Exists(named),
            strategy__in=theirs,
        )
        .order_by("sent_at", "number")[:A_FEW]
    )


def parts_to_write(user: User, strategies: list[Strategy]) -> list[Part]:
    """A contributor's own parts that are not ready."""
    helps_at = user.places((Role.CONTRIBUTOR,)) - user.places((Role.OFFICER,))
    theirs = [item for item in strategies if item.place_id in helps_at]
    if not theirs:
        return []
    parts = Part.objects.live().filter(
        strategy__in=theirs, contributors=user, is_ready=False
    )
    return list(parts.select_related("strategy").order_by("order")[:A_FEW])


def dates_of(user: User) -> QuerySet[ImportantDate]:
    """The next dates this person follows."""
    today = timezone.localdate()
    return (
        ImportantDate.objects.visible_to(user)
        .live()
        .filter(latest__gte=today, earliest__lte=today + COMING, done_at=None)
        .select_related("place")
        .order_by("latest")[:A_FEW]
    )
