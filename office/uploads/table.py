"""CSV: text, and nothing that a browser or a shell would take for its own."""

import re
from io import BytesIO
from typing import IO
from zipfile import is_zipfile

from office.uploads.refusal import LIVE_MARKUP, Refused, found_in

NOT_CSV = "The selected file is not CSV, though its name says so"
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
OTHERS = ("<", "#!", "%PDF", "{\\rtf", "MZ\x90")


def look(file: IO[bytes]) -> None:
    data = file.read()
    text = _decoded(data)
    if CONTROLS.search(text) or text.lstrip().startswith(OTHERS):
        raise Refused(NOT_CSV)
    if not text.strip():
        raise Refused("The selected file is empty")
    if is_zipfile(BytesIO(data)) or found_in([data], *LIVE_MARKUP):
        raise Refused(NOT_CSV)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused("The selected file must be saved as “CSV UTF-8”")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("The selected file must be saved as “CSV UTF-8”")
