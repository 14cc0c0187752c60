"""The lists of words of a scan, made ready to be looked for.

What an edition writes is turned into regular expressions here and nowhere else. Before
one is tried the words of the sentence are asked whether they could fit at all: a whole
strategy is read in a moment.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from strategies.prospectus import Edition
from strategies.prospectus.shapes import FundingScan

DEPARTMENTS = "departments"  # a list that every edition has
GAP, SUM, CAPITAL, EXACT = "...", "#", "^", "="
BETWEEN = r"(?:[^\w:;]+[\w’&/-]+){0,6}?[^\w:;]+"  # up to six words of one clause
SUM_OF_MONEY = r"£\s?\d[\d,.]*\s?(?:m|bn|k|million|billion|thousand)?"
WITH_CAPITAL = r"[A-Z][\w’-]*"
REFERENCE = re.compile(r"<([a-z_]+)>")
A_SUM = re.compile(r"£\s?\d")
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Phrase:
    """One entry of a list: its expression, and what the words must have to fit it."""

    expression: str
    wants: tuple[frozenset[str], ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{self.expression})(?!\w)", re.IGNORECASE)

    @property
    def rarest(self) -> frozenset[str]:
        """The fewest words of which a sentence must have one, if it must have any."""
        return min(filter(None, self.wants), key=len, default=frozenset())


@dataclass(frozen=True)
class Words:
    """One list, ready to be looked for."""

    phrases: tuple[Phrase, ...]

    @property
    def expression(self) -> str:
        return "|".join(phrase.expression for phrase in self.phrases)

    @property
    def firsts(self) -> frozenset[str]:
        """Words of which one must be there; none where a phrase may begin with any."""
        firsts = [phrase.wants[0] for phrase in self.phrases]
        return frozenset().union(*firsts) if all(firsts) else frozenset()

    @cached_property
    def by_word(self) -> dict[str, tuple[int, ...]]:
        """The places of the phrases that need a word, by that word."""
        found: dict[str, list[int]] = {}
        for place, phrase in enumerate(self.phrases):
            for word in phrase.rarest:
                found.setdefault(word, []).append(place)
        return {word: tuple(places) for word, places in found.items()}

    @cached_property
    def open(self) -> tuple[int, ...]:
        """The places of the phrases that any sentence might fit."""
        phrases = enumerate(self.phrases)
        return tuple(place for place, phrase in phrases if not phrase.rarest)

    def fitting(self, has: frozenset[str]) -> Iterator[Phrase]:
        """The phrases that these words could fit, in the order of the list."""
        places = set(self.open)
        for word in self.by_word.keys() & has:
            places.update(self.by_word[word])
        for place in sorted(places):
            phrase = self.phrases[place]
            if not any(want and want.isdisjoint(has) for want in phrase.wants):
                yield phrase

    def find(self, sentence: str, has: frozenset[str]) -> str:
        """The first words of the sentence that are of this list, or nothing."""
        for phrase in self.fitting(has):
            if found := phrase.pattern.search(sentence):
                return found[0]
        return ""

    def blank(self, sentence: str, has: frozenset[str]) -> str:
        """The sentence with these words struck out, as long as before."""
        for phrase in self.fitting(has):
            sentence = phrase.pattern.sub(lambda it: "–" * len(it[0]), sentence)
        return sentence


@dataclass(frozen=True)
class Lexicon:
    """Everything an edition's scan looks for."""

    lists: dict[str, Words]
    headings: Words
    ignored: Words

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word that any phrase must have: no other word of a sentence matters."""
        lists = (*self.lists.values(), self.headings, self.ignored)
        phrases = (phrase for one in lists for phrase in one.phrases)
        return frozenset().union(*(want for it in phrases for want in it.wants))

    @cached_property
    def by_word(self) -> dict[str, frozenset[str]]:
        """The keys of the lists that hold a phrase that needs a word, by that word."""
        found: dict[str, set[str]] = {}
        for key, one in self.lists.items():
            for word in one.by_word:
                found.setdefault(word, set()).add(key)
        return {word: frozenset(keys) for word, keys in found.items()}

    @cached_property
    def open(self) -> frozenset[str]:
        """The keys of the lists of which any sentence might hold something."""
        return frozenset(key for key, one in self.lists.items() if one.open)

    def fitting(self, has: frozenset[str]) -> frozenset[str]:
        """The keys of the lists of which these words could hold something."""
        return self.open.union(*(self.by_word[it] for it in self.by_word.keys() & has))

    def words_in(self, sentence: str) -> frozenset[str]:
        return self.vocabulary.intersection(words_in(sentence))


def lexicon(edition: Edition) -> Lexicon:
    titles = tuple(department.title for department in edition.departments)
    return lexicon_of(edition.funding_scan, titles)


@lru_cache(maxsize=16)
def lexicon_of(scan: FundingScan, departments: tuple[str, ...]) -> Lexicon:
    lists = {DEPARTMENTS: words(departments, {})}
    for one in scan.lists:
        lists[one.key] = words(one.words, lists)
    return Lexicon(lists, words(scan.headings, lists), words(scan.ignored, lists))


def words(phrases: Iterable[str], known: dict[str, Words]) -> Words:
    """The list of these phrases; one that names a list alone stands for all of it."""
    made: list[Phrase] = []
    for text in phrases:
        alone = REFERENCE.fullmatch(text)
        made += known[alone[1]].phrases if alone else [phrase(text, known)]
    return Words(tuple(made))


def phrase(text: str, known: dict[str, Words]) -> Phrase:
    is_exact = text.startswith(EXACT)
    tokens = text.lstrip(EXACT).split()
    expression = ""
    for number, token in enumerate(tokens):
        if token == GAP:
            continue
        if expression:
            expression += BETWEEN if tokens[number - 1] == GAP else r"\W+"
        expression += token_expression(token, known)
    if is_exact:
        expression = f"(?-i:{expression})"
    wants = tuple(want_of(token, known) for token in tokens if token != GAP)
    return Phrase(expression, wants)


def token_expression(token: str, known: dict[str, Words]) -> str:
    if named := REFERENCE.fullmatch(token):
        return f"(?:{known[named[1]].expression})"
    if token == SUM:
        return SUM_OF_MONEY
    if token == CAPITAL:
        return WITH_CAPITAL
    choices = (re.escape(word).replace(r"\*", r"[\w’-]*") for word in token.split("|"))
    return f"(?:{'|'.join(choices)})"


def want_of(token: str, known: dict[str, Words]) -> frozenset[str]:
    """Words of which the sentence must have one; empty where nothing can be said."""
    if named := REFERENCE.fullmatch(token):
        return known[named[1]].firsts
    if token == SUM:
        return frozenset({SUM})
    if token in (CAPITAL, "*"):
        return frozenset()
    return frozenset(first_word(word) for word in token.casefold().split("|"))


def first_word(word: str) -> str:
    """The first run of letters, with its star if that is where the word is open."""
    found = WORD.match(word)
    if found is None:
        return word
    return f"{found[0]}*" if word[found.end() :] == "*" else found[0]


def words_in(sentence: str) -> Iterator[str]:
    """The words of a sentence, each also by its beginnings, as a starred word asks."""
    words = set(WORD.findall(sentence.casefold()))
    of_money = [SUM] if A_SUM.search(sentence) else []
    return chain(of_money, chain.from_iterable(map(beginnings, words)))


@lru_cache(maxsize=8192)
def beginnings(word: str) -> tuple[str, ...]:
    return (word, *(f"{word[:end]}*" for end in range(2, min(len(word), 12) + 1)))
