"""Files on disk under names of our own, and how they are handed out again."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, StreamingHttpResponse
from django.utils.http import content_disposition_header

from office.cells import csv_chunks

NEVER_SHOWN = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
}


@dataclass(frozen=True)
class Kept:
    """Where a file is kept, under the root of all files, and what it is."""

    name: str
    size: int
    sha256: str


def keep(content: File, folder: str, ending: str) -> Kept:
    """Write the content under a name of our own: whole, or not at all."""
    own = uuid4().hex
    name = f"{folder}/{own[:2]}/{own}.{ending}"
    path = Path(default_storage.path(name))
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    digest, size = hashlib.sha256(), 0
    try:
        with unfinished.open("wb") as out:
            content.seek(0)
            for chunk in content.chunks():
                digest.update(chunk)
                size += len(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return Kept(name, size, digest.hexdigest())


def attachment(file: FieldFile, *, name: str, content_type: str) -> FileResponse:
    """The file to be saved, never shown: a browser runs nothing that is in it."""
    try:
        content = file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(
        content,
        as_attachment=True,
        filename=name,
        content_type=content_type,
        headers=NEVER_SHOWN,
    )


def csv_file(rows: Iterable[Sequence[object]], *, name: str) -> StreamingHttpResponse:
    """The rows to be saved as CSV, written while they are read: there may be many."""
    disposition = content_disposition_header(True, name) or "attachment"
    return StreamingHttpResponse(
        csv_chunks(rows),
        content_type="text/csv; charset=utf-8",
        headers={**NEVER_SHOWN, "Content-Disposition": disposition},
    )
