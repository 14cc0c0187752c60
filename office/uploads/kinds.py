"""The kinds of file taken, how each is told by its content and how it is served."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import IO

from office.uploads import pdf, pictures, table, zipped
from office.uploads.names import ending
from office.uploads.refusal import TEST_VIRUS, Refused, found_in

MOST_BYTES = 20 * 1024 * 1024
CHUNK = 64 * 1024


@dataclass(frozen=True)
class Kind:
    """One kind of file: `look` raises Refused unless the content is of this kind."""

    key: str
    content_type: str
    look: Callable[[IO[bytes]], None]


OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    kind.key: kind
    for kind in (
        Kind("pdf", "application/pdf", pdf.look),
        Kind("docx", f"{OFFICE}.wordprocessingml.document", zipped.look_docx),
        Kind("xlsx", f"{OFFICE}.spreadsheetml.sheet", zipped.look_xlsx),
        Kind("csv", "text/csv", table.look),
        Kind("ods", "application/vnd.oasis.opendocument.spreadsheet", zipped.look_ods),
        Kind("png", "image/png", pictures.look_png),
        Kind("jpg", "image/jpeg", pictures.look_jpg),
    )
}
DOCUMENTS = ("pdf", "docx")
SPELLINGS = {"jpeg": "jpg", "jpe": "jpg"}


def sort_of(file: IO[bytes], name: str, kinds: Collection[str] = tuple(KINDS)) -> Kind:
    """The kind the file's name says, once its content bears that out.

    Raises Refused with a sentence for its owner. The file is left at its beginning.
    """
    said = ending(name)
    key = SPELLINGS.get(said, said)
    if key not in kinds:
        raise Refused(f"The selected file must be a {_listed(kinds)}")
    file.seek(0)
    if found_in(iter(lambda: file.read(CHUNK), b""), TEST_VIRUS.lower()):
        raise Refused("The selected file contains a virus")
    file.seek(0)
    KINDS[key].look(file)
    file.seek(0)
    return KINDS[key]


def _listed(kinds: Collection[str]) -> str:
    *most, last = [key.upper() for key in kinds]
    return f"{', '.join(most)} or {last}" if most else last
