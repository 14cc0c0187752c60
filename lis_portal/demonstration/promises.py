"""What a place promises with others, and what those others have said of it so far."""

from datetime import timedelta
from typing import Any, cast

from django.utils import timezone

from lis_portal.demonstration.people import Who
from people.models import User
from strategies import commitments, finance, proposing
from strategies.models import Commitment, CommitmentAnswer, Strategy

Voice = Commitment.Voice


def propose(strategy: Strategy, *, by: User) -> None:
    """Put to each neighbour what is promised with it."""
    with_neighbours = Commitment.objects.filter(
        strategy=strategy, voice=Voice.NEIGHBOUR
    )
    for commitment in with_neighbours:
        proposing.propose(cast(Commitment, commitment), by=by)


def answer(strategy: Strategy, said: list[dict[str, Any]], who: Who) -> None:
    """What departments say of the words that were submitted."""
    for row in said:
        commitment = strategy.commitments.get(ref=row["commitment"])
        words = commitments.values_of(commitment)
        proposing.answer(
            commitment,
            CommitmentAnswer.Answer(row["answer"]),
            by=who[row["by"]],
            wording=commitments.wording_of(words),
            words=commitments.words_of(words),
            behalf=row.get("behalf", ""),
            note=row.get("note", ""),
        )


def state_of_the_money(strategy: Strategy, *, by: User) -> None:
    """The finance officer of the county, who keeps the partnership's accounts."""
    strategy.refresh_from_db()
    version = strategy.in_question
    if version is None:
        raise ValueError("No version is in question")
    said = finance.Said(
        name="Harriet Lowe",
        post="Section 151 officer",
        body="Marlshire County Council",
        made_on=timezone.localdate() - timedelta(days=1),
        text=finance.suggested(version),
    )
    finance.record(version, said, file=None, by=by)
