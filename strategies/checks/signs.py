"""The signs of a weak draft: what those who read many of them look for first.

Most are seen by the check of a criterion and marked there. Those that belong to none
stand here.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote

from strategies.checks import wording
from strategies.checks.disagreeing import figures_that_disagree
from strategies.checks.subject import Content, Open
from strategies.checks.words import Passage, Reading, unmarked
from strategies.models import Part

TEXT = "text"  # what the text is called on the page of its part
BEGINNING = re.compile(r"[^\[|]+")
SHOWN = 8  # words by which a paragraph is found on its page


def loose(content: Content) -> Iterator[Open]:
    """What no criterion asks about, in the whole text and its records."""
    yield from wording.left_behind(content.reading)
    yield from wording.left_behind(Reading(content.edition.signs, content.claims))
    yield from wording.stock_phrases(content.reading)
    yield from figures_that_disagree(content)


def of_part(part: Part) -> list[Open]:
    """Those of the text of one part, in its order, each leading to its paragraph."""
    strategy = part.strategy
    passages = [
        Passage("This paragraph", part.key, spot(block.text), block.text)
        for block in part.blocks
    ]
    reading = Reading(strategy.edition.signs, passages, strategy.place.label)
    found = [
        *wording.left_behind(reading),
        *wording.figures_without_source(reading),
        *wording.praise_without_source(reading),
        *wording.stock_phrases(reading),
    ]
    places = {passage.url: place for place, passage in enumerate(passages)}
    return sorted(found, key=lambda sign: places[sign.url])


def spot(block: str) -> str:
    """The address of a paragraph on its page, by its first words.

    A browser that does not look for words leads to the text.
    """
    begins = BEGINNING.match(unmarked(block.partition("\n")[0]))
    if begins is None:
        return f"#{TEXT}"
    words = quote(" ".join(begins[0].split()[:SHOWN]), safe="")
    return f"#{TEXT}:~:text={words.replace('-', '%2D')}"
