"""What others did since somebody was here, and who has not answered."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import (
    QuerySet,
)

from office import ledger
from office.models import Entry
from people.models import User
from reviews.models import Point
from reviews.story import Line, line, readable
from strategies.models import Strategy

A_FEW = 6
SHOWN = 12


@dataclass(frozen=True)
class News:
    """Something that others did, and in which strategy."""

    strategy: Strategy
    line: Line


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


def unanswered() -> QuerySet[Point]:
    """What was sent to a place and has no reply, but for what needs none."""
    return (
        Point.objects.sent()
        .open()
        .filter(replies=None)
        .exclude(level=Point.Level.THOUGHT)
        .select_related("strategy__place")
    )
