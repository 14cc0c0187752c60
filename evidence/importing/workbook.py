"""A sheet of an XLSX file as lines of cells. Only the worker loads this module.

Formulas are never worked out: the value their program left beside them is read, and one
without is said to be without.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils import range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from evidence.importing.tables import (
    MOST_LINES,
    TOO_LONG,
    Cell,
    Line,
    Repeated,
    Unreadable,
    words,
)

MOST_COLUMNS = 1_000
MOST_MERGES = 5_000
CHUNK = 256 * 1024
MERGE = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]+\d+:[A-Z]+\d+)"')
FORMULA = re.compile(rb"<f[\s>/]")
UNREADABLE = "The workbook could not be read. Open it in your spreadsheet program, save it again and upload the new copy"  # fmt: skip
NOT_WORKED_OUT = "a formula whose result is not in the file"


def sheets(path: Path) -> list[str]:
    """The names of the sheets that hold cells and are shown."""
    with _opened(path) as book:
        return [
            sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"
        ]


def sheet_lines(path: Path, name: str) -> Iterator[Line]:
    """The lines of one sheet; merged cells stand in each row that they cover."""
    with _opened(path) as book:
        sheet = _sheet(book, name)
        merges, has_formulas = _looked_through(path, sheet._worksheet_path)
        lines = _with_formulas(path, name, sheet) if has_formulas else _rows(sheet)
        covered = _Merged(merges)
        for number, cells in enumerate(lines, start=1):
            if number > MOST_LINES:
                raise Unreadable(TOO_LONG)
            yield number, covered.filled(number, cells)


def length(path: Path, name: str) -> int:
    """About how many rows the sheet has."""
    with _opened(path) as book:
        member = _sheet(book, name)._worksheet_path.lstrip("/")
    with zipfile.ZipFile(path) as archive, archive.open(member) as packed:
        return sum(
            chunk.count(b"<row") for chunk in iter(lambda: packed.read(CHUNK), b"")
        )


class _Sheet(ReadOnlyWorksheet):
    """Reads 0.784 shown as 78.4% as that, as its reader does.

    Does not ask how large it says it is: Nomis says that all of it is in A1, and where
    nothing is said openpyxl reads a sheet to its end to find out, each time one opens it.
    """

    def _get_size(self) -> None:
        self._max_row = self._max_column = None

    @cached_property
    def _percents(self) -> set[int]:
        """The styles that show a number as a percentage."""
        own, styles = self.parent._number_formats, self.parent._cell_styles
        formats = BUILTIN_FORMATS | dict(enumerate(own, start=BUILTIN_FORMATS_MAX_SIZE))
        return {
            number
            for number, style in enumerate(styles)
            if "%" in formats.get(style.numFmtId, "")
        }

    def _get_row(self, row: list[dict[str, Any]], *args: Any, **kwargs: Any) -> Any:
        for cell in row:
            if cell["style_id"] in self._percents and isinstance(cell["value"], float):
                cell["value"] = f"{cell['value'] * 100:.12g}%"
        return super()._get_row(row, *args, **kwargs)


class _Reader(ExcelReader):
    def read_worksheets(self) -> None:
        for sheet, rel in self.parser.find_sheets():
            if rel.target in self.valid_files and "chartsheet" not in rel.Type:
                found = _Sheet(self.wb, sheet.name, rel.target, self.shared_strings)
                found.sheet_state = sheet.state
                self.wb._sheets.append(found)


class _opened:  # noqa: N801 - used as a function is
    """The workbook, closed afterwards; whatever is wrong with it is one sentence."""

    def __init__(self, path: Path, *, values: bool = True) -> None:
        self.path, self.values = path, values

    def __enter__(self) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                reader = _Reader(
                    self.path, read_only=True, data_only=self.values, keep_links=False
                )
                reader.read()
            except Exception as error:
                raise Unreadable(UNREADABLE) from error
        self.book = reader.wb
        return self.book

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        self.book.close()


def _sheet(book: Any, name: str) -> Any:
    if name not in book.sheetnames:
        raise Unreadable(UNREADABLE)
    return book[name]


def _rows(sheet: Any) -> Iterator[Sequence[Cell]]:
    rows = sheet.iter_rows(values_only=True)
    while True:
        try:
            cells = next(rows, None)
        except Unreadable:
            raise
        except Exception as error:
            raise Unreadable(UNREADABLE) from error
        if cells is None:
            return
        yield cells[:MOST_COLUMNS]


def _with_formulas(path: Path, name: str, sheet: Any) -> Iterator[Sequence[Cell]]:
    """Cells that hold a formula without a value say so."""
    with _opened(path, values=False) as written:
        formulas = _rows(_sheet(written, name))
        for cells, said in zip(_rows(sheet), formulas, strict=False):
            yield [
                NOT_WORKED_OUT if cell is None and formula is not None else cell
                for cell, formula in zip(cells, said, strict=False)
            ]


def _looked_through(path: Path, member: str) -> tuple[list[bytes], bool]:
    """The merged ranges of a sheet and whether it has formulas, from its bytes."""
    merges: list[bytes] = []
    has_formulas, tail = False, b""
    with zipfile.ZipFile(path) as archive, archive.open(member.lstrip("/")) as packed:
        while chunk := packed.read(CHUNK):
            window = tail + chunk
            has_formulas = has_formulas or bool(FORMULA.search(window))
            found = list(MERGE.finditer(window))
            merges += [match[1] for match in found]
            tail = window[max(len(window) - 200, found[-1].end() if found else 0) :]
            if len(merges) > MOST_MERGES:
                raise Unreadable("The sheet has too many merged cells. Unmerge them")
    return merges, has_formulas


class _Merged:
    """What stands in merged cells, for the rows below the first of each."""

    def __init__(self, ranges: list[bytes]) -> None:
        self.bounds = []
        for one in ranges:
            left, top, _, bottom = range_boundaries(one.decode())
            if bottom > top:
                self.bounds.append((top, bottom, left - 1))
        self.said: dict[int, Cell] = {}

    def filled(self, number: int, cells: Sequence[Cell]) -> Sequence[Cell]:
        if not self.bounds:
            return cells
        row = list(cells)
        for top, bottom, column in self.bounds:
            if not top <= number <= bottom:
                continue
            row += [None] * (column + 1 - len(row))
            if top == number:
                self.said[column] = row[column]
            elif row[column] is None:
                row[column] = Repeated(words(self.said.get(column)))
        return row
