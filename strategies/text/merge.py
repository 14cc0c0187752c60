"""Two texts written on one are made into one, block by block.

What only one of the two changed stands without a question, however near to what the
other changed. A block that both changed, or one changed and the other took out, is a
clash: both texts of it are kept for somebody to choose. No text is left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from strategies.text.canonical import join, split
from strategies.text.counterparts import adds_to, paired
from strategies.text.identity import Block
from strategies.text.likeness import LIST_SIGN


@dataclass(frozen=True)
class Settled:
    """A block that nobody has to be asked about."""

    block: Block


@dataclass(frozen=True)
class Clash:
    """A block that the two changed differently: what each says, None where it is gone."""

    id: str
    base: str | None
    mine: str | None
    theirs: str | None


@dataclass(frozen=True)
class Merged:
    """Two texts as one, in order; and mine, its blocks under the ids they have in it."""

    pieces: tuple[Settled | Clash, ...]
    mine: tuple[Block, ...]

    @property
    def clashes(self) -> list[Clash]:
        return [piece for piece in self.pieces if isinstance(piece, Clash)]

    @property
    def blocks(self) -> list[Block]:
        """What is settled: the whole text where nothing clashes."""
        return [piece.block for piece in self.pieces if isinstance(piece, Settled)]


def merge(
    base: Sequence[Block], mine: Sequence[Block], theirs: Sequence[Block]
) -> Merged:
    """Join two texts written on the base; their blocks have its ids, or new ones.

    Where only one of the two moved blocks, they stand as moved; where both did, as in
    theirs.
    """
    base, mine = paired(base, mine, theirs)
    texts = [{block.id: block.text for block in side} for side in (base, mine, theirs)]
    pieces = []
    for block_id in _in_order(base, mine, theirs):
        was, ours, others = (text.get(block_id) for text in texts)
        if piece := _settled(block_id, was, ours, others):
            pieces.append(piece)
    return Merged(tuple(_with_lists_joined(pieces)), tuple(mine))


def _settled(
    block_id: str, base: str | None, mine: str | None, theirs: str | None
) -> Settled | Clash | None:
    """What becomes of one block; None if it goes."""
    if mine == theirs or theirs == base:
        stands = mine
    elif mine == base:
        stands = theirs
    elif mine is None or theirs is None:
        return Clash(block_id, base, mine, theirs)
    elif adds_to(base or "", theirs) and adds_to(theirs, mine):
        stands = mine
    elif adds_to(base or "", mine) and adds_to(mine, theirs):
        stands = theirs
    else:
        return Clash(block_id, base, mine, theirs)
    return None if stands is None else Settled(Block(block_id, stands))


def _in_order(
    base: Sequence[Block], mine: Sequence[Block], theirs: Sequence[Block]
) -> Iterator[str]:
    """The ids of both: in the order of the side that leads, the other's set in.

    What only the other side has stands after what it stands after there, and after
    what the leading side added at the same place.
    """
    before, ours, others = (
        [block.id for block in side] for side in (base, mine, theirs)
    )
    in_all = set(before) & set(ours) & set(others)
    stayed, moved_here, moved_there = (
        [block_id for block_id in row if block_id in in_all]
        for row in (before, ours, others)
    )
    mine_leads = moved_here != stayed and moved_there == stayed
    lead, other = (ours, others) if mine_leads else (others, ours)
    return _set_in(lead, other, known=set(before))


def _set_in(
    lead: Sequence[str], other: Sequence[str], known: set[str]
) -> Iterator[str]:
    leading, after = set(lead), ""
    following: dict[str, list[str]] = {after: []}
    for block_id in other:
        if block_id in leading:
            after = block_id
            following[after] = []
        else:
            following[after].append(block_id)

    waiting = following[""]
    shared = known | set(other)
    for block_id in lead:
        if block_id in shared:
            yield from waiting
            waiting = following.get(block_id, [])
        yield block_id
    yield from waiting


def _with_lists_joined(pieces: Iterable[Settled | Clash]) -> list[Settled | Clash]:
    """Lists of one kind that have come to touch are one list, as they would be read."""
    joined: list[Settled | Clash] = []
    for piece in pieces:
        above = joined[-1] if joined else None
        if isinstance(piece, Settled) and isinstance(above, Settled):
            one = _as_one_list(above.block, piece.block)
            if one is not None:
                joined[-1] = Settled(one)
                continue
        joined.append(piece)
    return joined


def _as_one_list(above: Block, below: Block) -> Block | None:
    if not (LIST_SIGN.match(above.text) and LIST_SIGN.match(below.text)):
        return None
    texts = split(join([above.text, below.text]))
    return Block(above.id, texts[0]) if len(texts) == 1 else None
