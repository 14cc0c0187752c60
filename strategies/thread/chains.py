"""The thread as people follow it: from each clause down, and around each priority."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from strategies.prospectus import Criterion
from strategies.thread.graph import (
    CRITERIA,
    EVIDENCE,
    PARTS,
    PASSAGES,
    Key,
    Node,
    Thread,
    asked,
)

FINDINGS, PRIORITIES = "findings", "priorities"
DONE = ("actions", "measures")


@dataclass(frozen=True)
class Chain:
    """One clause, what answers it, and what follows from that."""

    criterion: Criterion
    parts: list[Node]
    passages: list[Node]
    evidence: list[Node]
    findings: list[Node]
    priorities: list[Node]
    actions: list[Node]
    measures: list[Node]

    @property
    def is_answered(self) -> bool:
        return bool(self.passages)

    @property
    def counts(self) -> list[tuple[int, str]]:
        """How much there is of each, as far as there is any."""
        counted = [
            (len(self.passages), "passage", "passages"),
            (len(self.evidence), "item of evidence", "items of evidence"),
            (len(self.findings), "finding", "findings"),
            (len(self.priorities), "priority", "priorities"),
            (len(self.actions), "action", "actions"),
            (len(self.measures), "measure", "measures"),
        ]
        return [
            (count, one if count == 1 else many)
            for count, one, many in counted
            if count
        ]

    @property
    def answered(self) -> list[tuple[Node, list[Node]]]:
        """The parts where it is looked for, each with its passages."""
        return [
            (part, [node for node in self.passages if node.part == part.ref])
            for part in self.parts
        ]

    @property
    def links(self) -> list[tuple[str, list[Node]]]:
        """What follows the passages, each with its name."""
        return [
            ("Evidence behind it", self.evidence),
            ("Findings", self.findings),
            ("Priorities", self.priorities),
            ("Actions", self.actions),
            ("Measures", self.measures),
        ]


@dataclass(frozen=True)
class Around:
    """One priority: what it answers, with the evidence of each, and what it leads to."""

    priority: Node
    findings: list[tuple[Node, list[Node]]]
    evidence: list[Node]  # cited in its own words
    actions: list[Node]
    measures: list[Node]


@dataclass(frozen=True)
class Heading:
    key: str
    title: str
    chains: list[Chain]


def chains(thread: Thread) -> list[Chain]:
    return [chain(thread, criterion) for criterion in asked(thread.content)]


def written(thread: Thread) -> list[tuple[Node, list[Node]]]:
    """Each part in which something stands, with its passages."""
    parts = [
        (part, thread.nodes_of(thread.on(part.key, PASSAGES)))
        for part in thread.of(PARTS)
    ]
    return [(part, passages) for part, passages in parts if passages]


def headings(thread: Thread, found: Iterable[Chain]) -> list[Heading]:
    """The chains under the sections of the edition that ask for them."""
    by_section: dict[str, list[Chain]] = {}
    for one in found:
        by_section.setdefault(one.criterion.section, []).append(one)
    return [
        Heading(section.key, section.title, by_section[section.key])
        for section in thread.content.edition.sections
        if section.key in by_section
    ]


def chain(thread: Thread, criterion: Criterion) -> Chain:
    parts = thread.on((CRITERIA, criterion.id), PARTS)
    passages = below(thread, parts, PASSAGES)
    shown = below(thread, passages)
    told = [*shown, *below(thread, of(shown, "figures", "charts"), EVIDENCE)]
    chosen = of(shown, PRIORITIES)
    found = [*of(shown, FINDINGS), *above(thread, of(told, EVIDENCE), FINDINGS)]
    answered = [*found, *below(thread, chosen, FINDINGS)]
    owners = below(thread, of(shown, *DONE), PRIORITIES)
    priorities = unique([*chosen, *owners, *above(thread, found, PRIORITIES)])
    behind = [
        *of(told, EVIDENCE),
        *below(thread, [*of(shown, FINDINGS), *chosen], EVIDENCE),
        *below(thread, below(thread, chosen, FINDINGS), EVIDENCE),
        *below(thread, of(shown, "measures"), EVIDENCE),
    ]
    done = [*above(thread, priorities, *DONE), *of(shown, *DONE)]
    return Chain(
        criterion,
        thread.nodes_of(parts),
        thread.nodes_of(passages),
        *(
            in_order(thread, keys)
            for keys in (
                behind,
                answered,
                priorities,
                of(done, "actions"),
                of(done, "measures"),
            )
        ),
    )


def around(thread: Thread) -> list[Around]:
    """Every priority with both sides of its thread."""
    return [
        Around(
            node,
            [
                (thread.nodes[key], thread.nodes_of(thread.on(key, EVIDENCE)))
                for key in thread.on(node.key, FINDINGS)
            ],
            in_order(thread, thread.on(node.key, EVIDENCE)),
            in_order(thread, thread.above(node.key, "actions")),
            in_order(thread, thread.above(node.key, "measures")),
        )
        for node in thread.of(PRIORITIES)
    ]


def in_order(thread: Thread, keys: Iterable[Key]) -> list[Node]:
    """Each once: by their refs, but priorities in the order the place gave them."""
    places = thread.places

    def place(key: Key) -> tuple[list[object], int]:
        return ([] if key[0] == PRIORITIES else counted(key[1])), places[key]

    return thread.nodes_of(sorted(set(keys), key=place))


@lru_cache(maxsize=4096)
def counted(ref: str) -> list[object]:
    """The ref for sorting, so that A1.10 comes after A1.9."""
    words = re.split(r"([0-9]+)", ref)
    return [int(word) if word.isdecimal() else word for word in words]


def of(keys: Iterable[Key], *kinds: str) -> list[Key]:
    return [key for key in keys if key[0] in kinds]


def below(thread: Thread, keys: Iterable[Key], *kinds: str) -> list[Key]:
    """What these lean on directly, each once."""
    return unique(other for key in keys for other in thread.on(key, *kinds))


def above(thread: Thread, keys: Iterable[Key], *kinds: str) -> list[Key]:
    return unique(other for key in keys for other in thread.above(key, *kinds))


def unique(keys: Iterable[Key]) -> list[Key]:
    return list(dict.fromkeys(keys))
