"""What two people made of one record, joined field by field.

A field that only one of them changed is that one's. Lists join as what was put in and
what was taken out, long texts by their blocks, as the text of a part does. Only what
both changed, and differently, is left to be asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.db import models

from strategies.nouns import Noun
from strategies.text import Block, assign, join, split
from strategies.text.merge import Clash, merge

Values = dict[str, Any]


@dataclass
class Joined:
    """What the record says once both are in it.

    Where somebody must choose, `mine` and `theirs` each hold what it would say if that
    side were chosen, and all that needs no question.
    """

    mine: Values = field(default_factory=dict)
    theirs: Values = field(default_factory=dict)
    came: list[str] = field(default_factory=list)  # fields theirs brought something to

    @property
    def asked(self) -> list[str]:
        return [name for name in self.mine if self.mine[name] != self.theirs[name]]


def joined(noun: Noun, base: Values, mine: Values, theirs: Values) -> Joined:
    """Both changes to what was read, `base`; a field it does not know was empty."""
    found = Joined()
    for name in noun.fields:
        read, ours, others = base.get(name), mine.get(name), theirs.get(name)
        if is_same(ours, others) or is_same(read, ours):
            sides = (others, others)
        elif is_same(read, others):
            sides = (ours, ours)
        elif isinstance(ours, list) and isinstance(others, list):
            both = joined_lists(read or [], ours, others)
            sides = (both, both)
        elif isinstance(noun.field(name), models.TextField):
            sides = joined_texts(read or "", ours or "", others or "")
        else:
            sides = (ours, others)
        found.mine[name], found.theirs[name] = sides
        if not is_same(sides[0], ours) and not is_same(read, others):
            found.came.append(name)
    return found


def is_same(one: Any, other: Any) -> bool:
    """Lists hold what they hold, in whatever order; nothing said is nothing said."""
    if isinstance(one, list) and isinstance(other, list):
        return set(one) == set(other)
    return bool(one == other) or (one in EMPTY and other in EMPTY)


EMPTY: tuple[Any, ...] = (None, "", [])


def changed(noun: Noun, one: Values, other: Values) -> list[str]:
    """The fields that say different things."""
    return [name for name in noun.fields if not is_same(one.get(name), other.get(name))]


def joined_lists(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """Theirs, without what mine took out and with what mine put in."""
    taken_out = set(base) - set(mine)
    kept = [one for one in theirs if one not in taken_out]
    return kept + [one for one in mine if one not in base and one not in kept]


def joined_texts(base: str, mine: str, theirs: str) -> tuple[str, str]:
    """The text if each paragraph both changed is as mine has it, and as theirs has it.

    Where one of them wrote it anew there is nothing to join: the whole is asked about.
    """
    numbers = count()
    read = named([], base, numbers)
    ours, others = named(read, mine, numbers), named(read, theirs, numbers)
    is_continued = all(
        {block.id for block in read} & {block.id for block in side}
        for side in (ours, others)
    )
    if not is_continued or not all(map(is_canonical, (base, mine, theirs))):
        return mine, theirs
    pieces = merge(read, ours, others).pieces
    sides: list[tuple[str | None, str | None]] = [
        (piece.mine, piece.theirs)
        if isinstance(piece, Clash)
        else (piece.block.text, piece.block.text)
        for piece in pieces
    ]
    return text_of(one for one, _ in sides), text_of(other for _, other in sides)


def named(read: Sequence[Block], text: str, numbers: count[int]) -> list[Block]:
    return assign(read, split(text), lambda: str(next(numbers)))


def text_of(blocks: Iterable[str | None]) -> str:
    return join(block for block in blocks if block).strip("\n")


def is_canonical(text: str) -> bool:
    """Whether cutting it into blocks leaves it as it is: what is no Markdown may not."""
    return join(split(text)).strip("\n") == text
