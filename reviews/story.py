"""The ledger of a strategy in words, for the history page and its readers."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format

from office.models import Entry
from reviews.workflow import MOVES

# What a place does by itself; government learns of it when it is shown to them.
INSIDE_THE_PLACE = {
    "froze": "froze version {version}",
    "cover_chosen": "chose the logo and the picture of the cover",
    "described": "set the title “{title}” and the year it looks to",
    "shared_draft": "shared the working draft with the Area Lead",
    "stopped_sharing_draft": "stopped sharing the working draft",
    "part_added": "added the part “{subject}”",
    "part_renamed": "renamed the part “{before}” to “{subject}”",
    "part_removed": "removed the part “{subject}”",
    "part_brought_back": "brought the part “{subject}” back",
    "part_ready": "said that “{subject}” is ready",
    "part_not_ready": "said that “{subject}” is not ready after all",
    "part_contributors": "chose who else writes “{subject}”",
    "funding_removed": "removed a sentence that read like an ask for money",
    "funding_existing": "said of a sentence about money: an existing commitment",
    "funding_description": "said of a sentence about money: a description, not an ask",
    "commitment_proposed": "proposed {ref} to {with}",
    "commitment_proposal_withdrawn": "withdrew {ref}, proposed to {with}",
    "commitment_words_changed": "changed the words of {ref}, which {with} had answered",
    "commitment_words_taken": "took the words that {with} proposed for {ref}",
    "neighbour_answered": "answered {ref} for {with}: {answer}",
    "part_offered": "offered “{subject}” to {place}",
    "part_text_offered": "offered {place} the text {text} of “{subject}”",
    "part_text_accepted": "accepted the text {text} of “{subject}” for {place}",
    "part_text_declined": "did not accept the text {text} of “{subject}” for {place}",
    "part_share_ended": "ended the sharing of “{subject}” with {place}",
    "part_shown": "let {place} read “{subject}” as it is written",
    "part_shown_no_more": "stopped letting {place} read “{subject}”",
    "consultation_published": "published the consultation “{subject}”, open from {opens_on} to {closes_on}",
    "consultation_last_day": "changed the last day of the consultation “{subject}” from {before_on} to {closes_on}",
    "consultation_taken_down": "took the consultation “{subject}” off the public pages",
    "consultation_logged": "entered the answers to “{subject}” in the consultation log",
    "consultation_outcome": "published what was said and done in “{subject}”",
}
SAID = {
    **INSIDE_THE_PLACE,
    "began": "began the strategy",
    "finance_statement": "recorded what {subject}, {post}, stated on version {version}",
    "start_reading": "started reading version {version}",
    "circulate": "asked {to} for comments by {due_on}",
    "take_over_point": "took over point {point}",
    "leave_point_out": "left point {point} out",
    "send_points": "sent points {points} to the place",
    "close_point": "closed point {point}",
    "open_point_again": "opened point {point} again",
    "reply": "replied to point {point}",
    "department_answered": "answered {ref} for {with}: {answer}",
    "support": "recorded the support of {place} for version {version}",
    "publish": "published version {version} from {on} on",
    "withdraw_publication": "withdrew the publication",
    "ask_for_approval": "asked for approval",
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
    "funding_allowed": "allowed a sentence that reads like an ask for money",
    "funding_reopened": "opened the question of a sentence about money again",
    "date_added": "added the date “{date}”: {words}",
    "date_changed": "changed the date “{date}”: {words}",
    "date_removed": "removed the date “{date}”",
    "date_put_back": "put the date “{date}” back",
    "date_done": "marked the date “{date}” as done",
    "date_open_again": "marked the date “{date}” as not done",
}
RECORDED = (
    "recorded that {board} approved version {version} on {decided_on}; minute: {minute}"
)
# What the place says to its own approver: not for government.
TO_ONE_ANOTHER = ("ask_for_approval", "take_back")
PUBLISHED_ALONE = "published version {version} from {on} on, not agreed with government"
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
        crossing = {*MOVES, *SAID} - set(INSIDE_THE_PLACE)
        entries = entries.filter(verb__in=crossing)
    return entries


def line(entry: Entry, *, at_the_place: bool = False) -> Line:
    """Facts that are missing leave a plain sentence, never an error."""
    is_private = entry.verb in TO_ONE_ANOTHER and not at_the_place
    facts = {name: _words(name, value) for name, value in entry.facts.items()}
    facts["subject"] = entry.subject
    return Line(
        at=entry.at,
        who=entry.by.name if entry.by else "The portal",
        what=_sentence(entry).format_map(_Facts(facts)),
        note="" if is_private else str(entry.facts.get("note") or ""),
    )


def _sentence(entry: Entry) -> str:
    if entry.verb == "approve" and "minute" in entry.facts:
        return RECORDED
    if entry.verb == "publish" and entry.facts.get("kind") == "local_only":
        return PUBLISHED_ALONE
    return SAID.get(entry.verb, entry.verb.replace("_", " "))


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _words(name: str, value: Any) -> str:
    """A fact for people to read; what is called “on” or “…_on” is a day."""
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if name == "on" or name.endswith("_on"):
        with suppress(ValueError):
            return date_format(date.fromisoformat(str(value)))
    return str(value)
