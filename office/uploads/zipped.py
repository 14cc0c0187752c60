"""DOCX, XLSX and ODS: ZIP files, unpacked under a limit before they are believed.

Sizes and counts are taken while reading, because a directory may lie. Nothing is parsed
as XML here: a document that declares entities is refused by its bytes.
"""

import stat
import struct
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO

from office.uploads.names import ending
from office.uploads.refusal import TEST_VIRUS, Refused, found_in

MOST_MEMBERS = 2_000
MOST_UNPACKED = 50 * 1024 * 1024
MOST_DIRECTORY = MOST_MEMBERS * 1_024
DEEPEST = 3
CHUNK = 64 * 1024
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
LOCAL, END, END_64 = b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x07"
BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
PROGRAMS = {"exe", "dll", "com", "scr", "msi", "bat", "cmd", "ps1", "vbs", "js", "hta", "jar", "lnk"}  # fmt: skip
XML = {"xml", "rels", "vml"}

UNREADABLE = (
    "The selected file could not be read. Save it again and upload the new copy"
)
TOO_MUCH = (
    "The selected file unpacks to more than 50MB or 2,000 parts. Upload a smaller one"
)
ACTIVE = "The selected file contains macros or programs. Save it without them"
PROTECTED = "The selected file is protected by a password. Save it without one"
UNSAFE = (
    "The selected file is put together in an unsafe way. Save it again from its program"
)


@dataclass
class Budget:
    """What may still be unpacked of one upload, the files inside its files included."""

    members: int = MOST_MEMBERS
    size: int = MOST_UNPACKED

    def spend(self, *, members: int = 0, size: int = 0) -> None:
        self.members -= members
        self.size -= size
        if self.members < 0 or self.size < 0:
            raise Refused(TOO_MUCH)


def look_docx(file: IO[bytes]) -> None:
    parts = _unpack(file, "DOCX")
    if not _is_office(parts, "wordprocessingml.document.main+xml", "word/document.xml"):
        raise Refused(
            "The selected file is not a Word document, though it is named DOCX"
        )


def look_xlsx(file: IO[bytes], *, most: int = MOST_UNPACKED) -> None:
    parts = _unpack(file, "XLSX", most)
    if not _is_office(parts, "spreadsheetml.sheet.main+xml", "xl/workbook.xml"):
        raise Refused("The selected file is not a spreadsheet, though it is named XLSX")


def look_ods(file: IO[bytes]) -> None:
    parts = _unpack(file, "ODS")
    if parts.get("mimetype", b"").strip() != ODS:
        raise Refused("The selected file is not a spreadsheet, though it is named ODS")


def _is_office(parts: dict[str, bytes], content_type: str, usual: str) -> bool:
    """By its list of content types, or by where the main part usually is."""
    types = parts.get("[Content_Types].xml")
    if types is None:
        return False
    if b"macroEnabled" in types:
        raise Refused(ACTIVE)
    return content_type.encode() in types or usual in parts


def _unpack(file: IO[bytes], label: str, most: int = MOST_UNPACKED) -> dict[str, bytes]:
    """Every member's name, with the beginning of its content; raises Refused."""
    file.seek(0)
    start = file.read(8)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(
            f"The selected file is protected by a password or in an older form."
            f" Save it as {label} without a password"
        )
    if not start.startswith(LOCAL):
        raise Refused(f"The selected file is not {label}, though its name says so")
    try:
        return _members(file, Budget(size=most), depth=1)
    except BROKEN as error:
        raise Refused(UNREADABLE) from error


def _members(file: IO[bytes], budget: Budget, depth: int) -> dict[str, bytes]:
    if depth > DEEPEST:
        raise Refused(TOO_MUCH)
    _read_end(file)
    with zipfile.ZipFile(file) as archive:
        infos = archive.infolist()
        budget.spend(members=len(infos))
        if len({info.filename for info in infos}) < len(infos):
            raise Refused(UNSAFE)
        if not infos or min(info.header_offset for info in infos) > 0:
            raise Refused(UNSAFE)
        return {info.filename: _member(archive, info, budget, depth) for info in infos}


def _read_end(file: IO[bytes]) -> None:
    """Refuse what stands after the end, and a directory too long to be read at all."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 98))
    end = file.read().rjust(98, b"\0")
    if end[-22:-18] != END:
        raise Refused(UNSAFE if END in end else UNREADABLE)
    longest = struct.unpack("<L", end[-10:-6])[0]
    if end[-42:-38] == END_64:
        longest = max(longest, struct.unpack("<Q", end[-58:-50])[0])
    if longest > MOST_DIRECTORY:
        raise Refused(TOO_MUCH)
    file.seek(0)


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget, depth: int
) -> bytes:
    _refuse_by_entry(info)
    needles = [TEST_VIRUS.lower()]
    if ending(info.filename) in XML:
        needles += [b"<!doctype", b"<!entity"]
    with archive.open(info) as packed, tempfile.SpooledTemporaryFile(1 << 20) as copy:
        while chunk := packed.read(CHUNK):
            budget.spend(size=len(chunk))
            copy.write(chunk)
        copy.seek(0)
        # UTF-16 is read as well: its letters are ours with NULs between them.
        chunks = iter(lambda: copy.read(CHUNK), b"")
        if found_in((chunk.replace(b"\0", b"") for chunk in chunks), *needles):
            raise Refused(UNSAFE)
        copy.seek(0)
        start = copy.read(CHUNK)
        if start.startswith(LOCAL):
            _members(copy, budget, depth + 1)
        return start


def _refuse_by_entry(info: zipfile.ZipInfo) -> None:
    name = info.filename
    parts = name.lower().split("/")
    if info.flag_bits & 1:
        raise Refused(PROTECTED)
    if name != info.orig_filename or "\\" in name or ":" in parts[0] or not parts[0]:
        raise Refused(UNSAFE)
    if ".." in parts or not name.isprintable() or _is_link(info):
        raise Refused(UNSAFE)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused(UNREADABLE)
    if parts[-1].startswith("vba") or parts[0] in ("basic", "scripts"):
        raise Refused(ACTIVE)
    if "activex" in parts or ending(name) in PROGRAMS:
        raise Refused(ACTIVE)


def _is_link(info: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)
