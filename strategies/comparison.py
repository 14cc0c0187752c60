"""What changed between two frozen documents: part by part, record by record."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from strategies import called, placing, prospectus, text
from strategies.document import Document, completed, parts_of, rows_printed
from strategies.nouns import NOUNS
from strategies.text import Block, Change

Row = dict[str, Any]

SOURCE_WORDS = {
    "title": "Title",
    "publisher": "Publisher",
    "published": "Published",
    "address": "Address",
    "period": "Period",
    "geography": "Area",
    "value": "Figure",
    "edition": "Edition",
    "restricted_because": "Restricted because",
}


class Kind(StrEnum):
    """What became of a part or a record."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class PartDifference:
    """One part: its texts compared, and the title it had if that is another now."""

    key: str
    title: str
    section: str
    kind: Kind
    changes: list[Change]
    renamed_from: str = ""


@dataclass(frozen=True)
class RecordDifference:
    """One record: each field that says something else now, as it was and as it is."""

    noun: str
    ref: str
    title: str
    kind: Kind
    fields: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Comparison:
    """Everything that differs, in the order of print; parts that do not stand beside."""

    parts: list[PartDifference] = field(default_factory=list)
    records: list[RecordDifference] = field(default_factory=list)

    @property
    def changed_parts(self) -> list[PartDifference]:
        return [
            part
            for part in self.parts
            if part.kind is not Kind.SAME or part.renamed_from
        ]

    @property
    def is_same(self) -> bool:
        return not self.changed_parts and not self.records


def compare(old: Document, new: Document) -> Comparison:
    """What a reader of the old document needs to look at in the new one."""
    return Comparison(
        list(part_differences(old, new)), list(record_differences(old, new))
    )


def part_differences(old: Document, new: Document) -> Iterator[PartDifference]:
    """The parts of the new document in its order, then those that are gone."""
    before = {part["key"]: part for part in parts_of(old["sections"])}
    for part in parts_of(new["sections"]):
        yield part_difference(before.pop(part["key"], None), part)
    for part in before.values():
        yield part_difference(part, None)


def part_difference(old: Row | None, new: Row | None) -> PartDifference:
    shown = new or old or {}
    changes = text.compare(blocks_of(old), blocks_of(new))
    if old is None:
        kind = Kind.ADDED
    elif new is None:
        kind = Kind.REMOVED
    elif all(change.kind == text.Kind.SAME for change in changes):
        kind = Kind.SAME
    else:
        kind = Kind.CHANGED
    renamed = old["title"] if old and new and old["title"] != new["title"] else ""
    return PartDifference(
        shown["key"], shown["title"], shown["section"], kind, changes, renamed
    )


def blocks_of(part: Row | None) -> list[Block]:
    return [Block(row["id"], row["text"]) for row in part["blocks"]] if part else []


def record_differences(old: Document, new: Document) -> Iterator[RecordDifference]:
    for noun in NOUNS:
        yield from differences(
            NOUNS[noun].one,
            rows_in_words(noun, old),
            rows_in_words(noun, new),
        )
    yield from differences("source", sources_in_words(old), sources_in_words(new))
    yield from differences("strategy", title_in_words(old), title_in_words(new))


def differences(
    noun: str, old: dict[str, dict[str, str]], new: dict[str, dict[str, str]]
) -> Iterator[RecordDifference]:
    for ref in [*new, *(ref for ref in old if ref not in new)]:
        before, after = old.get(ref, {}), new.get(ref, {})
        changed = list(fields_changed(before, after))
        if not changed:
            continue
        kind = (
            Kind.CHANGED if before and after else Kind.ADDED if after else Kind.REMOVED
        )
        title = (after or before).get("Title", "") or next(
            iter((after or before).values())
        )
        yield RecordDifference(noun, ref, title, kind, changed)


def fields_changed(
    before: dict[str, str], after: dict[str, str]
) -> Iterator[tuple[str, str, str]]:
    for label in after or before:
        was, now = before.get(label, ""), after.get(label, "")
        if was != now:
            yield label, was, now


def rows_in_words(noun: str, document: Document) -> dict[str, dict[str, str]]:
    edition = prospectus.edition(document["edition"]["key"])
    names = called.of_document(document)
    return {
        row["ref"]: dict(NOUNS[noun].words(row, edition, names))
        for row in document["records"].get(noun, [])
    }


def sources_in_words(document: Document) -> dict[str, dict[str, str]]:
    return {
        row["ref"]: {
            **{label: row.get(key) or "" for key, label in SOURCE_WORDS.items()},
            "Files": files_in_words(row.get("files", [])),
        }
        for row in document["evidence"]
    }


def files_in_words(files: Iterable[Row]) -> str:
    return ", ".join(f"{file['name']} ({file['sha256'][:12]})" for file in files)


def title_in_words(document: Document) -> dict[str, dict[str, str]]:
    year = document["end_year"]
    logo, cover = (document.get(name) for name in ("logo", "cover"))
    return {
        "": {
            "Title": document["title"],
            "To": str(year or ""),
            "Logo": files_in_words([logo] if logo else []),
            "Picture on the cover": files_in_words([cover] if cover else []),
            "What it shows": document.get("cover_alternative", ""),
        }
    }


def changed_parts(old: Document, new: Document) -> set[str]:
    """The keys of the parts that a reader of the old version must read again.

    Their own words or title, or a record that they print, have changed.
    """
    before, after = (
        {
            part["key"]: _as_read(part, document)
            for part in parts_of(document["sections"])
        }
        for document in (
            {**one, "records": completed(one["records"])} for one in (old, new)
        )
    )
    return {key for key in {*before, *after} if before.get(key) != after.get(key)}


def _as_read(part: Row, document: Document) -> list[object]:
    words = [block["text"] for block in part["blocks"]]
    records = [rows_printed(kind, document) for kind in part["prints"]]
    placed = list(placing.rows_of(words, document["records"]))
    return [part["title"], words, records, placed]
