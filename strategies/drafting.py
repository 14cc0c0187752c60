"""How the text of a part is saved: the only module that writes revisions.

Nothing acknowledged is lost, and no row is ever changed. A text written on an older one
than stands now never replaces it. Where the two changed different paragraphs they are
joined, what was sent being kept as it was; where both changed one, it is kept aside, in
the history, until somebody who has seen both chooses. Every function here locks the
strategy's row first, so saves of one strategy come one after the other.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from people.models import User
from strategies import clashes
from strategies.models import Part, Revision
from strategies.permissions import is_writer_of
from strategies.standing import (
    IN_A_SITTING,
    Locked,
    Standing,
    Taken,
    held,
    is_taken,
    standing,
)
from strategies.text import Block, Change, assign, compare, join, problems
from strategies.text.again import count_again, split_again
from strategies.text.merge import Merged

__all__ = [
    "Locked",
    "Outcome",
    "Saving",
    "Slow",
    "Taken",
    "Unfit",
    "fresh_id",
    "held",
    "is_taken",
    "restore",
    "save",
    "settle",
    "take",
    "together",
]

Kind = Revision.Kind


class Slow(Exception):
    """One person saved this part too often in a few seconds; nothing was written."""


class Unfit(Exception):
    """The text that was chosen cannot be saved, for these reasons."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(reasons)
        self.reasons = reasons


class Outcome(StrEnum):
    SAVED = "saved"
    UNCHANGED = "unchanged"
    MERGED = "merged"
    CONFLICT = "conflict"
    REMOVED = "removed"


@dataclass(frozen=True)
class Saving:
    """What came of a save: the part as it now stands, and the rows it made."""

    outcome: Outcome
    part: Part
    aside: Revision | None = None
    sent: Revision | None = None  # what was sent, before it was joined
    merged: Merged | None = None  # of a conflict, what is to be chosen
    other: str = ""  # whose changes it met
    version: int = 0

    @property
    def is_conflict(self) -> bool:
        return self.outcome == Outcome.CONFLICT


@transaction.atomic
def save(
    part: Part,
    text: str,
    *,
    base: int,
    by: User,
    kind: str = Kind.SAVED,
    most: int | None = None,
) -> Saving:
    """Save the text, joined with what was saved since `base`; or keep it aside.

    Raises Locked, PermissionDenied, or Slow if this person made `most` rows in the last
    seconds; and then writes nothing.
    """
    now = standing(part, by, base)
    removed = now.part.removed_at is not None and now.part.strategy.is_editable
    if not (removed and is_writer_of(by, now.part)):
        now.require_open()
    stands = _texts(now.part.blocks)
    new = split_again(text, stands)
    if new == stands:
        outcome = Outcome.REMOVED if removed else Outcome.UNCHANGED
        return _came(now, outcome)
    if most is not None and now.saves >= most:
        raise Slow
    if removed:
        return _kept_for_later(now, new, base)
    if base == now.part.base:
        return _store(now, assign(now.part.blocks, new, fresh_id), kind)
    return _save_stale(now, new, base)


@transaction.atomic
def settle(aside: Revision, choices: Sequence[str], *, base: int, by: User) -> Saving:
    """Go on with what was chosen, paragraph by paragraph, both texts having been read.

    A third text saved since `base` is a conflict again: nothing is chosen unread.
    Raises Unfit if what was chosen cannot be saved.
    """
    now = standing(aside.part, by, base)
    now.require_open()
    if _was_settled(now, base):
        return _came(now, Outcome.UNCHANGED)
    merged = clashes.of_aside(aside, now.part)
    if base != now.part.base or len(choices) != len(merged.clashes):
        return _conflict(now, aside, merged)
    texts = clashes.chosen(merged, choices)
    if reasons := problems(join(texts)):
        raise Unfit(reasons)
    if texts == _texts(now.part.blocks):
        return _came(now, Outcome.UNCHANGED)
    return _store(now, assign(now.part.blocks, texts, fresh_id), Kind.JOINED)


@transaction.atomic
def restore(revision: Revision, *, base: int, by: User) -> Saving:
    """Save an earlier text again as a new one, unless another was saved since `base`."""
    now = standing(revision.part, by, base)
    now.require_open()
    if _texts(revision.as_blocks()) == _texts(now.part.blocks):
        return _came(now, Outcome.UNCHANGED)
    if base != now.part.base:
        return _came(now, Outcome.CONFLICT)
    return _store(now, revision.as_blocks(), Kind.RESTORED)


@transaction.atomic
def take(part: Part, texts: Sequence[str], *, by: User) -> Saving:
    """Let a text stand that was accepted from another place, after the one that stood."""
    now = standing(part, by, part.base)
    now.require_open(to_take=True)
    if list(texts) == _texts(now.part.blocks):
        return _came(now, Outcome.UNCHANGED)
    blocks = assign(now.part.blocks, list(texts), fresh_id)
    return _store(now, blocks, Kind.SHARED)


def together(theirs: Revision | None, mine: Revision) -> str:
    """Both texts as one to edit: what they share once, where they differ both in turn."""
    stands = theirs.as_blocks() if theirs else []
    return join(_in_turn(compare(stands, mine.as_blocks())))


def fresh_id() -> str:
    """An id for a new block: unique in its strategy, and anywhere else."""
    return uuid.uuid4().hex[:16]


def _save_stale(now: Standing, new: list[str], base: int) -> Saving:
    """Join what was sent with what was saved since, or keep it aside if they clash."""
    if now.read is not None and new == _texts(now.read):
        return _came(now, Outcome.UNCHANGED)
    same = _same_sent_before(now, new, base)
    if same is not None and same.kind != Kind.ASIDE:
        return _came(now, Outcome.MERGED, sent=same)
    mine = assign(now.read or [], new, fresh_id)
    merged = clashes.joined(now.read, mine, now.part.blocks)
    if merged.clashes:
        return _conflict(now, same or _keep_aside(now, mine, base), merged)
    return _store_both(now, merged, base)


def _kept_for_later(now: Standing, new: list[str], base: int) -> Saving:
    """Keep what was sent to a part that was removed, for when it is brought back."""
    aside = _same_sent_before(now, new, base)
    if aside is None:
        stood = now.part.blocks if base == now.part.base else now.read or []
        aside = _keep_aside(now, assign(stood, new, fresh_id), base)
    return _came(now, Outcome.REMOVED, aside=aside)


def _same_sent_before(now: Standing, new: list[str], base: int) -> Revision | None:
    """What this person sent on the same text before, if it says the same: as when the
    answer never arrived, or a form is sent twice."""
    if not now.has_sent:
        return None
    sent = now.part.revisions.filter(base=base, by=now.by, words=_words(now, new))
    same = [row for row in sent if _texts(row.as_blocks()) == new]
    return min(same, key=lambda row: row.kind == Kind.ASIDE, default=None)


def _was_settled(now: Standing, base: int) -> bool:
    """Whether the same form was sent before: its effect is what stands."""
    latest = now.part.latest
    if latest is None or latest.by_id != now.by.pk:
        return False
    return latest.kind == Kind.JOINED and latest.base == base


def _store(now: Standing, blocks: Sequence[Block], kind: str) -> Saving:
    """Let the text stand, written on the one that stood."""
    revision = _row(now, blocks, now.part.base, kind)
    revision.save(force_insert=True)
    return _let_stand(now, revision, Outcome.SAVED)


def _store_both(now: Standing, merged: Merged, base: int) -> Saving:
    """What was sent, just as it was, and then what came of joining it."""
    sent = _row(now, merged.mine, base, Kind.SENT)
    both = _row(now, merged.blocks, now.part.base, Kind.MERGED)
    both.number += 1
    both.sitting = sent.sitting
    Revision.objects.bulk_create([sent, both])
    return _let_stand(now, both, Outcome.MERGED, sent=sent)


def _let_stand(
    now: Standing, revision: Revision, outcome: Outcome, sent: Revision | None = None
) -> Saving:
    now.part.latest = revision
    now.part.save(update_fields=["latest"])
    return _came(now, outcome, sent=sent)


def _keep_aside(now: Standing, mine: Sequence[Block], base: int) -> Revision:
    aside = _row(now, mine, base, Kind.ASIDE)
    aside.save(force_insert=True)
    return aside


def _row(now: Standing, blocks: Sequence[Block], base: int, kind: str) -> Revision:
    """A row of the history, not written yet."""
    number = now.last_number + 1
    carried_on = now.aside if kind == Kind.ASIDE else None
    if kind in IN_A_SITTING:
        carried_on = now.sitting
    return Revision(
        part=now.part,
        number=number,
        sitting=carried_on or number,
        blocks=[{"id": block.id, "text": block.text} for block in blocks],
        words=_words(now, _texts(blocks)),
        kind=kind,
        base=base,
        by=now.by,
    )


def _conflict(now: Standing, aside: Revision, merged: Merged) -> Saving:
    return _came(now, Outcome.CONFLICT, aside=aside, merged=merged)


def _came(
    now: Standing,
    outcome: Outcome,
    *,
    aside: Revision | None = None,
    sent: Revision | None = None,
    merged: Merged | None = None,
) -> Saving:
    return Saving(outcome, now.part, aside, sent, merged, now.other, now.version)


def _words(now: Standing, new: list[str]) -> int:
    return count_again(new, _texts(now.part.blocks), now.part.words)


def _texts(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks]


def _in_turn(changes: Iterable[Change]) -> Iterator[str]:
    """What both have once; where the two differ, the old and then the new."""
    for change in changes:
        if change.old is not None and change.old.text != change.block.text:
            yield change.old.text
        yield change.block.text
