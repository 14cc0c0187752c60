"""What the portal can see of how anybody will know."""

import re
from collections.abc import Iterator

from strategies.checks.registry import check
from strategies.checks.subject import Content, Open
from strategies.prospectus import Criterion

YEAR = re.compile(r"\b(19|20)\d\d\b")


@check("EL-2")
def starting_values_are_fixed(content: Content, criterion: Criterion) -> Iterator[Open]:
    for row in content.measures:
        missing = [
            words
            for name, words in (
                ("baseline", "starting value"),
                ("baseline_period", "period for it"),
            )
            if not row[name]
        ]
        if missing:
            sentence = f"{row['ref']} has no {' and no '.join(missing)}"
            yield Open(sentence, content.edit_url("measures", row))


@check("EL-3")
def success_can_be_seen(content: Content, criterion: Criterion) -> Iterator[Open]:
    """A measure for each priority; a number as target needs what makes it one."""
    for row in content.priorities:
        if not content.of_priority(content.measures, row["ref"]):
            yield Open(f"{row['ref']} has no measure", content.add_url("measures"))
    for row in content.measures:
        missing = [
            words
            for name, words in (
                ("baseline", "starting value"),
                ("unit", "unit"),
                ("target_year", "year"),
            )
            if not row[name]
        ]
        if is_number(row["target"]) and missing:
            sentence = f"{row['ref']} has a target but no {' and no '.join(missing)}"
            yield Open(sentence, content.edit_url("measures", row))


def is_number(target: str) -> bool:
    """Whether a target says how much, and not only which way."""
    return any(char.isdigit() for char in YEAR.sub("", target))
