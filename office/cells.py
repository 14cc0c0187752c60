"""Cells of a CSV or XLSX file that a spreadsheet will not run."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

STARTS_A_FORMULA = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?")


def safe(value: object) -> str:
    """The value as text; with an apostrophe before what could run as a formula."""
    text = "" if value is None else str(value)
    if NUMBER.fullmatch(text):
        return text
    if text[:1] in ("\t", "\r", "\n") or text.lstrip().startswith(STARTS_A_FORMULA):
        return f"'{text}"
    return text


def csv_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    """The rows as CSV that Excel opens in UTF-8, every cell made safe."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
