"""What the consultation log adds up to, from plain rows as documents hold them too."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from evidence.models import Conversation

Row = Mapping[str, Any]
Group = Conversation.Group

# The groups the prospectus names (line 66), in its words.
ASKED_FOR = {
    Group.BUSINESS: "businesses",
    Group.PUBLIC: "a broad range of public partners",
    Group.CIVIL_SOCIETY: "the civil society sector",
}
A_MONTH = timedelta(days=31)


@dataclass(frozen=True)
class Line:
    """One group in the summary. No number of people is None, and never nought."""

    group: str
    label: str
    times: int
    people: int | None
    changed: tuple[str, ...]  # what changed because of it, each once


def summary(rows: Iterable[Row]) -> list[Line]:
    """A line for each group anything is logged of, in the order groups are named."""
    by_group: dict[str, list[Row]] = {group: [] for group in Group.values}
    for row in rows:
        by_group.setdefault(row["group"], []).append(row)
    return [line_of(group, of) for group, of in by_group.items() if of]


def line_of(group: str, rows: Sequence[Row]) -> Line:
    counted = [row["people"] for row in rows if row["people"] is not None]
    changed = [row["changed"].strip() for row in rows]
    return Line(
        group=group,
        label=dict(Group.choices).get(group, group),
        times=sum(times_of(row) for row in rows),
        people=sum(counted) if counted else None,
        changed=tuple(dict.fromkeys(filter(None, changed))),
    )


def times_of(row: Row) -> int:
    """Once, where it is not said how many times."""
    return 1 if row["times"] is None else int(row["times"])


def gaps(rows: Iterable[Row]) -> list[str]:
    """What a reader of the log would miss, in sentences."""
    logged = list(rows)
    found = list(unheard(logged))
    if not logged:
        return found
    if without := [row["title"] for row in logged if row["people"] is None]:
        found.append(f"No number of people yet: {listed(without)}")
    if undated := [row["title"] for row in logged if day(row, "latest") is None]:
        found.append(f"No date yet: {listed(undated)}")
    unchanged = [row for row in logged if not row["changed"].strip()]
    if 2 * len(unchanged) > len(logged):
        found.append(
            f"Nothing is said to have changed after {len(unchanged)} of {len(logged)}"
            " conversations"
        )
    if is_all_within_a_month(logged):
        found.append("All of it happened within one month")
    return found


def unheard(rows: Sequence[Row]) -> Iterator[str]:
    heard = {row["group"] for row in rows}
    for group, words in ASKED_FOR.items():
        if group not in heard:
            yield f"Nothing is logged yet with {words}"


def is_all_within_a_month(rows: Sequence[Row]) -> bool:
    """Of two conversations or more whose dates are known."""
    spans = [(day(row, "earliest"), day(row, "latest")) for row in rows]
    known = [(first, last) for first, last in spans if first and last]
    if len(known) < 2:
        return False
    return max(last for _, last in known) - min(first for first, _ in known) < A_MONTH


def day(row: Row, name: str) -> date | None:
    """Documents hold days as ISO writes them."""
    value = row[name]
    return date.fromisoformat(value) if isinstance(value, str) else value


def listed(titles: Sequence[str], most: int = 3) -> str:
    """The first few, and how many more."""
    more = len(titles) - most
    shown = "; ".join(titles[:most])
    return f"{shown}; and {more} more" if more > 0 else shown


ROW = (
    "title",
    "form",
    "group",
    "when",
    "earliest",
    "latest",
    "times",
    "people",
    "said",
    "changed",
    "parts",
)
COLUMNS = (
    "What it was",
    "Form",
    "Who was asked",
    "When",
    "How many times",
    "How many people",
    "What they said",
    "What changed",
    "Parts it changed",
)


def row_of(conversation: Conversation) -> Row:
    """The entry as documents hold it."""
    return {name: getattr(conversation, name) for name in ROW}


def table(
    log: Iterable[Conversation], titles: Mapping[str, str]
) -> Iterator[list[object]]:
    """For a spreadsheet. The cells are raw: make them safe when they are written."""
    yield list(COLUMNS)
    for one in log:
        yield [
            one.title,
            one.get_form_display(),
            one.get_group_display(),
            one.when,
            one.times,
            one.people,
            one.said,
            one.changed,
            "; ".join(titles.get(key, key) for key in one.parts),
        ]
