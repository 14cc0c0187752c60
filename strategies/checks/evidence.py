"""What the portal can see of evidence, and of what is said to rest on it."""

import re
from collections.abc import Iterator

from strategies.checks.registry import check
from strategies.checks.subject import Content, Open, Row, Text, cited
from strategies.prospectus import Criterion

FIELDS = {
    "publisher": "publisher",
    "period": "period",
    "geography": "geography",
}
FIGURE = re.compile(r"£\s?\d|\d\s?(%|per cent\b)")
SUPERLATIVE = re.compile(
    r"\b(world[- ](leading|class|beating)|unique(ly)?|unrivalled|unparalleled"
    r"|second to none|best in (the|class)|globally significant)\b",
    re.IGNORECASE,
)
SHOWN = 60


@check("EV-1")
def evidence_is_described(content: Content, criterion: Criterion) -> Iterator[Open]:
    """Each item cited says where it comes from; each figure cites an item."""
    for ref in content.refs:
        row = content.evidence.get(ref)
        if row is None or row.get("restricted"):
            continue
        missing = [word for field, word in FIELDS.items() if not row.get(field)]
        if missing:
            sentence = f"{ref} has no {' or '.join(missing)}"
            yield Open(sentence, content.evidence_url(ref))
    for text in content.texts_of(criterion):
        yield from bare_blocks(content, text, FIGURE, "gives a figure with no source")


@check("EV-2")
def evidence_is_open(content: Content, criterion: Criterion) -> Iterator[Open]:
    for ref in content.refs:
        row = content.evidence.get(ref, {"licence": True})
        if not row.get("restricted") and not row.get("licence"):
            sentence = f"{ref} does not say under what licence it may be used"
            yield Open(sentence, content.evidence_url(ref))


@check("EV-3")
def strengths_and_weaknesses_are_shown(
    content: Content, criterion: Criterion
) -> Iterator[Open]:
    for kind in ("strength", "weakness"):
        found = content.findings_of(kind)
        if not found:
            yield Open(f"No {kind} has been recorded", content.add_url("findings"))
        elif not any(row["evidence"] for row in found):
            url = content.edit_url("findings", found[0])
            yield Open(f"No {kind} rests on evidence yet", url)


@check("FO-1")
def findings_lead_somewhere(content: Content, criterion: Criterion) -> Iterator[Open]:
    found = content.findings_of("opportunity", "challenge")
    if not found:
        sentence = "No opportunity or challenge has been recorded"
        yield Open(sentence, content.add_url("findings"))
    yield from content.each("findings", without_evidence(found), "rests on no evidence")
    taken_up = {ref for row in content.priorities for ref in row["findings"]}
    idle = [
        row
        for row in found
        if row["ref"] not in taken_up and not row["set_aside_because"]
    ]
    lacks = "is taken up by no priority. Say why, or let one answer it"
    yield from content.each("findings", idle, lacks)


@check("FO-2")
def praise_is_shown(content: Content, criterion: Criterion) -> Iterator[Open]:
    strengths = content.findings_of("strength")
    yield from content.each(
        "findings", without_evidence(strengths), "rests on no evidence"
    )
    for text in content.texts.values():
        lacks = "praises without a source"
        yield from bare_blocks(content, text, SUPERLATIVE, lacks)


@check("FO-5")
def fundamentals_are_analysed(content: Content, criterion: Criterion) -> Iterator[Open]:
    yield from content.unwritten(criterion)
    for text in content.texts_of(criterion):
        if text.is_written and not text.refs:
            sentence = f"“{text.title}” cites no evidence"
            yield Open(sentence, content.part_url(text.key))


def without_evidence(rows: list[Row]) -> list[Row]:
    return [row for row in rows if not row["evidence"] and not cited(row["text"])]


def bare_blocks(
    content: Content, text: Text, pattern: re.Pattern[str], lacks: str
) -> Iterator[Open]:
    """The paragraphs that say such a thing and cite nothing, for a person to weigh."""
    for block in text.blocks:
        if pattern.search(block) and not cited(block):
            start = block[:SHOWN].rsplit(" ", 1)[0] if len(block) > SHOWN else block
            sentence = f"“{text.title}” {lacks}: “{start}…”"
            yield Open(sentence, content.part_url(text.key), is_warning=True)
