"""Blocks keep their ids from one save to the next.

What a comment stands on, what a merge compares and what "changed since" means is a
block, so a block is the same one while people would say so: unchanged, edited, moved,
moved and a little edited, cut in two or joined. In doubt it is a new one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from strategies.text.likeness import Wording
from strategies.text.matching import Matching
from strategies.text.order import common_ends


@dataclass(frozen=True)
class Block:
    """One block of a part: its canonical text and the id it keeps."""

    id: str
    text: str


def assign(
    old: Sequence[Block], new: Sequence[str], fresh: Callable[[], str]
) -> list[Block]:
    """The new blocks, each under the id of the old one it continues, or a fresh one.

    No id is given twice, and no fresh id is one of the old.
    """
    origin = continued([block.text for block in old], new)
    old_ids = {block.id for block in old}
    given: set[str] = set()
    blocks = []
    for place, text in enumerate(new):
        block_id = old[origin[place]].id if place in origin else ""
        while not block_id or block_id in given:
            candidate = fresh()
            block_id = "" if candidate in old_ids else candidate
        given.add(block_id)
        blocks.append(Block(block_id, text))
    return blocks


def continued(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """For the place of each new block that continues an old one, that one's place.

    Only what lies between the common first and last blocks is worked on, unless the
    others could change the outcome.
    """
    first, last = _certain_ends(old, new)
    end_old, end_new = len(old) - last, len(new) - last
    middle = Matching(
        [Wording(text) for text in old[first:end_old]],
        [Wording(text) for text in new[first:end_new]],
    )
    middle.work_out()
    origin = {place: place for place in range(first)}
    origin |= {first + place: first + at for place, at in middle.origin.items()}
    return origin | {end_new + step: end_old + step for step in range(last)}


def _certain_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many first and last blocks are matched without looking further.

    None if one of their texts is found again in between: it might be the better match.
    """
    first, last = common_ends(old, new)
    ends = {*old[:first], *old[len(old) - last :]}
    between = [*old[first : len(old) - last], *new[first : len(new) - last]]
    return (first, last) if ends.isdisjoint(between) else (0, 0)
