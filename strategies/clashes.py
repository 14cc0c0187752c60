"""Two texts of a part, written on one: what is settled of them, and what is to be chosen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from strategies.models import Part, Revision
from strategies.text import Block, join, problems, split
from strategies.text.merge import Clash, Merged, merge


class Choice(StrEnum):
    """What becomes of a paragraph that two people changed."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


def joined(
    before: Sequence[Block] | None, mine: Sequence[Block], theirs: Sequence[Block]
) -> Merged:
    """The two as one. As wholes to choose from, if what they were written on is unknown
    or if together they are more than a part may hold."""
    if before is None:
        return _wholes([], mine, theirs)
    merged = merge(before, mine, theirs)
    if not merged.clashes and problems(join(_texts(merged.blocks))):
        return _wholes(before, mine, theirs)
    return merged


def of_aside(aside: Revision, part: Part) -> Merged:
    """A text kept aside, and the one that stands now."""
    read = read_at(part, aside.base)
    return joined(read, aside.as_blocks(), part.blocks)


def read_at(part: Part, number: int) -> list[Block] | None:
    """The blocks of what somebody read; None if no such text ever stood."""
    if number == 0:
        return []
    stood = part.revisions.filter(number=number).exclude(kind=Revision.Kind.ASIDE)
    read = stood.first()
    return read.as_blocks() if read else None


def chosen(merged: Merged, choices: Sequence[str]) -> list[str]:
    """The canonical blocks of the text that comes of choosing, clash by clash."""
    return split(join(_chosen(merged, iter(choices))))


def _chosen(merged: Merged, choices: Iterator[str]) -> Iterator[str]:
    for piece in merged.pieces:
        if not isinstance(piece, Clash):
            yield piece.block.text
            continue
        choice = next(choices)
        if choice != Choice.MINE and piece.theirs is not None:
            yield piece.theirs
        if choice != Choice.THEIRS and piece.mine is not None:
            yield piece.mine


def _wholes(
    before: Sequence[Block], mine: Sequence[Block], theirs: Sequence[Block]
) -> Merged:
    texts = ("\n\n".join(_texts(side)) or None for side in (before, mine, theirs))
    return Merged((Clash("", *texts),), tuple(mine))


def _texts(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks]
