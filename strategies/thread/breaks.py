"""Where the thread breaks: what leads nowhere, and what rests on nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from strategies.thread.chains import DONE, FINDINGS, PRIORITIES, Chain
from strategies.thread.graph import (
    CRITERIA,
    EVIDENCE,
    PARTS,
    PASSAGES,
    Key,
    Node,
    Thread,
)


@dataclass(frozen=True)
class Lack:
    """What is missing, said of a thing as it is and as it would be."""

    now: str
    then: str


NOTHING = Lack("rests on nothing", "rest on nothing")
UNFOUNDED = Lack("answers no finding", "answer no finding")
BARE = Lack("answers no finding with evidence", "answer no finding with evidence")
IDLE = Lack("has no action", "have no action")
UNSEEN = Lack("has no measure", "have no measure")
UNSOURCED = Lack("has no source", "have no source")
ADRIFT = Lack("has no starting value", "have no starting value")
UNUSED = Lack("is used nowhere", "be used nowhere")
UNWRITTEN = Lack("has nothing written", "have nothing written")
UNANSWERED = Lack("is answered nowhere", "be answered nowhere")


def lacks(thread: Thread, key: Key) -> list[Lack]:
    """What this one wants to hold in the thread."""
    ask = ASKED.get(key[0])
    return list(ask(thread, key)) if ask else []


def of_criterion(thread: Thread, key: Key) -> Iterator[Lack]:
    if not any(thread.on(part, PASSAGES) for part in thread.on(key, PARTS)):
        yield UNANSWERED


def of_part(thread: Thread, key: Key) -> Iterator[Lack]:
    if not thread.on(key, PASSAGES):
        yield UNWRITTEN


def of_evidence(thread: Thread, key: Key) -> Iterator[Lack]:
    if not thread.above(key) and not thread.nodes[key].problem:
        yield UNUSED


def of_finding(thread: Thread, key: Key) -> Iterator[Lack]:
    if not thread.sound(key):
        yield NOTHING


def of_priority(thread: Thread, key: Key) -> Iterator[Lack]:
    findings = thread.on(key, FINDINGS)
    if not findings:
        yield UNFOUNDED
    elif not any(thread.sound(finding) for finding in findings):
        yield BARE
    for noun, lack in zip(DONE, (IDLE, UNSEEN), strict=True):
        if not thread.above(key, noun):
            yield lack


def of_measure(thread: Thread, key: Key) -> Iterator[Lack]:
    if thread.content.lacking(thread.row(key), "baseline"):
        yield ADRIFT
    if not thread.sound(key):
        yield UNSOURCED


ASKED: dict[str, Callable[[Thread, Key], Iterator[Lack]]] = {
    CRITERIA: of_criterion,
    PARTS: of_part,
    EVIDENCE: of_evidence,
    FINDINGS: of_finding,
    PRIORITIES: of_priority,
    "measures": of_measure,
}


@dataclass(frozen=True)
class Break:
    """One kind of break, and where it is."""

    key: str
    title: str
    about: str
    none: str  # said where there is none
    nodes: list[Node]


def breaks(thread: Thread, chains: list[Chain]) -> list[Break]:
    """The five that a reader can ask for, whether or not there are any."""
    return [
        Break(
            "unanswered",
            "Unanswered clauses",
            "Nothing stands yet in the parts where these are looked for.",
            "Every clause is answered somewhere.",
            [
                thread.nodes[CRITERIA, one.criterion.id]
                for one in chains
                if not one.is_answered
            ],
        ),
        Break(
            "passages",
            "Passages that answer nothing",
            "No clause is looked for in the parts where these stand. They may still be "
            "worth having: name their part where you say how a clause is shown, or let "
            "them be.",
            "Every passage stands where some clause is looked for.",
            [
                node
                for node in thread.of(PASSAGES)
                if not thread.above((PARTS, node.part), CRITERIA)
            ],
        ),
        Break(
            "evidence",
            "Evidence nobody uses",
            "No text cites these and no record rests on them.",
            "All evidence is used.",
            lacking(thread, EVIDENCE, UNUSED),
        ),
        Break(
            "priorities",
            "Priorities without evidence",
            "These answer no strength, weakness, opportunity or challenge that rests on "
            "evidence.",
            "Every priority answers a finding that rests on evidence.",
            lacking(thread, PRIORITIES, UNFOUNDED, BARE),
        ),
        Break(
            "measures",
            "Measures without a baseline",
            "These do not say where things stand today, so nobody will be able to tell "
            "what changed.",
            "Every measure says where things stand today.",
            lacking(thread, "measures", ADRIFT),
        ),
    ]


def lacking(thread: Thread, kind: str, *which: Lack) -> list[Node]:
    return [
        node
        for node in thread.of(kind)
        if any(lack in which for lack in lacks(thread, node.key))
    ]
