"""What can be searched for of a published strategy, taken from its version once.

The rows hold nothing that the public page does not show.
"""

from collections.abc import Iterator

from reviews.models import Publication, Published
from strategies.document import Document, parts_of
from strategies.rendering import draw
from strategies.text.visible import plain

ONE = {
    "findings": ("finding", ("text",)),
    "priorities": ("priority", ("sentence", "rationale", "why_local", "where_felt")),
    "actions": ("action", ("lead", "partners")),
    "measures": ("measure", ("baseline", "target")),
}


def index(publication: Publication) -> None:
    """Take its rows anew: those it had are replaced."""
    publication.searchable.all().delete()
    Published.objects.bulk_create(
        Published(publication=publication, **row)
        for row in rows_of(publication.version.document)
    )


def rows_of(document: Document) -> Iterator[dict[str, object]]:
    drawing = draw(document)
    anchors = {
        part.key: part.anchor for section in drawing.sections for part in section.parts
    }
    for part in parts_of(document["sections"]):
        text = plain("\n\n".join(block["text"] for block in part["blocks"]))
        if text:
            yield row("part", part["key"], part["title"], text, anchors[part["key"]])
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
