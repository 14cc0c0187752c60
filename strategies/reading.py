"""The working text drawn as it will print: one part by itself, or all of it."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from people.models import Place
from strategies import citations, document, placing, printed, rendering
from strategies.models import Part, Strategy
from strategies.nouns import NOUNS
from strategies.text import split

NO_RECORDS: printed.Records = {noun: [] for noun in NOUNS}
HEADINGS = 3  # of the text on a part's own page


@dataclass(frozen=True)
class PartPage:
    """One part, what it prints, and the sources it cites numbered by themselves."""

    html: SafeString
    listings: list[rendering.Listing]
    sources: list[dict[str, Any]]
    refs: list[str]
    problems: list[str]  # of what is placed in it


@dataclass(frozen=True)
class WholePage:
    """The whole text, and every reference in it whether it leads anywhere or not."""

    drawing: rendering.Drawing
    refs: list[str]
    problems: list[str]


def of_part(part: Part, text: str | None = None) -> PartPage:
    """The part as it stands, or as it would be with this text."""
    texts = [block.text for block in part.blocks] if text is None else split(text)
    text = part.text if text is None else text
    strategy, spec = part.strategy, part.spec
    prints, places = list(spec.prints) if spec else [], placing.in_text(text)
    records = printed.as_document(strategy) if prints or places else NO_RECORDS
    refs = document.refs_of_part(texts, prints, records)
    pen = rendering.Pen(
        {
            "edition": document.edition_of(strategy.edition),
            "records": records,
            "evidence": document.evidence_of(strategy, refs) if refs else [],
        },
        addresses(strategy),
    )
    return PartPage(
        pen.written(text, HEADINGS),
        pen.listings(prints),
        list(pen.sources.values()),
        refs,
        placing.problems(places, records),
    )


def of_strategy(strategy: Strategy) -> WholePage:
    content = document.build(strategy)
    sections, records = content["sections"], content["records"]
    texts = (
        block["text"]
        for part in document.parts_of(sections)
        for block in part["blocks"]
    )
    return WholePage(
        rendering.draw(content, addresses(strategy)),
        document.refs_in(sections, records),
        placing.problems(placing.in_blocks(texts), records),
    )


def problems(place: Place, page: PartPage | WholePage) -> list[str]:
    """What the place is told to mend: what it cites and places that is not there."""
    return [*citations.problems(place, page.refs), *page.problems]


def addresses(strategy: Strategy) -> rendering.Address:
    return rendering.served_at("strategies:figure_picture", strategy.slug)
