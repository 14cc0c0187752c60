"""The agreed set as one ZIP: per strategy PDF, HTML, JSON and evidence; an index; sums.

Made by a worker, written to a temporary name and then renamed. Every name in it is ours,
relative and unique; cells that a spreadsheet would run are made safe.
"""

import hashlib
import io
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.core.files.base import File
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string
from django.utils import timezone
from openpyxl import Workbook

from office.cells import csv_bytes, safe
from office.files import keep
from office.jobs import CannotBeDone, NotYet
from office.models.job import State
from reviews.models import Agreement, Export
from strategies import enclosures, placing
from strategies.document import canonical_json
from strategies.models import Rendering, Version
from strategies.models.version import Stage
from strategies.rendering import draw

KEPT_FOR = timedelta(days=30)
INDEX = (
    "Place",
    "Kind",
    "Region",
    "Wave",
    "Strategy",
    "Version",
    "Edition",
    "Agreed on",
    "Decided by",
    "Reference",
    "Check code (SHA-256)",
    "Folder",
)
EVIDENCE = {
    "number": "Number",
    "ref": "Reference",
    "title": "Title",
    "kind": "Kind",
    "publisher": "Publisher",
    "published": "Published",
    "period": "Period",
    "geography": "Geography",
    "edition": "Edition",
    "address": "Address",
    "licence": "Licence",
}


def build(export: Export) -> None:
    """Make the ZIP and keep it for 30 days."""
    agreements = chosen(export)
    total = len(agreements) + 1
    with tempfile.TemporaryFile() as out:
        sums: list[tuple[str, str]] = []
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for done, agreement in enumerate(agreements):
                for name, content in files_of(agreement):
                    _add(archive, sums, name, content)
                export.advance(done + 1, total)
            for name, content in index_files(agreements):
                _add(archive, sums, name, content)
            lines = "".join(f"{digest}  {name}\n" for name, digest in sums)
            archive.writestr("manifest-sha256.txt", lines)
        kept = keep(File(out), "exports", "zip")
    export.file.name, export.size, export.sha256 = kept.name, kept.size, kept.sha256
    export.expires_at = timezone.now() + KEPT_FOR
    export.save(update_fields=["file", "size", "sha256", "expires_at"])


def chosen(export: Export) -> list[Agreement]:
    return list(
        Agreement.objects.filter(strategy__exports=export)
        .select_related("strategy__place", "version__approval")
        .order_by("strategy__slug")
    )


def files_of(agreement: Agreement) -> Iterator[tuple[str, bytes]]:
    """The agreed text in every form, under a folder named for the strategy."""
    folder, version = agreement.strategy.slug, agreement.version
    with agreed_pdf(agreement).open("rb") as pdf:
        yield f"{folder}/strategy.pdf", pdf.read()
    page = render_to_string(
        "reviews/export_page.html",
        {
            "agreement": agreement,
            "strategy": agreement.strategy,
            "drawing": draw(version.document, named_beside),
        },
    )
    yield f"{folder}/strategy.html", page.encode()
    for name, content in figures_of(version):
        yield f"{folder}/{name}", content
    yield f"{folder}/version.json", canonical_json(version.document).encode()
    yield f"{folder}/evidence.csv", csv_bytes(evidence_rows(version.document))


def named_beside(ref: str, enclosure: dict[str, Any]) -> str:
    """Where the page finds a picture or file: in a folder next to it."""
    return f"figures/{ref}.{enclosure['kind']}"


def figures_of(version: Version) -> Iterator[tuple[str, bytes]]:
    """The pictures and files that the page shows, under the names it has for them."""
    for ref in (*enclosures.COVER, *sorted(placing.figures_of(version.document))):
        held = enclosures.in_document(version.strategy_id, version.document, ref)
        if held:
            name = named_beside(ref, enclosures.facts(held))
            yield name, enclosures.content(held)


def agreed_pdf(agreement: Agreement) -> FieldFile:
    """The stored PDF; while there is none, a sentence says so."""
    rendering = Rendering.objects.filter(
        version=agreement.version_id, stage=Stage.AGREED
    ).first()
    if rendering is not None and rendering.state == State.DONE:
        return rendering.file
    title = agreement.strategy.title
    if rendering is not None and rendering.state == State.FAILED:
        raise CannotBeDone(
            f"The agreed PDF of {title} is not ready. "
            "It failed: try it again under Jobs first."
        )
    raise NotYet(f"The agreed PDF of {title} is still being made. This waits for it.")


def evidence_rows(document: dict[str, Any]) -> Iterator[list[object]]:
    """What the agreed version cites, as it was frozen; of restricted items a line."""
    yield [*EVIDENCE.values(), "Restricted", "Files (SHA-256)"]
    for row in document["evidence"]:
        files = [f"{file['name']} ({file['sha256']})" for file in row.get("files", [])]
        yield [
            *(row.get(name, "") for name in EVIDENCE),
            "Yes" if row["restricted"] else "",
            "; ".join(files),
        ]


def index_rows(agreements: list[Agreement]) -> Iterator[list[object]]:
    yield list(INDEX)
    for agreement in agreements:
        place = agreement.strategy.place
        yield [
            place.name,
            place.get_kind_display(),
            place.region,
            place.wave,
            agreement.strategy.title,
            agreement.version.number,
            agreement.edition_key,
            agreement.decided_on.isoformat(),
            agreement.decided_by,
            agreement.reference,
            agreement.sha256,
            agreement.strategy.slug,
        ]


def index_files(agreements: list[Agreement]) -> Iterator[tuple[str, bytes]]:
    rows = list(index_rows(agreements))
    yield "index.csv", csv_bytes(rows)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Agreed strategies")
    for row in rows:
        sheet.append([safe(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    yield "index.xlsx", out.getvalue()


def clear_expired() -> int:
    """Delete the files whose 30 days are over; the rows that tell of them stay."""
    gone = 0
    for export in Export.objects.filter(expires_at__lt=timezone.now()).exclude(file=""):
        export.file.delete(save=False)
        Export.objects.filter(pk=export.pk).update(file="")
        gone += 1
    return gone


def _add(
    archive: zipfile.ZipFile, sums: list[tuple[str, str]], name: str, content: bytes
) -> None:
    archive.writestr(name, content)
    sums.append((name, hashlib.sha256(content).hexdigest()))
