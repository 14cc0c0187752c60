"""The catalogue of indicators, brought in from evidence/data as often as one likes."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from evidence.models import Indicator

DATA = Path(__file__).parent / "data" / "indicators.csv"


@transaction.atomic
def load(path: Path = DATA) -> Counter[str]:
    """Add what the file names, or bring it up to date; nothing is taken away."""
    here = {one.key: one for one in Indicator.objects.filter(place=None)}
    counts: Counter[str] = Counter(added=0, changed=0, left=0)
    for says in _rows(path):
        one = here.get(says["key"]) or Indicator(place=None)
        changed = [name for name in says if getattr(one, name) != says[name]]
        counts["added" if one.pk is None else "changed" if changed else "left"] += 1
        for name in changed:
            setattr(one, name, says[name])
        if changed:
            one.save()
    return counts


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {**row, "is_headline": row["is_headline"] == "yes"}
