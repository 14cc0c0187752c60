"""How the text of a part is saved: the only module that writes revisions.

Nothing acknowledged is lost. A text written on an older one than stands now never
replaces it: it is kept aside, in the history, until somebody who has seen both chooses
which to go on with. Every function here locks the strategy's row first, so saves of one
strategy come one after the other.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import OuterRef, Subquery

from people.models import User
from strategies.models import Part, Revision, Strategy
from strategies.permissions import may_write_part
from strategies.text import Block, Change, assign, compare, join
from strategies.text.again import count_again, split_again


class Locked(PermissionDenied):
    """Nobody may write it any longer: the strategy is closed or the part removed."""


class Outcome(StrEnum):
    SAVED = "saved"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class Saving:
    """What came of a save: the part as it now stands, and a text kept aside if any."""

    outcome: Outcome
    part: Part
    aside: Revision | None = None

    @property
    def is_conflict(self) -> bool:
        return self.outcome == Outcome.CONFLICT


@transaction.atomic
def save(
    part: Part, text: str, *, base: int, by: User, kind: str = Revision.Kind.SAVED
) -> Saving:
    """Save the text, unless another was saved since `base`; then keep this one aside.

    Raises Locked, or PermissionDenied, and then writes nothing.
    """
    part = _writable(part, by)
    new = split_again(text, _texts(part.blocks))
    if new == _texts(part.blocks):
        return Saving(Outcome.UNCHANGED, part)
    if base == part.base:
        blocks = assign(part.blocks, new, fresh_id)
        _store(part, blocks, base=base, by=by, kind=kind)
        return Saving(Outcome.SAVED, part)
    read = part.revisions.filter(number=base).first()
    before = read.as_blocks() if read else []
    if read and new == _texts(before):
        return Saving(Outcome.UNCHANGED, part)
    return Saving(Outcome.CONFLICT, part, _keep_aside(part, before, new, base, by))


@transaction.atomic
def settle(aside: Revision, *, keep_mine: bool, base: int, by: User) -> Saving:
    """Go on with the text kept aside, or with the one that stands, having read both.

    A third text saved since `base` is a conflict again: nothing is chosen unread.
    """
    part = _writable(aside.part, by)
    mine = _texts(aside.as_blocks())
    if mine == _texts(part.blocks):
        return Saving(Outcome.UNCHANGED, part)
    if base != part.base:
        return Saving(Outcome.CONFLICT, part, aside)
    if not keep_mine:
        return Saving(Outcome.UNCHANGED, part)
    blocks = assign(part.blocks, mine, fresh_id)
    _store(part, blocks, base=base, by=by, kind=Revision.Kind.JOINED)
    return Saving(Outcome.SAVED, part)


@transaction.atomic
def restore(revision: Revision, *, base: int, by: User) -> Saving:
    """Save an earlier text again as a new one, unless another was saved since `base`."""
    part = _writable(revision.part, by)
    if _texts(revision.as_blocks()) == _texts(part.blocks):
        return Saving(Outcome.UNCHANGED, part)
    if base != part.base:
        return Saving(Outcome.CONFLICT, part)
    _store(part, revision.as_blocks(), base=base, by=by, kind=Revision.Kind.RESTORED)
    return Saving(Outcome.SAVED, part)


def together(theirs: Revision | None, mine: Revision) -> str:
    """Both texts as one to edit: what they share once, where they differ both in turn."""
    stands = theirs.as_blocks() if theirs else []
    return join(_in_turn(compare(stands, mine.as_blocks())))


def held(strategy_id: int) -> Strategy:
    """The strategy as it stands now, its row locked until the transaction ends."""
    return Strategy.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=strategy_id
    )


def fresh_id() -> str:
    """An id for a new block: unique in its strategy, and anywhere else."""
    return uuid.uuid4().hex[:16]


def _writable(part: Part, by: User) -> Part:
    """The part as it stands under the lock, if this person may write it now.

    Lock first, read after: a query that does both would show what stood before it waited.
    """
    strategy = held(part.strategy_id)
    strategy.place = part.strategy.place
    numbers = Revision.objects.filter(part=OuterRef("pk")).values("number")
    fresh = (
        Part.objects.select_related("latest__by")
        .annotate(last_number=Subquery(numbers.order_by("-number")[:1]))
        .get(pk=part.pk)
    )
    fresh.strategy = strategy
    if not strategy.is_editable or fresh.removed_at is not None:
        raise Locked
    if not may_write_part(by, fresh):
        raise PermissionDenied
    return fresh


def _store(
    part: Part, blocks: Sequence[Block], *, base: int, by: User, kind: str
) -> Revision:
    revision = _add(part, blocks, base, by, kind)
    part.latest = revision
    part.save(update_fields=["latest"])
    return revision


def _keep_aside(
    part: Part, before: Sequence[Block], new: list[str], base: int, by: User
) -> Revision:
    """The text as a row of the history; sent twice it is kept once."""
    kept = part.revisions.filter(kind=Revision.Kind.ASIDE, by=by, base=base)
    for revision in kept:
        if _texts(revision.as_blocks()) == new:
            return revision
    blocks = assign(before, new, fresh_id)
    return _add(part, blocks, base, by, Revision.Kind.ASIDE)


def _add(
    part: Part, blocks: Sequence[Block], base: int, by: User, kind: str
) -> Revision:
    return Revision.objects.create(
        part=part,
        number=(vars(part)["last_number"] or 0) + 1,
        blocks=[{"id": block.id, "text": block.text} for block in blocks],
        words=count_again(_texts(blocks), _texts(part.blocks), part.words),
        kind=kind,
        base=base,
        by=by,
    )


def _texts(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks]


def _in_turn(changes: Iterable[Change]) -> Iterator[str]:
    """What both have once; where the two differ, the old and then the new."""
    for change in changes:
        if change.old is not None and change.old.text != change.block.text:
            yield change.old.text
        yield change.block.text
