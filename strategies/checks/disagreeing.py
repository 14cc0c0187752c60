"""The same figure given differently in two places.

Careful rather than thorough: two figures are held to be of the same thing only where
they cite one and the same item, or stand in the same words, in one unit and not of
different years.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations

from strategies.checks import amounts
from strategies.checks.amounts import Amount, amount
from strategies.checks.subject import Content, Open, sign
from strategies.checks.wording import SENTENCE_END, YEAR
from strategies.checks.words import Passage, cited, plain

CITING = re.compile(r"(?:\[@[A-Za-z][A-Za-z0-9-]*\]\s*)+")
PRECISE = re.compile(r"\d\.\d")
WORD = re.compile(r"[a-z][a-z-]{2,}|\d+")
# Words that do not tell what a figure is of.
IDLE = frozenset(
    (
        "about",
        "above",
        "all",
        "and",
        "any",
        "are",
        "below",
        "between",
        "billion",
        "but",
        "cent",
        "each",
        "for",
        "from",
        "had",
        "has",
        "have",
        "her",
        "his",
        "into",
        "its",
        "less",
        "million",
        "more",
        "not",
        "only",
        "our",
        "over",
        "per",
        "than",
        "that",
        "the",
        "their",
        "this",
        "under",
        "was",
        "were",
        "which",
        "who",
        "whom",
        "with",
    )
)
# Words beside a number that make two of them one and the same; of these so many where
# the sentence begins or ends with them.
NEAR, LEAST = 3, 2


@dataclass(frozen=True)
class Said:
    """One figure as somebody wrote it, and what stands around it."""

    amount: Amount
    written: str
    ref: str
    text: str  # in which it stands
    before: tuple[str, ...]  # the words of that text that tell what it is of
    after: tuple[str, ...]
    passage: Passage

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset((*self.before, *self.after))

    @cached_property
    def years(self) -> frozenset[str]:
        return frozenset(YEAR.findall(self.text))

    @property
    def sides(self) -> Iterator[tuple[str, ...]]:
        """The words next to it before and after, and all of them, where they tell."""
        if len(self.before) >= LEAST:
            yield "before", *self.before[-NEAR:]
        if len(self.after) >= LEAST:
            yield "after", *self.after[:NEAR]
        if len(self.words) >= LEAST:
            yield "all", *sorted(self.words)

    def is_of_another_year(self, other: "Said") -> bool:
        return bool(self.years and other.years and not self.years & other.years)


def figures_that_disagree(content: Content) -> Iterator[Open]:
    told: set[str] = set()
    for some in alike(content):
        for one, other in combinations(some, 2):
            if (
                is_disagreement(one, other)
                and (key := one.ref or one.written) not in told
            ):
                told.add(key)
                of = f"{one.ref} is given" if one.ref else "The same figure is given"
                sentence = f"{of} as {one.written} in {one.passage.where} and as {other.written} in {other.passage.where}"
                yield sign(sentence, other.passage.url)


def is_disagreement(one: Said, other: Said) -> bool:
    if one.amount.is_same(other.amount) or one.passage.where == other.passage.where:
        return False
    if one.ref and other.ref and one.ref != other.ref:
        return False
    return bool(one.words & other.words) and not one.is_of_another_year(other)


def alike(content: Content) -> Iterator[list[Said]]:
    """Figures of one unit that cite one item, or stand beside the same words."""
    by_item: dict[tuple[str, str], list[Said]] = defaultdict(list)
    by_words: dict[tuple[str, ...], list[Said]] = defaultdict(list)
    for said in figures_said(content):
        if said.ref:
            by_item[said.ref, said.amount.unit].append(said)
        for side in said.sides:
            by_words[said.amount.unit, *side].append(said)
    for some in (*by_item.values(), *by_words.values()):
        if len({said.amount for said in some}) > 1:
            yield some


def figures_said(content: Content) -> Iterator[Said]:
    units = content.edition.signs.units
    for passage in content.passages:
        if not passage.text.startswith("|") and amounts.stands_in(passage.text, units):
            yield from in_passage(passage, units)
    yield from in_measures(content)


@lru_cache(maxsize=8192)
def in_passage(passage: Passage, units: tuple[str, ...]) -> tuple[Said, ...]:
    """Kept for the last several thousand: most of a draft stands as it last stood."""
    look_for = amounts.pattern(units)
    return tuple(
        said
        for sentence in SENTENCE_END.split(passage.text)
        for said in in_sentence(sentence, passage, look_for)
    )


def in_sentence(
    sentence: str, passage: Passage, look_for: re.Pattern[str]
) -> Iterator[Said]:
    """Each stretch up to a citation that holds exactly one figure of its unit."""
    start = 0
    for citing in CITING.finditer(sentence):
        refs = cited(citing.group())
        ref = refs[0] if len(refs) == 1 else ""
        yield from in_stretch(sentence[start : citing.start()], ref, passage, look_for)
        start = citing.end()
    yield from in_stretch(sentence[start:], "", passage, look_for)


def in_stretch(
    text: str, ref: str, passage: Passage, look_for: re.Pattern[str]
) -> Iterator[Said]:
    found: dict[str, list[re.Match[str]]] = defaultdict(list)
    for match in look_for.finditer(text):
        found[amount(match).unit].append(match)
    beside = len(PRECISE.findall(text))  # “46.1 against 43.1 per cent”: which of them?
    for matches in found.values():
        if len(matches) == 1 and beside <= len(PRECISE.findall(matches[0].group())):
            match = matches[0]
            yield Said(
                amount(match),
                match.group().strip(),
                ref,
                text,
                content_words(text[: match.start()]),
                content_words(text[match.end() :]),
                passage,
            )


def in_measures(content: Content) -> Iterator[Said]:
    """The starting value of a measure is a figure of the item it is taken from."""
    look_for = amounts.pattern(content.edition.signs.units)
    for row in content.measures:
        written = with_unit(row["baseline"].strip(), row["unit"].strip())
        if row["source"] and (found := look_for.fullmatch(written)):
            url = content.edit_url("measures", row, "baseline")
            yield Said(
                amount(found),
                written,
                row["source"].upper(),
                row["baseline_period"],
                content_words(row["title"]),
                (),
                Passage(row["ref"], "", url, row["title"]),
            )


def with_unit(value: str, unit: str) -> str:
    """As a text would say it: “£28.90”, “31 per cent”."""
    if unit[:1] in amounts.SYMBOLS and not value.startswith(unit[:1]):
        return f"{unit[:1]}{value} {unit[1:]}".strip()
    return f"{value} {unit}".strip()


def content_words(text: str) -> tuple[str, ...]:
    words = WORD.findall(plain(text))
    return tuple(
        word for word in words if word not in IDLE and not YEAR.fullmatch(word)
    )
