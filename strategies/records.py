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

from django.db.models import Max, Q
from django.utils import timezone

from people.models import User
from strategies.models import (
    Action,
    Chart,
    ChecklistAnswer,
    Commitment,
    Connection,
    Decision,
    Figure,
    Finding,
    Measure,
    Priority,
    Question,
    Record,
    RecordChange,
    Report,
    Statement,
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
    """Take it out of the strategy, and with a priority all that hangs on it.

    What names a priority and stands by itself stays: statements, questions, commitments.
    """
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
    for name in BELONGS_TO.get(type(record), ()):
        priority = getattr(record, name)
        if priority is not None and priority.removed_at is not None:
            raise PriorityRemoved(priority)
    back = [record]
    for one in hanging_on(record, removed_at=record.removed_at):
        if other := other_end_gone(one, record):
            wait_for(one, other)
        else:
            back.append(one)
    for one in back:
        one.removed_at = one.removed_by = None
    return _mark(back, by=by, kind=Kind.RESTORED)


def move(record: Record, *, up: bool) -> bool:
    """Change places with the one above or below; False when there is none."""
    alike = {
        name: getattr(record, name) for name in ORDERED_WITHIN.get(type(record), ())
    }
    standing = list(siblings(record).filter(removed_at=None, **alike))
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


# A record changes places only with those that share these as well: its page groups them.
ORDERED_WITHIN: dict[type[Record], tuple[str, ...]] = {Commitment: ("voice",)}


def within(record: Record) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in COUNTED_WITHIN.get(type(record), ()))


def ref_of(record: Record) -> str:
    if isinstance(record, Finding):
        return f"{Finding.LETTERS[Finding.Kind(record.kind)]}{record.number}"
    if isinstance(record, Action):
        return f"A{record.priority.number}.{record.number}"
    return f"{LETTERS[type(record)]}{record.number}"


# A chart's ref may be a challenge's too: lines and lists say which of the two they mean.
LETTERS: dict[type[Record], str] = {
    Priority: "P",
    Measure: "M",
    Figure: "F",
    Chart: "C",
    Commitment: "K",
    Connection: "L",
    Decision: "B",
    Question: "Q",
    Report: "R",
    Statement: "D",
}


# The priorities without which a record cannot stand.
BELONGS_TO: dict[type[Record], tuple[str, ...]] = {
    Action: ("priority",),
    Measure: ("priority",),
    Connection: ("source", "target"),
}


def hanging_on(record: Record, **removal: Any) -> list[Record]:
    """A priority's actions, measures and connections: that stand, or were removed then."""
    if not isinstance(record, Priority):
        return []
    actions, measures, joined = _hanging(record, removal or {"removed_at": None})
    hanging = [*actions, *measures]
    for one in hanging:
        one.priority = record
    return [*hanging, *joined.select_related("source", "target")]


def hanging_in_words(record: Record) -> list[str]:
    """What they are called, in one query: enough to say what a removal would take."""
    if not isinstance(record, Priority):
        return []
    actions, measures, joined = (
        rows.order_by().values_list("ref", "title")
        for rows in _hanging(record, {"removed_at": None})
    )
    return [f"{ref} {title}" for ref, title in actions.union(measures, joined)]


def _hanging(priority: Priority, which: dict[str, Any]) -> list[Any]:
    ends = Q(source=priority) | Q(target=priority)
    return [
        Action.objects.filter(priority=priority, **which),
        Measure.objects.filter(priority=priority, **which),
        Connection.objects.filter(ends, **which),
    ]


def other_end_gone(record: Record, priority: Record) -> Priority | None:
    """The other priority of a connection, if that was removed too."""
    if not isinstance(record, Connection):
        return None
    other = record.target if record.source_id == priority.pk else record.source
    return other if other.removed_at is not None else None


def wait_for(record: Record, priority: Priority) -> None:
    """Let a connection come back with the priority that is still gone."""
    record.removed_at = priority.removed_at
    record.save(update_fields=["removed_at"])


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
