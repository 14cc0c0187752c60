"""What the words of a draft give away: praise and figures without a source, loose ends.

Each finding quotes its paragraph and is for a person to weigh. Which words these are is
said in the edition.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from strategies.checks.subject import Open, sign
from strategies.checks.words import Passage, Reading, cited, plain, unmarked
from strategies.text.grammar import ESCAPED

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December|spring|summer|autumn|winter)\b"
)
NAME = re.compile(r"(?<=[a-z,;:(] )[A-Z][a-z]+")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“‘\"'\[£\d])")
# A note left in the text: neither a citation, nor a placed record, nor a link.
NOTE = re.compile(r"(?<!\[)\[(?![@\[])[^\[\]\n]{1,80}\](?![\](])|\?\?+")
QUOTED = re.compile(r"\[sic\]|\[\.\.\.\](?=[^“]*”)|\[…\](?=[^“]*”)")
DIGIT = re.compile(r"\d")
SYMBOLS = "£€$"
SHOWN = 60


@lru_cache(maxsize=8)
def figure_in(units: tuple[str, ...]) -> re.Pattern[str]:
    """A number with one of these units, which stands before it or after."""
    before = any_of(unit for unit in units if unit in SYMBOLS)
    after = any_of(unit for unit in units if unit not in SYMBOLS)
    number = r"\d[\d,]*(?:\.\d+)?"
    return re.compile(
        rf"(?:(?P<sign>{before})\s?(?P<sum>{number})"
        rf"(?:\s?(?P<scale>million|billion|bn|m)\b)?"
        rf"|(?<![\w.£])(?P<number>{number})\s?(?P<unit>{after})(?!\w))",
        re.IGNORECASE,
    )


def has_figure(text: str, units: tuple[str, ...]) -> bool:
    """Asked of its digits first: most texts have none."""
    return bool(DIGIT.search(text) and figure_in(units).search(text))


def words_in(reading: Reading, words: Iterable[str]) -> re.Pattern[str] | None:
    """To look for those of the words that may stand anywhere; most drafts hold few."""
    there = tuple(filter(reading.holds, words))
    return whole(there) if there else None


def any_of(words: Iterable[str]) -> str:
    """The longest first; one that matches nothing where there are none."""
    found = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in found) or "(?!)"


@lru_cache(maxsize=64)
def whole(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])({any_of(words)})(?![\w-])", re.IGNORECASE)


def latest_year(words: str) -> int:
    return max((int(year) for year in YEAR.findall(words)), default=0)


def figures_without_source(reading: Reading) -> Iterator[Open]:
    signs = reading.signs
    for passage in reading.passages:
        if (
            passage.part
            and passage.part not in signs.own_figures
            and has_figure(passage.text, signs.units)
        ):
            yield from uncited(passage, "gives a figure with no source")


def praise_without_source(reading: Reading) -> Iterator[Open]:
    if look_for := words_in(reading, reading.signs.superlatives):
        for passage in reading.passages:
            if look_for.search(passage.text):
                yield from uncited(passage, "praises without a source")


def uncited(passage: Passage, lacks: str) -> Iterator[Open]:
    if not cited(passage.text):
        yield sign(f"{passage.where} {lacks}: {quoted(passage.text)}", passage.url)


def left_behind(reading: Reading) -> Iterator[Open]:
    """Notes to oneself, and words that stand for what is still to come."""
    look_for = words_in(reading, reading.signs.placeholders)
    for passage in reading.passages:
        text = passage.text
        if "\\" in text:
            text = ESCAPED.sub(r"\1", text)
        found = note_in(text) or (look_for.search(text) if look_for else None)
        if found:
            held = found.group().strip()
            said = f"{passage.where} still holds “{held}”: {quoted(text)}"
            yield sign(said, passage.url)


def note_in(text: str) -> re.Match[str] | None:
    if "[" in text or "??" in text:
        return NOTE.search(QUOTED.sub("", text))
    return None


def stock_phrases(reading: Reading) -> Iterator[Open]:
    """Phrases that say little, where what would make them say something is not near."""
    stock = reading.signs.stock
    if look_for := words_in(reading, (item.phrase for item in stock)):
        unless = {plain(item.phrase): item.unless for item in stock}
        for passage in reading.passages:
            yield from idle_phrases(passage, look_for, unless)


def idle_phrases(
    passage: Passage, look_for: re.Pattern[str], unless: dict[str, str]
) -> Iterator[Open]:
    if not look_for.search(passage.text):
        return
    for sentence in SENTENCE_END.split(passage.text):
        for found in look_for.finditer(sentence):
            needed = unless[plain(found.group())]
            if not stands_near(needed, sentence, passage):
                said = f"{passage.where} says “{found.group()}”{WITHOUT[needed]}: {quoted(sentence)}"
                yield sign(said, passage.url)


WITHOUT = {
    "always": "",
    "a name": " and names nobody",
    "a date": " and no date",
    "a source": " and cites nothing",
}


def stands_near(needed: str, sentence: str, passage: Passage) -> bool:
    if needed == "a name":
        return bool(NAME.search(sentence))
    if needed == "a date":
        return bool(YEAR.search(sentence) or MONTH.search(sentence))
    return needed == "a source" and bool(cited(passage.text))


def quoted(text: str) -> str:
    words = unmarked(text)
    if len(words) <= SHOWN:
        return f"“{words}”"
    return f"“{words[:SHOWN].rsplit(' ', 1)[0]}…”"
