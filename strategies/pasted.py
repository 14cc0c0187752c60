"""What was copied from a spreadsheet, cut into rows and cells.

Spreadsheets copy with tabs between cells, and put a cell into quotation marks only where
a tab or a new line stands in it; quotation marks elsewhere are words. Text saved as CSV
has commas or semicolons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_ROWS = 500
MOST_COLUMNS = 30
LINE_ENDS = re.compile(r"\r\n?")
SPACES = re.compile("[ \t\v\f\u00a0\u2007\u2028\u2029\u202f]+")


class NotRows(Exception):
    """It cannot be taken as rows, for a reason that is said to whoever pasted it."""


@dataclass(frozen=True)
class Row:
    """One row as it was pasted, and which one it was, empty rows counted."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """Rows that are all as wide as the widest."""

    rows: list[Row]

    @property
    def width(self) -> int:
        return len(self.rows[0].cells) if self.rows else 0

    def column(self, index: int) -> list[str]:
        return [row.cells[index] for row in self.rows]


def sheet(text: str) -> Sheet:
    """The rows that say something; raises NotRows if there are none or too many."""
    text = LINE_ENDS.sub("\n", text)
    rows = [
        Row(number, cells)
        for number, cells in enumerate(divided(text), 1)
        if any(cells)
    ]
    if not rows:
        raise NotRows("Paste the rows you copied")
    if len(rows) > MOST_ROWS + 1:
        raise NotRows(
            f"Paste at most {MOST_ROWS} rows at a time: these are {len(rows):,}"
        )
    width = max(last_said(row.cells) for row in rows)
    if width > MOST_COLUMNS:
        raise NotRows(f"Copy at most {MOST_COLUMNS} columns: these are {width:,}")
    return Sheet([Row(row.number, (row.cells + [""] * width)[:width]) for row in rows])


def last_said(cells: list[str]) -> int:
    """How many cells there are up to the last that is not empty."""
    return max((place for place, cell in enumerate(cells, 1) if cell), default=0)


def divided(text: str) -> list[list[str]]:
    """The rows as the first of tab, semicolon and comma cuts them that fits them all."""
    if "\t" in text:
        return list(cut(text, "\t"))
    for divider in ";,":
        rows = list(cut(text, divider))
        widths = {len(cells) for cells in rows if any(cells)}
        if len(rows) > 1 and len(widths) == 1 and widths != {1}:
            return rows
    return list(cut(text, "\t"))


def cut(text: str, divider: str) -> Iterator[list[str]]:
    cells: list[str] = []
    for found in pattern(divider).finditer(text):
        whole, quoted, end = found.groups()
        is_words = divider == "\t" and not re.search(r"[\t\n]", quoted or "")
        says = whole if quoted is None or is_words else quoted.replace('""', '"')
        cells.append(cleaned(says))
        if end != divider:
            yield cells
            cells = []
        if not end:
            return


def pattern(divider: str) -> re.Pattern[str]:
    return re.compile(
        rf'("((?:[^"]|"")*+)"(?={divider}|\n|\Z)|[^{divider}\n]*)({divider}|\n|\Z)'
    )


def cleaned(cell: str) -> str:
    """Without the space around it; line breaks stay, for the texts that keep them."""
    return SPACES.sub(" ", cell).strip()
