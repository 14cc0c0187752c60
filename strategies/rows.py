"""Rows pasted from a spreadsheet, and what will become of each of them.

Every row is new, there already, or cannot be taken, for a reason. Nothing is written
here: what is shown first and what is then saved are worked out the same way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from strategies import called, listing
from strategies.cells import Reader, Refused, by_name, by_title
from strategies.columns import bare
from strategies.joining import is_same
from strategies.models import Priority, Record, Strategy
from strategies.nouns import (
    ACTIONS,
    DECISIONS,
    FINDINGS,
    MEASURES,
    Names,
    Noun,
    in_words,
)
from strategies.pasted import Row, Sheet

# What every row needs besides its title, and how a row without it is refused.
NEEDED = {
    ACTIONS.key: ("priority", "Say which priority it belongs to"),
    DECISIONS.key: ("board", "Name the board"),
    FINDINGS.key: (
        "kind",
        "Say whether it is a strength, weakness, opportunity or challenge",
    ),
}
# What can be chosen once for all rows that leave it unsaid.
CHOSEN_FOR_ALL = {
    ACTIONS.key: "priority",
    FINDINGS.key: "kind",
    MEASURES.key: "priority",
}


class Outcome(StrEnum):
    NEW = "New"
    THERE = "There already"
    REFUSED = "Cannot be taken"


@dataclass
class Line:
    """One row, what will become of it, and what it says in each chosen column."""

    number: int
    outcome: Outcome = Outcome.NEW
    reasons: list[str] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)  # label and words
    record: Record | None = None


@dataclass(frozen=True)
class Known:
    """What is there already: asked of the database once for a whole paste."""

    strategy: Strategy
    noun: Noun
    priorities: list[Priority]  # those that stand, where rows can name them
    records: list[Record]  # removed ones too
    names: Names  # of what else rows can name, by key


@dataclass(frozen=True)
class Plan:
    """Which field each column is, and what rows leave unsaid."""

    known: Known
    fields: Sequence[str]  # of each column; "" is left out
    has_heading: bool = False
    unsaid: str = ""  # the priority or kind of rows that name none

    @property
    def chosen(self) -> list[tuple[int, str]]:
        return [(index, name) for index, name in enumerate(self.fields) if name]

    @property
    def noun(self) -> Noun:
        return self.known.noun

    @property
    def labels(self) -> list[str]:
        return [self.noun.label(name) for _, name in self.chosen]


NAME_PRIORITIES = {"priority", "priorities"}


def known(strategy: Strategy, noun: Noun) -> Known:
    priorities: Any = strategy.priorities.filter(removed_at=None)
    return Known(
        strategy,
        noun,
        priorities=list(priorities) if NAME_PRIORITIES & {*noun.fields} else [],
        records=list(listing.rows_of(strategy, noun)),
        names=called.names(strategy, noun),
    )


def lines(plan: Plan, sheet: Sheet) -> list[Line]:
    """Every row with its outcome."""
    known = plan.known
    reader = Reader(
        known.strategy.edition,
        plan.noun,
        by_name(known.priorities),
        by_title(known.names),
    )
    there: dict[Any, str] = {}
    standing: dict[str, Record] = {}
    for record in plan.known.records:
        if record.removed_at is None:
            there.setdefault(same_as(record), record.ref)
            standing[record.ref] = record
    rows = sheet.rows[1:] if plan.has_heading else sheet.rows
    found = []
    for row in rows:
        line = read(plan, reader, row)
        if line.record is not None:
            place = there.setdefault(same_as(line.record), f"row {row.number}")
            if place != f"row {row.number}":
                note_twin(plan, line, place, standing.get(place))
        found.append(line)
    return found


def read(plan: Plan, reader: Reader, row: Row) -> Line:
    """The row as a record that is not saved, or the reasons why it cannot be one."""
    line = Line(row.number)
    values: dict[str, Any] = {}
    cells = {name: row.cells[index] for index, name in plan.chosen}
    for_all = CHOSEN_FOR_ALL.get(plan.noun.key)
    if for_all and plan.unsaid and not cells.get(for_all):
        cells[for_all] = plan.unsaid
    for name, cell in cells.items():
        try:
            values[name] = reader.value(name, cell)
        except Refused as refused:
            line.reasons.append(str(refused))
    if not cells.get("title"):
        line.reasons.append(f"Nothing stands under “{plan.noun.label('title')}”")
    needed, refusal = NEEDED.get(plan.noun.key, ("title", ""))
    if refusal and not cells.get(needed):
        line.reasons.append(refusal)
    line.said = [
        (plan.noun.label(name), said(plan, name, values, cells[name]))
        for _, name in plan.chosen
    ]
    if line.reasons:
        line.outcome = Outcome.REFUSED
    else:
        line.record = plan.noun.model(strategy=plan.known.strategy, **values)
    return line


def said(plan: Plan, name: str, values: dict[str, Any], cell: str) -> str:
    """What will be saved, as a list of records says it; what was pasted if nothing is."""
    if name not in values:
        return cell
    value = values[name]
    if isinstance(value, Record):
        return str(value)
    known = plan.known
    return in_words(plan.noun, name, value, known.strategy.edition, known.names)


# Two that say the same in these are the same; a board may decide one thing twice.
SAME_IN = ("kind", "priority_id", "board", "decided_on", "title")


def same_as(record: Record) -> tuple[Any, ...]:
    return tuple(bare(str(vars(record).get(name, ""))) for name in SAME_IN)


def note_twin(plan: Plan, line: Line, place: str, twin: Record | None) -> None:
    line.outcome = Outcome.THERE
    line.reasons = [f"The same as {place}"]
    if twin is not None and (differ := differing(plan, line.record, twin)):
        line.reasons.append(
            f"but not in: {', '.join(differ)}. Edit {place} to change that"
        )
    line.record = None


def differing(plan: Plan, record: Record | None, twin: Record) -> list[str]:
    """The labels of the columns in which the row says something else than its twin."""
    return [
        plan.noun.label(name).lower()
        for _, name in plan.chosen
        if name != "title"
        and not is_same(getattr(record, name), getattr(twin, name))
        and getattr(record, name)
    ]


def new(found: Sequence[Line]) -> list[Record]:
    return [line.record for line in found if line.record is not None]


def mark(found: Sequence[Line]) -> str:
    """Changes whenever anything shown does, so nothing is saved that was not seen."""
    shown = repr(
        [(line.number, line.outcome, line.reasons, line.said) for line in found]
    )
    return hashlib.sha256(shown.encode(errors="surrogatepass")).hexdigest()[:16]
