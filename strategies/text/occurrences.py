"""Where words stand in a text as its reader sees them, and other words in their place.

What is sought are words, not Markdown: marks and escapes are neither found nor broken.
Citations, placed records and the addresses of links are never touched.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from markdown_it.token import Token

from strategies.text.canonical import join, write
from strategies.text.grammar import parse, without_unwritable

# Signs for what no words that are sought can hold.
BREAK, CITATION = "\n", "\x1f"
CITED = re.compile(f" ?{CITATION}")
SENTENCE_END = re.compile(f"[.!?][”’\"'){CITATION} ]*? (?=[^a-z])|{BREAK}")
# However a sign was typed, people mean the same by it.
ALIKE = {
    sign: f"[{signs}]" for signs in ("'’‘", '"“”', "-‐‑") for sign in signs
}  # fmt: skip
BESIDE = 160  # the most that is shown of a sentence on either side
RUN = re.compile("[a-z0-9]+")
MARKS = str.maketrans("", "", "*_\\")


@dataclass(frozen=True)
class Sought:
    """Words to be found. As they are typed, or as they would be read: spaces count once."""

    words: str
    whole_words: bool = False
    match_case: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        words = " ".join(without_unwritable(self.words).split())
        pattern = "".join(ALIKE.get(sign, re.escape(sign)) for sign in words)
        if self.whole_words:
            pattern = rf"(?<!\w){pattern}(?!\w)"
        # Without words nothing is found, rather than every place between two letters.
        return re.compile(
            pattern if words else "(?!)", 0 if self.match_case else re.IGNORECASE
        )

    @cached_property
    def _longest_run(self) -> str:
        return max(RUN.findall(self.words.casefold()), key=len, default="")

    def fitted(self, replacement: str, found: str) -> str:
        """The replacement for what was found, which keeps its capital.

        As typed where capitals were asked to count, or the words were sought with one.
        """
        typed = self.words.lstrip()[:1]
        if self.match_case or typed.isupper() or not found[:1].isupper():
            return replacement
        return replacement[:1].upper() + replacement[1:]

    def may_be_in(self, text: str) -> bool:
        """False only if the words are certainly not there: quicker than reading it."""
        if "](" in text:
            return True
        return self._longest_run in text.translate(MARKS).casefold()


@dataclass(frozen=True)
class Occurrence:
    """One place where the words stand, in its sentence."""

    passage: str = field(repr=False)
    start: int
    end: int
    is_address: bool = False

    @property
    def words(self) -> str:
        return self.passage[self.start : self.end]

    @property
    def before(self) -> str:
        """The sentence as far as the words, or the end of that if it is long."""
        said = _shown(self.passage[self._sentence[0] : self.start]).lstrip()
        if len(said) <= BESIDE:
            return said
        return f"… {said[-BESIDE:].partition(' ')[2]}"

    @property
    def after(self) -> str:
        said = _shown(self.passage[self.end : self._sentence[1]]).rstrip()
        if len(said) <= BESIDE:
            return said
        return f"{said[:BESIDE].rpartition(' ')[0]} …"

    @cached_property
    def _sentence(self) -> tuple[int, int]:
        ends = [found.end() for found in SENTENCE_END.finditer(self.passage)]
        first = max((place for place in ends if place <= self.start), default=0)
        last = min((place for place in ends if place >= self.end), default=None)
        return first, len(self.passage) if last is None else last


def occurrences(text: str, sought: Sought) -> list[Occurrence]:
    """Every place in the text where the words stand, in reading order."""
    if not sought.may_be_in(text):
        return []
    return [
        Occurrence(passage.words, *found.span(), passage.is_address(found))
        for passage in _passages(parse(text))
        for found in sought.pattern.finditer(passage.words)
    ]


def in_words(words: str, sought: Sought) -> list[Occurrence]:
    """The same in words that are no Markdown."""
    line = words.replace(CITATION, "")
    return [Occurrence(line, *found.span()) for found in sought.pattern.finditer(line)]


def replace(
    text: str, sought: Sought, replacement: str, which: Collection[int]
) -> list[str]:
    """The canonical blocks of the text with the replacement in some of those places.

    They are told by their place in `occurrences`, from 0. The replacement is read as it
    was typed, never as Markdown. The address of a link stays even where it is shown.
    """
    tokens = parse(text)
    replacement = without_unwritable(replacement)
    number = 0
    for passage in _passages(tokens):
        chosen = []
        for found in sought.pattern.finditer(passage.words):
            if number in which and not passage.is_address(found):
                words = sought.fitted(replacement, found[0])
                chosen.append(Place(*found.span(), words))
            number += 1
        passage.put(chosen)
    return write(tokens)


def replaced(
    blocks: Sequence[str], sought: Sought, replacement: str, which: Collection[int]
) -> str:
    """The text of the blocks, where places are counted through all of them."""
    new: list[str] = []
    number = 0
    for block in blocks:
        count = len(occurrences(block, sought))
        here = {place - number for place in which if 0 <= place - number < count}
        new += replace(block, sought, replacement, here) if here else [block]
        number += count
    return join(new)


class Place(NamedTuple):
    """From where to where in a passage something else is to stand, and what."""

    start: int
    end: int
    words: str


class Passage:
    """The visible words of one paragraph, heading or cell, and the tokens they are in."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.spans: list[tuple[int, int, Token]] = []
        self.addresses: list[tuple[int, int]] = []
        self.words = ""
        opened = 0
        href = ""
        for token in tokens:
            start = len(self.words)
            self.words += _visible(token)
            self.spans.append((start, len(self.words), token))
            if token.type == "link_open":
                opened, href = start, str(token.attrs["href"])
            elif token.type == "link_close" and self.words[opened:] == href:
                self.addresses.append((opened, start))

    def is_address(self, found: re.Match[str]) -> bool:
        """Whether it is part of a link that shows its own address."""
        start, end = found.span()
        return any(first < end and start < last for first, last in self.addresses)

    def put(self, places: Sequence[Place]) -> None:
        """Write what is to stand there in the tokens, with the marks each place begins with."""
        if not places:
            return
        for start, end, token in self.spans:
            token.content = _cut(token.content, start, end, places)
            if token.type == "softbreak" and _is_within(start, end, places):
                token.type = "text"


def _cut(content: str, start: int, end: int, places: Iterable[Place]) -> str:
    """What stands between start and end of a passage, with those places rewritten."""
    pieces = []
    at = start
    for place in places:
        if place.end <= start or place.start >= end:
            continue
        pieces.append(content[at - start : max(place.start - start, 0)])
        if start <= place.start:
            pieces.append(place.words)
        at = place.end
    return "".join(pieces) + content[at - start :]


def _is_within(start: int, end: int, places: Iterable[Place]) -> bool:
    return any(place.start <= start and end <= place.end for place in places)


def _passages(tokens: Iterable[Token]) -> Iterator[Passage]:
    return (Passage(token.children) for token in tokens if token.children)


def _visible(token: Token) -> str:
    match token.type:
        case "citation":
            return CITATION
        case "hardbreak":
            return BREAK
        case "softbreak":
            return " "
        case _:
            return token.content


def _shown(words: str) -> str:
    return CITED.sub("", words).replace(BREAK, " ")
