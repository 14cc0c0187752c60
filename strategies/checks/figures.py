"""What the portal can see of figures, and of whatever else is placed in the text."""

from collections.abc import Iterator

from strategies import charts, placing
from strategies.checks.subject import Content, Open
from strategies.nouns import CHARTS, FIGURES, Noun


def undescribed(content: Content) -> Iterator[Open]:
    """Placed figures that show nothing, or not to everybody: asked for before approval."""
    shown = refs_placed(content)
    for row in content.figures:
        if row["ref"] in shown:
            for lack in placing.lacks(row):
                url = content.edit_url(FIGURES.key, row)
                yield Open(f"{row['ref']} {lack}", url)
    shown = refs_placed(content, CHARTS)
    for row in content.records[CHARTS.key]:
        if row["ref"] in shown:
            for lack in charts.lacks(row):
                url = content.edit_url(CHARTS.key, row)
                yield Open(f"Chart {row['ref']} {lack}", url)
    if content.has_bare_cover:
        sentence = (
            "The picture on the cover is not described for those who cannot see it"
        )
        yield Open(sentence, content.cover_url())


def misplaced(content: Content) -> Iterator[Open]:
    """Lines that place nothing, and figures and charts that no line places."""
    for text in content.texts.values():
        for place in placing.in_blocks(text.blocks):
            if placing.row_of(place, content.records) is None:
                sentence = f"“{text.title}” places {place.kind} {place.ref}, which is not there"
                yield Open(sentence, content.part_url(text.key))
    yield from unplaced(content, FIGURES, "")
    yield from unplaced(content, CHARTS, "Chart ")


def unplaced(content: Content, noun: Noun, called: str) -> Iterator[Open]:
    shown = refs_placed(content, noun)
    for row in content.records[noun.key]:
        if row["ref"] not in shown:
            url = f"{content.list_url(noun.key)}#{row['ref']}"
            sentence = (
                f"{called}{row['ref']} is not placed in any part, so nobody will see it"
            )
            yield Open(sentence, url, is_warning=True)


def refs_placed(content: Content, noun: Noun = FIGURES) -> set[str]:
    blocks = (block for text in content.texts.values() for block in text.blocks)
    return {
        place.ref.upper()
        for place in placing.in_blocks(blocks)
        if place.kind == noun.one
    }
