"""The working text drawn as it will print: one part by itself, or all of it."""

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from strategies import document, printed, rendering
from strategies.models import Part, Strategy
from strategies.text import references, to_html

NO_RECORDS: printed.Records = {
    "findings": [],
    "priorities": [],
    "actions": [],
    "measures": [],
}


@dataclass(frozen=True)
class PartPage:
    """One part, what it prints, and the sources it cites numbered by themselves."""

    html: SafeString
    listings: list[rendering.Listing]
    sources: list[dict[str, Any]]
    refs: list[str]


@dataclass(frozen=True)
class WholePage:
    """The whole text, and every reference in it whether it leads anywhere or not."""

    drawing: rendering.Drawing
    refs: list[str]


def of_part(part: Part, text: str | None = None) -> PartPage:
    """The part as it stands, or as it would be with this text."""
    text = part.text if text is None else text
    strategy, spec = part.strategy, part.spec
    prints = list(spec.prints) if spec else []
    records = printed.as_document(strategy) if prints else NO_RECORDS
    refs = [*references(text), *_refs_printed(prints, records)]
    refs = list(dict.fromkeys(ref.upper() for ref in refs))
    pen = rendering.Pen(
        {
            "edition": document.edition_of(strategy.edition),
            "records": records,
            "evidence": document.evidence_of(strategy, refs) if refs else [],
        }
    )
    html = to_html(text, number_of=pen.citation, heading_base=3)
    return PartPage(html, pen.listings(prints), list(pen.sources.values()), refs)


def of_strategy(strategy: Strategy) -> WholePage:
    content = document.build(strategy)
    refs = document.refs_in(content["sections"], content["records"])
    return WholePage(rendering.draw(content), refs)


def _refs_printed(prints: list[str], records: printed.Records) -> list[str]:
    """What the records that print in the part rest on."""
    return [ref for kind in prints for ref in document.refs_of_records(kind, records)]
