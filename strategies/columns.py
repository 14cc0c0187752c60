"""Which column of pasted rows is which field of a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from strategies.nouns import (
    ACTIONS,
    DECISIONS,
    EVALUATION,
    FINDINGS,
    MEASURES,
    MONITORING,
    Noun,
)
from strategies.pasted import Sheet

# What people write over such columns, besides the labels on our own pages.
OTHER_NAMES = {
    FINDINGS.key: {
        "kind": ("kind", "type", "category", "SWOT"),
        "title": ("finding", "headline", "title", "issue"),
        "text": ("text", "detail", "details", "description"),
        "market": ("market", "market failure or opportunity"),
        "evidence": ("evidence", "sources", "source", "refs"),
        "set_aside_because": ("set aside because",),
    },
    ACTIONS.key: {
        "priority": ("strategic priority", "priorities", "objective"),
        "title": ("action", "actions", "title", "description", "activity", "project"),
        "lead": ("lead", "lead body", "lead organisation", "lead partner", "owner"),
        "partners": ("partner", "delivery partners", "other partners"),
        "partner_kinds": ("kind of partner", "kinds of partners", "type of partner"),
        "confirmed": ("confirmed", "partners confirmed"),
        "starts": ("start", "starts", "start date", "from"),
        "funding_source": ("funding", "funding source", "source of funding", "funder"),
        "funding_note": ("budget", "cost", "amount", "funding note", "which budget"),
        "by_when": ("when", "date", "deadline", "timescale", "timing", "due"),
    },
    MEASURES.key: {
        "priority": ("strategic priority", "priorities", "objective"),
        "title": ("measure", "indicator", "KPI", "metric", "title", "outcome"),
        "indicator": ("statistic", "indicator key"),
        "unit": ("units", "measured in"),
        "baseline": ("baseline", "current", "now"),
        "baseline_period": ("baseline period", "baseline year", "baseline date"),
        "target": ("target", "goal", "ambition"),
        "target_year": ("target year", "by year", "target date"),
        "source": ("evidence", "data source", "ref"),
    },
    DECISIONS.key: {
        "board": ("board", "committee", "panel", "group", "who decided"),
        "title": ("decision", "decisions", "minute", "resolution", "title"),
        "decided_on": ("date", "decided on", "day", "meeting", "meeting date"),
        "owns": ("owns", "responsible for", "actions", "priorities"),
    },
    EVALUATION.key: {
        "title": ("evaluation question", "questions", "what we ask", "title"),
        "priorities": ("priority", "priorities", "strategic priority", "objective"),
        "method": ("method", "methods", "approach", "how"),
        "data": ("data", "data source", "sources", "source"),
        "who": ("who", "evaluator", "lead", "owner", "responsible"),
        "by_when": ("when", "date", "deadline", "timescale", "timing", "due"),
        "effort": ("effort", "cost", "budget", "resources", "resource"),
    },
    MONITORING.key: {
        "title": ("report", "reports", "what", "title"),
        "owner": ("who", "owner", "lead", "author", "responsible"),
        "audience": ("audience", "board", "reported to", "recipient"),
        "frequency": ("frequency", "interval", "when"),
        "first_on": ("first", "start", "starts", "first date", "first report on"),
        "published_at": ("where", "published", "published at", "address", "link"),
    },
}
PASTED = tuple(OTHER_NAMES)  # the kinds of record that rows can be pasted into
NO_LETTERS = re.compile(r"[\W_]+")


def is_heading(noun: Noun, cells: Sequence[str]) -> bool:
    """Most of what the row says, and at least one thing, are names of fields."""
    said = [cell for cell in cells if cell]
    known = [cell for cell in said if field_called(noun, cell)]
    return bool(known) and 2 * len(known) >= len(said)


def guessed(noun: Noun, sheet: Sheet) -> list[str]:
    """For each column the field it most likely is, or nothing. No field comes twice."""
    first = sheet.rows[0].cells
    if is_heading(noun, first):
        return each_once(field_called(noun, cell) for cell in first)
    return ["title" if index == wordiest(sheet) else "" for index in range(len(first))]


def field_called(noun: Noun, heading: str) -> str:
    wanted = bare(heading)
    for name in noun.fields:
        if wanted in map(
            bare, (noun.label(name), *OTHER_NAMES[noun.key].get(name, ()))
        ):
            return name
    return ""


def bare(words: str) -> str:
    """The letters and figures alone: enough to know words again that mean the same."""
    return NO_LETTERS.sub(" ", words.casefold()).strip()


def each_once(names: Iterable[str]) -> list[str]:
    seen: set[str] = set()
    found = []
    for name in names:
        found.append("" if name in seen else name)
        seen.add(name)
    return found


def wordiest(sheet: Sheet) -> int:
    """What a record is called mostly takes more words than anything else of it."""
    lengths = [sum(map(len, sheet.column(index))) for index in range(sheet.width)]
    return lengths.index(max(lengths))
