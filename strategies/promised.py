"""Commitments as their page lists them: by voice, each with what the other side said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from strategies.commitments import (
    Given,
    Standing,
    Stands,
    Voice,
    standing_of,
    values_of,
    wording_of,
    words_of,
)
from strategies.models import Commitment, CommitmentAnswer, RecordChange, Strategy
from strategies.nouns import COMMITMENTS
from strategies.text import Change, compare

TITLES = {
    Voice.OURS: "Ours alone",
    Voice.DEPARTMENT: "With a government department",
    Voice.NEIGHBOUR: "With a neighbouring place",
}
SKIPPED = ("voice", "title", "neighbour")  # what its heading and its standing say


@dataclass(frozen=True)
class Line:
    """One commitment, how it stands, and what can be done about it."""

    record: Commitment
    facts: list[tuple[str, str]]
    standing: Standing
    answers: list[CommitmentAnswer]
    is_first: bool
    is_last: bool
    changed_at: datetime | None = (
        None  # when the words became other than those answered
    )
    changes: list[Change] = field(default_factory=list)  # since the last answer

    @property
    def latest(self) -> CommitmentAnswer | None:
        return self.answers[-1] if self.answers else None

    @property
    def proposal(self) -> CommitmentAnswer | None:
        """The other words that wait to be taken."""
        last = self.latest
        is_open = last is not None and self.standing.key == "amended"
        return last if is_open else None

    @property
    def may_be_proposed(self) -> bool:
        return self.standing.key == Stands.NOT_PROPOSED


@dataclass(frozen=True)
class Group:
    title: str
    lines: list[Line]


def rows_of(strategy: Strategy) -> list[Commitment]:
    """All of them, removed ones too, each with its answers, oldest first."""
    answers = CommitmentAnswer.objects.select_related("by").order_by("pk")
    found: Any = Commitment.objects.filter(strategy=strategy)
    rows = found.select_related("neighbour", "priority", "removed_by")
    rows = list(rows.prefetch_related(Prefetch("answers", answers)))
    for row in rows:
        row.strategy = strategy
    return rows


def groups(strategy: Strategy, rows: Iterable[Commitment]) -> list[Group]:
    standing = [(row, standing_of(row)) for row in rows]
    changed = any(stands.key == Stands.CHANGED for _, stands in standing)
    history = saves_of(strategy) if changed else []
    found = []
    for voice, title in TITLES.items():
        these = [pair for pair in standing if pair[0].voice == voice]
        last = len(these) - 1
        lines = [
            line(row, stands, history, is_first=at == 0, is_last=at == last)
            for at, (row, stands) in enumerate(these)
        ]
        if lines:
            found.append(Group(title, lines))
    return found


def line(
    row: Commitment,
    stands: Standing,
    history: list[RecordChange],
    *,
    is_first: bool,
    is_last: bool,
) -> Line:
    values = COMMITMENTS.values(row)
    said = COMMITMENTS.words(values, row.strategy.edition)
    skipped = {COMMITMENTS.label(name) for name in SKIPPED}
    answers = list(row.answers.all())
    changed_at, changes = None, []
    if stands.key == Stands.CHANGED and stands.given:
        changed_at = changed_after(row, stands.given, history)
        given = next(one for one in answers[::-1] if one.at == stands.given.at)
        changes = compare(given.words, words_of(values_of(row)))
    return Line(
        row,
        [(label, words) for label, words in said if words and label not in skipped],
        stands,
        answers,
        is_first,
        is_last,
        changed_at,
        changes,
    )


def saves_of(strategy: Strategy) -> list[RecordChange]:
    rows = RecordChange.objects.filter(strategy=strategy, noun=COMMITMENTS.key)
    return list(rows.exclude(kind=RecordChange.Kind.ASIDE).order_by("pk"))


def changed_after(
    row: Commitment, given: Given, history: Iterable[RecordChange]
) -> datetime:
    """When the words first differed from those that were answered."""
    since = (
        save.at
        for save in history
        if save.ref == row.ref
        and save.at > given.at
        and wording_of(save.values) != given.wording
    )
    return next(since, row.changed_at)
