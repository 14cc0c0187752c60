"""The words a strategy is written in, as the checks read them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from strategies.prospectus import Signs
from strategies.text.grammar import CITATION

DASHES = "‐‑‒–—−"
OTHER_DASH = re.compile(f"[{DASHES}]")
WORD = re.compile(r"[^\W_]+")
APOSTROPHES = "'’"
MARKS = re.compile(r"^[\s#>|]*(?:[-*+]\s+|\d+[.)]\s+)?|\*+|\\")


# What people type where there is nothing to say yet, beside an edition's placeholders.
NOTHING = frozenset(
    (
        "",
        "all",
        "n.a",
        "n/a",
        "nil",
        "none",
        "not applicable",
        "not known",
        "partners",
        "stakeholders",
        "unknown",
        "various",
    )
)


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
    place: str = ""  # its name, which names nobody in particular

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
    return " ".join(OTHER_DASH.sub("-", text).casefold().split())


def says(value: object, signs: Signs) -> bool:
    """Whether a field says anything: “TBC” and “n/a” do not."""
    said = plain(str(value or "")).strip(" .…?[]()-")
    return said not in NOTHING and said not in signs.placeholders


def any_of(words: Iterable[str]) -> str:
    """An expression for any of them, whatever dashes and spaces are typed.

    The longest comes first. It matches nothing where there are no words.
    """
    return "|".join(map(loosely, sorted(words, key=len, reverse=True))) or "(?!)"


def loosely(word: str) -> str:
    expression = re.escape(OTHER_DASH.sub("-", word))
    expression = re.sub(f"[{APOSTROPHES}]", f"[{APOSTROPHES}]", expression)
    return expression.replace(r"\-", f"[-{DASHES}]").replace(r"\ ", r"\s+")


def unmarked(block: str) -> str:
    """Its words without most of what marks them, quickly: to quote from, or to find."""
    return " ".join(MARKS.sub("", block).split())


def cited(markdown: str) -> list[str]:
    """The refs in a text, in order. A full reading of the Markdown would be slow here."""
    return [ref.upper() for ref in CITATION.findall(markdown)]
