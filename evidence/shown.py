"""A row of an import as people read it: what it says, and what will become of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from evidence.columns import FIELDS
from evidence.models import Import, ImportRow, Observation

CHANGES = {
    "status": "status",
    "note": "note",
    "publisher": "publisher",
    "comparator_name": "what it is compared with",
    "comparator_value": "the comparator’s figure",
    "ci_low": "confidence interval",
    "ci_high": "confidence interval",
    "released_on": "day of release",
}
DECIMALS = {"comparator_value", "ci_low", "ci_high"}
STATES = dict(Observation.State.choices)


@dataclass(frozen=True)
class Shown:
    """One row of the preview."""

    line: int
    column: str
    what: str
    area: str
    period: str
    figure: str
    before: str
    outcome: str
    label: str
    reason: str


def shown(row: ImportRow) -> Shown:
    values = row.values
    says = values.get("says")
    if says is not None:
        return _shown(row, _refused(says), says.get("value", ""), "")
    facts = {
        "what": _what(values["title"], values["breakdown"]),
        "area": values["area_name"],
        "period": values["period"],
    }
    before = figure(row.before) if row.before else ""
    return _shown(row, facts, figure(values), before)


def _shown(row: ImportRow, facts: dict[str, str], said: str, before: str) -> Shown:
    is_other = before != said
    return Shown(
        line=row.line,
        column=row.column,
        **facts,
        figure=said,
        before=before if is_other else "",
        outcome=row.outcome,
        label=row.get_outcome_display(),
        reason=row.reason or _changed(row),
    )


def _refused(says: dict[str, str]) -> dict[str, str]:
    title = says.get("indicator_title") or says.get("indicator", "")
    return {
        "what": _what(title, says.get("breakdown", "")),
        "area": says.get("area_name") or says.get("area_code", ""),
        "period": says.get("period", ""),
    }


def _what(title: str, breakdown: str) -> str:
    return f"{title}: {breakdown}" if breakdown else title


def figure(values: dict[str, Any]) -> str:
    """The value with its unit, or why there is none; as many decimals as were given."""
    if not values.get("value"):
        return STATES.get(values.get("state", ""), "")
    value = Decimal(values["value"]).quantize(Decimal(1).scaleb(-values["decimals"]))
    return f"{value:,} {values['unit']}".strip()


def _changed(row: ImportRow) -> str:
    """What differs besides the figure itself."""
    if not row.before:
        return ""
    names = [
        words
        for name, words in CHANGES.items()
        if _plain(name, row.values.get(name)) != _plain(name, row.before.get(name))
    ]
    return f"Changed too: {', '.join(dict.fromkeys(names))}" if names else ""


def _plain(name: str, value: Any) -> Any:
    return Decimal(value) if value and name in DECIMALS else value or ""


def refused_rows(import_: Import) -> Iterator[list[str]]:
    """The refused rows for a spreadsheet: where, why, and what the file says."""
    yield ["Line", "Column", "Why it was refused", *(label for label, _ in FIELDS.values())]  # fmt: skip
    rows = import_.rows.filter(outcome=ImportRow.Outcome.REFUSED)
    for row in rows.iterator(chunk_size=1_000):
        says = row.values.get("says") or {
            name: str(row.values.get(name) or "") for name in FIELDS
        }
        cells = [says.get(name, "") for name in FIELDS]
        yield [str(row.line), row.column, row.reason, *cells]
