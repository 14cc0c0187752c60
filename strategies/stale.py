"""A record or an answer saved on an older one than stands now.

What was typed is kept aside as it came, then joined with what others saved. Like all of
`records`, this runs under the strategy's lock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from people.models import User
from strategies import records
from strategies.joining import Joined, Values, changed, joined
from strategies.models import RecordChange
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
        return _save_typed(record, theirs, by=by)
    since = _since(stood, read_at)
    both = joined(noun, since.read or dict(blank or {}), mine, theirs)
    asides = []
    if changed(noun, mine, theirs) and not since.holds(mine, by):
        asides = [records.aside(record, mine, read_at=read_at, by=by)]
    _give(record, both.mine, stood)
    if not (is_removed or both.asked):
        saving = _save_typed(record, theirs, by=by, asides=asides)
        if saving.outcome == Outcome.SAVED:
            return Saving(Outcome.JOINED, both, since.others) if both.came else saving
    RecordChange.objects.bulk_create(asides)
    if is_removed:
        return Saving(Outcome.REMOVED)
    return Saving(
        Outcome.CONFLICT if both.asked else Outcome.UNCHANGED, both, since.others
    )


def _save_typed(
    record: Saved, stood: Values, *, by: User, asides: Sequence[RecordChange] = ()
) -> Saving:
    noun = noun_of(record)
    if not changed(noun, noun.values(record), stood):
        return Saving(Outcome.UNCHANGED)
    records.save(record, by=by, asides=asides)
    return Saving(Outcome.SAVED)


@dataclass(frozen=True)
class Since:
    """What a record said when it was read, what was kept beside it, and who saved since."""

    read: Values
    asides: list[RecordChange]
    others: list[User]

    def holds(self, values: Values, by: User) -> bool:
        """Whether these stand in the history: as they were read, or kept aside before."""
        kept = [row.values for row in self.asides if row.by_id == by.pk]
        return values in (self.read, *kept)


def _since(record: Saved, read_at: int) -> Since:
    rows = records.history(record.strategy, noun_of(record).key, record.ref)
    read: Values = {}
    asides, others = [], {}
    for row in rows.filter(revision__gte=read_at):
        if row.kind == Kind.ASIDE:
            asides += [row] if row.revision == read_at else []
        elif row.revision == read_at:
            read = row.values
        else:
            others[row.by_id] = row.by
    return Since(read, asides, list(others.values()))


def _give(record: Saved, values: Values, stood: Saved) -> None:
    """Let the record say these values; what others saved is taken from where it stands."""
    for name, value in values.items():
        if plain(getattr(record, name)) == value:
            continue
        standing = getattr(stood, name)
        setattr(record, name, standing if plain(standing) == value else value)
