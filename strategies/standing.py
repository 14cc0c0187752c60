"""A part as it stands, its strategy's row locked: where every save begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from people.models import User
from strategies.models import (
    Landmark,
    Part,
    Revision,
    SharedPart,
    Strategy,
    Version,
)
from strategies.permissions import may_write_part
from strategies.text import Block

Kind = Revision.Kind
IN_A_SITTING = (Kind.SAVED, Kind.SENT, Kind.MERGED)
NAMED = (Kind.JOINED, Kind.RESTORED, Kind.SHARED)  # end everybody's sitting
SITTING_ENDS_AFTER = timedelta(minutes=30)
COUNTED_FOR = timedelta(seconds=10)


class Locked(PermissionDenied):
    """Nobody may write it any longer: the strategy is closed or the part removed."""


class Taken(Locked):
    """Its text is another place's, and is accepted here version by version."""


@dataclass(frozen=True)
class Standing:
    """A part under the lock, and what a save by this person needs to know of it."""

    part: Part
    by: User
    last_number: int
    version: int  # the newest frozen one's number, or 0
    saves: int  # theirs, of the last seconds
    sitting: int | None  # the one that a save of theirs carries on, if it does
    other: str  # the name of somebody else who saved since what they read, or none
    read: list[Block] | None  # what they read, if it ever stood and stands no more
    has_sent: bool  # whether they may have sent something on what they read before
    aside: int | None  # the sitting of what was kept aside for them on what they read

    def require_open(self, *, to_take: bool = False) -> None:
        """Raise unless this person may write the part now, or take a shared text in."""
        if not self.part.strategy.is_editable or self.part.removed_at is not None:
            raise Locked
        if is_taken(self.part) and not to_take:
            raise Taken
        if not may_write_part(self.by, self.part):
            raise PermissionDenied


def taken(part: Any) -> QuerySet[SharedPart]:
    """The sharing by which the text of the part is another place's."""
    return SharedPart.objects.filter(taken_as=part, ended_at=None)


def is_taken(part: Part) -> bool:
    """Asked of the database only where the part was not fetched with the answer."""
    if "is_taken" not in vars(part):
        vars(part)["is_taken"] = taken(part).exists()
    return bool(vars(part)["is_taken"])


def held(strategy_id: int) -> Strategy:
    """The strategy as it stands now, its row locked until the transaction ends."""
    return Strategy.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=strategy_id
    )


def standing(part: Part, by: User, read: int) -> Standing:
    """The part as it stands for this person, who read it at that number.

    Lock first, read after: a query that does both would show what stood before it waited.
    """
    strategy = held(part.strategy_id)
    strategy.place = part.strategy.place
    was_stale = part.base != read
    rows = _with_saves(by)
    fresh = (_with_what_was_read(rows, by, read) if was_stale else rows).get(pk=part.pk)
    fresh.strategy = strategy
    if fresh.base != read and not was_stale:
        return standing(fresh, by, read)
    facts = vars(fresh)
    return Standing(
        fresh,
        by,
        last_number=facts["last_number"] or 0,
        version=facts["version"] or 0,
        saves=facts["saves"] or 0,
        sitting=None if facts["is_over"] else facts["own_sitting"],
        other=facts.get("other") or "",
        read=_blocks_read(facts.get("blocks_read"), read),
        has_sent=facts.get("has_sent", True),
        aside=facts.get("aside"),
    )


def _blocks_read(rows: list[dict[str, str]] | None, read: int) -> list[Block] | None:
    if rows is None:
        return [] if read == 0 else None
    return [Block(row["id"], row["text"]) for row in rows]


def _revisions() -> QuerySet[Revision]:
    return Revision.objects.filter(part=OuterRef("pk")).order_by("-number")


def _with_saves(by: User) -> QuerySet[Part]:
    """With what every save asks, each by an index: a long history costs no more."""
    theirs = _revisions().filter(by=by, at__gt=timezone.now() - COUNTED_FOR)
    count = theirs.order_by().values("by").annotate(n=Count("pk"))
    versions = Version.objects.filter(strategy=OuterRef("strategy")).order_by("-number")
    own = _own(by)
    since = {"part": OuterRef("pk"), "number__gte": OuterRef("own_number")}
    marks = {f"revision__{name}": value for name, value in since.items()}
    parts = Part.objects.select_related("latest__by").annotate(
        last_number=Subquery(_revisions().values("number")[:1]),
        version=Subquery(versions.values("number")[:1]),
        saves=Subquery(count.values("n")),
        own_number=Subquery(own.values("number")[:1]),
        own_sitting=Subquery(own.values("sitting")[:1]),
        is_taken=Exists(taken(OuterRef("pk"))),
    )
    return parts.annotate(
        is_over=Exists(Landmark.objects.filter(**marks))
        | Exists(Revision.objects.filter(**since, kind__in=NAMED))
    )


def _own(by: User) -> QuerySet[Revision]:
    """What they saved last, if that was a little while ago.

    Others may have saved since: people who write at once sit each at their own.
    """
    recent = Revision.objects.filter(
        part=OuterRef("pk"),
        by=by,
        kind__in=IN_A_SITTING,
        at__gt=timezone.now() - SITTING_ENDS_AFTER,
    )
    return recent.order_by("-at")


def _with_what_was_read(parts: QuerySet[Part], by: User, read: int) -> QuerySet[Part]:
    """Asked only where it stands no more: most saves are of what was read last."""
    stood = _revisions().filter(number=read).exclude(kind=Kind.ASIDE)
    since = _revisions().filter(number__gt=read)
    others = since.exclude(by=by).exclude(kind=Kind.ASIDE)
    sent = since.filter(base=read, by=by)
    return parts.annotate(
        other=Subquery(others.values("by__name")[:1]),
        blocks_read=Subquery(stood.values("blocks")),
        has_sent=Exists(sent),
        aside=Subquery(sent.filter(kind=Kind.ASIDE).values("sitting")[:1]),
    )
