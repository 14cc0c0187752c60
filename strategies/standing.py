"""A part as it stands, its strategy's row locked: where every save begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from people.models import User
from strategies.models import Landmark, Part, Revision, Strategy, Version
from strategies.permissions import may_write_part
from strategies.text import Block

Kind = Revision.Kind
IN_A_SITTING = (Kind.SAVED, Kind.SENT, Kind.MERGED)
SITTING_ENDS_AFTER = timedelta(minutes=30)
# So many of the newest saves are looked at to see whether somebody saves without end.
LOOKED_AT = 100
COUNTED_FOR = timedelta(seconds=10)


class Locked(PermissionDenied):
    """Nobody may write it any longer: the strategy is closed or the part removed."""


@dataclass(frozen=True)
class Standing:
    """A part under the lock, and what a save by this person needs to know of it."""

    part: Part
    by: User
    last_number: int
    version: int  # the newest frozen one's number, or 0
    saves: int  # theirs, of the last seconds
    other: str  # the name of somebody else who saved since what they read, or none
    read: list[Block] | None  # what they read, if it ever stood and stands no more
    has_sent: bool  # whether they sent anything else on what they read
    aside: int | None  # the sitting of what was kept aside for them on what they read
    has_landmark: bool

    @property
    def sitting(self) -> int | None:
        """The sitting that a save of theirs carries on; None if it begins one."""
        latest = self.part.latest
        if latest is None or latest.by_id != self.by.pk or self.has_landmark:
            return None
        is_new = latest.at > timezone.now() - SITTING_ENDS_AFTER
        return latest.sitting if is_new and latest.kind in IN_A_SITTING else None

    def require_open(self) -> None:
        """Raise unless this person may write the part now."""
        if not self.part.strategy.is_editable or self.part.removed_at is not None:
            raise Locked
        if not may_write_part(self.by, self.part):
            raise PermissionDenied


def held(strategy_id: int) -> Strategy:
    """The strategy as it stands now, its row locked until the transaction ends."""
    return Strategy.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=strategy_id
    )


def standing(part: Part, by: User, read: int = 0) -> Standing:
    """The part as it stands for this person, who read it at that number.

    Lock first, read after: a query that does both would show what stood before it waited.
    """
    strategy = held(part.strategy_id)
    strategy.place = part.strategy.place
    fresh = _with_saves(by, read).get(pk=part.pk)
    fresh.strategy = strategy
    facts = vars(fresh)
    return Standing(
        fresh,
        by,
        last_number=facts["last_number"] or 0,
        version=facts["version"] or 0,
        saves=facts["saves"] or 0,
        other=facts["other"] or "",
        read=_blocks_read(facts["blocks_read"], read),
        has_sent=facts["has_sent"],
        aside=facts["aside"],
        has_landmark=facts["has_landmark"],
    )


def _blocks_read(rows: list[dict[str, str]] | None, read: int) -> list[Block] | None:
    if rows is None:
        return [] if read == 0 else None
    return [Block(row["id"], row["text"]) for row in rows]


def _with_saves(by: User, read: int) -> QuerySet[Part]:
    saves = Revision.objects.filter(part=OuterRef("pk")).order_by("-number")
    newest = Revision.objects.filter(part=OuterRef(OuterRef("pk"))).order_by("-number")
    since = timezone.now() - COUNTED_FOR
    theirs = Revision.objects.filter(pk__in=newest.values("pk")[:LOOKED_AT], by=by)
    count = theirs.filter(at__gt=since).order_by().values("by").annotate(n=Count("pk"))
    others = saves.filter(number__gt=read).exclude(by=by).exclude(kind=Kind.ASIDE)
    stood = saves.filter(number=read).exclude(pk=OuterRef("latest"))
    sent = saves.filter(number__gt=read, base=read, by=by)
    versions = Version.objects.filter(strategy=OuterRef("strategy")).order_by("-number")
    return Part.objects.select_related("latest__by").annotate(
        last_number=Subquery(saves.values("number")[:1]),
        version=Subquery(versions.values("number")[:1]),
        saves=Subquery(count.values("n")),
        other=Subquery(others.values("by__name")[:1]),
        blocks_read=Subquery(stood.exclude(kind=Kind.ASIDE).values("blocks")),
        has_sent=Exists(sent),
        aside=Subquery(sent.filter(kind=Kind.ASIDE).values("sitting")[:1]),
        has_landmark=Exists(Landmark.objects.filter(revision=OuterRef("latest"))),
    )
