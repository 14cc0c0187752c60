"""One block of an earlier text put back where it stood; nothing else changes."""

from __future__ import annotations

from collections.abc import Sequence

from strategies.drafting import fresh_id
from strategies.models import Part, Revision
from strategies.text import Block, Kind, assign, compare, join, split


def with_block(part: Part, earlier: Revision, block_id: str) -> Revision | None:
    """The text that stands, but for this block as it was then. Not saved yet.

    None if the earlier text had no such block.
    """
    old, stands = earlier.as_blocks(), part.blocks
    lost = next((block for block in old if block.id == block_id), None)
    if lost is None:
        return None
    blocks = _settled(_put_back(stands, old, lost))
    return Revision(
        part=part,
        blocks=[{"id": block.id, "text": block.text} for block in blocks],
    )


def _put_back(
    stands: Sequence[Block], old: Sequence[Block], lost: Block
) -> list[Block]:
    continues = {
        change.old.id: change.block.id
        for change in compare(old, stands)
        if change.old and change.kind != Kind.REMOVED
    }
    if lost.id in continues:
        now = continues[lost.id]
        return [Block(now, lost.text) if one.id == now else one for one in stands]
    place = _place(stands, old, lost, continues)
    return [*stands[:place], lost, *stands[place:]]


def _place(
    stands: Sequence[Block],
    old: Sequence[Block],
    lost: Block,
    continues: dict[str, str],
) -> int:
    """After the nearest block before it that still stands, else at the beginning."""
    places = {block.id: place for place, block in enumerate(stands)}
    for block in reversed(old[: old.index(lost)]):
        if block.id in continues:
            return places[continues[block.id]] + 1
    return 0


def _settled(blocks: list[Block]) -> list[Block]:
    """In canonical form, in which a list put beside another is one with it."""
    texts = [block.text for block in blocks]
    written = split(join(texts))
    return blocks if written == texts else assign(blocks, written, fresh_id)
