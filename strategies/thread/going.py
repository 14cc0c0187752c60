"""What would break if one thing went: the same content without it, checked again."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from strategies import checks
from strategies.checks.subject import Content, Open, Row, Text
from strategies.document import TEXTS
from strategies.nouns import NOUNS
from strategies.prospectus import Criterion
from strategies.thread.breaks import lacks
from strategies.thread.graph import (
    EVIDENCE,
    NAMES,
    PARTS,
    PASSAGES,
    WHOLE,
    Key,
    Node,
    Thread,
    named,
    weave,
)

# What goes with a priority when it is removed, or would be left with one end.
HANGING = ("actions", "measures", "connections")


@dataclass(frozen=True)
class Loss:
    """What one thing would no longer have."""

    node: Node
    would: str


@dataclass(frozen=True)
class Opening:
    """A clause of which more would be open than is now."""

    criterion: Criterion
    is_new: bool  # nothing was open of it before
    open: list[Open]


@dataclass(frozen=True)
class Going:
    losses: list[Loss]
    uncited: list[Node]  # passages that would cite nothing
    openings: list[Opening]

    @property
    def breaks(self) -> bool:
        return bool(self.losses or self.uncited or self.openings)


def going(thread: Thread, key: Key) -> Going:
    """What its going would break, in the thread and in what the prospectus asks."""
    content = without(thread, key)
    after = weave(content)
    gone = {key, *hanging(thread, key)}
    return Going(
        losses(thread, after, gone),
        uncited(thread, after, gone),
        openings(thread.content, content),
    )


def losses(before: Thread, after: Thread, gone: set[Key]) -> list[Loss]:
    """Asked of all that leans on what goes; nothing else can lose anything."""
    touched = {up for key in gone for up in before.all_above(key)}
    touched |= {below for key in gone for below in before.on(key)}
    return [
        Loss(node, lack.then)
        for node in before.nodes.values()
        if node.key in touched - gone and node.key in after.nodes
        for lack in lacks(after, node.key)
        if lack not in lacks(before, node.key)
    ]


def uncited(before: Thread, after: Thread, gone: set[Key]) -> list[Node]:
    """The passages that cite what goes and nothing else."""
    leaning = {up for key in gone for up in before.above(key, PASSAGES)}
    return [
        before.nodes[key]
        for key in before.places
        if key in leaning - gone and not after.on(key)
    ]


def openings(before: Content, after: Content) -> list[Opening]:
    """What the checks newly say, by clause."""
    found = []
    for criterion in before.edition.criteria:
        if criterion.result or not checks.applies(criterion, before):
            continue
        was = checks.seen(before, criterion).open
        now = checks.seen(after, criterion).open
        known = Counter(item.sentence for item in was)
        new = [item for item in now if item.sentence not in known]
        if new and len(now) > len(was):
            found.append(Opening(criterion, not was, new))
    return found


def hanging(thread: Thread, key: Key) -> list[Key]:
    """What goes together with a priority."""
    return thread.above(key, *HANGING) if key[0] == "priorities" else []


def without(thread: Thread, key: Key) -> Content:
    """The content as it would be: nothing cites, places or names what went."""
    content, (kind, ref) = thread.content, key
    if kind == EVIDENCE:
        return without_evidence(content, ref)
    if kind == PARTS:
        return without_part(content, ref)
    if kind == PASSAGES:
        return without_passage(thread, ref)
    return without_records(content, {key, *hanging(thread, key)})


def without_evidence(content: Content, ref: str) -> Content:
    citation = re.compile(rf" ?\[@{re.escape(ref)}\]", re.IGNORECASE)
    return replace(
        content,
        texts=rewritten(content.texts, citation),
        records={
            noun: [unfounded(noun, row, ref, citation) for row in rows]
            for noun, rows in content.records.items()
        },
        evidence={key: row for key, row in content.evidence.items() if key != ref},
    )


def unfounded(noun: str, row: Row, ref: str, citation: re.Pattern[str]) -> Row:
    """The record as it would stand without this evidence."""
    left = dict(row)
    for name in {*TEXTS, "source"} & set(row):
        left[name] = citation.sub("", row[name] or "")
    if "evidence" in row:
        left["evidence"] = [other for other in row["evidence"] if other.upper() != ref]
    if noun == "measures" and row["source"].upper() == ref:
        left["source"] = ""
    return left


def without_part(content: Content, key: str) -> Content:
    return replace(
        content,
        texts={other: text for other, text in content.texts.items() if other != key},
        answers={
            id: row | {"where": None} if row.get("where") == key else row
            for id, row in content.answers.items()
        },
    )


def without_passage(thread: Thread, ref: str) -> Content:
    """Its block left empty, so that the others keep their places."""
    key, _, place = ref.rpartition(".")
    content, text = thread.content, thread.content.texts[key]
    if place.isdecimal():
        blocks = [
            "" if str(number) == place else block
            for number, block in enumerate(text.blocks, 1)
        ]
    else:
        blocks = [] if place == WHOLE else list(text.blocks)
    left = tuple(blocks) if any(blocks) else ()
    return replace(content, texts={**content.texts, key: replace(text, blocks=left)})


def without_records(content: Content, gone: set[Key]) -> Content:
    lines = "|".join(
        re.escape(f"[[{NOUNS[noun].one}:{ref}]]") for noun, ref in sorted(gone)
    )
    return replace(
        content,
        texts=rewritten(content.texts, re.compile(lines, re.IGNORECASE)),
        records={
            noun: [
                unnamed(noun, row, gone)
                for row in rows
                if (noun, row["ref"]) not in gone
            ]
            for noun, rows in content.records.items()
        },
    )


def unnamed(noun: str, row: Row, gone: set[Key]) -> Row:
    """The record without the names of what went."""
    if not gone & set(named(noun, row)):
        return row
    left = dict(row)
    for name, kind in NAMES[noun].items():
        if isinstance(row[name], list):
            left[name] = [ref for ref in row[name] if (kind, ref) not in gone]
        elif (kind, row[name]) in gone:
            left[name] = None
    return left


def rewritten(texts: dict[str, Text], pattern: re.Pattern[str]) -> dict[str, Text]:
    return {key: retold(text, pattern) for key, text in texts.items()}


def retold(text: Text, pattern: re.Pattern[str]) -> Text:
    blocks = tuple(pattern.sub("", block) for block in text.blocks)
    return text if blocks == text.blocks else replace(text, blocks=blocks)
