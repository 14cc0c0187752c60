"""Cells of a CSV or XLSX file that a spreadsheet will not run."""

import csv
import io
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

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
    return b"".join(csv_chunks(rows))


def csv_chunks(rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """The same, a thousand rows at a time."""
    yield BOM_UTF8
    waiting = iter(rows)
    while some := list(islice(waiting, 1000)):
        out = io.StringIO(newline="")
        csv.writer(out).writerows([safe(cell) for cell in row] for row in some)
        yield out.getvalue().encode()
