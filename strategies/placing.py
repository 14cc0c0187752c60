"""Records placed in a text by a line of their own: `[[figure:F1]]`, `[[priority:P1]]`.

A line names a kind and a ref, as a citation names evidence: one that is unknown or was
removed is shown as a problem and never stops a save.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from strategies import charts
from strategies.models import Part
from strategies.nouns import CHARTS, FIGURES, NOUNS, Noun
from strategies.text import Placed, placed

Row = dict[str, Any]
Records = dict[str, list[Row]]

NOUN_OF: dict[str, Noun] = {noun.one: noun for noun in NOUNS.values()}


def in_blocks(texts: Iterable[str]) -> Iterator[Placed]:
    """What these blocks place, in order; parsing what places nothing would take long."""
    for text in texts:
        if "[[" in text:
            yield from placed(text)


def in_text(text: str) -> list[Placed]:
    return placed(text) if "[[" in text else []


def row_of(place: Placed, records: Records) -> Row | None:
    """The record that it names, if that stands."""
    noun = NOUN_OF.get(place.kind)
    rows = records.get(noun.key, []) if noun else []
    ref = place.ref.upper()
    return next((row for row in rows if row["ref"] == ref), None)


def rows_of(texts: Iterable[str], records: Records) -> Iterator[tuple[str, Row]]:
    """The records that these blocks place, each with the key of its noun."""
    for place in in_blocks(texts):
        if row := row_of(place, records):
            yield NOUN_OF[place.kind].key, row


def figures_of(document: Row) -> set[str]:
    """The refs of the figures that a reader of the document meets."""
    texts = (
        block["text"]
        for section in document["sections"]
        for part in section["parts"]
        for block in part["blocks"]
    )
    return {
        place.ref.upper() for place in in_blocks(texts) if place.kind == FIGURES.one
    }


def where(parts: Iterable[Part], noun: Noun) -> dict[str, list[Part]]:
    """By ref, in which of these parts the records of this kind are placed."""
    found: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        placed = in_blocks(block.text for block in part.blocks)
        refs = [place.ref.upper() for place in placed if place.kind == noun.one]
        for ref in dict.fromkeys(refs):
            found[ref].append(part)
    return found


def problems(places: Iterable[Placed], records: Records) -> list[str]:
    """A sentence for each line that places nothing, and each picture nobody described."""
    found = []
    for place in dict.fromkeys(places):
        line, row = f"[[{place.kind}:{place.ref}]]", row_of(place, records)
        if place.kind not in NOUN_OF:
            found.append(f"{line} places nothing: {place.kind} is no kind of record")
        elif row is None:
            found.append(
                f"{line} places nothing: there is no {place.kind} {place.ref} now. "
                "Bring it back, or correct the line"
            )
        elif place.kind == FIGURES.one:
            found += [f"{row['ref']} {lack}" for lack in lacks(row)]
        elif place.kind == CHARTS.one:
            found += [f"Chart {row['ref']} {lack}" for lack in charts.lacks(row)]
    return found


def lacks(figure: Row) -> Iterator[str]:
    """What a figure needs before the strategy goes for approval."""
    if not figure["enclosure"]:
        yield "has no picture or file"
    elif is_picture(figure) and not figure["alternative"].strip():
        yield "does not say what it shows, for those who cannot see it"


def is_picture(figure: Row) -> bool:
    return bool(figure["enclosure"] and figure["enclosure"]["width"])
