"""Which of the known shapes a file has, and where in it the header stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any

from evidence import columns
from evidence.importing import periods
from evidence.importing.tables import Line, Unreadable, words
from people.areas import kind_of
from people.models import PlaceName
from people.names import name_key

HEAD = 120
EXAMPLES = 5
MOST_TO_NAME = 60
LONG, NOMIS_API, NOMIS, WIDE, OTHER = "long", "nomis_api", "nomis", "ons_wide", "other"
PREFIXED = re.compile(r"[a-z][a-z0-9 ]{1,30}:\s*\S", re.IGNORECASE)
LABELS = {"number", "flags", "flag", "conf", "confidence", "percent", "value", "rate", "%"}  # fmt: skip
A_FIGURE = re.compile(r"[£-]?[\d,]*\.?\d+%?")
LETTERS = re.compile(r"[^\W\d_]")
MARK_LINE = re.compile(r"^([!*#~†‡^$.:-]{1,3}|\[?[a-z]\]?)\s*[:=–-]?\s+(.{8,})$")


@dataclass
class Layout:
    """How a file is laid out: what reading needs, and what its owner is shown."""

    shape: str
    header: int = 0
    headers: list[str] = field(default_factory=list)
    examples: list[list[str]] = field(default_factory=list)
    title: str = ""
    above: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    variables: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)

    def facts(self) -> dict[str, Any]:
        return asdict(self)


Rows = list[tuple[int, list[str]]]


def recognised(lines: Iterable[Line]) -> Layout:
    """The layout; raises Unreadable for what holds no table at all."""
    every = ((number, [words(cell) for cell in cells]) for number, cells in lines)
    head: Rows = [row for row in islice(every, HEAD) if any(row[1])]
    if not head:
        raise Unreadable("There is nothing in this file, or in the sheet you chose")
    layout = _known(head) or _other(head)
    first = next((cells for _, cells in head if any(cells)), [])
    layout.title = next((cell for cell in first if cell), "")[:200]
    if layout.shape in (NOMIS, WIDE):
        layout.notes = _notes(head) | _notes(every)
    if layout.shape == NOMIS_API:
        layout.variables = _variables(layout, head)
    return layout


def _known(head: Rows) -> Layout | None:
    for place, (number, cells) in enumerate(head):
        headers = [columns.plain(cell) for cell in cells]
        if "obs_value" in headers and any("geography" in one for one in headers):
            return _at(NOMIS_API, head, place)
        if columns.is_long(cells):
            return _at(LONG, head, place)
        if _is_nomis(head, place):
            return _nomis(head, place)
        if _is_wide(head, place):
            layout = _at(WIDE, head, place)
            layout.labels = [cell for cell in cells if periods.is_period(cell)]
            layout.above = [_said(row) for at, row in head if at < number][:6]
            return layout
    return None


def _at(shape: str, head: Rows, place: int) -> Layout:
    number, headers = head[place]
    rows = [cells for _, cells in head[place + 1 :]]
    return Layout(shape, number, headers, [_short(row) for row in rows[:EXAMPLES]])


def _is_nomis(head: Rows, place: int) -> bool:
    """A line that names a kind of area, and columns; then lines of such areas."""
    cells = head[place][1]
    if len([cell for cell in cells if cell]) < 2 or not _names_areas(cells[0]):
        return False
    if any(columns.CODE.fullmatch(cell) for cell in cells):
        return False
    after = [row for _, row in head[place + 1 : place + 4] if row[0]]
    is_prefixed = any(PREFIXED.match(row[0]) and any(row[1:]) for row in after)
    is_coded = len(cells) > 1 and columns.plain(cells[1]) == "mnemonic"
    is_dated = any(columns.plain(row[0]) == "date" for _, row in head[:place] if row)
    return bool(after) and (is_prefixed or is_coded or is_dated)


def _names_areas(header: str) -> bool:
    return columns.plain(header) == "area" or bool(kind_of(header) and len(header) < 80)


def _nomis(head: Rows, place: int) -> Layout:
    layout = _at(NOMIS, head, place)
    cells = head[place][1]
    labels = [cell for cell in cells[1:] if cell and cell.lower() not in LABELS]
    layout.labels = list(
        dict.fromkeys(cell for cell in labels if columns.plain(cell) != "mnemonic")
    )
    layout.above = [_said(row) for _, row in head[:place]][:12]
    return layout


def _is_wide(head: Rows, place: int) -> bool:
    """Periods side by side over figures, and beside them the words that name areas."""
    cells = head[place][1]
    at = [number for number, cell in enumerate(cells) if periods.is_period(cell)]
    if len(at) < 2 or any(columns.CODE.fullmatch(cell) for cell in cells):
        return False
    rest = [n for n, cell in enumerate(cells) if n not in at and LETTERS.search(cell)]
    below = [row for _, row in head[place + 1 : place + 6]]
    return any(
        any(n < len(row) and LETTERS.search(row[n]) for n in rest)
        and any(n < len(row) and row[n] for n in at)
        for row in below
    )


def _other(head: Rows) -> Layout:
    """The first line as wide as most: its header, as far as anybody can tell."""
    widths = [len([cell for cell in cells if cell]) for _, cells in head]
    widest = max(widths)
    if widest < 2:
        raise Unreadable(
            "No table was found in this file. It needs a line of headings, and under it"
            " a row for each figure with its area, its period and the figure"
        )
    place = next(at for at, width in enumerate(widths) if width * 2 >= widest)
    if _are_areas(head[place][1]):
        raise Unreadable(
            "The areas of this table stand side by side, one in each column. Turn it"
            " round, so that each row has its area, its period and one figure"
        )
    if _are_figures(head[place][1]):
        raise Unreadable(
            f"Line {head[place][0]} holds figures where headings should be. Put a line"
            " above it that says what each column is, and upload it again"
        )
    if widest > MOST_TO_NAME:
        raise Unreadable(
            f"The table has {widest} columns, and none is headed as we know it. Keep"
            " those with the area, the period and the figure, and upload it again"
        )
    return _at(OTHER, head, place)


def _are_areas(headers: Sequence[str]) -> bool:
    """Whether most headings are names of places, as far as words alone can show."""
    keys = {name_key(header) for header in headers if header}
    known = PlaceName.objects.filter(key__in=keys).values("key").distinct().count()
    return known > 4 and known * 2 > len(keys)


def _are_figures(headers: Sequence[str]) -> bool:
    """Whether it is a row of the table already: a number that is no year among words."""
    rest = [one for one in headers if one and not periods.is_period(one)]
    return any(A_FIGURE.fullmatch(one) for one in rest) and not all(
        A_FIGURE.fullmatch(one) for one in rest
    )


def _notes(rows: Iterable[tuple[int, Sequence[str]]]) -> dict[str, str]:
    """What the file itself says that its marks mean."""
    found = {}
    for _, cells in rows:
        alone = cells[0] if cells and not any(cells[1:]) else ""
        if match := MARK_LINE.match(alone):
            found[match[1]] = match[2]
    return found


def _variables(layout: Layout, head: Rows) -> list[str]:
    plain = [columns.plain(header) for header in layout.headers]
    at = next(
        (plain.index(one) for one in ("variable_name", "cell_name") if one in plain),
        None,
    )
    if at is None:
        return []
    rows = [cells for number, cells in head if number > layout.header]
    return list(
        dict.fromkeys(cells[at] for cells in rows if at < len(cells) and cells[at])
    )


def _short(cells: Sequence[str]) -> list[str]:
    return [cell[:80] for cell in cells]


def _said(cells: Sequence[str]) -> str:
    return ": ".join(cell for cell in cells if cell)[:200]
