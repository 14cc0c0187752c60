"""Each shape's figures one by one, as what the file says of them, in its own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from evidence import columns
from evidence.importing import layout as shapes
from evidence.importing import periods
from evidence.importing.tables import Line, words

Says = dict[str, str]
NOT_A_BREAKDOWN = {"date", "confidence", "measure", "measures", "value_type", "rows", "columns"}  # fmt: skip
OWN_NAMES = {"date_name", "geography_name", "variable_name", "cell_name", "measures_name", "obs_status_name", "geography_type"}  # fmt: skip
TOTALS = {"total", "all", "value"}
UNITS = {"number": "count", "%": "per cent", "percent": "per cent", "rate": "per cent"}


class Record(NamedTuple):
    """What one figure's cells say, by field, and where in the file they stand."""

    line: int
    column: str
    says: Says


Rows = Iterator[tuple[int, list[str]]]


def read(
    lines: Iterable[Line], found: dict[str, Any], mapping: dict[str, Any]
) -> Iterator[Record]:
    """Every figure of the file; what is true of all rows fills what a row leaves open."""
    rows = ((number, [words(cell) for cell in cells]) for number, cells in lines)
    shape = found["shape"]
    if shape == shapes.NOMIS:
        records = _nomis(rows, set(mapping.get("labels") or found["labels"]))
    elif shape == shapes.WIDE:
        wanted = set(mapping.get("labels") or found["labels"])
        records = _wide(rows, found["header"], wanted)
    elif shape == shapes.NOMIS_API:
        records = _api(rows, found["header"])
    else:
        named = {int(at): name for at, name in mapping.get("columns", {}).items()}
        named = named or columns.meanings(found["headers"])
        records = _by_columns(rows, found["header"], named)
    every = {name: said for name, said in mapping.get("every", {}).items() if said}
    for record in records:
        for name, said in every.items():
            if not record.says.get(name):
                record.says[name] = said
        yield record


def _by_columns(rows: Rows, header: int, named: dict[int, str]) -> Iterator[Record]:
    for number, cells in rows:
        if number <= header or not any(cells):
            continue
        says = {
            name: cells[at]
            for at, name in named.items()
            if at < len(cells) and cells[at]
        }
        if _is_a_note(cells) and len(named) > 2:
            continue
        yield Record(number, "", says)


def _is_a_note(cells: Sequence[str]) -> bool:
    """Words in the first cell and nothing beside them: what stands under a table."""
    return bool(cells[0]) and not any(cells[1:]) and len(cells[0]) > 2


def _api(rows: Rows, header: int) -> Iterator[Record]:
    """Nomis's long rows; those of confidence go with the figure they are of.

    They may stand anywhere, so all are kept until the last row was read.
    """
    figures: dict[tuple[str, ...], Record] = {}
    confidence: dict[tuple[str, ...], str] = {}
    at: dict[str, int] = {}
    for number, cells in rows:
        if number < header or not any(cells):
            continue
        if number == header:
            at = {columns.plain(name): place for place, name in enumerate(cells)}
            continue
        row = {name: cells[place] for name, place in at.items() if place < len(cells)}
        says = _api_says(row)
        key = tuple(
            says.get(one, "")
            for one in (
                "period",
                "area_code",
                "area_name",
                "indicator_title",
                "breakdown",
            )
        )
        measure = row.get("measures_name", "").lower()
        if "confidence" in measure:
            confidence[key] = says.get("value", "")
        elif key in figures:
            figures[(*key, str(number))] = Record(number, "", says)
        else:
            figures[key] = Record(number, "", says)
    for key, record in figures.items():
        if found := confidence.get(key[:5]):
            record.says["confidence"] = found
        yield record


def _api_says(row: dict[str, str]) -> Says:
    parts = [
        said
        for name, said in row.items()
        if name.endswith("_name")
        and name not in OWN_NAMES
        and said.lower() not in TOTALS
    ]
    says = {
        "area_code": row.get("geography_code", ""),
        "area_name": row.get("geography_name", ""),
        "period": row.get("date_name") or row.get("date", ""),
        "indicator_title": row.get("variable_name") or row.get("cell_name", ""),
        "breakdown": ", ".join(part for part in parts if part),
        "value": row.get("obs_value", ""),
    }
    status, name = row.get("obs_status", "").upper(), row.get("obs_status_name", "")
    if status not in ("", "A") and name:
        says["flag"] = name
    return {key: said for key, said in says.items() if said}


def _wide(rows: Rows, header: int, wanted: set[str]) -> Iterator[Record]:
    """A column for each period, and to the left of them what they are of; lines that name no area, or hold no cell, are notes."""
    at: dict[int, str] = {}
    named: dict[int, str] = {}
    for number, cells in rows:
        if number < header or not any(cells):
            continue
        if number == header:
            at = {
                n: cell
                for n, cell in enumerate(cells)
                if cell in wanted and periods.is_period(cell)
            }
            named = _wide_names(cells, min(at, default=len(cells)))
            continue
        says = {
            name: cells[n] for n, name in named.items() if n < len(cells) and cells[n]
        }
        given = {n: cells[n] for n in at if n < len(cells) and cells[n]}
        if not says or not given:
            continue
        for n, cell in given.items():
            yield Record(number, at[n][:60], {**says, "period": at[n], "value": cell})


def _wide_names(headers: Sequence[str], first: int) -> dict[int, str]:
    named = columns.meanings(headers)
    for n, header in enumerate(headers[:first]):
        plain = columns.plain(header)
        if n in named or not plain:
            continue
        if "code" in plain and "area_code" not in named.values():
            named[n] = "area_code"
        elif "area_name" not in named.values():
            named[n] = "area_name"
        elif "breakdown" not in named.values():
            named[n] = "breakdown"
    return named


class _Column(NamedTuple):
    label: str
    sub: str


def _nomis(rows: Rows, wanted: set[str]) -> Iterator[Record]:
    """Blocks of areas by columns, one under the other, each with lines that label it."""
    labels: dict[str, str] = {}
    heads: list[_Column] = []
    before: list[str] = []
    for number, cells in rows:
        first, rest = cells[0] if cells else "", [cell for cell in cells[1:] if cell]
        if not first and not rest:
            heads = []
        elif heads and not first and _are_labels(rest):
            heads = _with_sub_labels(before, cells)
        elif heads and first and rest:
            yield from _nomis_figures(number, cells, heads, labels, wanted)
        elif not heads and first and rest and shapes._names_areas(first):
            before, heads = cells, _with_sub_labels(cells, [])
        elif not heads and first and len(rest) == 1:
            labels[columns.plain(first)] = rest[0]


def _are_labels(cells: Sequence[str]) -> bool:
    return all(cell.lower() in shapes.LABELS for cell in cells)


def _with_sub_labels(header: Sequence[str], below: Sequence[str]) -> list[_Column]:
    """For each column the label over it, carried on to those without, and its own."""
    heads, label = [], ""
    for n in range(max(len(header), len(below))):
        over = header[n] if n < len(header) else ""
        sub = (below[n] if n < len(below) else "").lower()
        if over.lower() in shapes.LABELS:
            sub = sub or over.lower()
        elif over:
            label = over
        heads.append(_Column(label, sub))
    return heads


def _nomis_figures(
    number: int,
    cells: Sequence[str],
    heads: Sequence[_Column],
    labels: Says,
    wanted: set[str],
) -> Iterator[Record]:
    says: Says = {"area_name": cells[0]}
    start = 1
    if len(heads) > 1 and columns.plain(heads[1].label) == "mnemonic":
        says["area_code"], start = cells[1], 2
    record: Record | None = None
    for n in range(start, min(len(cells), len(heads))):
        label, sub = heads[n]
        if sub.startswith("conf"):
            if record and cells[n]:
                record.says["confidence"] = cells[n]
            continue
        if sub.startswith("flag"):
            if record and cells[n]:
                record.says["flag"] = cells[n]
            continue
        if record:
            yield record
            record = None
        if cells[n] and label in wanted:
            record = Record(
                number,
                label[:60],
                {**says, **_labelled(label, sub, labels), "value": cells[n]},
            )
    if record:
        yield record


def _labelled(label: str, sub: str, labels: Says) -> Says:
    """What the labels over a figure say: its period, what it is a part of, its unit."""
    parts = [said for name, said in labels.items() if name not in NOT_A_BREAKDOWN]
    says = {"period": labels.get("date", "")}
    if periods.is_period(label):
        says["period"] = label
    else:
        parts.append(label)
    said = sub or labels.get("measure", "").lower()
    if unit := UNITS.get(said) or ("count" if said == "count" else ""):
        says["unit"] = unit
    says["breakdown"] = ", ".join(parts)
    return says
