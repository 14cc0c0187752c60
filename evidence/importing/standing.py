"""What of a file's figures is here already: the same, or with other words or numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from evidence.importing.series import Series
from evidence.models import ImportRow, Indicator, Observation
from people.models import Place

DECIMALS = ("value", "comparator_value", "ci_low", "ci_high")
DAYS = ("earliest", "latest", "released_on")
TEXTS = ("comparator_name", "status", "publisher", "note")
COMPARED = ("state", "decimals", *TEXTS, *DECIMALS, "released_on")
KEPT = ("area", "area_code", "area_name", "area_kind", "breakdown", "period", "state", "decimals", "unit", "dataset", "edition", *TEXTS, *DECIMALS, *DAYS)  # fmt: skip

Key = tuple[int, str, str, str, str, str, str]


def compare(rows: Sequence[ImportRow], place: Place, series: Series) -> None:
    """Say of each accepted row whether it is new, changed or the same, in one query."""
    accepted = [row for row in rows if row.outcome != ImportRow.Outcome.REFUSED]
    here = standing(accepted, place, series)
    for row in accepted:
        found = here.get(key_of(row, series))
        row.observation = found
        before = said(found) if found else None
        after = fields(row.values)
        changed = before is not None and any(
            before[name] != after[name] for name in COMPARED
        )
        row.outcome = (
            ImportRow.Outcome.NEW
            if before is None
            else ImportRow.Outcome.CHANGED
            if changed
            else ImportRow.Outcome.SAME
        )
        row.before = as_json(before) if before and changed else None


def standing(
    rows: Iterable[ImportRow], place: Place, series: Series
) -> dict[Key, Observation]:
    keys = [key_of(row, series) for row in rows]
    indicators = {key[0] for key in keys if key[0]}
    if not indicators:
        return {}
    found = Observation.objects.filter(
        place=place,
        indicator__in=indicators,
        area__in={key[3] for key in keys},
        period__in={key[4] for key in keys},
        breakdown__in={key[2] for key in keys},
        edition__in={key[6] for key in keys},
    )
    return {_key(one): one for one in found}


def key_of(row: ImportRow, series: Series) -> Key:
    says = row.values
    indicator = of_row(row, series)
    own = (
        says["unit"],
        says["breakdown"],
        says["area"],
        says["period"],
        says["dataset"],
        says["edition"],
    )
    return (indicator.pk or 0, *own)


def of_row(row: ImportRow, series: Series) -> Indicator:
    key = row.values["indicator"]
    return series.by_key.get(key.upper()) or series.new[key]


def _key(one: Observation) -> Key:
    return (
        one.indicator_id,
        one.unit,
        one.breakdown,
        one.area,
        one.period,
        one.dataset,
        one.edition,
    )


def fields(values: dict[str, Any]) -> dict[str, Any]:
    """The observation's fields of a row's values, each in its own type."""
    found: dict[str, Any] = {name: values.get(name) or "" for name in KEPT}
    found["decimals"] = values.get("decimals") or 0
    for name in DECIMALS:
        text = values.get(name)
        found[name] = Decimal(text) if text else None
    for name in DAYS:
        text = values.get(name)
        found[name] = date.fromisoformat(text) if text else None
    return found


def said(one: Observation) -> dict[str, Any]:
    return {name: getattr(one, name) for name in KEPT} | {"item": one.item_id}


def as_json(found: dict[str, Any]) -> dict[str, Any]:
    shown = dict(found)
    for name in (*DECIMALS, *DAYS):
        shown[name] = None if found[name] is None else str(found[name])
    return shown
