"""Which blocks of two texts written on one are the same block, where ids do not tell.

A block that is new in both has another id in each. A text sent twice, or typed on after
it was sent once, comes so; and so does a paragraph that both wrote anew.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence

from strategies.text.identity import Block
from strategies.text.likeness import SHORT, WORD
from strategies.text.matching import WORDS_TO_MOVE
from strategies.text.order import common_ends, is_within_reach

# A new block, and the id of the block of both texts that it stands after.
Placed = tuple[str, Block]


def paired(
    base: Sequence[Block], mine: Sequence[Block], theirs: Sequence[Block]
) -> tuple[list[Block], list[Block]]:
    """The base and mine, with what is the same block in theirs under its id there."""
    base_ids = {block.id for block in base}
    again = _known_again(base_ids, mine, theirs)
    mine = _renamed(mine, again)
    base_names, mine_names = _rewritten(base, mine, theirs)
    return _renamed(base, base_names), _renamed(mine, mine_names)


def adds_to(old: str, new: str) -> bool:
    """Whether the new text is the old one with something put in at one place."""
    return sum(common_ends(old, new)) == len(old)


def _known_again(
    base_ids: set[str], mine: Sequence[Block], theirs: Sequence[Block]
) -> dict[str, str]:
    """For ids of blocks new in mine, the ids that the same blocks have in theirs."""
    mine_ids = {block.id for block in mine}
    theirs_ids = {block.id for block in theirs}
    both = mine_ids & theirs_ids
    here = list(_new(mine, base_ids | theirs_ids, both))
    there = list(_new(theirs, base_ids | mine_ids, both))
    again: dict[str, str] = {}
    for is_same in (_same_place_and_text, _same_long_text):
        again |= _in_turn(here, there, again, is_same)
    return again | _typed_on(here, there, again)


def _new(blocks: Sequence[Block], known: set[str], both: set[str]) -> Iterator[Placed]:
    after = ""
    for block in blocks:
        if block.id in both:
            after = block.id
        if block.id not in known:
            yield after, block


def _same_place_and_text(placed: Placed) -> Hashable:
    after, block = placed
    return after, block.text


def _same_long_text(placed: Placed) -> Hashable:
    """Short texts are only the same at the same place: they are often said again."""
    _, block = placed
    return block.text if len(WORD.findall(block.text)) >= SHORT else block


def _in_turn(
    here: Sequence[Placed],
    there: Sequence[Placed],
    again: dict[str, str],
    key: Callable[[Placed], Hashable],
) -> dict[str, str]:
    """The first of a key in mine with the first in theirs, and so on."""
    waiting: dict[Hashable, deque[str]] = defaultdict(deque)
    taken = set(again.values())
    for placed in there:
        if placed[1].id not in taken:
            waiting[key(placed)].append(placed[1].id)
    return {
        placed[1].id: waiting[key(placed)].popleft()
        for placed in here
        if placed[1].id not in again and waiting[key(placed)]
    }


def _typed_on(
    here: Sequence[Placed], there: Sequence[Placed], again: dict[str, str]
) -> dict[str, str]:
    """New blocks at one place of which one holds all that the other says, and more."""
    if not is_within_reach(here, there):
        return {}
    more: dict[str, str] = {}
    taken = set(again.values())
    for after, block in here:
        if block.id in again:
            continue
        for other_after, other in there:
            is_free = other_after == after and other.id not in taken
            if is_free and _goes_on(block.text, other.text):
                more[block.id] = other.id
                taken.add(other.id)
                break
    return more


def _goes_on(one: str, other: str) -> bool:
    """Whether the longer one holds the shorter, and that is more than a few words."""
    shorter, longer = sorted((one, other), key=len)
    return adds_to(shorter, longer) and len(WORD.findall(shorter)) >= WORDS_TO_MOVE


def _rewritten(
    base: Sequence[Block], mine: Sequence[Block], theirs: Sequence[Block]
) -> tuple[dict[str, str], dict[str, str]]:
    """New ids for base and mine where both changed a block, one of them past knowing.

    What stands where a block stood that is gone is taken for that block rewritten.
    """
    here, there = ({block.id: block.text for block in side} for side in (mine, theirs))
    instead_here = _instead(base, mine, there)
    instead_there = _instead(base, theirs, here)
    base_names, mine_names = {}, {}
    for block in base:
        if block.text in (here.get(block.id), there.get(block.id)):
            continue
        ours = block.id if block.id in here else instead_here.get(block.id)
        others = block.id if block.id in there else instead_there.get(block.id)
        if ours and others:
            base_names[block.id] = mine_names[ours] = others
    return base_names, mine_names


def _instead(
    base: Sequence[Block], side: Sequence[Block], other: dict[str, str]
) -> dict[str, str]:
    """For each block of the base that is gone, the new one that stands in its place."""
    places = {block.id: place for place, block in enumerate(side)}
    known = {block.id for block in base} | other.keys()
    instead, place = {}, 0
    for block in base:
        if block.id in places:
            place = places[block.id] + 1
        elif place < len(side) and side[place].id not in known:
            instead[block.id] = side[place].id
            place += 1
    return instead


def _renamed(blocks: Sequence[Block], names: dict[str, str]) -> list[Block]:
    return [Block(names.get(block.id, block.id), block.text) for block in blocks]
