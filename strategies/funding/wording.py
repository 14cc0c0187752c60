"""The lists of words of a scan, and how a sentence is searched for them.

What the signs of a phrase mean is told in the prospectus file, above its lists.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain

from strategies.prospectus import Edition
from strategies.prospectus.shapes import FundingScan

DEPARTMENTS = "departments"  # a list that every edition has
IGNORED, HEADINGS = "ignored", "headings"
GAP, SUM, BEGINS = "...", "#", "^"
REACH = 6  # words that a gap may pass over
BREAKS = frozenset(":;")  # and what it may not
WORD = re.compile(
    r"£\s?\d[\d,.]*(?:\s?(?:m|bn|k|million|billion|thousand)\b)?|\w+|[:;]"
)

Token = str | frozenset[str]  # a sign, a <list>, or the words of which one must stand


@dataclass(frozen=True)
class Phrase:
    """What stands in a list between two commas."""

    tokens: tuple[Token, ...]

    @cached_property
    def words(self) -> list[frozenset[str]]:
        """Of each of these a sentence must have one, or the phrase is not in it."""
        return [it for it in self.tokens if isinstance(it, frozenset)]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Everything an edition's scan looks for."""

    scan: FundingScan
    lists: dict[str, dict[str, list[Phrase]]] = field(default_factory=dict)

    def learn(self, key: str, texts: Iterable[str]) -> None:
        """A list, each phrase under the words that it may begin with."""
        found = self.lists[key] = {}
        for text in texts:
            phrase = Phrase(tuple(map(token, text.casefold().split())))
            for word in self.firsts(phrase):
                found.setdefault(word, []).append(phrase)

    def firsts(self, phrase: Phrase) -> Iterable[str]:
        first = phrase.tokens[phrase.tokens[0] == BEGINS]
        return self.lists[first] if isinstance(first, str) else first

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        lists = chain.from_iterable(one.values() for one in self.lists.values())
        words = (phrase.words for phrase in chain.from_iterable(lists))
        return frozenset().union(*chain.from_iterable(words))


@lru_cache(maxsize=16384)
def senses(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """A word as the lists write it: whole, or with a star for its ending."""
    if word.startswith("£"):
        return (SUM,)
    starred = (f"{word[:end]}*" for end in range(len(word) + 1))
    return tuple(it for it in (word, *starred) if it in lexicon.vocabulary)


def token(text: str) -> Token:
    if text in (GAP, BEGINS):
        return text
    return text[1:-1] if text.startswith("<") else frozenset(text.split("|"))


def lexicon(edition: Edition) -> Lexicon:
    titles = tuple(department.title for department in edition.departments)
    return lexicon_of(edition.funding_scan, titles)


@lru_cache(maxsize=16)
def lexicon_of(scan: FundingScan, departments: tuple[str, ...]) -> Lexicon:
    made = Lexicon(scan)
    made.learn(DEPARTMENTS, (" ".join(WORD.findall(it)) for it in departments))
    for one in scan.lists:
        made.learn(one.key, one.words)
    made.learn(IGNORED, scan.ignored)
    made.learn(HEADINGS, scan.headings)
    return made


class Sentence:
    """A sentence in which phrases of the lists are looked for, word by word."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lists = lexicon.lists
        self.found: dict[str, str] = {}
        self.spans = [found.span() for found in WORD.finditer(text)]
        self.words = [
            senses(text[start:end].casefold(), lexicon) for start, end in self.spans
        ]
        self.has = frozenset(chain.from_iterable(self.words))
        named = {
            at for start, end in self.all_of(DEPARTMENTS) for at in range(start, end)
        }
        for start, end in self.all_of(IGNORED):
            if start not in named:
                self.words[start:end] = [()] * (end - start)

    def find(self, key: str) -> str:
        """The first words that are of this list, or nothing."""
        if key not in self.found:
            start, end = next(self.all_of(key), (0, 0))
            found = self.spans[start:end]
            self.found[key] = self.text[found[0][0] : found[-1][1]] if found else ""
        return self.found[key]

    def all_of(self, key: str) -> Iterator[tuple[int, int]]:
        """Where something of the list stands: from this word to before that."""
        for at in self.places(key):
            yield from ((at, end) for end in self.ends_of_list(key, at))

    def places(self, key: str) -> list[int]:
        """The words with which something of the list may begin."""
        firsts = self.has & self.lists[key].keys()
        if not firsts:
            return []
        return [at for at, has in enumerate(self.words) if not firsts.isdisjoint(has)]

    def ends_of_list(self, key: str, at: int) -> Iterator[int]:
        """Where what begins at this word and is of the list may end."""
        phrases = self.lists[key]
        for sense in self.words[at]:
            for phrase in phrases.get(sense, ()):
                if not any(map(self.has.isdisjoint, phrase.words)):
                    yield from self.ends(phrase.tokens, at)

    def ends(self, tokens: tuple[Token, ...], at: int) -> Iterator[int]:
        if not tokens:
            yield at
            return
        first, rest = tokens[0], tokens[1:]
        if first == BEGINS:
            yield from self.ends(rest, at) if at == 0 else ()
        elif first == GAP:
            for start in self.reached(at):
                yield from self.ends(rest, start)
        elif at == len(self.words):
            return
        elif isinstance(first, str):
            for end in self.ends_of_list(first, at):
                yield from self.ends(rest, end)
        elif not first.isdisjoint(self.words[at]):
            yield from self.ends(rest, at + 1)

    def reached(self, at: int) -> Iterator[int]:
        """The words that a gap leads to: the next few of the same clause."""
        for start in range(at, min(at + REACH + 1, len(self.words))):
            if self.text[self.spans[start][0]] in BREAKS:
                return
            yield start
