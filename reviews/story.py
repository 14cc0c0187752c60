"""The ledger of a strategy in words, for the history page and its readers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from office.models import Entry
from reviews.workflow import MOVES

SAID = {
    "began": "began the strategy",
    "start_reading": "started reading version {version}",
    "circulate": "asked {to} for comments by {due_on}",
    "take_over_point": "took over point {point}",
    "leave_point_out": "left point {point} out",
    "send_points": "sent points {points} to the place",
    "close_point": "closed point {point}",
    "open_point_again": "opened point {point} again",
    "reply": "replied to point {point}",
    "support": "recorded the support of {place} for version {version}",
    "froze": "froze version {version}",
    "publish": "published version {version}",
    "withdraw_publication": "withdrew the publication",
    "ask_for_approval": "asked for approval of version {version}",
    "take_back": "took version {version} back",
    "approve": "approved version {version}",
    "submit": "submitted version {version} to government",
    "ask_back": "asked for version {version} back",
    "send_back": "sent version {version} back with comments",
    "send_to_ministers": "sent version {version} to ministers",
    "agree": "agreed version {version}",
    "withdraw": "withdrew the strategy",
    "reinstate": "reinstated the strategy",
    "pause": "paused the strategy",
    "resume": "resumed the strategy",
    "date_added": "added the date “{date}”: {words}",
    "date_changed": "changed the date “{date}”: {words}",
    "date_removed": "removed the date “{date}”",
    "date_put_back": "put the date “{date}” back",
    "date_done": "marked the date “{date}” as done",
    "date_open_again": "marked the date “{date}” as not done",
}
# What government does among itself until it is sent.
INSIDE_GOVERNMENT = (
    "circulate",
    "take_over_point",
    "leave_point_out",
    "close_point",
    "open_point_again",
)


@dataclass(frozen=True)
class Line:
    """One thing that happened, as a sentence."""

    at: datetime
    who: str
    what: str
    note: str


def readable(
    entries: QuerySet[Entry], *, at_the_place: bool, in_government: bool
) -> QuerySet[Entry]:
    """What this reader may know: each side's inner workings stay its own."""
    if not in_government:
        entries = entries.exclude(verb__in=INSIDE_GOVERNMENT)
    if not at_the_place:
        crossing = {*MOVES, *SAID} - {"froze"}
        entries = entries.filter(verb__in=crossing)
    return entries


def line(entry: Entry) -> Line:
    """Facts that are missing leave a plain sentence, never an error."""
    facts = {name: _words(value) for name, value in entry.facts.items()}
    said = SAID.get(entry.verb, entry.verb.replace("_", " "))
    return Line(
        at=entry.at,
        who=entry.by.name if entry.by else "The portal",
        what=said.format_map(_Facts(facts)),
        note=str(entry.facts.get("note") or ""),
    )


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return str(value)
