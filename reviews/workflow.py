"""How a strategy moves from draft to agreed.

This is the only module that changes Strategy.status. To learn the process, read MOVES;
to change it, change MOVES and the tests beside it.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from office import ledger
from office.models import Entry
from people.models import Role, User
from reviews import effects, funding, gates, notices
from reviews.attempt import Attempt
from reviews.move import Back, Move
from strategies.models import EDITABLE, Status, Strategy


class Blocked(Exception):
    """The move is this person's to take, but something is in the way."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


MOVES = {
    move.verb: move
    for move in (
        Move(
            verb="ask_for_approval",
            label="Ask for approval",
            explains="The text is frozen as a new version. Your approver is asked to "
            "approve exactly that version. You can go on writing.",
            sources=(Status.DRAFTING, Status.RETURNED),
            target=Status.AWAITING_APPROVAL,
            roles=(Role.OFFICER,),
            blockers=(gates.edition_gates, gates.figures_described),
            warnings=(gates.replies_missing, gates.lines_that_place_nothing),
            then=(effects.freeze_for_approval, effects.ask_for_support),
            is_on_version=False,
            note_label="Note to your approver (optional)",
        ),
        Move(
            verb="take_back",
            label="Take it back",
            explains="The version is no longer asked about. It stays in the list of "
            "versions.",
            sources=(Status.AWAITING_APPROVAL, Status.APPROVED),
            target=Back.BEFORE_ASKING,
            roles=(Role.OFFICER, Role.APPROVER),
            then=(effects.end_approval,),
            note_label="Reason (optional)",
        ),
        Move(
            verb="approve",
            label="Approve",
            explains="This version is approved for your place and can be submitted to "
            "government. The approver approves; an officer records what the board "
            "decided, with its minute.",
            sources=(Status.AWAITING_APPROVAL,),
            target=Status.APPROVED,
            roles=(Role.APPROVER, Role.OFFICER),
            blockers=(
                gates.not_by_who_froze_it,
                gates.minute_when_recorded,
                gates.edition_gates,
                funding.marks_open,
            ),
            then=(effects.record_approval,),
            note_label="Note (optional)",
        ),
        Move(
            verb="submit",
            label="Submit to government",
            explains="Your Area Lead receives the approved version and is told by "
            "e-mail. You can ask for it back until they start reading.",
            sources=(Status.APPROVED,),
            target=Status.WITH_GOVERNMENT,
            roles=(Role.OFFICER, Role.APPROVER),
            blockers=(
                gates.edition_gates,
                gates.approved,
                gates.replies_missing,
                funding.marks_open,
            ),
            warnings=(gates.text_moved_on, gates.support_missing),
            then=(effects.begin_round,),
            note_label="Note to your Area Lead (optional)",
        ),
        Move(
            verb="ask_back",
            label="Ask for it back",
            explains="The strategy comes back to you. Nobody has started reading it.",
            sources=(Status.WITH_GOVERNMENT,),
            target=Status.RETURNED,
            roles=(Role.OFFICER,),
            blockers=(gates.reading_has_begun,),
            then=(effects.close_round_asked_back,),
            note_label="Reason (optional)",
        ),
        Move(
            verb="send_back",
            label="Send back with comments",
            explains="Your letter, your points and what you found go to the place.",
            sources=(Status.WITH_GOVERNMENT, Status.WITH_MINISTERS),
            target=Status.RETURNED,
            roles=(Role.AREA_LEAD,),
            warnings=(gates.proposed_points,),
            then=(effects.send_comments,),
            needs_note=True,
            note_label="Letter to the place",
        ),
        Move(
            verb="send_to_ministers",
            label="Send to ministers",
            explains="Record who was asked and who has cleared it. The place sees "
            "that it is with ministers.",
            sources=(Status.WITH_GOVERNMENT,),
            target=Status.WITH_MINISTERS,
            roles=(Role.AREA_LEAD,),
            then=(effects.record_ministers,),
            note_label="Note (optional)",
        ),
        Move(
            verb="agree",
            label="Agree",
            explains="Government agrees this version. It can never be changed after "
            "that. The agreed PDF is made and everyone concerned is told.",
            sources=(Status.WITH_GOVERNMENT, Status.WITH_MINISTERS),
            target=Status.AGREED,
            roles=(Role.AREA_LEAD,),
            blockers=(
                gates.edition_gates,
                gates.approved,
                gates.support_missing,
                gates.points_open,
                gates.findings_open,
                gates.decision_recorded,
            ),
            then=(effects.record_agreement,),
            note_label="Note (optional)",
        ),
        Move(
            verb="withdraw",
            label="Withdraw",
            explains="Work on this strategy stops. Nothing is deleted, and you can "
            "bring it back.",
            sources=EDITABLE,
            target=Status.WITHDRAWN,
            roles=(Role.APPROVER,),
            needs_note=True,
            note_label="Reason",
        ),
        Move(
            verb="reinstate",
            label="Reinstate",
            explains="The strategy goes back to where it was when it was withdrawn.",
            sources=(Status.WITHDRAWN,),
            target=Back.BEFORE_WITHDRAWING,
            roles=(Role.APPROVER,),
            blockers=(gates.another_has_begun,),
            note_label="Reason (optional)",
        ),
        Move(
            verb="pause",
            label="Pause",
            explains="The strategy keeps its status. Everyone sees that it is paused "
            "and why. No reminders go out.",
            sources=EDITABLE,
            target=Back.STAYS,
            roles=(Role.OFFICER, Role.AREA_LEAD),
            blockers=(gates.paused_already,),
            then=(effects.pause,),
            is_on_version=False,
            needs_note=True,
            note_label="Reason",
            by_administrator=True,
        ),
        Move(
            verb="resume",
            label="Resume",
            explains="The pause ends today. Reminders start again.",
            sources=EDITABLE,
            target=Back.STAYS,
            roles=(Role.OFFICER, Role.AREA_LEAD),
            blockers=(gates.not_paused,),
            then=(effects.resume,),
            is_on_version=False,
            note_label="Note (optional)",
            by_administrator=True,
        ),
    )
}


@transaction.atomic
def perform(
    move: Move,
    strategy: Strategy,
    *,
    by: User,
    note: str = "",
    version: int | None = None,
    facts: dict[str, object] | None = None,
) -> Entry:
    """Take the move: check it, record it, change the status, tell people once committed.

    `version` is the number of the version that was read. Raises PermissionDenied if it
    is not this person's to take, and Blocked, with every reason, if the strategy has
    moved on or is not ready. Either way nothing is written.
    """
    strategy = _locked(strategy)
    if not move.is_open_now_to(by, strategy):
        raise PermissionDenied
    attempt = Attempt(strategy, move.verb, by, note, version, facts or {})
    if reasons := stale(move, attempt):
        raise Blocked(reasons)
    if reasons := in_the_way(move, attempt):
        raise Blocked(reasons)

    source = Status(strategy.status)
    entry = ledger.record(
        ledger.strategy_chain(strategy.pk),
        move.verb,
        by=by,
        subject=strategy.title,
        facts={
            "from": source,
            "to": move.target_from(strategy),
            "note": note,
            **_version_of(move, strategy),
            **attempt.recorded_facts(),
        },
    )
    strategy.status = entry.facts["to"]
    if strategy.status != source:
        strategy.status_since = timezone.now()
    for effect in move.then:
        effect(attempt, entry)
    strategy.save(
        update_fields=[
            "status",
            "status_since",
            "in_question",
            "paused_at",
            "paused_by",
            "paused_because",
        ]
    )
    notices.moved(move, attempt)
    return entry


def stale(move: Move, attempt: Attempt) -> list[str]:
    """Whether the strategy has moved on since the page was read."""
    strategy = attempt.strategy
    if strategy.status not in move.sources:
        return [f"This strategy is now: {strategy.get_status_display().lower()}."]
    current = strategy.in_question.number if strategy.in_question else None
    if move.is_on_version and current != attempt.version:
        return [gates.other_version(strategy, attempt.version)]
    return []


def in_the_way(move: Move, attempt: Attempt) -> list[str]:
    """Every reason at once; an empty list means nothing is in the way."""
    missing = (
        [f"Write the {move.note_label.lower()}."]
        if move.needs_note and not attempt.note.strip()
        else []
    )
    return missing + [why for blocker in move.blockers for why in blocker(attempt)]


def moves_for(user: User, strategy: Strategy) -> list[Move]:
    """The moves this person could take from where the strategy is now."""
    hidden = "resume" if not strategy.is_paused else "pause"
    return [
        move
        for move in MOVES.values()
        if strategy.status in move.sources
        and move.verb != hidden
        and move.is_open_to(user, strategy)
    ]


def _version_of(move: Move, strategy: Strategy) -> dict[str, int]:
    """The version the move is about; one that freezes a new one is about none yet."""
    if move.is_on_version and strategy.in_question:
        return {"version": strategy.in_question.number}
    return {}


def _locked(strategy: Strategy) -> Strategy:
    return (
        Strategy.objects.select_for_update(no_key=True, of=("self",))
        .select_related("place", "in_question")
        .get(pk=strategy.pk)
    )
