"""The thread as a table: a row a clause, for spreadsheets and for print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from strategies.checks.frozen import of_document
from strategies.document import Document
from strategies.thread.chains import Chain, chains, headings
from strategies.thread.graph import Node, weave

COLUMNS = (
    "Clause",
    "What it asks",
    "Section",
    "Where it is answered",
    "Passages",
    "Evidence",
    "Findings",
    "Priorities",
    "Actions",
    "Measures",
)


@dataclass(frozen=True)
class Line:
    """One clause in print."""

    title: str
    parts: list[Node]
    columns: list[str]  # evidence, findings, priorities, actions, measures
    is_answered: bool


@dataclass(frozen=True)
class Annex:
    """What a PDF says of how it fits together."""

    sections: list[tuple[str, list[Line]]]


def rows(found: Iterable[Chain], sections: dict[str, str]) -> Iterator[list[str]]:
    """The columns, then a row a clause. Make the cells safe when they are written."""
    yield list(COLUMNS)
    for one in found:
        yield [
            one.criterion.id,
            one.criterion.title,
            sections.get(one.criterion.section, one.criterion.section),
            "; ".join(part.title for part in one.parts),
            str(len(one.passages)),
            *(", ".join(node.ref for node in nodes) for _, nodes in one.links),
        ]


def annex(document: Document) -> Annex:
    """From the document alone, and the edition it answers."""
    thread = weave(of_document(document))
    return Annex(
        [
            (heading.title, [line(one) for one in heading.chains])
            for heading in headings(thread, chains(thread))
        ]
    )


def line(one: Chain) -> Line:
    return Line(
        one.criterion.title,
        one.parts if one.is_answered else [],
        [in_runs(node.ref for node in nodes) for _, nodes in one.links],
        one.is_answered,
    )


def in_runs(refs: Iterable[str]) -> str:
    """The refs with those that follow one another as one: “E01–E04, E07”."""
    runs: list[list[str]] = []
    for ref in refs:
        if runs and follows(runs[-1][-1], ref):
            runs[-1].append(ref)
        else:
            runs.append([ref])
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs
    )


def follows(one: str, other: str) -> bool:
    """Whether only the last number differs, by one: E09 and E10, A1.1 and A1.2."""
    (stem, number), (after, next_number) = cut(one), cut(other)
    if not (number and next_number):
        return False
    return stem == after and int(next_number) == int(number) + 1


def cut(ref: str) -> tuple[str, str]:
    stem = ref.rstrip("0123456789")
    return stem, ref[len(stem) :]
