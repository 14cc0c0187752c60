"""What the words of a draft give away: praise and figures without a source, loose ends.

Each finding quotes its paragraph and is for a person to weigh. Which words these are is
said in the edition.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from strategies.checks import amounts
from strategies.checks.subject import Open, sign
from strategies.checks.words import Passage, Reading, any_of, cited, plain, unmarked
from strategies.text.grammar import ESCAPED

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December|spring|summer|autumn|winter)\b"
)
NAME = re.compile(r"(?<=[a-z,;:(] )[A-Z][a-z]+")
NOBODY = frozenset(
    ("East", "England", "Europe", "Government", "Midlands", "North", "South", "West")
)
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“‘\"'\[£\d])")
# A note left in the text: neither a citation, nor a placed record, nor a link.
NOTE = re.compile(
    r"\[(?<!\[\[)(?![@\[])[^\[\]\n]{1,80}\](?![\](])"
    r"|\?\?+|\(\?\)|___+|\{[^{}\n]{1,80}\}"
    r"|<(?!https?:|mailto:)[A-Za-z][^<>\n]{0,60}>"
)
# Where a number is still to be put: “£X million”, “XX per cent”, “20XX”.
AWAITED = re.compile(
    r"£\s?x+(?:[.,]x+)*(?:\s?(?:bn|m|k|million|billion))?(?!\w)"
    r"|(?<![\w.])x+(?:\.x+)?\s?(?:%|per\s?cent\b)"
    r"|\b(?:19|20)(?:xx|\dx)\b",
    re.IGNORECASE,
)
AWAITING = re.compile(r"x+(?:bn|m|k)?|(?:19|20)(?:xx|\dx)")
QUOTED = re.compile(r"\[sic\]|\[\.\.\.\](?=[^“]*”)|\[…\](?=[^“]*”)")
SHOWN = 60


def words_in(reading: Reading, words: Iterable[str]) -> re.Pattern[str] | None:
    """To look for those of the words that may stand anywhere; most drafts hold few."""
    there = tuple(filter(reading.holds, words))
    return whole(there) if there else None


@lru_cache(maxsize=512)
def whole(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?<!-)({any_of(words)})(?![^\W_]|-)", re.IGNORECASE)


def latest_year(words: str) -> int:
    return max((int(year) for year in YEAR.findall(words)), default=0)


def figures_without_source(reading: Reading) -> Iterator[Open]:
    signs = reading.signs
    for passage in reading.passages:
        if (
            passage.part
            and passage.part not in signs.own_figures
            and amounts.is_told(passage.text, signs.units)
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
    look_for = [NOTE]
    if any(map(AWAITING.fullmatch, reading.vocabulary)):
        look_for.append(AWAITED)
    if placeholders := words_in(reading, reading.signs.placeholders):
        look_for.append(placeholders)
    for passage in reading.passages:
        text = QUOTED.sub("", passage.text) if "[" in passage.text else passage.text
        if "\\" in text:
            text = ESCAPED.sub(r"\1", text)
        found = filter(None, (one.search(text) for one in look_for))
        if held := next(found, None):
            words = " ".join(held.group().split())
            said = f"{passage.where} still holds “{words}”: {quoted(text)}"
            yield sign(said, passage.url)


def stock_phrases(reading: Reading) -> Iterator[Open]:
    """Phrases that say little, where what would make them say something is not near."""
    stock = reading.signs.stock
    if look_for := words_in(reading, (item.phrase for item in stock)):
        unless = {plain(item.phrase): item.unless for item in stock}
        for passage in reading.passages:
            if look_for.search(passage.text):
                yield from idle_phrases(passage, look_for, unless, reading.place)


def idle_phrases(
    passage: Passage, look_for: re.Pattern[str], unless: dict[str, str], place: str
) -> Iterator[Open]:
    for sentence in SENTENCE_END.split(passage.text):
        for found in look_for.finditer(sentence):
            needed = unless[plain(found.group())]
            if not stands_near(needed, sentence, passage, place):
                said = f"{passage.where} says “{found.group()}”{WITHOUT[needed]}: {quoted(sentence)}"
                yield sign(said, passage.url)


WITHOUT = {
    "always": "",
    "a name": " and names nobody",
    "a date": " and no date",
    "a source": " and cites nothing",
}


def stands_near(needed: str, sentence: str, passage: Passage, place: str) -> bool:
    if needed == "a name":
        return not NOBODY.union(place.split()).issuperset(NAME.findall(sentence))
    if needed == "a date":
        return bool(YEAR.search(sentence) or MONTH.search(sentence))
    return needed == "a source" and bool(cited(passage.text))


def quoted(text: str) -> str:
    words = unmarked(text)
    if len(words) <= SHOWN:
        return f"“{words}”"
    return f"“{words[:SHOWN].rsplit(' ', 1)[0]}…”"
