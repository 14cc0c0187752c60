"""Somebody at a strategy: since when, what others wrote meanwhile, who else is there.

A visit ends after half an hour in which nobody looked. While it lasts its row is
touched every five minutes at most, so that reading stays reading. All that is asked
comes along with the strategy and its parts: an overview costs no further query.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from people.models import User
from strategies.history import NEVER_STOOD
from strategies.models import Part, Revision, Strategy, Visit
from strategies.presence import HERE_FOR

OVER_AFTER = timedelta(minutes=30)
TOUCHED_EVERY = timedelta(minutes=5)


@dataclass(frozen=True)
class Change:
    """A part in which others wrote since somebody read it."""

    part: Part
    by: str
    at: datetime
    read: int  # the saved text that stood then; 0 if there was none

    @property
    def now(self) -> int:
        return self.part.base


def with_visit(strategies: QuerySet[Strategy], user: User) -> QuerySet[Strategy]:
    """The strategies, each knowing when this person was there last."""
    visits = Visit.objects.filter(strategy=OuterRef("pk"), user=user)
    return strategies.annotate(
        seen_at=Subquery(visits.values("at")),
        seen_since=Subquery(visits.values("since")),
    )


def since(strategy: Strategy, user: User) -> datetime | None:
    """When the visit before this one ended. Notes that this person is here now.

    None when they were never here before. Takes a strategy with its visit.
    """
    now = timezone.now()
    seen: datetime | None = vars(strategy)["seen_at"]
    before: datetime | None = vars(strategy)["seen_since"]
    if seen is None:
        # Two pages opened at once by somebody new are one visit.
        first = Visit(strategy=strategy, user=user, at=now)
        Visit.objects.bulk_create([first], ignore_conflicts=True)
        return None
    if now - seen > OVER_AFTER:
        before = seen
    if now - seen > TOUCHED_EVERY:
        # Unless another page of theirs has just done so.
        visit = Visit.objects.filter(strategy=strategy, user=user, at=seen)
        visit.update(at=now, since=before)
    return before


def with_news(
    parts: QuerySet[Part], user: User, moment: datetime | None
) -> QuerySet[Part]:
    """The parts, each knowing what others wrote in it since that moment."""
    if moment is None:
        return parts
    stood = Revision.objects.filter(part=OuterRef("pk")).exclude(kind__in=NEVER_STOOD)
    news = stood.filter(at__gt=moment).exclude(by=user).order_by("-number")
    read = stood.filter(at__lte=moment).order_by("-number")
    return parts.annotate(
        news_by=Subquery(news.values("by__name")[:1]),
        news_at=Subquery(news.values("at")[:1]),
        read=Subquery(read.values("number")[:1]),
    )


def changes(parts: Iterable[Part]) -> list[Change]:
    """What others wrote in parts that know it, the newest first."""
    found = [
        Change(part, vars(part)["news_by"], at, vars(part)["read"] or 0)
        for part in parts
        if (at := vars(part).get("news_at"))
    ]
    return sorted(found, key=lambda change: change.at, reverse=True)


def with_people(parts: QuerySet[Part]) -> QuerySet[Part]:
    """The parts, each as often as somebody has it open now: gather them again."""
    now = Q(presences__at__gt=timezone.now() - HERE_FOR)
    return parts.annotate(
        here=FilteredRelation("presences", condition=now),
        here_user=F("here__user"),
        here_name=F("here__user__name"),
        here_writes=F("here__is_writing"),
    )


def gathered(parts: Iterable[Part], user: User) -> dict[Part, dict[str, bool]]:
    """Each part once, with the names of others in it and whether they are writing."""
    found: dict[Part, dict[str, bool]] = {}
    for part in parts:
        people = found.setdefault(part, {})
        here = vars(part)
        if here["here_user"] not in (None, user.pk):
            name = here["here_name"]
            people[name] = people.get(name, False) or here["here_writes"]
    return found


def in_words(people: dict[str, bool]) -> str:
    """Who is in a part, in words."""
    writing = [name for name, writes in people.items() if writes]
    others = [name for name, writes in people.items() if not writes]
    said = []
    if writing:
        verb = "is" if len(writing) == 1 else "are"
        said.append(f"{_and(writing)} {verb} writing here now")
    if others:
        verb = "has" if len(others) == 1 else "have"
        said.append(f"{_and(others)} {verb} it open")
    return "; ".join(said)


def _and(names: list[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
