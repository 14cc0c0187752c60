"""Marks the sentences that read like an ask for new money. Pure: text in, marks out.

What it looks for is data of the edition; that a first rule decides, that a heading
speaks for what stands under it and that words of others are for a person, is code.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from strategies.funding.passages import Passage
from strategies.funding.sentences import sentences
from strategies.funding.wording import HEADINGS, Lexicon, Sentence, lexicon
from strategies.prospectus import Edition

FLAG, PERSON, CLEAR = "flag", "person", "clear"
UNDER = "It stands under the heading “{}”"
QUOTED = "{}, in words that are quoted"
SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Verdict:
    """What the rules make of one sentence, and the words that made them."""

    outcome: str
    why: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mark:
    """A sentence to be looked at, in its paragraph. A flag bars; one for a person not."""

    sentence: str
    where: str
    url: str
    outcome: str
    why: str
    words: tuple[str, ...]
    before: str = ""
    after: str = ""

    @property
    def key(self) -> str:
        return key_of(self.sentence)

    @property
    def anchor(self) -> str:
        """What it is called on its page and in addresses."""
        return f"m{self.key[:16]}"

    @property
    def is_flag(self) -> bool:
        return self.outcome == FLAG

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The sentence cut where the words stand that were the reason."""
        if not self.words:
            return [(self.sentence, False)]
        longest = sorted(set(self.words), key=len, reverse=True)
        cut = re.split(f"({'|'.join(map(re.escape, longest))})", self.sentence)
        return [(piece, piece in longest) for piece in cut if piece]


def key_of(sentence: str) -> str:
    """The same for the same words, however they are spaced and whatever the case."""
    evened = SPACES.sub(" ", sentence).strip().casefold()
    return hashlib.sha256(evened.encode(errors="replace")).hexdigest()


def scan(passages: Iterable[Passage], edition: Edition) -> list[Mark]:
    if not edition.funding_scan.rules:
        return []
    known = lexicon(edition)
    return [mark for passage in passages for mark in marks_of(passage, known)]


def marks_of(passage: Passage, lexicon: Lexicon) -> Iterator[Mark]:
    heading = asking_heading(passage.headings, lexicon)
    said, verdicts = weighed(passage.text, passage.lead, lexicon)
    for number, verdict in enumerate(verdicts):
        if heading and verdict.outcome != FLAG and passage.text not in passage.headings:
            verdict = Verdict(FLAG, UNDER.format(heading))
        if passage.is_quoted and verdict.outcome == FLAG:
            verdict = Verdict(PERSON, QUOTED.format(verdict.why), verdict.words)
        if verdict.outcome != CLEAR:
            begins = f"{passage.lead} " if passage.lead and not number else ""
            yield Mark(
                sentence=begins + said[number],
                where=passage.where,
                url=passage.url,
                outcome=verdict.outcome,
                why=verdict.why,
                words=verdict.words,
                before=" ".join(said[:number]),
                after=" ".join(said[number + 1 :]),
            )


@lru_cache(maxsize=1024)
def asking_heading(headings: tuple[str, ...], lexicon: Lexicon) -> str:
    """The innermost heading over it that announces asks, or nothing."""
    asking = (it for it in reversed(headings) if Sentence(it, lexicon).find(HEADINGS))
    return next(asking, "")


@lru_cache(maxsize=8192)
def weighed(
    text: str, lead: str, lexicon: Lexicon
) -> tuple[tuple[str, ...], tuple[Verdict, ...]]:
    """Its sentences, and what each comes to; the first with the words that lead in.

    Kept for the last several thousand passages of any text: what is read again, and
    most of a draft is, need not be weighed again.
    """
    said = tuple(sentences(text, frozenset(lexicon.scan.abbreviations)))
    whole = [f"{lead} {said[0]}", *said[1:]] if lead and said else said
    return said, tuple(verdict_on(it, lexicon) for it in whole)


def verdict_on(text: str, lexicon: Lexicon) -> Verdict:
    """The first rule that fits."""
    find = Sentence(text, lexicon).find
    for rule in lexicon.scan.rules:
        if all(map(find, rule.needs)) and not any(map(find, rule.unless)):
            return Verdict(rule.outcome, rule.why, tuple(map(find, rule.needs)))
    return Verdict(CLEAR)
