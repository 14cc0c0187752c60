"""PDF: a light look at the bytes for what could act when the file is opened."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO
from zipfile import is_zipfile

from office.uploads.refusal import LIVE_MARKUP, TEST_VIRUS, Refused, found_in

MOST_UNPACKED = 50 * 1024 * 1024
MOST_STREAMS = 5_000
CHUNK = 16 * 1024
TOO_MUCH = "The selected file unpacks to more than 50MB. Upload a smaller one"
UNREADABLE = "The selected file could not be read. Save the PDF again"
ACTIVE = {
    b"JavaScript": "scripts",
    b"Launch": "commands that start programs",
    b"EmbeddedFile": "other files attached to it",
    b"EmbeddedFiles": "other files attached to it",
    b"RichMedia": "films or sounds",
}
NAME = re.compile(rb"/([A-Za-z0-9#]{5,60})")
STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
BEGINNING = re.compile(rb"\s*\d")
HEX = re.compile(rb"#([0-9A-Fa-f]{2})")


def look(file: IO[bytes]) -> None:
    data = file.read()
    if not data.startswith(b"%PDF-"):
        raise Refused("The selected file is not a PDF, though its name says so")
    if b"%%EOF" not in data[-1024:]:
        raise Refused("The selected file is cut short. Save the PDF again")
    if is_zipfile(BytesIO(data)) or found_in([data], *LIVE_MARKUP):
        raise Refused(
            "The selected file is a PDF and something else besides. Save it again"
        )
    if re.search(rb"/Encrypt\s*(\d+\s+\d+\s+R|<<)", data):
        raise Refused("The selected file is protected. Save the PDF without protection")
    for part in (data, *_packed_objects(data)):
        _refuse_active(part)


def _refuse_active(part: bytes) -> None:
    for match in NAME.finditer(part):
        name = HEX.sub(lambda code: bytes([int(code[1], 16)]), match[1])
        if what := ACTIVE.get(name):
            raise Refused(
                f"The selected file contains {what}. Save the PDF without them"
            )
    if TEST_VIRUS in part:
        raise Refused("The selected file contains a virus")


def _packed_objects(data: bytes) -> Iterator[bytes]:
    """The compressed object streams, in which a PDF keeps most of what it says."""
    left = MOST_UNPACKED
    if data.count(b"/ObjStm") > MOST_STREAMS:
        raise Refused(TOO_MUCH)
    for match in STREAM.finditer(data):
        part = _unpacked(memoryview(data)[match.end() :], left)
        left -= len(part)
        if left <= 0:
            raise Refused(TOO_MUCH)
        yield part


def _unpacked(packed: memoryview, most: int) -> bytes:
    """One object stream, packed or not: it begins with the numbers of its objects."""
    if BEGINNING.match(packed):
        return b""  # not packed, so it was looked at with the file as a whole
    unpacker = zlib.decompressobj()
    part = b""
    try:
        for at in range(0, len(packed), CHUNK):
            part += unpacker.decompress(packed[at : at + CHUNK], most - len(part))
            if unpacker.eof or len(part) >= most:
                break
    except zlib.error as error:
        raise Refused(UNREADABLE) from error
    if not BEGINNING.match(part):
        raise Refused(UNREADABLE)
    return part
