"""How alike two blocks are, by their words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from strategies.text.grammar import PLACED

WORD = re.compile(r"\w+")
LIST_SIGN = re.compile(r"[-*+] |\d+[.)] ")

# Blocks of fewer words than this are compared word by word, longer ones by triples.
SHORT = 8
# Below this two blocks are not alike; less is not worked out exactly.
ALIKE = 0.5


@dataclass(frozen=True)
class Wording:
    """The text of a block, with what is worked out about its words kept."""

    text: str

    @cached_property
    def is_placed(self) -> bool:
        """A record in the text is itself or another: it is never alike."""
        return PLACED.fullmatch(self.text) is not None

    @cached_property
    def words(self) -> tuple[str, ...]:
        if self.is_placed:
            return ()
        return tuple(word.lower() for word in WORD.findall(self.text))

    @cached_property
    def triples(self) -> frozenset[tuple[str, ...]]:
        """Every three words that follow one another; all the words if there are fewer."""
        words = self.words
        if not words:
            return frozenset()
        return frozenset(words[i : i + 3] for i in range(max(1, len(words) - 2)))

    @cached_property
    def kind(self) -> str:
        """The kind of block it is, by its first character."""
        if self.text[:1] in ("#", "|", ">"):
            return self.text[0]
        return "-" if LIST_SIGN.match(self.text) else ""


def likeness(one: Wording, other: Wording) -> float:
    """The share of words in common, from 0 to 1; 0 for whatever is less than alike."""
    if one.text == other.text:
        return 1.0
    if not one.words or not other.words:
        return 0.0
    if min(len(one.words), len(other.words)) < SHORT:
        return _in_order(one.words, other.words)
    return _in_common(one.triples, other.triples)


def share_within(part: Wording, whole: Wording) -> float:
    """The share of the first one's word triples that are in the second."""
    if not part.triples:
        return 0.0
    return len(part.triples & whole.triples) / len(part.triples)


def _in_order(one: Sequence[str], other: Sequence[str]) -> float:
    least = ALIKE * (len(one) + len(other)) / 2
    shortest, longest = sorted((one, other), key=len)
    if len(shortest) < least or sum(word in shortest for word in longest) < least:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _in_common(one: frozenset[object], other: frozenset[object]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
