"""What changed between two texts: block by block, then by whole words.

Formatting alone is no change, and what was moved is not shown as deleted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from operator import itemgetter

from strategies.text.canonical import split
from strategies.text.identity import Block, continued
from strategies.text.order import common_ends, in_common, longest_rising
from strategies.text.visible import spaced_words


class Kind(StrEnum):
    """What happened to a block or to some words of it."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    MOVED_AND_CHANGED = "moved and changed"


@dataclass(frozen=True)
class Piece:
    """Some words that stayed, were added or were removed.

    The texts of the pieces of a block, one after the other, have every space between.
    """

    kind: Kind
    text: str


@dataclass(frozen=True)
class Change:
    """What happened to one block, and to which of its words."""

    kind: Kind
    block: Block  # as it is now; a removed one as it was
    old: Block | None
    pieces: tuple[Piece, ...]


def compare(old: str | Sequence[Block], new: str | Sequence[Block]) -> list[Change]:
    """Every block of the new text in order, and the removed ones where they stood.

    A block is the same one if its id is the same; where the ids tell nothing, as
    between two texts, blocks are matched by what they say.
    """
    old, new = _blocks(old), _blocks(new)
    origin = _matched(old, new)
    places = sorted(origin)
    rising = longest_rising([origin[place] for place in places])
    unmoved = {places[index] for index in rising}

    kept = set(origin.values())
    gone = [(at, block) for at, block in enumerate(old) if at not in kept]
    gone.reverse()
    stops = iter([*(origin[place] for place in places if place in unmoved), len(old)])
    changes = _removals(gone, before=next(stops))
    for place, block in enumerate(new):
        if place not in origin:
            changes.append(_addition(block))
            continue
        was = old[origin[place]]
        changes.append(_continuation(was, block, is_moved=place not in unmoved))
        if place in unmoved:
            changes += _removals(gone, before=next(stops))
    return changes


def _blocks(text: str | Sequence[Block]) -> Sequence[Block]:
    if isinstance(text, str):
        return [Block("", block) for block in split(text)]
    return text


def _matched(old: Sequence[Block], new: Sequence[Block]) -> dict[int, int]:
    """For the place of each block that was there before, the place it had."""
    by_id = {block.id: at for at, block in enumerate(old) if block.id}
    origin = {
        place: by_id.pop(block.id)
        for place, block in enumerate(new)
        if block.id in by_id
    }
    found = set(origin.values())
    rest_old = [at for at in range(len(old)) if at not in found]
    rest_new = [place for place in range(len(new)) if place not in origin]
    by_text = continued(
        [old[at].text for at in rest_old], [new[place].text for place in rest_new]
    )
    return origin | {rest_new[place]: rest_old[at] for place, at in by_text.items()}


def _removals(gone: list[tuple[int, Block]], *, before: int) -> list[Change]:
    """Take the first of what is gone, as far as that place; the first stands last."""
    changes = []
    while gone and gone[-1][0] < before:
        _, block = gone.pop()
        pieces = tuple(_pieces(block.text, ""))
        changes.append(Change(Kind.REMOVED, block, block, pieces))
    return changes


def _addition(block: Block) -> Change:
    return Change(Kind.ADDED, block, None, tuple(_pieces("", block.text)))


def _continuation(old: Block, new: Block, *, is_moved: bool) -> Change:
    pieces = tuple(_pieces(old.text, new.text))
    if any(piece.kind != Kind.SAME for piece in pieces):
        kind = Kind.MOVED_AND_CHANGED if is_moved else Kind.CHANGED
    else:
        kind = Kind.MOVED if is_moved else Kind.SAME
    return Change(kind, new, old, pieces)


def _pieces(old: str, new: str) -> Iterator[Piece]:
    """The words of both, those of one kind that follow one another together."""
    for kind, words in groupby(_words(old, new), key=itemgetter(0)):
        yield Piece(kind, "".join(f"{word}{space}" for _, word, space in words))


def _words(old: str, new: str) -> Iterator[tuple[Kind, str, str]]:
    """Every word with the space after it; what was removed stands before what came."""
    new_words = spaced_words(new)
    old_words = new_words if old == new else spaced_words(old)
    came_from = came_to = 0
    for at, place in [*kept_words(old_words, new_words), (None, None)]:
        for word, space in old_words[came_from:at]:
            yield Kind.REMOVED, word, space
        for word, space in new_words[came_to:place]:
            yield Kind.ADDED, word, space
        if at is not None and place is not None:
            word, space = new_words[place]
            yield Kind.SAME, word, space or old_words[at][1]
            came_from, came_to = at + 1, place + 1


def kept_words(
    old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]
) -> Iterator[tuple[int, int]]:
    """The places of the words that stayed, in the old text and in the new."""
    before = [word for word, _ in old]
    after = [word for word, _ in new]
    first, last = common_ends(before, after)
    end_old, end_new = len(old) - last, len(new) - last
    yield from zip(range(first), range(first), strict=True)
    for at, place in in_common(before[first:end_old], after[first:end_new]):
        yield first + at, first + place
    yield from zip(range(end_old, len(old)), range(end_new, len(new)), strict=True)
