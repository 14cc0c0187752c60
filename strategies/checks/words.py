"""The words a strategy is written in, as the checks read them."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from strategies.prospectus import Signs
from strategies.text.grammar import CITATION

DASHES = re.compile(r"[‐‑‒–—−]")
WORD = re.compile(r"\w+")
MARKS = re.compile(r"^[\s#>|]*(?:[-*+]\s+|\d+[.)]\s+)?|\*+|\\")


@dataclass(frozen=True)
class Text:
    """A part as written: its blocks, in order."""

    key: str
    title: str
    blocks: tuple[str, ...]

    @cached_property
    def refs(self) -> list[str]:
        return [ref for block in self.blocks for ref in cited(block)]

    @property
    def is_written(self) -> bool:
        return bool(self.blocks)


class Passage(NamedTuple):
    """A paragraph of a part, or one field of a record, and where it is edited."""

    where: str  # “People”, or P1
    part: str  # the part's key; empty for a record
    url: str
    text: str


@dataclass(frozen=True)
class Reading:
    """Passages to be read through for the signs that an edition names."""

    signs: Signs
    passages: list[Passage]

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word that stands anywhere: few of those looked for ever do."""
        whole = "\n".join(passage.text for passage in self.passages)
        return frozenset(WORD.findall(" ".join(set(whole.casefold().split()))))

    def holds(self, phrase: str) -> bool:
        """Whether the phrase could stand there: all of its words do."""
        return self.vocabulary.issuperset(WORD.findall(phrase.casefold()))


def plain(text: str) -> str:
    """Evened out, so that two spellings of one thing are the same."""
    return " ".join(DASHES.sub("-", text).casefold().split())


def unmarked(block: str) -> str:
    """Its words without most of what marks them, quickly: to quote from, or to find."""
    return " ".join(MARKS.sub("", block).split())


def cited(markdown: str) -> list[str]:
    """The refs in a text, in order. A full reading of the Markdown would be slow here."""
    return [ref.upper() for ref in CITATION.findall(markdown)]
