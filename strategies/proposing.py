"""How words are put to the other side, and what it says is taken down.

Every function here runs under the strategy's lock and tells whoever must know. A
neighbour reads the words of a commitment from when it is proposed until the proposal is
withdrawn, and nothing else of the draft.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from office import ledger
from people.models import Place, Role, User
from strategies import notices, records
from strategies.commitments import (
    Voice,
    other_in_words,
    standing_of,
    values_of,
    wording_of,
    words_of,
)
from strategies.models import Commitment, CommitmentAnswer, Strategy
from strategies.models.strategy import EDITABLE

Answer = CommitmentAnswer.Answer
READS_PROPOSALS = (Role.OFFICER, Role.APPROVER)
ANSWERS_PROPOSALS = (Role.APPROVER,)


class Changed(Exception):
    """The words are no longer those that were read."""


def proposed_to(user: User) -> QuerySet[Commitment]:
    """What neighbours put to the places of this person, who is officer or approver."""
    standing: Any = Commitment.objects.filter(removed_at=None)
    return standing.filter(
        voice=Voice.NEIGHBOUR,
        neighbour__in=user.places(READS_PROPOSALS),
        proposed_at__isnull=False,
        strategy__status__in=EDITABLE,
    )


def may_answer_for_place(user: User, commitment: Commitment) -> bool:
    """The neighbour's own approver."""
    return commitment.neighbour is not None and user.holds(
        ANSWERS_PROPOSALS, commitment.neighbour
    )


def propose(commitment: Commitment, *, by: User) -> bool:
    """Show the neighbour these words, and ask; False where that was done before."""
    if commitment.voice != Voice.NEIGHBOUR or commitment.neighbour is None:
        return False
    if commitment.proposed_at is not None:
        return False
    commitment.proposed_at = timezone.now()
    commitment.save(update_fields=["proposed_at"])
    record(commitment, "commitment_proposed", by=by)
    tell_neighbour(
        commitment,
        by=by,
        key="proposed",
        headline=f"{commitment.strategy.place} proposes a commitment to you",
        next_step="Its words are below. Your approver can confirm them, propose other "
        "words, or decline. Nothing waits for your answer, and the strategy says "
        "truthfully whether there is one.",
    )
    return True


def withdraw(commitment: Commitment, *, by: User) -> bool:
    """Show the neighbour nothing any more; what it answered is history."""
    if commitment.proposed_at is None:
        return False
    tell_neighbour(
        commitment,
        by=by,
        key="withdrawn",
        headline=f"{commitment.strategy.place} withdrew a commitment it had proposed",
        next_step="You need not do anything. The words it was about are below.",
    )
    commitment.proposed_at = None
    commitment.save(update_fields=["proposed_at"])
    record(commitment, "commitment_proposal_withdrawn", by=by)
    return True


def answer(
    commitment: Commitment,
    said: str,
    *,
    by: User,
    wording: str,
    words: str,
    note: str = "",
    behalf: str = "",
    amended: str = "",
) -> CommitmentAnswer:
    """Take down what the other side says of the words with this wording."""
    given = CommitmentAnswer.objects.create(
        commitment=commitment,
        answer=said,
        wording=wording,
        words=words,
        amended=amended,
        note=note.strip(),
        behalf=behalf.strip(),
        by=by,
    )
    is_department = commitment.voice == Voice.DEPARTMENT
    verb = "department_answered" if is_department else "neighbour_answered"
    record(commitment, verb, by=by, answer=given.get_answer_display().lower())
    if said != Answer.SEEN:
        notices.commitment_answered(given, other=other_in_words(commitment))
    return given


def answer_proposal(
    commitment: Commitment, said: str, *, by: User, wording: str, **more: str
) -> CommitmentAnswer:
    """The neighbour's answer; raises Changed unless these are the words that stand."""
    row = values_of(commitment)
    if wording_of(row) != wording:
        raise Changed
    return answer(commitment, said, by=by, wording=wording, words=words_of(row), **more)


def take_words(commitment: Commitment, given: CommitmentAnswer, *, by: User) -> None:
    """Let the neighbour's words stand, which it thereby confirms."""
    title, _, text = given.amended.partition("\n\n")
    commitment.title, commitment.text = title, text
    records.save(commitment, by=by)
    row = values_of(commitment)
    CommitmentAnswer.objects.create(
        commitment=commitment,
        answer=Answer.CONFIRMED,
        wording=wording_of(row),
        words=words_of(row),
        note="These are the words that it proposed.",
        by=given.by,
    )
    record(commitment, "commitment_words_taken", by=by)
    tell_neighbour(
        commitment,
        by=by,
        key="taken",
        headline=f"{commitment.strategy.place} took the words that you proposed",
        next_step="They count as confirmed by you. You need not do anything.",
    )


def after_save(commitment: Commitment, before: Commitment, *, by: User) -> None:
    """Once words were saved: an answer to the former ones stands no more; both are told."""
    was, now = values_of(before), values_of(commitment)
    if wording_of(was) == wording_of(now):
        return
    stood = standing_of(before).answer
    if before.proposed_at is not None and was["neighbour"] != now["neighbour"]:
        withdraw(before, by=by)
        commitment.proposed_at = None
    elif stood:
        record(commitment, "commitment_words_changed", by=by)
        notices.commitment_changed(commitment, other=other_in_words(commitment), by=by)
        tell_neighbour(
            commitment,
            by=by,
            key="changed",
            headline=f"{commitment.strategy.place} changed the words of a commitment "
            "that you answered",
            next_step="Your answer was to the words before, so it no longer counts. The "
            "words as they now stand are below.",
        )


def tell_neighbour(
    commitment: Commitment, *, by: User, key: str, headline: str, next_step: str
) -> None:
    if commitment.proposed_at is not None and commitment.neighbour is not None:
        notices.to_neighbour(
            commitment, by=by, key=key, headline=headline, next_step=next_step
        )


def record(commitment: Commitment, verb: str, *, by: User, **facts: str) -> None:
    """In the strategy's ledger and, of what reached a neighbour, in that place's own."""
    strategy = commitment.strategy
    said = {
        "ref": commitment.ref,
        "with": other_in_words(commitment),
        "strategy": strategy.title,
        "wording": wording_of(values_of(commitment)),
        **facts,
    }
    for chain in chains(strategy, commitment.neighbour):
        ledger.record(chain, verb, by=by, subject=commitment.title, facts=said)


def chains(strategy: Strategy, neighbour: Place | None) -> Iterable[str]:
    yield ledger.strategy_chain(strategy.pk)
    if neighbour is not None:
        yield ledger.place_chain(neighbour.pk)
