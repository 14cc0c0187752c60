"""Commitments as their page lists them: by voice, each with what the other side said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from strategies import listing
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
from strategies.listing import Group, Line
from strategies.models import (
    Commitment,
    CommitmentAnswer,
    Record,
    RecordChange,
    Strategy,
)
from strategies.nouns import COMMITMENTS
from strategies.text import Change, compare


@dataclass(frozen=True)
class PromiseLine(Line):
    """A commitment in the list, how it stands, and what can be done about it."""

    template = "strategies/_commitment_shown.html"
    standing: Standing
    answers: list[CommitmentAnswer]
    changed_at: datetime | None = None  # when the words became others than answered
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


def rows_of(strategy: Strategy) -> list[Commitment]:
    """All of them, removed ones too, each with its answers, oldest first."""
    answers = CommitmentAnswer.objects.select_related("by").order_by("pk")
    rows = listing.rows_of(strategy, COMMITMENTS)
    found: list[Commitment] = list(rows.prefetch_related(Prefetch("answers", answers)))
    for row in found:
        row.strategy = strategy
    return found


def groups(strategy: Strategy, rows: Iterable[Commitment]) -> list[Group]:
    """Those that stand, by whose they are."""
    by_voice: dict[Voice, list[Record]] = {voice: [] for voice in Voice}
    for row in rows:
        by_voice[Voice(row.voice)].append(row)
    history = saves_of(strategy)
    found = []
    for voice, these in by_voice.items():
        listed = listing.lines(COMMITMENTS, these, strategy.edition)
        lines = [line_of(line, history) for line in listed]
        if lines:
            found.append(Group(voice.label, lines))
    return found


def line_of(line: Line, history: Iterable[RecordChange]) -> PromiseLine:
    row: Any = line.record
    stands, answers = standing_of(row), list(row.answers.all())
    changed_at, changes = None, []
    if stands.key == Stands.CHANGED and stands.given:
        changed_at = changed_after(row, stands.given, history)
        given = next(one for one in answers[::-1] if one.at == stands.given.at)
        changes = compare(given.words, words_of(values_of(row)))
    return PromiseLine(
        **vars(line),
        standing=stands,
        answers=answers,
        changed_at=changed_at,
        changes=changes,
    )


def saves_of(strategy: Strategy) -> QuerySet[RecordChange]:
    """Read once, and not at all where no words have changed since an answer."""
    rows = RecordChange.objects.filter(strategy=strategy, noun=COMMITMENTS.key)
    return rows.exclude(kind=RecordChange.Kind.ASIDE).order_by("pk")


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
