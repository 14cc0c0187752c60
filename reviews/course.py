"""How a strategy has moved, as rows that the checks of a lower room read with theirs."""

from typing import Any

from django.db.models import F, Q, QuerySet

from reviews.models import (
    Agreement,
    Approval,
    ImportantDate,
    Judgement,
    Round,
    Support,
)
from strategies import content
from strategies.models import Strategy


def rows_of(strategy: Strategy) -> list[QuerySet[Any]]:
    """Whose yes stands on which version, and what government has told so far."""
    rounds = Round.objects.filter(strategy=strategy)
    approvals = Approval.objects.filter(
        version__strategy=strategy, taken_back_at=None
    ).filter(version=strategy.in_question_id)
    supports = Support.objects.filter(version=strategy.in_question_id)
    due = ImportantDate.objects.live().filter(
        Q(strategy=strategy) | Q(strategy=None),
        place=strategy.place_id,
        what=ImportantDate.What.SUBMISSION,
    )
    return [
        content.named("rounds", rounds, pk=F("pk"), opened_at=F("opened_at")),
        content.named("approvals", approvals, pk=F("pk"), version=F("version__number")),
        content.named("supports", supports, pk=F("pk"), slug=F("place__slug")),
        content.named("submission_due", due, pk=F("pk"), earliest=F("earliest")),
        content.named(
            "agreements",
            Agreement.objects.filter(strategy=strategy),
            pk=F("pk"),
            version=F("version__number"),
            sha256=F("sha256"),
            of_version=F("version__sha256"),
            edition=F("edition_key"),
        ),
        content.named(
            "judgements",
            told(rounds),
            pk=F("pk"),
            criterion=F("criterion"),
            finding=F("finding"),
            reason=F("reason"),
        ),
    ]


def told(rounds: QuerySet[Round]) -> QuerySet[Judgement]:
    """What was found in the last round of which the place has been told."""
    sent = rounds.filter(judgements__sent_at__isnull=False).order_by("-number")
    return Judgement.objects.filter(
        round__in=sent.values("pk")[:1], sent_at__isnull=False
    )
