"""What each kind of person finds on their home page: at most six things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import (
    CharField,
    Count,
    Exists,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import JSONObject
from django.utils import timezone

from office import jobs, ledger
from office.models import Entry, Mail
from office.models.job import State
from people.models import PLACE_ROLES, Role, User
from people.pages import never_signed_in, without
from reviews import portfolio
from reviews.models import Agreement, Circulation, ImportantDate, Point, Round, Support
from reviews.move import Move
from reviews.story import Line, line, readable
from reviews.workflow import moves_for
from strategies import checklist, checks
from strategies.contents import with_whom
from strategies.models import CLOSED, Part, Revision, Status, Strategy

COMING = timedelta(days=28)
THIS_WEEK = timedelta(days=7)
SHOWN = 12
A_FEW = 6
BEFORE_SUBMITTING = (Status.DRAFTING, Status.RETURNED)


@dataclass(frozen=True, kw_only=True)
class Ours:
    """One strategy of the place: where it stands and what is still open."""

    strategy: Strategy
    with_whom: str
    in_the_way: int | None = None
    needed: int | None = None


@dataclass(frozen=True)
class News:
    """Something that others did, and in which strategy."""

    strategy: Strategy
    line: Line


def home_of(user: User) -> dict[str, Any]:
    """The sections this person's roles call for; most people have one."""
    rounds = rounds_with(user) if user.is_government else []
    shown: dict[str, Any] = {
        "circulated": [round_ for round_ in rounds if vars(round_)["due_on"]]
    }
    if user.is_administrator:
        shown["administrator"] = of_administrator(user)
    if user.places((Role.AREA_LEAD,)):
        shown["area_lead"] = of_area_lead(user, rounds)
    if user.reads_for():
        shown["at_the_place"] = of_place(user)
    return shown


# The people of a place


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


# Government


def rounds_with(user: User) -> list[Round]:
    """Versions with this person: as Area Lead, oldest first, or circulated to them.

    `due_on` is when comments are hoped for, `read_before` the version of last time.
    """
    before = Round.objects.filter(
        strategy=OuterRef("strategy"), number__lt=OuterRef("number")
    )
    asked = Circulation.objects.filter(round=OuterRef("pk"), user=user)
    mine = Q(strategy__place__in=user.places((Role.AREA_LEAD,)))
    return list(
        Round.objects.annotate(
            read_before=Subquery(
                before.order_by("-number").values("version__number")[:1]
            ),
            due_on=Subquery(asked.values("due_on")[:1]),
        )
        .filter(mine | Q(due_on__isnull=False), closed_at=None)
        .exclude(strategy__status=Status.WITHDRAWN)
        .select_related("strategy__place", "version")
        .defer("version__document")
        .order_by("opened_at")
    )


def of_area_lead(user: User, rounds: list[Round]) -> dict[str, Any]:
    """What waits for me; my places; what changed; who has not answered; ministers."""
    mine = user.places((Role.AREA_LEAD,))
    theirs = [round_ for round_ in rounds if round_.strategy.place_id in mine]
    places = portfolio.places(user, portfolio.Filters()).filter(pk__in=mine)
    rows = portfolio.rows(user, places[:SHOWN])
    return {
        "waiting": [
            round_
            for round_ in theirs
            if round_.strategy.status == Status.WITH_GOVERNMENT
        ],
        "with_ministers": [
            round_
            for round_ in theirs
            if round_.strategy.status == Status.WITH_MINISTERS
        ],
        "rows": rows,
        "more": len(mine) > len(rows),
        "launches": [row for row in rows if row.launch],
        "unanswered": unanswered()
        .filter(strategy__place__in=mine)
        .order_by("sent_at", "number")[:A_FEW],
        "news": news(
            user, [row.strategy for row in rows if row.strategy], at_the_place=False
        ),
    }


def unanswered() -> QuerySet[Point]:
    """What was sent to a place and has no reply, but for what needs none."""
    return (
        Point.objects.sent()
        .open()
        .filter(replies=None)
        .exclude(level=Point.Level.THOUGHT)
        .select_related("strategy__place")
    )


def news(user: User, strategies: list[Strategy], *, at_the_place: bool) -> list[News]:
    """What others did since this person was here before, the newest first."""
    if user.last_seen_at is None or not strategies:
        return []
    by_chain = {ledger.strategy_chain(item.pk): item for item in strategies}
    entries = readable(
        Entry.objects.filter(chain__in=by_chain, at__gt=user.last_seen_at)
        .exclude(by=user)
        .select_related("by")
        .order_by("-at"),
        at_the_place=at_the_place,
        in_government=not at_the_place,
    )
    return [
        News(by_chain[entry.chain], line(entry, at_the_place=at_the_place))
        for entry in entries[:A_FEW]
    ]


# Administrators


def of_administrator(user: User) -> dict[str, Any]:
    """The places in one sentence; gaps; this week; what failed; what is to hand over."""
    standing = portfolio.counts(portfolio.writing_places(), user)
    today = timezone.localdate()
    trouble = {
        f"job {kind._meta.label}": kind._default_manager.filter(state=State.FAILED)
        for kind in jobs.kinds()
    }
    count = count_each(
        no_area_lead=without(Role.AREA_LEAD),
        no_approver=without(Role.APPROVER),
        never_here=never_signed_in(),
        mails=Mail.objects.filter(state__in=[Mail.State.FAILED, Mail.State.UNKNOWN]),
        **trouble,
    )
    return {
        "count": sum(standing.values()),
        "sentence": portfolio.in_a_sentence(standing),
        "gaps": [
            ("Places without an Area Lead", count["no_area_lead"]),
            ("Places without an approver", count["no_approver"]),
            ("People who never signed in", count["never_here"]),
        ],
        "due": ImportantDate.objects.live()
        .filter(latest__range=(today, today + THIS_WEEK), done_at=None)
        .select_related("place")
        .order_by("latest")[:A_FEW],
        "failed_mails": count["mails"],
        "failed_jobs": sum(count[name] for name in trouble),
        "not_handed_over": Agreement.objects.filter(strategy__exports=None)
        .select_related("strategy__place")
        .order_by("decided_on")[:SHOWN],
    }


def count_each(**several: QuerySet[Any]) -> dict[str, int]:
    """How many rows each of these has, in one query."""
    first, *others = (_counted(name, rows) for name, rows in several.items())
    return dict(first.union(*others, all=True))


def _counted(name: str, rows: QuerySet[Model]) -> QuerySet[Any]:
    what = Value(name, CharField())
    named = rows.order_by().annotate(what=what).values("what")
    return named.annotate(count=Count("pk")).values_list("what", "count")
