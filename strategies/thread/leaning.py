"""What leans on one thing: directly, and through others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from strategies.nouns import NOUNS
from strategies.thread.graph import (
    CRITERIA,
    EVIDENCE,
    PARTS,
    PASSAGES,
    Key,
    Node,
    Thread,
)

TITLES = {
    CRITERIA: "What the prospectus asks",
    PARTS: "Parts",
    PASSAGES: "Passages",
    EVIDENCE: "Evidence",
}


# The records first; the clauses, of which there are most, last.
ORDER = (EVIDENCE, *NOUNS, PASSAGES, PARTS, CRITERIA)


@dataclass(frozen=True)
class Group:
    title: str
    nodes: list[Node]


def grouped(thread: Thread, keys: Iterable[Key]) -> list[Group]:
    """Under the names of their kinds."""
    wanted = set(keys)
    by_kind: dict[str, list[Node]] = {kind: [] for kind in ORDER}
    for key in sorted(wanted, key=thread.places.__getitem__):
        by_kind[key[0]].append(thread.nodes[key])
    return [Group(title(kind), nodes) for kind, nodes in by_kind.items() if nodes]


def indirect(thread: Thread, key: Key) -> list[Group]:
    """All that leans on it only through others; of passages, their parts will do."""
    near = set(thread.above(key))
    far = (one for one in thread.all_above(key) if one not in near)
    return grouped(thread, (one for one in far if one[0] != PASSAGES))


def title(kind: str) -> str:
    return TITLES.get(kind) or NOUNS[kind].title
