"""What the columns of a file of figures may mean, and how their headers are understood."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Field: what it is called on screen, and the headers files give it.
FIELDS: dict[str, tuple[str, str]] = {
    "area_code": ("Code of the area", "place_code area_code geography_code lep_code lep_id laua_code lad_code code geographycode gss_code lacd ercd ecode"),
    "area_name": ("Name of the area", "place_name area_name geography_name lep_name area place geography name lep local_authority lanm ernm region"),
    "area_kind": ("Kind of area", "geography_type area_type geography_level"),
    "period": ("Period", "period date_name year date time time_period quarter"),
    "value": ("Figure", "value obs_value figure estimate observation v4_0"),
    "unit": ("Unit", "unit units unit_of_measure measures_name measure"),
    "indicator": ("Indicator, by its key", "indicator_id indicator_key"),
    "indicator_title": ("Indicator, by its name", "indicator variable_name variable series"),
    "breakdown": ("What it is a part of (sector, age, sex)", "breakdown industry_name industry sector age_name age sex gender_name"),
    "comparator_name": ("Compared with", "comparator_name comparator"),
    "comparator_value": ("Its figure", "comparator_value"),
    "comparator_period": ("Its period", "comparator_period comparator_date"),
    "ci_low": ("Confidence interval from", "ci_low lower_ci lcl ci_lower lower_confidence_limit lower"),
    "ci_high": ("Confidence interval to", "ci_high upper_ci ucl ci_upper upper_confidence_limit upper"),
    "confidence": ("Confidence, plus or minus", "confidence conf moe margin_of_error"),
    "status": ("Status (official, experimental)", "status"),
    "publisher": ("Publisher", "publisher source"),
    "dataset": ("Dataset", "dataset"),
    "release": ("Edition or day of release", "release_date edition released release published"),
    "address": ("Web address", "source_address url link address"),
    "licence": ("Licence", "licence license"),
    "note": ("Note", "note notes comment comments"),
    "ref": ("Reference of the evidence, as E01", "row_id ref reference"),
}  # fmt: skip
HEADERS = {header: name for name, (_, said) in FIELDS.items() for header in said.split()}  # fmt: skip
LONG = ({"period", "value"}, {"area_code", "area_name"}, {"indicator", "indicator_title"})  # fmt: skip
CODE = re.compile(r"[EWSNKX]\d{8}")


def plain(header: object) -> str:
    """The header as headers are compared: “Place Code” is “place_code”."""
    return re.sub(r"[^a-z0-9]+", "_", str(header or "").strip().lower()).strip("_")


def meanings(headers: Sequence[object]) -> dict[int, str]:
    """What each column means by its header alone; each meaning once, the first wins."""
    found: dict[int, str] = {}
    for number, header in enumerate(headers):
        name = HEADERS.get(plain(header), "")
        if name and name not in found.values():
            found[number] = name
    return found


def is_long(headers: Sequence[object]) -> bool:
    """Whether one row is one figure, and the headers say all that is needed of it."""
    known = [one for header in headers if (one := plain(header)) in HEADERS]
    said = {HEADERS[one] for one in known}
    needed, area, indicator = LONG
    is_ours = needed <= said and bool(area & said) and bool(indicator & said)
    is_each_once = len(set(known)) == len(known)
    return is_ours and is_each_once and "value" in known


def guessed(
    headers: Sequence[str], examples: Sequence[Sequence[str]]
) -> dict[int, str]:
    """The meanings, and for what headers leave open, what the cells look like."""
    found = meanings(headers)
    for number in range(len(headers)):
        cells = [row[number] for row in examples if number < len(row) and row[number]]
        if number in found or not cells:
            continue
        looks = _looks_like(cells)
        if looks and looks not in found.values():
            found[number] = looks
    if "value" not in found.values():
        rest = [number for number in range(len(headers)) if number not in found]
        numeric = [number for number in rest if _is_numeric(examples, number)]
        if numeric:
            found[numeric[-1]] = "value"
    worded = [
        n for n in range(len(headers)) if n not in found and _is_worded(examples, n)
    ]
    if len(worded) == 1 and not {"area_code", "area_name"} & set(found.values()):
        found[worded[0]] = "area_name"
    return found


def _looks_like(cells: Sequence[str]) -> str:
    if all(CODE.fullmatch(cell) for cell in cells):
        return "area_code"
    if all(re.fullmatch(r"(19|20)\d\d", cell) for cell in cells):
        return "period"
    return ""


def _is_numeric(examples: Sequence[Sequence[str]], number: int) -> bool:
    """Numbers, and perhaps marks for those that are held back."""
    cells = [row[number] for row in examples if number < len(row) and row[number]]
    numbers = [cell for cell in cells if re.fullmatch(r"-?[\d,]*\.?\d+", cell)]
    marks = [cell for cell in cells if re.fullmatch(r"\[?[a-z]\]?|\W{1,3}", cell)]
    return bool(numbers) and len(numbers) + len(marks) == len(cells)


def _is_worded(examples: Sequence[Sequence[str]], number: int) -> bool:
    cells = [row[number] for row in examples if number < len(row) and row[number]]
    return bool(cells) and all(re.match(r"[^\W\d]{3}", cell) for cell in cells)
