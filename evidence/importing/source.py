"""The lines of an import's file, whichever kind of file it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from evidence.importing import tables, workbook
from evidence.models import Import


def sheets(import_: Import) -> list[str]:
    """Those of a workbook, to choose from; a CSV has none."""
    if import_.kind != "xlsx":
        return []
    return workbook.sheets(Path(import_.file.path))


def lines(import_: Import, sheet: str) -> Iterator[tables.Line]:
    path = Path(import_.file.path)
    if import_.kind != "xlsx":
        return tables.text_lines(path)
    return workbook.sheet_lines(path, sheet)


def length(import_: Import, sheet: str) -> int:
    """About how many lines there are, to say how far reading has come."""
    path = Path(import_.file.path)
    if import_.kind == "xlsx":
        return workbook.length(path, sheet)
    with path.open("rb") as file:
        return sum(
            chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 18), b"")
        )
