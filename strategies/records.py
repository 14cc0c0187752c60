"""How records are added, changed, ordered, removed and brought back.

Every function here runs under the strategy's lock: whoever calls it has read the
strategy with `held`. Refs are given once and never again, because no row is deleted.
Every save leaves a row in the history, and so does a text that came too late.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Max
from django.utils import timezone

from people.models import User
from strategies.models import (
    Action,
    ChecklistAnswer,
    Figure,
    Finding,
    Measure,
    Priority,
    Record,
    RecordChange,
    Strategy,
)
from strategies.nouns import noun_of

Kind = RecordChange.Kind
Saved = Record | ChecklistAnswer  # what has a history


class PriorityRemoved(Exception):
    """What belongs to a removed priority cannot come back before it does."""

    def __init__(self, priority: Priority) -> None:
        super().__init__(priority)
        self.priority = priority


def add(record: Record, *, by: User) -> Record:
    """Save a new record at the end of its list, with the next ref there is."""
    record.number = (
        1 + (siblings(record).aggregate(last=Max("number", default=0))["last"])
    )
    record.order = record.number
    record.ref = ref_of(record)
    record.changed_at, record.changed_by = timezone.now(), by
    record.save(force_insert=True)
    change_of(record, by=by, kind=Kind.SAVED).save(force_insert=True)
    return record


def add_all(new: Sequence[Record], *, after: Iterable[Record], by: User) -> None:
    """Add records of one kind, after all there are, in as few queries as there can be."""
    last: dict[Any, int] = defaultdict(int)
    for record in after:
        last[within(record)] = max(last[within(record)], record.number)
    at = timezone.now()
    for record in new:
        last[within(record)] += 1
        record.number = record.order = last[within(record)]
        record.ref = ref_of(record)
        record.changed_at, record.changed_by = at, by
    type(new[0])._default_manager.bulk_create(new)
    changes = [change_of(record, by=by, kind=Kind.SAVED) for record in new]
    for change in changes:
        change.at = at
    RecordChange.objects.bulk_create(changes)


def save(record: Saved, *, by: User, asides: Sequence[RecordChange] = ()) -> Saved:
    """Save what the record now says as its next revision, after what it was joined of."""
    record.revision += 1
    record.changed_at, record.changed_by = timezone.now(), by
    record.save()
    now = change_of(record, by=by, kind=Kind.SAVED)
    RecordChange.objects.bulk_create([*asides, now])
    return record


def keep_aside(
    record: Saved, values: dict[str, Any], *, read_at: int, by: User
) -> None:
    """Keep in the history what somebody typed on an older revision."""
    aside(record, values, read_at=read_at, by=by).save(force_insert=True)


def remove(record: Record, *, by: User) -> list[Record]:
    """Take it out of the strategy, and with a priority all that hangs on it."""
    return remove_all([record, *hanging_on(record)], by=by)


def remove_all(gone: list[Record], *, by: User) -> list[Record]:
    at = timezone.now()
    for one in gone:
        one.removed_at, one.removed_by = at, by
    return _mark(gone, by=by, kind=Kind.REMOVED)


def bring_back(record: Record, *, by: User) -> list[Record]:
    """Undo a removal, and with a priority's all that went with it.

    Raises PriorityRemoved if what it belongs to is not there.
    """
    if record.removed_at is None:
        return []
    priority = getattr(record, "priority", None)
    if priority is not None and priority.removed_at is not None:
        raise PriorityRemoved(priority)
    back = [record, *hanging_on(record, removed_at=record.removed_at)]
    for one in back:
        one.removed_at = one.removed_by = None
    return _mark(back, by=by, kind=Kind.RESTORED)


def move(record: Record, *, up: bool) -> bool:
    """Change places with the one above or below; False when there is none."""
    standing = list(siblings(record).filter(removed_at=None))
    here = standing.index(record)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(standing):
        return False
    other = standing[there]
    record.order, other.order = other.order, record.order
    for one in (record, other):
        one.save(update_fields=["order"])
    return True


def order_mark(records: Iterable[Record]) -> str:
    """Changes whenever the list does: a button carries it, so a stale one does nothing."""
    refs = " ".join(record.ref for record in records if record.removed_at is None)
    return hashlib.sha256(refs.encode()).hexdigest()[:12]


def siblings(record: Record) -> Any:
    """Those it is numbered and ordered among, removed ones too."""
    shared = COUNTED_WITHIN.get(type(record), ())
    return type(record)._default_manager.filter(
        strategy_id=record.strategy_id,
        **{name: getattr(record, name) for name in shared},
    )


# A record is numbered among those of its strategy that share these.
COUNTED_WITHIN: dict[type[Record], tuple[str, ...]] = {
    Finding: ("kind",),
    Action: ("priority_id",),
}


def within(record: Record) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in COUNTED_WITHIN.get(type(record), ()))


def ref_of(record: Record) -> str:
    if isinstance(record, Finding):
        return f"{Finding.LETTERS[Finding.Kind(record.kind)]}{record.number}"
    if isinstance(record, Action):
        return f"A{record.priority.number}.{record.number}"
    letters: dict[type[Record], str] = {Priority: "P", Measure: "M", Figure: "F"}
    return f"{letters[type(record)]}{record.number}"


def hanging_on(record: Record, **removal: Any) -> list[Record]:
    """A priority's actions and measures: those that stand, or those removed then."""
    if not isinstance(record, Priority):
        return []
    found = removal or {"removed_at": None}
    hanging = [
        *Action.objects.filter(priority=record, **found),
        *Measure.objects.filter(priority=record, **found),
    ]
    for one in hanging:
        one.priority = record
    return hanging


def change_of(record: Saved, *, by: User, kind: str) -> RecordChange:
    noun = noun_of(record)
    return RecordChange(
        strategy_id=record.strategy_id,
        noun=noun.key,
        ref=record.ref,
        kind=kind,
        values=noun.values(record),
        revision=record.revision,
        by=by,
    )


def aside(
    record: Saved, values: dict[str, Any], *, read_at: int, by: User
) -> RecordChange:
    kept = change_of(record, by=by, kind=Kind.ASIDE)
    kept.values, kept.revision = values, read_at
    return kept


def added_together(strategy: Strategy, noun: str, *, by: User) -> list[RecordChange]:
    """The first saves of what this person added last in one step, if that was several."""
    first: Any = RecordChange.objects.filter(
        strategy=strategy, noun=noun, kind=Kind.SAVED, revision=1, by=by
    )
    newest = first.first()
    found = list(first.filter(at=newest.at).order_by("pk")) if newest else []
    return found if len(found) > 1 else []


def history(strategy: Strategy, noun: str, ref: str) -> Any:
    """What it said, save by save, newest first."""
    return RecordChange.objects.filter(
        strategy=strategy, noun=noun, ref=ref
    ).select_related("by")


def _mark(records: list[Record], *, by: User, kind: str) -> list[Record]:
    """Write the removal, or its undoing, of several records in few queries."""
    for record in records:
        record.revision += 1
    fields = ["revision", "removed_at", "removed_by"]
    for model in {type(record) for record in records}:
        rows = [record for record in records if type(record) is model]
        model._default_manager.bulk_update(rows, fields)
    RecordChange.objects.bulk_create(
        change_of(record, by=by, kind=kind) for record in records
    )
    return records
