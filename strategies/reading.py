"""The working text drawn as it will print: one part by itself, or all of it."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from strategies import citations, document, placing, printed, rendering
from strategies.models import Part, Strategy
from strategies.nouns import NOUNS
from strategies.text import split

NOTHING: dict[str, Any] = {"records": {noun: [] for noun in NOUNS}}
HEADINGS = 3  # of the text on a part's own page


@dataclass(frozen=True)
class PartPage:
    """One part, what it prints, its sources numbered by themselves, and what to mend."""

    html: SafeString
    listings: list[rendering.Listing]
    sources: list[dict[str, Any]]
    problems: list[str]


@dataclass(frozen=True)
class WholePage:
    """The whole text, and what the place is told to mend in it."""

    drawing: rendering.Drawing
    problems: list[str]


def of_part(part: Part, text: str | None = None) -> PartPage:
    """The part as it stands, or as it would be with this text."""
    texts = [block.text for block in part.blocks] if text is None else split(text)
    text = part.text if text is None else text
    strategy, spec = part.strategy, part.spec
    prints, places = list(spec.prints) if spec else [], placing.in_text(text)
    beside = printed.as_document(strategy) if prints or places else NOTHING
    records = beside["records"]
    refs = document.refs_of_part(texts, prints, records)
    items = document.items_of(strategy.place) if refs else {}
    pen = rendering.Pen(
        {
            **beside,
            "edition": document.edition_of(strategy.edition),
            "evidence": document.evidence_of(items, refs),
        },
        addresses(strategy),
    )
    return PartPage(
        pen.written(text, HEADINGS),
        pen.listings(prints),
        list(pen.sources.values()),
        [*citations.problems(items, refs), *placing.problems(places, records)],
    )


def of_strategy(strategy: Strategy) -> WholePage:
    items = document.items_of(strategy.place)
    content = document.build(strategy, items)
    sections, records = content["sections"], content["records"]
    refs = document.refs_in(sections, records)
    texts = (
        block["text"]
        for part in document.parts_of(sections)
        for block in part["blocks"]
    )
    places = placing.in_blocks(texts)
    return WholePage(
        rendering.draw(content, addresses(strategy)),
        [*citations.problems(items, refs), *placing.problems(places, records)],
    )


def words_alone(strategy: Strategy, texts: list[str]) -> PartPage:
    """Words for readers of another place: with their sources, and with no records.

    A record that they place is named and not shown, because it is of the draft.
    """
    said = [
        "\n\n".join(f"*Here {place.kind} {place.ref} stands.*" for place in places)
        if (places := placing.in_text(text))
        else text
        for text in texts
    ]
    refs = document.refs_of_part(said, [], NOTHING["records"])
    items = document.items_of(strategy.place) if refs else {}
    pen = rendering.Pen(
        {
            **NOTHING,
            "edition": document.edition_of(strategy.edition),
            "evidence": document.evidence_of(items, refs),
        }
    )
    html = pen.written("\n\n".join(said), HEADINGS)
    return PartPage(html, [], list(pen.sources.values()), [])


def addresses(strategy: Strategy) -> rendering.Address:
    return rendering.served_at("strategies:figure_picture", strategy.slug)
