"""What leans on what in a strategy: clauses, passages, evidence, records.

A pure function of content, so a draft and the version frozen of it say the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from strategies import checks, placing
from strategies.checks.subject import Content, Row, Text, cited, refs_of
from strategies.document import FINDINGS, records_printed
from strategies.nouns import NOUNS
from strategies.prospectus import Criterion

Key = tuple[str, str]  # of a node: its kind and its ref

CRITERIA, PARTS, PASSAGES, EVIDENCE = "criteria", "parts", "passages", "evidence"
WHOLE, LISTED = "whole", "listed"

# The kinds in the order of the thread, and what one of them is called.
KINDS = {
    CRITERIA: "clause",
    PARTS: "part",
    PASSAGES: "passage",
    EVIDENCE: "item of evidence",
    **{noun.key: noun.one for noun in NOUNS.values()},
}

# Which fields of a record name other records, and of which kind.
NAMES = {
    "priorities": {"findings": "findings"},
    "actions": {"priority": "priorities"},
    "measures": {"priority": "priorities"},
    "commitments": {"priority": "priorities"},
    "communities": {"priorities": "priorities"},
    "evaluation": {"priorities": "priorities"},
    "connections": {"source": "priorities", "target": "priorities"},
}


@dataclass(frozen=True)
class Node:
    """One thing that leans, or is leant on."""

    kind: str
    ref: str
    title: str
    problem: str = ""  # of evidence that cannot bear anything: unknown, or withdrawn

    @property
    def key(self) -> Key:
        return self.kind, self.ref

    @property
    def part(self) -> str:
        """The key of the part that a passage stands in."""
        return self.ref.rpartition(".")[0]

    @property
    def place(self) -> str:
        """Which passage of its part it is, in words."""
        return self.title.rpartition("”, ")[2]

    @property
    def words(self) -> str:
        if self.kind in (PARTS, PASSAGES):
            return self.title
        return f"{self.ref} {self.title}".strip()

    @property
    def short(self) -> str:
        return self.title if self.kind in (PARTS, PASSAGES) else self.ref


@dataclass(frozen=True)
class Thread:
    """The nodes, and what each of them leans on."""

    content: Content
    nodes: dict[Key, Node]
    rests: dict[Key, list[Key]]

    @cached_property
    def leaning(self) -> dict[Key, list[Key]]:
        """The other way round: what leans on each directly."""
        found: dict[Key, list[Key]] = defaultdict(list)
        for key, below in self.rests.items():
            for other in below:
                found[other].append(key)
        return found

    @cached_property
    def places(self) -> dict[Key, int]:
        """Where each stands in the order in which the strategy lists them."""
        return {key: place for place, key in enumerate(self.nodes)}

    def of(self, kind: str) -> list[Node]:
        return [node for node in self.nodes.values() if node.kind == kind]

    def on(self, key: Key, *kinds: str) -> list[Key]:
        """What it leans on directly; only of these kinds if any are named."""
        below = self.rests.get(key, [])
        return [other for other in below if not kinds or other[0] in kinds]

    def above(self, key: Key, *kinds: str) -> list[Key]:
        """What leans on it directly."""
        over = self.leaning.get(key, [])
        return [other for other in over if not kinds or other[0] in kinds]

    def all_above(self, key: Key) -> list[Key]:
        """All that leans on it, through others too, nearest first."""
        found: dict[Key, None] = {}
        edge = [key]
        while edge:
            edge = [up for one in edge for up in self.above(one) if up not in found]
            found |= dict.fromkeys(edge)
        found.pop(key, None)
        return list(found)

    def sound(self, key: Key) -> list[Key]:
        """The evidence it leans on directly that can bear something."""
        below = self.on(key, EVIDENCE)
        return [other for other in below if not self.nodes[other].problem]

    def nodes_of(self, keys: Iterable[Key]) -> list[Node]:
        return [self.nodes[key] for key in keys]

    def row(self, key: Key) -> Row:
        rows = self.content.records[key[0]]
        return next(row for row in rows if row["ref"] == key[1])


def weave(content: Content) -> Thread:
    """The thread of this content."""
    return Loom(content).woven()


class Loom:
    def __init__(self, content: Content) -> None:
        self.content = content
        self.nodes: dict[Key, Node] = {}
        self.rests: dict[Key, list[Key]] = {}
        self.listed = {
            **content.records,
            "contributors": content.contributors,
            "conversations": content.conversations,
        }

    def woven(self) -> Thread:
        for ref, row in self.content.evidence.items():
            self.add(Node(EVIDENCE, ref, row["title"], self.content.problem(ref)))
        for noun, rows in self.content.records.items():
            for row in rows:
                self.add(Node(noun, row["ref"], row["title"]))
        for noun, rows in self.content.records.items():
            for row in rows:
                self.lean(
                    (noun, row["ref"]), [*self.cites(noun, row), *named(noun, row)]
                )
        for text in self.content.texts.values():
            self.part(text)
        for criterion in asked(self.content):
            self.add(Node(CRITERIA, criterion.id, criterion.title))
            self.lean(
                (CRITERIA, criterion.id),
                [(PARTS, key) for key in looked_for(self.content, criterion)],
            )
        return Thread(self.content, self.nodes, self.rests)

    def add(self, node: Node) -> None:
        self.nodes[node.key] = node

    def lean(self, key: Key, below: Iterable[Key]) -> None:
        """Once on each; on evidence that is unknown too, which is shown as such."""
        for other in below:
            if other[0] == EVIDENCE and other not in self.nodes:
                self.add(Node(*other, "", self.content.problem(other[1])))
        there = [other for other in below if other in self.nodes]
        self.rests[key] = list(dict.fromkeys(there))

    def cites(self, noun: str, row: Row) -> list[Key]:
        refs = list(refs_of(noun, row))
        if noun == "charts" and not refs and row["indicator"]:
            refs = [
                ref
                for ref, item in self.content.evidence.items()
                if item.get("indicator") == row["indicator"]
            ]
        return [(EVIDENCE, ref) for ref in refs]

    def part(self, text: Text) -> None:
        """The part and its passages; one in which nothing stands has none."""
        self.add(Node(PARTS, text.key, text.title))
        passages = list(self.passages(text))
        for number, (ref, below) in enumerate(passages, 1):
            self.add(Node(PASSAGES, ref, said_of(text, ref, number)))
            self.lean((PASSAGES, ref), below)
        self.lean((PARTS, text.key), [(PASSAGES, ref) for ref, _ in passages])

    def passages(self, text: Text) -> Iterator[tuple[str, list[Key]]]:
        """Blocks that cite or place something, else all as one; then what is listed."""
        telling = []
        for number, block in enumerate(text.blocks, 1):
            if below := list(self.shown(block)):
                telling.append((f"{text.key}.{number}", below))
        if not telling and any(block.strip() for block in text.blocks):
            telling = [(f"{text.key}.{WHOLE}", [])]
        yield from telling
        if (listed := self.printed(text.key)) is not None:
            yield f"{text.key}.{LISTED}", listed

    def shown(self, block: str) -> Iterator[Key]:
        for ref in cited(block):
            yield EVIDENCE, ref
        for noun, row in placing.rows_of([block], self.content.records):
            yield noun, row["ref"]

    def printed(self, part: str) -> list[Key] | None:
        """The records that the edition prints in the part; None where there are none."""
        spec = self.content.edition.part(part)
        found, is_any = [], False
        for kind in spec.prints if spec else ():
            noun = noun_printed(kind)
            for row in records_printed(kind, self.listed):
                is_any = True
                if noun in NOUNS:
                    found.append((noun, row["ref"]))
        return found if is_any else None


def noun_printed(kind: str) -> str:
    if kind in FINDINGS:
        return "findings"
    return "priorities" if kind == "links" else kind


def named(noun: str, row: Row) -> Iterator[Key]:
    """The records that this one names."""
    for name, kind in NAMES.get(noun, {}).items():
        value = row.get(name) or []
        for ref in [value] if isinstance(value, str) else value:
            yield kind, ref


def asked(content: Content) -> list[Criterion]:
    """What a text can answer: not the conditions, nor what agreement itself settles."""
    return [
        criterion
        for criterion in content.edition.criteria
        if criterion.is_judged and checks.applies(criterion, content)
    ]


def looked_for(content: Content, criterion: Criterion) -> list[str]:
    """The part the place named in its answer, else those the prospectus points to."""
    where = content.answers.get(criterion.id, {}).get("where")
    keys = [where] if where in content.texts else criterion.parts
    return [key for key in keys if key in content.texts]


def said_of(text: Text, ref: str, number: int) -> str:
    what = {WHOLE: "the whole text", LISTED: "what is listed there"}
    return f"“{text.title}”, {what.get(ref.rpartition('.')[2], f'passage {number}')}"
