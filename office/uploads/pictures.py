"""PNG and JPG: walked from mark to mark, so that nothing else hides in or behind them."""

import struct
import zlib
from io import BytesIO
from typing import IO
from zipfile import is_zipfile

from office.uploads.refusal import LIVE_MARKUP, Refused, found_in

MOST_PIXELS = 100_000_000
MOST_MARKS = 50_000
PNG = b"\x89PNG\r\n\x1a\n"
BROKEN = "The selected picture is broken. Save it again and upload the new copy"
MORE = "The selected file is a picture and something else besides. Save it again"
TOO_LARGE = "The selected picture must have fewer than 100 million pixels"
START_OF_SCAN, END_OF_IMAGE = 0xDA, 0xD9
FRAMES = {0xC0, 0xC1, 0xC2, 0xC3}
BARE = {0x01, *range(0xD0, 0xD8)}


def look_png(file: IO[bytes]) -> None:
    data = file.read()
    if not data.startswith(PNG):
        raise Refused("The selected file is not a PNG, though its name says so")
    try:
        end = _end_of_png(data)
    except struct.error as error:
        raise Refused(BROKEN) from error
    if data[end:]:
        raise Refused(MORE)
    _refuse_company(data)


def _end_of_png(data: bytes) -> int:
    at = len(PNG)
    if data[at + 4 : at + 8] != b"IHDR":
        raise Refused(BROKEN)
    _refuse_size(*struct.unpack_from(">LL", data, at + 8))
    for _ in range(MOST_MARKS):
        length, kind = struct.unpack_from(">L4s", data, at)
        body = data[at + 4 : at + 8 + length]
        (checksum,) = struct.unpack_from(">L", data, at + 8 + length)
        if zlib.crc32(body) != checksum:
            raise Refused(BROKEN)
        at += 12 + length
        if kind == b"IEND":
            return at
    raise Refused(BROKEN)


def look_jpg(file: IO[bytes]) -> None:
    data = file.read()
    if not data.startswith(b"\xff\xd8\xff"):
        raise Refused("The selected file is not a JPG, though its name says so")
    try:
        scan = _start_of_scan(data)
    except (struct.error, IndexError) as error:
        raise Refused(BROKEN) from error
    if data.find(b"\xff\xd9", scan) < 0:
        raise Refused(BROKEN)
    _refuse_company(data)


def _start_of_scan(data: bytes) -> int:
    at = 2
    for _ in range(MOST_MARKS):
        if data[at] != 0xFF:
            raise Refused(BROKEN)
        mark = data[at + 1]
        if mark == 0xFF:
            at += 1
        elif mark in BARE:
            at += 2
        elif mark in (START_OF_SCAN, END_OF_IMAGE):
            return at
        else:
            (length,) = struct.unpack_from(">H", data, at + 2)
            if mark in FRAMES:
                _refuse_size(*struct.unpack_from(">HH", data, at + 5))
            at += 2 + length
    raise Refused(BROKEN)


def _refuse_size(one: int, other: int) -> None:
    if one * other > MOST_PIXELS:
        raise Refused(TOO_LARGE)


def _refuse_company(data: bytes) -> None:
    """A ZIP file or a page of HTML may hide in a picture that is well formed."""
    if is_zipfile(BytesIO(data)) or found_in([data], *LIVE_MARKUP):
        raise Refused(MORE)
