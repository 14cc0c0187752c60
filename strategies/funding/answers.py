"""What people said of a marked sentence. Answers are added, never changed.

An answer is given to the words of a sentence: wherever these stand, in the draft or in
a version frozen before, it counts; other words are another sentence.
"""

from collections.abc import Iterable

from office import ledger
from people.models import User
from strategies.funding.scan import Mark
from strategies.models import FundingAnswer, Strategy

Answer = FundingAnswer.Answer
CLOSING = (Answer.EXISTING, Answer.DESCRIPTION, Answer.ALLOWED)


def answered(strategy: Strategy) -> dict[str, FundingAnswer]:
    """The last answer to each sentence, by its key."""
    answers = FundingAnswer.objects.filter(strategy=strategy).select_related("by")
    return {answer.key: answer for answer in answers.order_by("pk")}


def closed(slug: str, marks: Iterable[Mark]) -> set[str]:
    """The keys of those sentences that somebody said may stand."""
    keys = {mark.key for mark in marks}
    if not keys:
        return set()
    said = FundingAnswer.objects.filter(strategy__slug=slug, key__in=keys)
    last = dict(said.order_by("pk").values_list("key", "answer"))
    return {key for key, answer in last.items() if answer in CLOSING}


def say(
    strategy: Strategy, mark: Mark, answer: str, reason: str = "", *, by: User
) -> FundingAnswer:
    """Keep the answer, and tell the ledger. Its caller has locked the strategy."""
    said = FundingAnswer.objects.create(
        strategy=strategy,
        sentence=mark.sentence,
        key=mark.key,
        where=mark.where[:300],
        answer=answer,
        reason=reason,
        by=by,
    )
    ledger.record(
        ledger.strategy_chain(strategy.pk),
        f"funding_{answer}",
        by=by,
        subject=mark.sentence,
        facts={"where": mark.where, "note": reason},
    )
    return said
