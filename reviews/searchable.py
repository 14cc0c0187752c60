"""What can be searched for of a version that left its place, taken from it once.

A version never changes, nor do its rows. They hold nothing that its page does not show;
who finds them is asked each time: they are sent to some, and published for all.
"""

from __future__ import annotations

from collections.abc import Iterator

from people.models import User
from reviews.models import Publication, Searchable
from strategies.document import Document, parts_of
from strategies.models import Version
from strategies.text.visible import plain

ONE = {
    "findings": ("finding", ("text",)),
    "priorities": ("priority", ("sentence", "rationale", "why_local", "where_felt")),
    "actions": ("action", ("lead", "partners")),
    "measures": ("measure", ("baseline", "target")),
}


def index(version: Version) -> None:
    """Take its rows anew: those it had are replaced."""
    version.searchable.all().delete()
    Searchable.objects.bulk_create(
        Searchable(version=version, **row) for row in rows_of(version.document)
    )


def published() -> dict[int, Publication]:
    """What anybody may read today, by the version."""
    live = Publication.objects.live().select_related("strategy__place")
    return {publication.version_id: publication for publication in live.defer("page")}


def sent_to(user: User) -> dict[int, Version]:
    """Of each strategy the last version sent to government, where they may read it."""
    sent = Version.objects.visible_to(user).filter(rounds__isnull=False)
    listed = sent.select_related("strategy__place").defer("document")
    newest = {version.strategy_id: version for version in listed.order_by("number")}
    return {version.pk: version for version in newest.values()}


def rows_of(document: Document) -> Iterator[dict[str, object]]:
    for part in parts_of(document["sections"]):
        text = plain("\n\n".join(block["text"] for block in part["blocks"]))
        if text:
            yield row("part", part["key"], part["title"], text, f"part-{part['key']}")
    for noun, (kind, fields) in ONE.items():
        for record in document["records"].get(noun, []):
            said = (str(record.get(name) or "") for name in fields)
            text = plain("\n\n".join(said))
            yield {
                **row(kind, record["ref"], record["title"], text, record["ref"]),
                "tags": record.get("tags", []),
            }
    for item in document["evidence"]:
        if not item.get("withdrawn_at"):
            line = str(item.get("publisher") or "")
            anchor = f"source-{item['ref']}"
            yield row("evidence", item["ref"], item["title"], line, anchor)


def row(kind: str, ref: str, title: str, text: str, anchor: str) -> dict[str, object]:
    return {
        "kind": kind,
        "ref": ref,
        "title": title[:500],
        "text": text,
        "anchor": anchor[:120],
    }
