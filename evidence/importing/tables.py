"""A file of figures as lines of cells, whatever program wrote it."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

Cell = str | int | float | date | datetime | None
Line = tuple[int, Sequence[Cell]]

MOST_LINES = 200_000
LONGEST_CELL = 2_000
CHUNK = 64 * 1024
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}  # fmt: skip


class Unreadable(Exception):
    """Why a file cannot be read, in a sentence for whoever handed it in."""


def text_lines(path: Path) -> Iterator[Line]:
    """The lines of a CSV, numbered as its file counts them."""
    encoding = encoding_of(path)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        start = file.read(CHUNK)
        delimiter = delimiter_of(start)
        file.seek(0)
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        before = 0
        try:
            for cells in reader:
                yield before + 1, [cell.strip()[:LONGEST_CELL] for cell in cells]
                before = reader.line_num
                if before > MOST_LINES:
                    raise Unreadable(TOO_LONG)
        except csv.Error as error:
            raise Unreadable(
                f"Line {before + 1} cannot be read: a quotation mark may be left open."
                " Save the file as CSV UTF-8 and upload it again"
            ) from error


TOO_LONG = (
    f"The file has more than {MOST_LINES:,} lines. Upload it in smaller pieces,"
    " or only the areas you need. Empty rows under the table count too"
)


def encoding_of(path: Path) -> str:
    """UTF-8 where all of it is, UTF-16 where it says so or looks so, else Windows'."""
    with path.open("rb") as file:
        start = file.read(4096)
        for bom, encoding in BOMS.items():
            if start.startswith(bom):
                return encoding
        if start[1::2].count(0) > len(start) // 4:
            return "utf-16-le"
        if start[::2].count(0) > len(start) // 4:
            return "utf-16-be"
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            decoder.decode(start)
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def delimiter_of(text: str) -> str:
    """The mark that splits most lines into the same number of cells."""
    lines = [line for line in text.splitlines()[:60] if line.strip()]

    def agreeing(mark: str) -> tuple[int, int]:
        widths = [len(row) for row in _split(lines, mark)]
        widest = max(widths, default=1)
        usual = max(set(widths), key=widths.count, default=1)
        return (widths.count(usual) if usual > 1 else 0, widest)

    return max(",\t;|", key=agreeing)


def _split(lines: Iterable[str], mark: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=mark))
    except csv.Error:
        return []


class Repeated(str):
    """What stands in a cell only because it is merged with one above it."""

    __slots__ = ()


def words(cell: Cell) -> str:
    """The cell as a person reads it."""
    if cell is None:
        return ""
    if isinstance(cell, Repeated):
        return cell
    if isinstance(cell, str) and cell.isprintable() and "  " not in cell:
        return cell.strip()
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else format(cell, ".15g")
    return " ".join(str(cell).replace("\x00", "").split())
