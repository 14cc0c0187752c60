"""The figure of a row and what stands with it: its limits, and what it is compared with."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from evidence.importing import marks, periods
from evidence.importing.records import Says
from evidence.importing.tables import Repeated

ABOUT_A_COMPARATOR = r"\b(?:compar\w+|{})\b"
A_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
KEPT_AS = {
    "suppressed": "Held back by its publisher: kept as that, not as zero",
    "missing": "Not available: kept as that, not as zero",
}


def figure(
    says: Says, notes: dict[str, str], faults: list[str], *, spelt: bool
) -> dict[str, Any]:
    text, flag = says.get("value", ""), says.get("flag", "")
    if not text and flag:
        note = notes.get(flag, flag)
        return _without(marks._state_by(note, flag.lower()), note)
    if isinstance(text, Repeated):
        faults.append(
            "The figure’s cell is merged with one above it. Unmerge them, and give each row its own"
        )
        return {}
    try:
        read = marks.read(text, notes, spelt=spelt)
    except marks.NotANumber as why:
        faults.append(str(why))
        return {}
    status = ", ".join(one for one in (says.get("status", ""), read.status) if one)
    meant = notes.get(flag, flag if len(flag) > 3 else "") if flag else ""
    note = " ".join(one for one in (says.get("note", ""), read.note, meant) if one)
    if read.value is None:
        return _without(read.state, note) | {"status": status[:60]}
    limits = _limits(says, read.value, notes, faults)
    return {
        "state": read.state,
        "value": str(read.value),
        "decimals": read.decimals,
        "status": status[:60],
        "note": note[:500],
        **limits,
    }


def _limits(
    says: Says, value: Decimal, notes: dict[str, str], faults: list[str]
) -> dict[str, Any]:
    found: dict[str, Decimal] = {}
    for name in ("ci_low", "ci_high", "confidence"):
        text = says.get(name, "")
        if not text or text.lower() in marks.MARKS | marks.SPELT or text in notes:
            continue
        try:
            found[name] = marks.number(text)[0]
        except marks.NotANumber:
            faults.append(f"The confidence interval, “{text[:40]}”, is not a number")
    if "confidence" in found:
        found.setdefault("ci_low", value - found["confidence"])
        found.setdefault("ci_high", value + found.pop("confidence"))
    low, high = found.get("ci_low", value), found.get("ci_high", value)
    if not low <= value <= high:
        faults.append("The figure does not lie within its confidence interval")
    return {name: str(found[name]) for name in ("ci_low", "ci_high") if name in found}


def comparator(says: Says, values: dict[str, Any], faults: list[str]) -> dict[str, Any]:
    text, name = says.get("comparator_value", ""), says.get("comparator_name", "")
    if not text:
        return {}
    try:
        number = marks.number(text)[0]
    except marks.NotANumber:
        if text.lower() in marks.MARKS | marks.SPELT:
            return {}
        faults.append(f"The comparator’s figure, “{text[:40]}”, is not a number")
        return {}
    other = _other_period(says, values.get("period", ""), name)
    if other:
        faults.append(
            f"The comparator is of {other}, the figure of {values.get('period')}. Compare figures of the same period"
        )
    return {"comparator_value": str(number), "comparator_name": name}


def _without(state: str, note: str) -> dict[str, Any]:
    return {"state": state, "note": note[:500], "why": KEPT_AS[state]}


def _other_period(says: Says, period: str, name: str) -> str:
    """The period of the comparator, where the row says that it is not the figure's."""
    if said := says.get("comparator_period", ""):
        one, other = periods.read(said), periods.read(period)
        differs = (
            one
            and other
            and (one.earliest, one.latest) != (other.earliest, other.latest)
        )
        return said if differs else ""
    note = says.get("note", "")
    about = ABOUT_A_COMPARATOR.format(re.escape(name) if name else "comparator")
    if not re.search(about, note, re.IGNORECASE):
        return ""
    others = set(A_YEAR.findall(note)) - _years(period)
    return min(others, default="")


def _years(period: str) -> set[str]:
    read = periods.read(period)
    if read is None or read.earliest is None or read.latest is None:
        return set(A_YEAR.findall(period))
    return {str(year) for year in range(read.earliest.year, read.latest.year + 1)}
