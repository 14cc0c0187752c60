"""Something changed on an older one than stands now: what joins, what is asked about.

What it said when it was read is worked out backwards, from what the ledger holds of
every change since. Where the ledger does not tell, all that differs is asked about.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from evidence.models import Item, Kept
from office import ledger
from people.models import User

Values = dict[str, Any]
# Each of these makes the next revision of an item, or of what is kept beside items.
VERBS: tuple[str, ...] = (
    "evidence_edited",
    "evidence_withdrawn",
    "evidence_brought_back",
)
KEPT_VERBS = ("edited", "removed", "brought_back")
# One cannot be told from the other: they are asked about together.
RESTRICTION = ("is_restricted", "restricted_because")
FURTHEST = 200  # revisions


@dataclass
class Joined:
    """Columns both changed, those in which the other's change came in, and whose it is."""

    mine: list[str] = field(default_factory=list)  # changed since it was read
    asked: list[str] = field(default_factory=list)
    came: list[str] = field(default_factory=list)
    others: list[User] = field(default_factory=list)


def join(item: Item | Kept, stands: Values, *, read_at: int) -> Joined:
    """Let it, as somebody changed it, say what others saved since as well.

    What both changed differently stays as it was typed, and is named.
    """
    found = Joined()
    read = _read(item, stands, read_at, found.others)
    typed = {name: getattr(item, name) for name in stands}
    if read is None:
        found.mine = [name for name in stands if typed[name] != stands[name]]
        found.asked = list(found.mine)
        return found
    found.mine = [name for name in stands if typed[name] != read[name]]
    for name in stands:
        if stands[name] == read[name]:
            continue
        if name not in found.mine:
            found.came.append(name)
        elif typed[name] != stands[name]:
            found.asked.append(name)
    _keep_together(found, typed, stands)
    for name in found.came:
        setattr(item, name, stands[name])
    return found


def _read(
    item: Item | Kept, stands: Values, read_at: int, others: list[User]
) -> Values | None:
    """What it said at that revision; None if the ledger does not know."""
    steps = item.revision - read_at
    if not 0 < steps <= FURTHEST:
        return None
    since = _told_of(item).order_by("-number")[:steps]
    read = dict(stands)
    for entry in since:
        if entry.by not in others:
            others.append(entry.by)
        for name, change in entry.facts.get("changes", {}).items():
            if name not in read or read[name] != change["to"]:
                return None
            read[name] = change["from"]
    return read if len(since) == steps else None


def _told_of(item: Item | Kept) -> Any:
    """The entries that each made its next revision."""
    chain = ledger.entries(ledger.place_chain(item.place_id))
    verbs = VERBS
    if isinstance(item, Kept):
        verbs = tuple(f"{item.noun}_{verb}" for verb in KEPT_VERBS)
    return chain.filter(subject=item.ref, verb__in=verbs)


def _keep_together(found: Joined, typed: Values, stands: Values) -> None:
    """Whether it is restricted, and why, never come from two people."""
    differ = [name for name in RESTRICTION if typed.get(name) != stands.get(name)]
    touched = {*found.asked, *found.came} & {*RESTRICTION}
    if differ and touched and set(differ) - set(found.came):
        found.came = [name for name in found.came if name not in RESTRICTION]
        found.asked = [name for name in found.asked if name not in RESTRICTION]
        found.asked += differ
