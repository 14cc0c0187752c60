"""Figures that somebody worked out where statisticians would not."""

from __future__ import annotations

import re

from evidence.importing.records import Says
from evidence.models import Indicator
from people.areas import Area

NEVER = str(Indicator.Adding.NEVER)
AVERAGED = re.compile(r"\b(averaged?|means?|weighted)\b.{0,40}\b(district|median|authorit|area|council)|\b(district|median|authorit|council)\w*\b.{0,40}\b(averaged?|mean|weighted)\b", re.IGNORECASE)  # fmt: skip
SUMMED = re.compile(r"\b(sum|summed|added up|total)\b.{0,30}\b(district|authorit|area|council)", re.IGNORECASE)  # fmt: skip
WIDE_KINDS = ("LEP", "MCA", "GROUP")


def faults(indicator: Indicator, area: Area, says: Says) -> list[str]:
    """Why there is no such figure, in a sentence, if there is none."""
    note = f"{says.get('note', '')} {says.get('status', '')}".strip()
    is_worked_out = bool(AVERAGED.search(note) or SUMMED.search(note))
    if indicator.adding == NEVER and indicator.pk:
        underivable = indicator.lep_figures.startswith("Cannot be derived")
        if is_worked_out or (underivable and area.kind in WIDE_KINDS):
            return [
                f"{indicator.title}: medians cannot be averaged or added up, so there is no such figure for {area.name}. Give each district’s own, and show their range"
            ]
    elif indicator.adding == Indicator.Adding.WEIGHTED and SUMMED.search(note):
        return [f"{indicator.title} of districts cannot be added up"]
    return []
