"""A record or an answer saved on an older one than stands now.

What was typed is kept aside as it came, then joined with what others saved. Like all of
`records`, this runs under the strategy's lock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from people.models import User
from strategies import records
from strategies.joining import Joined, Values, changed, joined
from strategies.nouns import noun_of, plain
from strategies.records import Kind, Saved


class Outcome(StrEnum):
    SAVED = "saved"
    UNCHANGED = "unchanged"
    JOINED = "joined"
    CONFLICT = "conflict"
    REMOVED = "removed"


@dataclass(frozen=True)
class Saving:
    """What came of a save, how it was joined with others', and whose those are."""

    outcome: Outcome
    joined: Joined = field(default_factory=Joined)
    others: list[User] = field(default_factory=list)


def save_over(
    record: Saved,
    stood: Saved,
    *,
    read_at: int,
    by: User,
    blank: Mapping[str, Any] | None = None,
) -> Saving:
    """Save a record as typed; `stood` is the same one as it stands unchanged.

    Where another was saved since it was read, the two are joined field by field, and
    what was typed is kept aside as it came. If both changed a field differently nothing
    is saved: somebody must choose, and the record holds what is joined already.
    `blank` is what an empty form said, for what was read before anything was saved.
    """
    noun = noun_of(record)
    mine, theirs = noun.values(record), noun.values(stood)
    is_removed = getattr(stood, "removed_at", None) is not None
    if read_at == stood.revision and not is_removed:
        return _save_typed(record, mine, theirs, by=by)
    base, others = _read(stood, read_at)
    base = base or dict(blank or {})
    both = joined(noun, base, mine, theirs)
    if changed(noun, base, mine) and changed(noun, mine, theirs):
        records.keep_aside(record, mine, read_at=read_at, by=by)
    if is_removed:
        return Saving(Outcome.REMOVED)
    _give(record, both.mine, stood)
    if both.asked:
        return Saving(Outcome.CONFLICT, both, others)
    saving = _save_typed(record, both.mine, theirs, by=by)
    if saving.outcome == Outcome.UNCHANGED or not both.came:
        return saving
    return Saving(Outcome.JOINED, both, others)


def _save_typed(record: Saved, says: Values, stood: Values, *, by: User) -> Saving:
    if not changed(noun_of(record), says, stood):
        return Saving(Outcome.UNCHANGED)
    records.save(record, by=by)
    return Saving(Outcome.SAVED)


def _read(record: Saved, read_at: int) -> tuple[Values, list[User]]:
    """What it said at that revision, and who saved it since, the last one first."""
    rows = records.history(record.strategy, noun_of(record).key, record.ref)
    values: Values = {}
    others: dict[int, User] = {}
    for row in rows.filter(revision__gte=read_at).exclude(kind=Kind.ASIDE):
        if row.revision == read_at:
            values = row.values
        else:
            others[row.by_id] = row.by
    return values, list(others.values())


def _give(record: Saved, values: Values, stood: Saved) -> None:
    """Let the record say these values; what others saved is taken from where it stands."""
    for name, value in values.items():
        if plain(getattr(record, name)) == value:
            continue
        standing = getattr(stood, name)
        setattr(record, name, standing if plain(standing) == value else value)
