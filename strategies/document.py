"""The whole content of a strategy as one dictionary: what a version freezes.

Whatever draws a version – page, PDF, export – draws from this dictionary and from
nothing else. It holds no status, no dates of the process and no bytes of files.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from evidence import citation
from evidence.models import Item
from people.models import Place
from strategies import charts, content, districts, enclosures, placing
from strategies.models import ChecklistAnswer, Part, Strategy
from strategies.nouns import COMMUNITIES, NOUNS
from strategies.prospectus import Edition
from strategies.text import references

# 1 had neither figures nor a cover; 2 had four kinds of record besides, and neither
# contributors nor the consultation log.
SCHEMA = 3

FINDINGS = {
    "strengths": "strength",
    "weaknesses": "weakness",
    "opportunities": "opportunity",
    "challenges": "challenge",
}

# The fields of records that are Markdown, and may cite.
TEXTS = (
    "text",
    "rationale",
    "why_local",
    "success",
    "deliverability",
    "where_felt",
    "method",
)

# What is printed and is no record: it stands beside the records in a document.
BESIDE = ("contributors", "conversations")

Document = dict[str, Any]
Items = Mapping[str, Item]


def build(strategy: Strategy, items: Items | None = None) -> Document:
    """What the strategy says now, in as many queries however long it is."""
    edition = strategy.edition
    records, beside = content.whole(strategy)
    sections = sections_of(strategy)
    return {
        "schema": SCHEMA,
        "edition": edition_of(edition),
        "place": {
            "name": strategy.place.label,
            "kind": strategy.place.kind,
            "slug": strategy.place.slug,
            "is_fictional": strategy.place.is_demo,
        },
        "title": strategy.title,
        "slug": strategy.slug,
        "end_year": strategy.end_year,
        **cover_of(strategy),
        "words": sum(part["words"] for part in parts_of(sections)),
        "sections": sections,
        "records": records,
        "evidence": evidence_of(
            items_of(strategy.place) if items is None else items,
            refs_in(sections, records),
        ),
        "checklist": answers_of(strategy),
        **beside,
    }


def canonical_json(document: Document) -> str:
    """The one way this document is written down; what its check code is taken of."""
    return json.dumps(
        document, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )


def fingerprint(document: Document) -> str:
    return hashlib.sha256(canonical_json(document).encode()).hexdigest()


def parts_of(sections: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for section in sections:
        yield from section["parts"]


def edition_of(edition: Edition) -> dict[str, Any]:
    """Which edition it answers, with the words behind the keys that records use."""
    return {
        "key": edition.key,
        "title": edition.title,
        "hash": edition.hash,
        "tags": {tag.key: tag.title for group in edition.tags for tag in group.tags},
        "funding_sources": {item.key: item.title for item in edition.funding_sources},
        "departments": {item.key: item.title for item in edition.departments},
    }


def cover_of(strategy: Strategy) -> dict[str, Any]:
    """The logo and the picture on the cover, if it has them."""
    chosen = {"logo": strategy.logo_id, "cover": strategy.cover_id}
    held = strategy.enclosures.in_bulk([pk for pk in chosen.values() if pk])
    facts = {
        name: enclosures.facts(held[pk]) if pk else None for name, pk in chosen.items()
    }
    return {**facts, "cover_alternative": strategy.cover_alternative}


def sections_of(strategy: Strategy) -> list[dict[str, Any]]:
    sections: dict[str, dict[str, Any]] = {
        section.key: {"key": section.key, "title": section.title, "parts": []}
        for section in strategy.edition.sections
    }
    prints = {spec.key: list(spec.prints) for spec in strategy.edition.parts}
    for part in strategy.parts.live().select_related("latest"):
        sections[part.section]["parts"].append(part_of(part, prints.get(part.key, [])))
    return list(sections.values())


def part_of(part: Part, prints: list[str]) -> dict[str, Any]:
    return {
        "key": part.key,
        "title": part.title,
        "section": part.section,
        "words": part.words,
        "prints": prints,
        "blocks": [{"id": block.id, "text": block.text} for block in part.blocks],
    }


def refs_in(
    sections: list[dict[str, Any]], records: dict[str, list[dict[str, Any]]]
) -> list[str]:
    """Every piece of evidence cited, each once, in the order a reader meets them."""
    found: list[str] = []
    for part in parts_of(sections):
        texts = [block["text"] for block in part["blocks"]]
        found += refs_of_part(texts, part["prints"], records)
    for kind in records:
        found += refs_of_records(kind, records)
    return unique(found)


def refs_of_part(
    texts: Iterable[str],
    prints: Iterable[str],
    records: dict[str, list[dict[str, Any]]],
) -> list[str]:
    """What one part cites: its text, the records it places, and those it prints."""
    found: list[str] = []
    for text in texts:
        if "[@" in text:  # parsing what cites nothing would take longest
            found += references(text)
        for noun, row in placing.rows_of([text], records):
            found += refs_of_record(noun, row)
    for kind in prints:
        found += refs_of_records(kind, records)
    return unique(found)


def unique(refs: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ref.upper() for ref in refs))


def refs_of_records(
    kind: str, records: dict[str, list[dict[str, Any]]]
) -> Iterator[str]:
    for record in records_printed(kind, records):
        yield from refs_of_record(kind, record)


def refs_of_record(kind: str, record: dict[str, Any]) -> Iterator[str]:
    """What it cites in its words, and what it is said to rest on."""
    for name in TEXTS:
        yield from references(record.get(name, ""))
    yield from record.get("evidence", [])
    if kind in ("figures", "charts"):
        yield from references(record["source"])
    if kind == "charts":
        yield from charts.refs_of(record)
    if kind == "measures" and record["source"]:
        yield record["source"]


def records_printed(
    kind: str, records: dict[str, list[dict[str, Any]]]
) -> list[dict[str, Any]]:
    """The records that stand under this word of an edition's `prints`."""
    if kind in FINDINGS:
        return [row for row in records["findings"] if row["kind"] == FINDINGS[kind]]
    if kind == "links":
        return [row for row in records["priorities"] if row["findings"]]
    return records.get(kind, [])


def completed(
    records: dict[str, list[dict[str, Any]]],
) -> dict[str, list[dict[str, Any]]]:
    """The records of a document of any age, with the kinds and fields of today."""
    return {
        noun.key: [noun.completed(row) for row in records.get(noun.key, [])]
        for noun in NOUNS.values()
    }


def rows_printed(kind: str, document: Document) -> list[dict[str, Any]]:
    """All that stands under this word of an edition's `prints`, records or not."""
    if kind in BESIDE:
        return list(document.get(kind, []))
    if kind == COMMUNITIES.key:
        return districts.rows(document)
    return records_printed(kind, document["records"])


def items_of(place: Place) -> Items:
    """The place's evidence base by ref, with its files."""
    items = citation.for_facts(Item.objects.filter(place=place))
    return {item.ref.upper(): item for item in items}


def evidence_of(items: Items, refs: Iterable[str]) -> list[dict[str, Any]]:
    """The items behind these refs, numbered as a reader meets them.

    A ref that stands for nothing gets no number: the text shows it as unknown.
    """
    known = [items[ref] for ref in refs if ref in items]
    return [
        {"number": number, **citation.facts(item)}
        for number, item in enumerate(known, 1)
    ]


def answers_of(strategy: Strategy) -> list[dict[str, Any]]:
    rows = ChecklistAnswer.objects.filter(strategy=strategy).select_related("where")
    return [
        {
            "criterion": row.criterion,
            "claim": row.claim,
            "where": row.where.key if row.where else None,
        }
        for row in rows
    ]
