"""What each kind of person finds on their home page: at most six things."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from office.models import Entry, Mail
from people.models import Role, User
from people.pages import never_signed_in, without
from reviews import portfolio
from reviews.models import Agreement, ImportantDate, Point, Round
from reviews.story import Line, line, readable
from reviews.workflow import Move, moves_for
from strategies.contents import with_whom
from strategies.models import EDITABLE, Part, Strategy

COMING = timedelta(days=28)
SHOWN = 12
THIS_WEEK = timedelta(days=7)


def home_of(user: User) -> dict[str, Any]:
    """The sections this person's roles call for; most people have one."""
    shown: dict[str, Any] = {"dates": dates_of(user)}
    if user.is_administrator:
        shown["administrator"] = of_administrator(user)
    if user.places((Role.AREA_LEAD,)):
        shown["area_lead"] = of_area_lead(user)
    if user.reads_for():
        shown["at_the_place"] = of_place(user)
    if circulated := circulated_to(user):
        shown["circulated"] = circulated
    return shown


def dates_of(user: User) -> QuerySet[ImportantDate]:
    """The next dates this person follows."""
    today = timezone.localdate()
    return (
        ImportantDate.objects.visible_to(user)
        .live()
        .filter(latest__gte=today, earliest__lte=today + COMING, done_at=None)
        .select_related("place")
        .order_by("latest")[:6]
    )


def circulated_to(user: User) -> list[Round]:
    """Versions this reviewer was asked to read."""
    return list(
        Round.objects.filter(circulations__user=user, closed_at=None).select_related(
            "strategy__place", "version"
        )
    )


def of_place(user: User) -> dict[str, Any]:
    """Where we stand, what waits for us, where I stopped, what changed since."""
    strategies = list(
        Strategy.objects.filter(place__in=user.reads_for(), status__in=EDITABLE)
        .select_related("place", "in_question")
        .order_by("title")[:10]
    )
    writes = user.places((Role.OFFICER, Role.CONTRIBUTOR))
    return {
        "strategies": [(item, with_whom(item)) for item in strategies],
        "waiting": [(item, move) for item in strategies for move in turns(user, item)],
        "points": Point.objects.sent()
        .open()
        .filter(strategy__in=strategies, replies=None)
        .exclude(level=Point.Level.THOUGHT)
        .select_related("strategy")[:10]
        if writes
        else [],
        "carry_on": Part.objects.live()
        .filter(strategy__in=strategies, latest__by=user)
        .select_related("strategy")
        .order_by("-latest__at")
        .first(),
        "changed": changed_since(user, strategies),
        "may_begin": bool(user.places((Role.OFFICER,))) and not strategies,
    }


def turns(user: User, strategy: Strategy) -> list[Move]:
    """The moves that carry a strategy on, where they are this person's to take."""
    onward = ("approve", "submit", "agree")
    return [move for move in moves_for(user, strategy) if move.verb in onward]


def changed_since(user: User, strategies: list[Strategy]) -> list[Line]:
    """What others did since this person last signed in."""
    if user.last_seen_at is None or not strategies:
        return []
    chains = [f"strategy:{strategy.pk}" for strategy in strategies]
    entries = readable(
        Entry.objects.filter(chain__in=chains, at__gt=user.last_seen_at)
        .exclude(by=user)
        .select_related("by")
        .order_by("-at"),
        at_the_place=True,
        in_government=False,
    )
    return [line(entry) for entry in entries[:6]]


def of_area_lead(user: User) -> dict[str, Any]:
    """What waits for me, oldest first; my places; who has not answered."""
    mine = user.places((Role.AREA_LEAD,))
    rounds = (
        Round.objects.filter(strategy__place__in=mine, closed_at=None)
        .exclude(strategy__status="withdrawn")
        .select_related("strategy__place", "version")
        .order_by("opened_at")
    )
    unanswered = (
        Point.objects.sent()
        .open()
        .filter(strategy__place__in=mine, replies=None)
        .exclude(level=Point.Level.THOUGHT)
        .select_related("strategy__place")
        .order_by("sent_at")[:10]
    )
    places = portfolio.places(user, portfolio.Filters()).filter(pk__in=mine)
    return {
        "waiting": rounds[:SHOWN],
        "rows": portfolio.rows(user, places[:SHOWN]),
        "unanswered": unanswered,
    }


def of_administrator(user: User) -> dict[str, Any]:
    """The places in one sentence; the gaps; what failed; what was not handed over."""
    places = portfolio.writing_places()
    today = timezone.localdate()
    failed = Q(state__in=[Mail.State.FAILED, Mail.State.UNKNOWN])
    return {
        "count": places.count(),
        "sentence": portfolio.in_a_sentence(places),
        "gaps": [
            ("Places without an Area Lead", without(Role.AREA_LEAD).count()),
            ("Places without an approver", without(Role.APPROVER).count()),
            ("People who never signed in", never_signed_in().count()),
        ],
        "due": ImportantDate.objects.live()
        .filter(latest__range=(today, today + THIS_WEEK), done_at=None)
        .select_related("place")[:6],
        "failed_mails": Mail.objects.filter(failed).count(),
        "not_handed_over": Agreement.objects.filter(strategy__exports=None)
        .select_related("strategy__place")
        .order_by("decided_on")[:10],
    }
