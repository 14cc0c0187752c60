"""A strategy as it stood at a moment, worked out from what was kept of every change.

The texts come from the saved texts, the records from their history, and the titles and
the parts there were from the ledger, read backwards. Nothing keeps the order of parts,
the evidence base with the figures of its charts, the logo and the cover day by day: they
are as they are now.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Max, OuterRef, Prefetch, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from evidence import citation
from evidence.models import Item, ItemFile
from office import ledger
from office.models import Entry
from strategies import charts, comparison, content, document
from strategies.document import Document
from strategies.enclosures import FACTS
from strategies.history import NEVER_STOOD
from strategies.models import Enclosure, Part, RecordChange, Revision, Strategy
from strategies.nouns import CHARTS, NOUNS

TOLD = ("part_added", "part_renamed", "part_removed", "part_brought_back")
TITLED = ("began", "described")


Records = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Now:
    """The records that stand now, and every picture and file by its check sum."""

    records: Records
    enclosures: dict[str, dict[str, Any]]
    names: dict[str, dict[str, str]]


@dataclass(frozen=True)
class Past:
    """What stood then and stands now, and the titles of the parts removed since."""

    document: Document
    now: Now
    removed_since: list[str]

    def address_of(self, ref: str, enclosure: dict[str, Any]) -> str:
        """Of a figure's picture or file, if it still has the one it had then."""
        figures = {row["ref"]: row["enclosure"] for row in self.now.records["figures"]}
        if not figures.get(ref) or figures[ref]["sha256"] != enclosure["sha256"]:
            return ""
        slug = self.document["slug"]
        return reverse("strategies:figure_picture", args=[slug, ref])


@dataclass
class Then:
    """What the ledger knows of one part at the moment it has been read back to."""

    part: Part
    title: str
    stands: bool

    def undo(self, entry: Entry) -> None:
        match entry.verb:
            case "part_renamed":
                self.title = entry.facts["before"]
            case "part_removed":
                self.stands = True
            case _:
                self.stands = False


def read_at(strategy: Strategy, moment: datetime, *, with_sources: bool = True) -> Past:
    """All that was there before the moment, as the dictionary that a version freezes."""
    entries = list(_entries(strategy))
    parts = _parts(strategy, moment, [one for one in entries if one.at >= moment])
    now = _now(strategy)
    records = _records(strategy, moment, now)
    sections = _sections(strategy, parts)
    refs = document.refs_in(sections, records) if with_sources else []
    then = {
        "schema": document.SCHEMA,
        "edition": document.edition_of(strategy.edition),
        "place": {"name": strategy.place.label},
        "slug": strategy.slug,
        **_title(strategy, entries, moment),
        "words": sum(part["words"] for part in document.parts_of(sections)),
        "sections": sections,
        "records": records,
        "evidence": _sources(strategy, refs) if refs else [],
        "checklist": [],
        **now.names,
    }
    gone = [one.title for one in parts if one.part.removed_at is not None]
    return Past(then, now, gone)


def changed_since(strategy: Strategy, past: Past) -> comparison.Comparison:
    """What differs now from what stood then; the sources are not compared."""
    now = {
        **past.document,
        "title": strategy.title,
        "end_year": strategy.end_year,
        "sections": document.sections_of(strategy),
        "records": past.now.records,
    }
    return comparison.compare(past.document, now)


def _entries(strategy: Strategy) -> Any:
    found = ledger.entries(ledger.strategy_chain(strategy.pk))
    return found.filter(verb__in=TOLD + TITLED).select_related(None)


def _parts(strategy: Strategy, moment: datetime, since: Iterable[Entry]) -> list[Then]:
    """Every part that stood then, with its text of then as `blocks_then`."""
    texts = Revision.objects.filter(part=OuterRef("pk"), at__lt=moment)
    text = texts.exclude(kind__in=NEVER_STOOD).order_by("-number")
    rows = strategy.parts.annotate(
        blocks_then=Subquery(text.values("blocks")[:1]),
        words_then=Subquery(text.values("words")[:1]),
    )
    states = [Then(part, part.title, part.removed_at is None) for part in rows]
    for entry in reversed(list(since)):
        if state := _told_of(states, entry):
            state.undo(entry)
    return [state for state in states if state.stands]


def _told_of(states: list[Then], entry: Entry) -> Then | None:
    """The part the entry tells of; the oldest name it by its title of then alone."""
    if entry.verb in TITLED:
        return None
    key = entry.facts.get("part")
    for state in states:
        if key == state.part.key or (key is None and entry.subject == state.title):
            return state
    return None


def _sections(strategy: Strategy, parts: Iterable[Then]) -> list[dict[str, Any]]:
    prints = {spec.key: list(spec.prints) for spec in strategy.edition.parts}
    rows: dict[str, list[dict[str, Any]]] = {}
    for then in parts:
        part: Any = then.part
        row = {
            "key": part.key,
            "title": then.title,
            "section": part.section,
            "words": part.words_then or 0,
            "prints": prints.get(part.key, []),
            "blocks": part.blocks_then or [],
        }
        rows.setdefault(part.section, []).append(row)
    return [
        {"key": one.key, "title": one.title, "parts": rows.get(one.key, [])}
        for one in strategy.edition.sections
    ]


def _now(strategy: Strategy) -> Now:
    """In one query."""
    facts = JSONObject(**{name: F(name) for name in FACTS})
    held = Enclosure.objects.filter(strategy=strategy)
    named = content.named("enclosures", held, pk=F("pk"), facts=facts)
    names = content.rows_of_names(strategy)
    found = content.gather([*content.record_rows(strategy), named, *names])
    return Now(
        {noun: found[noun] for noun in NOUNS},
        {row["facts"]["sha256"]: row["facts"] for row in found["enclosures"]},
        content.names(found),
    )


def _records(strategy: Strategy, moment: datetime, now: Now) -> Records:
    """What each record last said before the moment, if it was there; in today's order."""
    changes = RecordChange.objects.filter(
        strategy=strategy, noun__in=NOUNS, at__lt=moment
    ).exclude(kind=RecordChange.Kind.ASIDE)
    last = changes.order_by().values("noun", "ref").annotate(last=Max("pk"))
    found: Records = {noun: [] for noun in NOUNS}
    for change in changes.filter(pk__in=last.values("last")).order_by("pk"):
        if change.kind != RecordChange.Kind.REMOVED:
            found[change.noun].append(_record(change, now))
    for noun, rows in found.items():
        places = {row["ref"]: place for place, row in enumerate(now.records[noun])}
        rows.sort(key=lambda row: places.get(row["ref"], len(places)))
    found[CHARTS.key] = charts.with_data(strategy.place, found[CHARTS.key])
    return found


def _record(change: RecordChange, now: Now) -> dict[str, Any]:
    """As documents have it: of a picture or file its facts, where histories name it."""
    row = {"ref": change.ref, **NOUNS[change.noun].completed(change.values)}
    if row.get("enclosure"):
        sha256, _, _ = row["enclosure"].partition(" ")
        row["enclosure"] = now.enclosures.get(sha256)
    return row


def _sources(strategy: Strategy, refs: Iterable[str]) -> list[dict[str, Any]]:
    """As `document.evidence_of` has them, without their files, which no page shows."""
    no_files = Prefetch("files", ItemFile.objects.none())
    items = Item.objects.filter(place=strategy.place)
    items = items.select_related("indicator").prefetch_related(no_files)
    by_ref = {item.ref.upper(): item for item in items}
    known = [by_ref[ref] for ref in refs if ref in by_ref]
    return [
        {"number": number, **citation.facts(item)}
        for number, item in enumerate(known, 1)
    ]


def _title(
    strategy: Strategy, entries: Iterable[Entry], moment: datetime
) -> dict[str, Any]:
    """The title and the year it looks to, as they were last set before the moment."""
    said = {"title": strategy.title, "end_year": strategy.end_year}
    titled = [entry for entry in entries if entry.verb in TITLED]
    if all(entry.at < moment for entry in titled):
        return said
    for entry in titled:
        if entry.at < moment:
            said = {
                "title": entry.facts.get("title", entry.subject),
                "end_year": entry.facts.get("end_year"),
            }
    return said
