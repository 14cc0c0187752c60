"""Records as their pages list them: in groups, with what hangs on what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.template.defaultfilters import linebreaksbr

from strategies import called, records
from strategies.document import TEXTS
from strategies.models import Action, Finding, Record, RecordChange, Strategy
from strategies.nouns import (
    ACTIONS,
    CHARTS,
    COMMITMENTS,
    CONNECTIONS,
    FIGURES,
    FINDINGS,
    MEASURES,
    NO_NAMES,
    Names,
    Noun,
)
from strategies.prospectus import Edition
from strategies.text import to_html
from strategies.text.limits import CONTROL

PLURALS = {
    Finding.Kind.STRENGTH: "Strengths",
    Finding.Kind.WEAKNESS: "Weaknesses",
    Finding.Kind.OPPORTUNITY: "Opportunities",
    Finding.Kind.CHALLENGE: "Challenges",
}

# Where a text goes that was selected in a part to become one of these.
LONG_TEXT = {"findings": "text", "priorities": "rationale"}

# What a link to an empty form may choose in it.
CHOSEN = ("kind", "priority", "authority", "source", "target", "indicator")

# What each row of a list names, read with it.
RELATED = {
    ACTIONS.key: ("priority",),
    MEASURES.key: ("priority",),
    FIGURES.key: ("enclosure",),
    CONNECTIONS.key: ("source", "target"),
    COMMITMENTS.key: ("priority", "neighbour"),
}
LONGEST_TEXT = 20_000

# What its heading says, or stands beside it in another form.
NOT_AMONG_FACTS = {
    FINDINGS.key: ("kind",),
    ACTIONS.key: ("priority",),
    COMMITMENTS.key: ("voice", "neighbour"),
    FIGURES.key: ("enclosure",),
    CHARTS.key: ("areas", "source", "indicator", "alternative"),
}

MARKDOWN = (*TEXTS, "claim")
HEADINGS = 4  # in those, under h3 for a record

Facts = list[tuple[str, str]]  # labels, and what stands there as HTML


@dataclass(frozen=True)
class Line:
    """One record in its list, and whether it has others above and below it."""

    template: ClassVar[str] = ""  # of what stands in it, if that is more than facts
    record: Record
    facts: Facts
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Group:
    title: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class Saving:
    """One line of a record's history."""

    change: RecordChange
    facts: Facts


def rows_of(strategy: Strategy, noun: Noun) -> Any:
    """All of them, removed ones too, in their order."""
    related = ("changed_by", "removed_by", *RELATED.get(noun.key, ()))
    rows = noun.model._default_manager.filter(strategy=strategy).select_related(
        *related
    )
    if noun is ACTIONS:
        return rows.order_by("priority__order", "priority_id", "order", "pk")
    return rows


def groups(
    noun: Noun, rows: Iterable[Record], edition: Edition, names: Names = NO_NAMES
) -> list[Group]:
    """Findings by kind, actions by priority, the others all together."""
    standing: dict[str, list[Record]] = {}
    if noun is FINDINGS:
        standing = {title: [] for title in PLURALS.values()}
    for row in rows:
        if row.removed_at is None:
            standing.setdefault(heading(row), []).append(row)
    return [
        Group(title, lines(noun, those, edition, names))
        for title, those in standing.items()
        if those
    ]


def as_one(lines: Sequence[Line]) -> list[Group]:
    return [Group("", lines)] if lines else []


def heading(row: Record) -> str:
    if isinstance(row, Finding):
        return PLURALS[Finding.Kind(row.kind)]
    return str(row.priority) if isinstance(row, Action) else ""


def lines(
    noun: Noun, rows: Iterable[Record], edition: Edition, names: Names = NO_NAMES
) -> list[Line]:
    """Of those that stand."""
    standing = [row for row in rows if row.removed_at is None]
    last = len(standing) - 1
    return [
        Line(row, facts(noun, row, edition, names), place == 0, place == last)
        for place, row in enumerate(standing)
    ]


def facts(noun: Noun, row: Record, edition: Edition, names: Names = NO_NAMES) -> Facts:
    """What is filled in, but for what is said beside it."""
    skipped = ("title", *NOT_AMONG_FACTS.get(noun.key, ()))
    labels = {noun.label(name) for name in skipped if name in noun.fields}
    words = noun.words(noun.values(row), edition, names)
    return shown(noun, [one for one in words if one[1] and one[0] not in labels])


def shown(noun: Noun, words: Iterable[tuple[str, str]]) -> Facts:
    """The words as a page shows them: of what is Markdown, what it stands for."""
    texts = {noun.label(name) for name in MARKDOWN if name in noun.fields}
    return [
        (
            label,
            to_html(said, heading_base=HEADINGS)
            if label in texts
            else linebreaksbr(said),
        )
        for label, said in words
    ]


def fixed(row: Record) -> str:
    """What of a record cannot be changed, because its ref says it."""
    if isinstance(row, Finding):
        kind = Finding.Kind(row.kind).label.lower()
        return f"It is recorded as {'an' if kind[0] == 'o' else 'a'} {kind}. To make it something else, remove it and add it again."
    if isinstance(row, Action):
        return f"It belongs to {row.priority}. To move it, remove it and add it there."
    return ""


def history_in_words(strategy: Strategy, noun: Noun, ref: str) -> list[Saving]:
    names = called.names(strategy, noun)
    return [
        Saving(change, shown(noun, noun.words(change.values, strategy.edition, names)))
        for change in records.history(strategy, noun.key, ref)
    ]


def asked_for(noun: Noun, query: Mapping[str, str]) -> dict[str, str]:
    """What a link to an empty form may fill in, cut to what the form takes."""
    longest = noun.field("title").max_length
    found = {name: query[name] for name in CHOSEN if name in query}
    if title := typed(query, "title"):
        found["title"] = " ".join(title.split())[:longest]
    if (text := typed(query, "text")) and noun.key in LONG_TEXT:
        found[LONG_TEXT[noun.key]] = text[:LONGEST_TEXT]
    return found


def typed(query: Mapping[str, str], name: str) -> str:
    return CONTROL.sub("", query.get(name, "")).strip()


def placing(noun: Noun, record: Record) -> str:
    """The line that shows the record in the text of a part."""
    return f"[[{noun.one}:{record.ref}]]"
