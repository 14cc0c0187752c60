"""The marks of one text with what was said of each: what the page shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from people.models import User
from strategies import funding
from strategies.checks.subject import Content
from strategies.funding.answers import CLOSING, Answer, answered
from strategies.funding.scan import FLAG, Mark
from strategies.models import FundingAnswer, Strategy
from strategies.permissions import may_allow_funding, may_write


@dataclass(frozen=True)
class Said:
    """A mark, and the last thing anybody said of its words."""

    mark: Mark
    answer: FundingAnswer | None
    is_gone: bool = False

    @property
    def is_closed(self) -> bool:
        if self.answer is None:
            return False
        if self.is_gone:
            return self.answer.answer == Answer.REMOVED
        return self.answer.answer in CLOSING

    @property
    def read_at(self) -> int:
        """The number of that last answer, as a form carries it."""
        return self.answer.pk if self.answer else 0


@dataclass(frozen=True)
class Reading:
    """Every mark of a draft or version, each once, and those whose words have gone."""

    marks: list[Said]
    gone: list[Said] = field(default_factory=list)

    @property
    def flags(self) -> list[Said]:
        return [it for it in self.marks if it.mark.is_flag and not it.is_closed]

    @property
    def to_look_at(self) -> list[Said]:
        return [it for it in self.marks if not it.mark.is_flag and not it.is_closed]

    @property
    def closed(self) -> list[Said]:
        return [it for it in self.marks if it.is_closed]

    def one(self, anchor: str) -> Said | None:
        known = {it.mark.anchor: it for it in (*self.gone, *self.marks)}
        return known.get(anchor)


def read(
    strategy: Strategy, content: Content, before: Content | None = None
) -> Reading:
    """The marks of this text; with an earlier one, also those that were only there."""
    last = answered(strategy)
    marks = once(funding.marks_in(content))
    return Reading(
        marks=[Said(mark, last.get(mark.key)) for mark in marks.values()],
        gone=gone(set(marks), last, before),
    )


def gone(
    there: set[str], last: dict[str, FundingAnswer], before: Content | None
) -> list[Said]:
    """Sentences that were marked in the version before, or answered, and stand no more."""
    were = {
        key: Mark(answer.sentence, answer.where, "", FLAG, "", ())
        for key, answer in last.items()
    }
    if before is not None:
        were |= once(mark for mark in funding.marks_in(before) if mark.is_flag)
    return [
        Said(mark, last.get(key), is_gone=True)
        for key, mark in were.items()
        if key not in there
    ]


def once(marks: Iterable[Mark]) -> dict[str, Mark]:
    """The first of each sentence; the same words twice are answered once."""
    found: dict[str, Mark] = {}
    for mark in marks:
        found.setdefault(mark.key, mark)
    return found


def answers_open_to(user: User, strategy: Strategy, said: Said) -> list[Answer]:
    """What this person may say of it now."""
    writes = may_write(user, strategy)
    allows = may_allow_funding(user, strategy)
    if said.is_gone:
        return [Answer.REMOVED] if writes and not said.is_closed else []
    if said.is_closed:
        return [Answer.REOPENED] if writes or allows else []
    theirs = [Answer.EXISTING, Answer.DESCRIPTION] if writes else []
    return [*theirs, *([Answer.ALLOWED] if allows else [])]
