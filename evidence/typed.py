"""A figure that is typed in: it goes the way of a file, with one row."""

from __future__ import annotations

import csv
import io

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from evidence.columns import FIELDS
from evidence.importing.records import Says
from evidence.models import Observation
from evidence.series import plain
from office.uploads import KINDS, CheckedFile

HEADERS = {name: said.split()[0] for name, (_, said) in FIELDS.items()}


def says_of(one: Observation) -> Says:
    """What a row would say that gave this figure as it stands."""
    item = one.item
    numbers = ("value", "ci_low", "ci_high", "comparator_value")
    known = {name: getattr(one, name) for name in numbers}
    said = {
        "indicator": one.indicator.key,
        "indicator_title": one.indicator.title,
        "area_code": one.area_code,
        "period": one.period,
        "unit": one.unit,
        "breakdown": one.breakdown,
        "comparator_name": one.comparator_name,
        "status": one.status,
        "publisher": one.publisher,
        "dataset": one.dataset,
        "release": one.edition,
        "licence": item.licence if item else one.indicator.licence,
        "note": one.note,
        "ref": item.ref if item else "",
    }
    for name, value in known.items():
        said[name] = "" if value is None else plain(value, one.decimals)
    if one.value is None:
        said["value"] = "[c]" if one.state == Observation.State.SUPPRESSED else "[x]"
    return said


def as_file(says: Says, called: str) -> CheckedFile:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(
        [HEADERS.values(), [says.get(name, "") for name in FIELDS]]
    )
    content = ContentFile(out.getvalue().encode(), "typed.csv")
    return CheckedFile(UploadedFile(content), called[:200], KINDS["csv"])
