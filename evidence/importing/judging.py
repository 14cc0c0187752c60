"""What is to become of each row: taken, or refused with every reason at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from evidence.columns import CODE
from evidence.importing import averages, measured, periods, units
from evidence.importing.records import Record, Says
from evidence.importing.series import Series, title_words
from evidence.models import ImportRow, Indicator
from people.areas import Area, Areas, kind_of

LONGEST = {"unit": 100, "breakdown": 200, "comparator_name": 160, "publisher": 100, "dataset": 200, "licence": 100}  # fmt: skip
is_address = URLValidator(schemes=["http", "https"])

Faults = defaultdict[str, list[str]]


@dataclass
class Judge:
    """Judges the rows of one file, in order; it remembers what they said before."""

    areas: Areas
    series: Series
    notes: dict[str, str] = field(default_factory=dict)
    shape: str = "long"
    today: date = field(default_factory=timezone.localdate)
    seen: dict[int, tuple[int, str, str]] = field(default_factory=dict)
    lines: dict[tuple[int, str], int] = field(default_factory=dict)
    contradicted: dict[tuple[int, str], str] = field(default_factory=dict)
    named: dict[tuple[str, ...], tuple[Area | None, list[str]]] = field(
        default_factory=dict
    )
    addresses: dict[str, bool] = field(default_factory=dict)
    strange_line: int = 0

    def judge(self, record: Record) -> ImportRow | None:
        """The row as it will be shown; None for more cells of an area already refused."""
        faults: Faults = defaultdict(list)
        area = self._remembered_area(record.says, faults["area_name"])
        if area is None:
            if self.strange_line == record.line:
                return None
            self.strange_line = record.line
        values = self._values(record.says, area, faults)
        if not any(faults.values()):
            self._beside_the_others(record, values, faults["value"])
        if any(faults.values()):
            return _refused(record, [one for said in faults.values() for one in said])
        return ImportRow(
            line=record.line,
            column=record.column,
            outcome=ImportRow.Outcome.NEW,
            reason=values.pop("why", ""),
            values=values,
        )

    def faults_of(self, says: Says) -> Faults:
        """What is wrong with a figure, its area aside, by the field that says it."""
        faults: Faults = defaultdict(list)
        self._values(says, None, faults)
        return faults

    def _values(self, says: Says, area: Area | None, faults: Faults) -> dict[str, Any]:
        values: dict[str, Any] = _area_values(area, says)
        indicator = self._indicator(says, values, faults["unit"])
        values |= self._period(says, faults["period"])
        values |= measured.figure(
            says, self.notes, faults["value"], spelt=self.shape != "long"
        )
        if units.is_other_sign(says.get("value", ""), values.get("unit", "")):
            said = says["value"][:40]
            faults["value"].append(f"“{said}” is not given in {values['unit']}")
        values |= measured.comparator(says, values, faults["comparator_value"])
        values |= self._release(says, faults["release"])
        if area and indicator:
            faults["area_name"] += averages.faults(indicator, area, says)
        if not says.get("licence"):
            faults["licence"].append(
                "No licence. Say under which it was published, for example OGL v3.0"
            )
        for name, longest in LONGEST.items():
            text = values.setdefault(name, says.get(name, ""))
            if len(text) > longest:
                faults[name].append(
                    f"The {name.replace('_', ' ')} is longer than {longest} characters"
                )
        values["address"] = self._address(says.get("address", ""))
        values["ref"] = says.get("ref", "")[:10]
        return values

    def _remembered_area(self, says: Says, faults: list[str]) -> Area | None:
        """The area of a row; files name a few hundred in tens of thousands of rows."""
        named = tuple(says.get(n, "") for n in ("area_code", "area_name", "area_kind"))
        if named not in self.named:
            found: list[str] = []
            self.named[named] = (self._area(says, found), found)
        area, said = self.named[named]
        faults += said
        return area

    def _area(self, says: Says, faults: list[str]) -> Area | None:
        code, name = _code_and_name(says)
        kind = kind_of(says.get("area_kind", "")) if says.get("area_kind") else ""
        if not code and not name:
            faults.append(
                "No area. If its cell is merged with others, unmerge them, and name the area in every row"
            )
            return None
        by_name = self.areas.by_name(name, kind) if name else None
        if not code:
            if by_name is None:
                faults.append(self._unknown_name(name))
            return by_name
        area = self.areas.by_code(code)
        if area is None:
            meant = by_name or self.areas.by_name(name)
            hint = (
                f". {meant.name} has the code {meant.code}"
                if meant
                else self._near(name)
            )
            faults.append(f"No area we know has the code {code[:20]}{hint}")
            return None
        same_kind = self.areas.by_name(name, area.kind) if name else None
        if same_kind and same_kind != area:
            faults.append(
                f"The code {code} is {area.name}’s, but the row names {same_kind.name}"
            )
        return area

    def _unknown_name(self, name: str) -> str:
        return f"No area we know is called “{name[:80]}”{self._near(name)}"

    def _near(self, name: str) -> str:
        near = self.areas.near(name) if name else []
        return f". Is it {' or '.join(near)}?" if near else ""

    def _indicator(
        self, says: Says, values: dict[str, Any], faults: list[str]
    ) -> Indicator | None:
        title, unit = says.get("indicator_title", ""), says.get("unit", "")
        indicator = self.series.of(says.get("indicator", ""), title, unit)
        if indicator is None:
            faults.append("No indicator. Say what is measured, by its key or its name")
            return None
        given = units.choices(indicator.unit)
        if not unit and len(given) == 1:
            unit = given[0]
        if not unit:
            either = f": it is given in {indicator.unit}" if indicator.unit else ""
            faults.append(f"No unit{either}")
        elif units.disagree(unit, indicator.unit):
            faults.append(
                f"{indicator.title} is given in {indicator.unit}, but the row’s unit is {unit}"
            )
        breakdown = says.get("breakdown", "")
        if self.shape == "nomis_api" and title_words(title) != title_words(
            indicator.title
        ):
            breakdown = ", ".join(part for part in (title, breakdown) if part)
        values |= {
            "indicator": indicator.key,
            "title": indicator.title,
            "unit": unit,
            "breakdown": breakdown,
        }
        if title_words(title) - title_words(indicator.title) and self.shape == "long":
            values["title"] = title[:200]
        return indicator

    def _period(self, says: Says, faults: list[str]) -> dict[str, Any]:
        text = says.get("period", "")
        period = periods.read(text)
        if period is None:
            faults.append(
                f"“{text[:40]}” is no period that can be read. Give the period as its publisher does, as 2017 or Jan 2018-Dec 2018"
                if text
                else "No period. Say which year or months the figure is of"
            )
            return {"period": text}
        return {
            "period": period.words,
            "earliest": period.earliest and period.earliest.isoformat(),
            "latest": period.latest and period.latest.isoformat(),
        }

    def _release(self, says: Says, faults: list[str]) -> dict[str, Any]:
        try:
            edition, day = periods.release(says.get("release", ""), self.today)
        except periods.NotAReleaseDay as why:
            faults.append(str(why))
            return {}
        return {"edition": edition, "released_on": day and day.isoformat()}

    def _address(self, text: str) -> str:
        """The web address, if it is one: some files give a datastore in words."""
        if text and text not in self.addresses:
            try:
                is_address(text)
                self.addresses[text] = True
            except ValidationError:
                self.addresses[text] = False
        return text if text and self.addresses[text] else ""

    def _beside_the_others(
        self, record: Record, values: dict[str, Any], faults: list[str]
    ) -> None:
        """Refuse what the file said before, and both of two that cannot both be right."""
        key = hash(tuple(values.get(name) or "" for name in KEY))
        value = f"{values['state']} {values.get('value') or ''}"
        if key not in self.seen:
            self.seen[key] = (record.line, record.column, value)
            self.lines[key, value] = record.line
            return
        line, column, said = self.seen[key]
        first = self.lines.setdefault((key, value), record.line)
        state, other = said.split(" ", 1)
        if line == record.line:
            faults.append(TWICE)
            self.contradicted[line, column] = TWICE
        elif said == value or first != record.line:
            faults.append(f"The same as line {first}")
        elif state == values["state"] == "given":
            faults.append(UNLIKE.format(line, other, values["value"]))
            self.contradicted[line, column] = UNLIKE.format(
                record.line, values["value"], other
            )
        else:
            faults.append(f"Line {line} says otherwise of this figure: {WORDS[state]}")


TWICE = "Two columns of this line give the same figure. Leave one of them out"
UNLIKE = "Line {} gives {} for the same figure, this one {}. Only one can be right"
KEY = ("indicator", "unit", "breakdown", "area", "period", "dataset", "edition")
WORDS = {
    "given": "it is given there",
    "suppressed": "it is held back by its publisher",
    "missing": "it is not available",
}


def _code_and_name(says: Says) -> tuple[str, str]:
    """Each where it belongs: some files give codes as names, and names as codes."""
    code, name = says.get("area_code", ""), says.get("area_name", "")
    if not code and CODE.fullmatch(name.upper()):
        return name.upper(), ""
    if not name and not CODE.fullmatch(code.upper()):
        return "", code
    return code.upper(), name


def _area_values(area: Area | None, says: Says) -> dict[str, Any]:
    if area is None:
        return {}
    return {
        "area": area.code,
        "area_code": _code_and_name(says)[0] or area.code,
        "area_name": area.name,
        "area_kind": area.kind,
    }


def _refused(record: Record, faults: list[str]) -> ImportRow:
    return ImportRow(
        line=record.line,
        column=record.column,
        outcome=ImportRow.Outcome.REFUSED,
        reason=". ".join(faults)[:500],
        values={"says": record.says},
    )
