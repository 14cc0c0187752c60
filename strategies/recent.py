"""What changed in a strategy since a moment: who wrote how much where, and which records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, OuterRef, Subquery

from people.models import User
from strategies.history import NEVER_STOOD, more_or_fewer, span
from strategies.models import Part, RecordChange, Revision, Strategy, Visit
from strategies.nouns import NOUNS, Noun

LISTED = 100  # sittings, and changes of records


@dataclass(frozen=True)
class Sitting:
    """What one person wrote in one part in one go, since the moment."""

    who: str
    began: datetime
    ended: datetime
    saves: int
    before: int  # the text that stood before it
    last: int
    difference: int

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
        return self.sittings[-1].before

    @property
    def last(self) -> int:
        return self.sittings[0].last

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
    """With the id of the part of each; one more than are listed, if there are more."""
    stood = Revision.objects.filter(part__strategy=strategy, at__gte=moment).exclude(
        kind__in=NEVER_STOOD
    )
    rows = list(
        stood.order_by()
        .values("part", "sitting", "by__name")
        .annotate(
            began=Min("at"),
            ended=Max("at"),
            first=Min("number"),
            last=Max("number"),
            saves=Count("pk"),
        )
        .order_by("-ended", "-first")[: LISTED + 1]
    )
    edges = _edges(rows)
    found = []
    for row in rows:
        before = edges[row["part"], row["first"]]
        difference = edges[row["part"], row["last"]]["words"] - before["words_before"]
        found.append((row["part"], _sitting(row, before["number_before"], difference)))
    return found


def _sitting(row: dict[str, Any], before: int, difference: int) -> Sitting:
    return Sitting(
        who=row["by__name"],
        began=row["began"],
        ended=row["ended"],
        saves=row["saves"],
        before=before,
        last=row["last"],
        difference=difference,
    )


def _edges(rows: Iterable[dict[str, Any]]) -> dict[tuple[int, int], dict[str, Any]]:
    """The first and last texts of the sittings, with the words of what stood before."""
    rows = list(rows)
    numbers = {row[edge] for row in rows for edge in ("first", "last")}
    earlier = Revision.objects.filter(
        part=OuterRef("part"), number__lt=OuterRef("number")
    )
    before = earlier.exclude(kind__in=NEVER_STOOD).order_by("-number")
    found = Revision.objects.filter(
        part__in={row["part"] for row in rows}, number__in=numbers
    ).annotate(
        words_before=Subquery(before.values("words")[:1]),
        number_before=Subquery(before.values("number")[:1]),
    )
    columns = ("part", "number", "words", "words_before", "number_before")
    return {
        (row["part"], row["number"]): {key: row[key] or 0 for key in columns}
        for row in found.order_by().values(*columns)
    }


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
