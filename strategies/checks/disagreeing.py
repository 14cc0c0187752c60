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

from strategies.checks.subject import Content, Open, sign
from strategies.checks.wording import SENTENCE_END, YEAR, figure_in, has_figure
from strategies.checks.words import Passage, cited, plain

CITING = re.compile(r"(?:\[@[A-Za-z][A-Za-z0-9-]*\]\s*)+")
PRECISE = re.compile(r"\d\.\d")
WORD = re.compile(r"[a-z][a-z-]{2,}|\d+")
SAME = {
    "%": "per cent",
    "percent": "per cent",
    "pounds": "£",
    "bn": "billion",
    "m": "million",
}
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
NEAR = 3  # words beside a number that make two of them one and the same


@dataclass(frozen=True)
class Said:
    """One figure as somebody wrote it, and what stands around it."""

    value: float
    written: str
    unit: str
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
        """The words next to it before and after, where there are enough of them."""
        if len(self.before) >= NEAR:
            yield "before", *self.before[-NEAR:]
        if len(self.after) >= NEAR:
            yield "after", *self.after[:NEAR]

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
    if one.value == other.value or one.passage.where == other.passage.where:
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
            by_item[said.ref, said.unit].append(said)
        for side in said.sides:
            by_words[said.unit, *side].append(said)
    for some in (*by_item.values(), *by_words.values()):
        if len({said.value for said in some}) > 1:
            yield some


def figures_said(content: Content) -> Iterator[Said]:
    units = content.edition.signs.units
    for passage in content.passages:
        if not passage.text.startswith("|") and has_figure(passage.text, units):
            yield from in_passage(passage, units)
    yield from in_measures(content)


@lru_cache(maxsize=8192)
def in_passage(passage: Passage, units: tuple[str, ...]) -> tuple[Said, ...]:
    """Kept for the last several thousand: most of a draft stands as it last stood."""
    look_for = figure_in(units)
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
        found[unit_of(match)].append(match)
    beside = len(PRECISE.findall(text))  # “46.1 against 43.1 per cent”: which of them?
    for unit, matches in found.items():
        if len(matches) == 1 and beside <= len(PRECISE.findall(matches[0].group())):
            match = matches[0]
            yield Said(
                float((match["sum"] or match["number"]).replace(",", "")),
                match.group().strip(),
                unit,
                ref,
                text,
                content_words(text[: match.start()]),
                content_words(text[match.end() :]),
                passage,
            )


def in_measures(content: Content) -> Iterator[Said]:
    """The starting value of a measure is a figure of the item it is taken from."""
    for row in content.measures:
        value = row["baseline"].replace(",", "").strip()
        if row["source"] and re.fullmatch(r"\d+(\.\d+)?", value):
            unit = SAME.get(plain(row["unit"]), plain(row["unit"]))
            url = content.edit_url("measures", row, "baseline")
            yield Said(
                float(value),
                f"{row['baseline']} {row['unit']}".strip(),
                unit,
                row["source"].upper(),
                row["baseline_period"],
                content_words(row["title"]),
                (),
                Passage(row["ref"], "", url, row["title"]),
            )


def unit_of(match: re.Match[str]) -> str:
    unit = plain(match["sign"] or match["unit"] or "")
    scale = plain(match["scale"] or "")
    return " ".join(SAME.get(word, word) for word in (unit, scale) if word)


def content_words(text: str) -> tuple[str, ...]:
    words = WORD.findall(plain(text))
    return tuple(
        word for word in words if word not in IDLE and not YEAR.fullmatch(word)
    )
