"""What stands where a figure is expected: a figure, or a mark for why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from evidence.models import Observation

GIVEN, SUPPRESSED, MISSING = (str(state) for state in Observation.State)
MARKS = dict.fromkeys(("!", "*", "**", "#", "~", "c", "[c]", "(c)", "s", "[s]", "[u]", "u", "[low]", "†", "$", "^"), SUPPRESSED)  # fmt: skip
MARKS |= dict.fromkeys(("-", "--", "–", "—", ".", "..", "...", "…", ":", "x", "[x]", "(x)", "z", "[z]", "(z)", "[m]", "[w]"), MISSING)  # fmt: skip
SPELT = dict.fromkeys(("n/a", "na", "n.a.", "#n/a", "null", "not available", "nan"), MISSING)  # fmt: skip
SPELT |= dict.fromkeys(("suppressed", "confidential", "disclosive"), SUPPRESSED)
HELD_BACK = re.compile(r"disclos|suppress|confidential|unreliable|sample size|less than|too small", re.IGNORECASE)  # fmt: skip
NOT_THERE = re.compile(r"missing|not available|unavailable|no data|not applicable|not collected", re.IGNORECASE)  # fmt: skip
NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d*)(?:\.\d+)?(?:e[+-]?\d{1,3})?", re.IGNORECASE)  # fmt: skip
STUCK = re.compile(r"^([+-]?[\d,.]*\d)\s*(?:\[([a-z]+\d*)\]|\(([a-z])\)|([pre*†]))$", re.IGNORECASE)  # fmt: skip
MEANINGS = {"p": "provisional", "r": "revised", "e": "estimated", "b": "break in series", "f": "forecast", "u": "of low reliability"}  # fmt: skip
MOST = Decimal(10) ** 17
PLACES = 6
HUNDREDS_APART = re.compile(r"^\d{1,3}(?:[ .]\d{3})*,\d{1,2}$")
SHORTENED = re.compile(r"^[£€$]?[\d.,]+\s*(?:k|m|bn|b|thousand|million|billion)$", re.IGNORECASE)  # fmt: skip
IN_BRACKETS = re.compile(r"^\([\d.,]+\)$|^[\d.,]+-$")


class NotANumber(Exception):
    """Why it is neither a figure nor a mark that publishers use, in a sentence."""


@dataclass(frozen=True)
class Figure:
    """A value as its publisher gives it, or the reason why there is none."""

    state: str
    value: Decimal | None = None
    decimals: int = 0
    status: str = ""
    note: str = ""


def read(text: str, notes: dict[str, str], *, spelt: bool = False) -> Figure:
    """The figure; `notes` are the file's own words for marks and go before ours.

    `spelt` takes “n/a” too, as publishers' own tables write it. Raises NotANumber.
    """
    typed = text.strip()
    mark = typed.lower()
    if note := notes.get(typed):
        return Figure(_state_by(note, mark), note=note[:300])
    if mark in MARKS or (spelt and mark in SPELT):
        return Figure(MARKS.get(mark) or SPELT[mark])
    if not typed.isdigit() and (match := STUCK.match(typed)):
        letter = (match[2] or match[3] or match[4]).lower()
        value, decimals = number(match[1])
        said = notes.get(letter, "")[:300]
        return Figure(GIVEN, value, decimals, MEANINGS.get(letter, ""), said)
    value, decimals = number(typed)
    return Figure(GIVEN, value, decimals)


def _state_by(note: str, mark: str) -> str:
    if HELD_BACK.search(note):
        return SUPPRESSED
    return MISSING if NOT_THERE.search(note) else MARKS.get(mark, MISSING)


@lru_cache(maxsize=4096)
def number(text: str) -> tuple[Decimal, int]:
    """The number and how many decimals it is given with; raises NotANumber."""
    typed = text.strip().replace("−", "-").replace(" ", "").replace("\xa0", "")
    typed = re.sub(r"^([+-]?)[£€$]", r"\1", typed).removesuffix("%")
    if not re.search(r"\d", typed) or not NUMBER.fullmatch(typed):
        raise NotANumber(_why_not(text))
    try:
        value = Decimal(typed.replace(",", ""))
    except InvalidOperation:
        raise NotANumber(_why_not(text)) from None
    if not value.is_finite() or abs(value) >= MOST:
        raise NotANumber(f"“{text[:40]}” is too large to be a figure")
    decimals = min(PLACES, max(0, -int(value.as_tuple().exponent)))
    rounded = value.quantize(Decimal(1).scaleb(-decimals))
    if value and not rounded:
        raise NotANumber(
            f"“{text[:40]}” is too small to be kept. Give it in a smaller unit"
        )
    return rounded, decimals


def _why_not(text: str) -> str:
    shown = text[:40]
    if not shown:
        return "There is no figure. If its publisher holds it back, write [c]; if there is none, [x]"
    if shown.startswith("a formula"):
        return "The cell holds a formula whose result is not in the file. Open it in your spreadsheet program, save it and upload it again"
    if shown.startswith("#"):
        return (
            f"The cell shows a fault of the spreadsheet, {shown}. Put the figure there"
        )
    if shown.startswith("="):
        return "The cell holds a formula, which is never worked out here. Save the file with its figures"
    if HUNDREDS_APART.match(shown):
        return f"“{shown}” has a comma for a decimal point. Write it with a point"
    if SHORTENED.match(shown):
        return f"“{shown}” is shortened. Write the number in full"
    if IN_BRACKETS.match(shown):
        return f"“{shown}” is not a number. If it is below zero, put a minus before it"
    return f"“{shown}” is not a number. If there is no figure, write [c] where its publisher holds it back, [x] where there is none"
