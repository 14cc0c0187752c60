"""What changed in a strategy since a moment: who wrote how much where, and which records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Max, OuterRef, QuerySet, Subquery

from people.models import User
from strategies.history import NEVER_STOOD, more_or_fewer, span
from strategies.models import Part, RecordChange, Revision, Strategy, Visit
from strategies.nouns import NOUNS, Noun

LISTED = 100  # sittings, and changes of records


@dataclass
class Sitting:
    """What one person wrote in one part in one go, since the moment."""

    who: str
    began: datetime
    before: int  # the text that stood before it
    ended: datetime = field(init=False)
    last: int = 0
    saves: int = 0
    difference: int = 0

    @property
    def when(self) -> str:
        return span(self.began, self.ended)

    @property
    def difference_in_words(self) -> str:
        return more_or_fewer(self.difference)


@dataclass(frozen=True)
class Written:
    """One part with its sittings, the newest first."""

    part: Part
    sittings: list[Sitting] = field(default_factory=list)

    @property
    def before(self) -> int:
        """The text that stood before all of them."""
        return min(one.before for one in self.sittings)

    @property
    def last(self) -> int:
        return max(one.last for one in self.sittings)

    @property
    def difference_in_words(self) -> str:
        return more_or_fewer(sum(one.difference for one in self.sittings))


@dataclass(frozen=True)
class Recorded:
    """The newest change of one record."""

    change: RecordChange
    noun: Noun

    @property
    def title(self) -> str:
        return str(self.change.values.get("title", ""))


@dataclass(frozen=True)
class Recent:
    written: list[Written]
    removed: list[Part]
    records: list[Recorded]
    is_cut: bool

    @property
    def is_nothing(self) -> bool:
        return not (self.written or self.removed or self.records)


def since(strategy: Strategy, moment: datetime) -> Recent:
    """The same few queries however much was written; the newest parts first."""
    parts = {part.pk: part for part in strategy.parts.select_related("removed_by")}
    sittings = _sittings(strategy, moment)
    written: dict[int, Written] = {}
    for pk, sitting in sittings[:LISTED]:
        written.setdefault(pk, Written(parts[pk])).sittings.append(sitting)
    removed = [
        one for one in parts.values() if one.removed_at and one.removed_at >= moment
    ]
    records = _records(strategy, moment)
    is_cut = len(sittings) > LISTED or len(records) > LISTED
    return Recent(list(written.values()), removed, records[:LISTED], is_cut)


def last_visit(strategy: Strategy, user: User) -> datetime | None:
    """When this person's visit before this one ended."""
    visit = Visit.objects.filter(strategy=strategy, user=user).first()
    return visit.since if visit else None


def _sittings(strategy: Strategy, moment: datetime) -> list[tuple[int, Sitting]]:
    """With the id of the part of each, those that ended last first.

    People who write at once sit each at their own: each save counts against the text
    that stood before it, whoever's that was.
    """
    stands = _stood_before(strategy, moment)
    found: dict[tuple[int, int], Sitting] = {}
    for part, sitting, who, number, words, at in _saves(strategy, moment):
        before, words_before = stands.get(part, (0, 0))
        one = found.setdefault((part, sitting), Sitting(who, at, before))
        one.ended, one.last = at, number
        one.saves += 1
        one.difference += words - words_before
        stands[part] = (number, words)
    newest = sorted(found.items(), key=lambda item: item[1].ended, reverse=True)
    return [(part, one) for (part, _), one in newest]


def _saves(strategy: Strategy, moment: datetime) -> Iterator[tuple[Any, ...]]:
    columns = ("part", "sitting", "by__name", "number", "words", "at")
    saves = _stood(part__strategy=strategy, at__gte=moment)
    return saves.order_by("part", "number").values_list(*columns).iterator()


def _stood_before(strategy: Strategy, moment: datetime) -> dict[int, tuple[int, int]]:
    """The number and words of the text that stood in each part at the moment."""
    earlier = _stood(part=OuterRef("part"), at__lt=moment).order_by("-number")
    last = _stood(
        part__strategy=strategy, number=Subquery(earlier.values("number")[:1])
    )
    rows = last.order_by().values_list("part", "number", "words")
    return {part: (number, words) for part, number, words in rows}


def _stood(**which: Any) -> QuerySet[Revision]:
    return Revision.objects.filter(**which).exclude(kind__in=NEVER_STOOD)


def _records(strategy: Strategy, moment: datetime) -> list[Recorded]:
    """The newest change of each record that changed."""
    changes = RecordChange.objects.filter(
        strategy=strategy, noun__in=NOUNS, at__gte=moment
    ).exclude(kind=RecordChange.Kind.ASIDE)
    last = changes.order_by().values("noun", "ref").annotate(last=Max("pk"))
    newest = changes.filter(pk__in=last.values("last")).select_related("by")
    return [
        Recorded(change, NOUNS[change.noun])
        for change in newest.order_by("-pk")[: LISTED + 1]
    ]
