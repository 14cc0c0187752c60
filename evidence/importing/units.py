"""Whether two units are of one kind: pounds, per cent, a count, an index."""

from __future__ import annotations

import re
from functools import lru_cache

# The first that is found in the unit says what kind of unit it is.
FAMILIES = {
    "an index": r"index|=\s*100\b",
    "a location quotient": r"\blq\b|location quotient",
    "money": r"gbp|£|\bpounds?\b|sterling",
    "per cent": r"per ?cent|%|\bshare\b|\bpct\b",
    "a rate": r"\brate\b|per [\d,]*000",
    "a ratio": r"\bratio\b|per resident",
    "tonnes": r"tonne",
    "time": r"\b(second|minute|hour|day)s?\b",
    "a count": r"\b(count|number|no\.|people|persons|jobs|firms|dwellings|employees)\b",
}


@lru_cache(maxsize=512)
def family(unit: str) -> str:
    """What kind of unit it is, or nothing for one we do not know."""
    said = unit.lower()
    return next((name for name, how in FAMILIES.items() if re.search(how, said)), "")


@lru_cache(maxsize=512)
def choices(units: str) -> tuple[str, ...]:
    """“GBP per hour, or index UK=100” is two."""
    return tuple(one.strip() for one in re.split(r",? or |;", units) if one.strip())


@lru_cache(maxsize=4096)
def is_other_sign(figure: str, unit: str) -> bool:
    """Whether a figure is written as 5% or £5 and its unit is something else."""
    sign = "per cent" if "%" in figure else "money" if "£" in figure else ""
    kind = family(unit)
    return (
        bool(sign and kind) and sign != kind and (sign, kind) != ("per cent", "a rate")
    )


def disagree(unit: str, units: str) -> bool:
    """Whether the unit can be none of those that the indicator is given in."""
    known = {family(one) for one in choices(units)} - {""}
    return bool(known) and family(unit) not in known | {""}
