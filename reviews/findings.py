"""What government found, from one round to the next."""

from reviews.models import Judgement, Round
from strategies.comparison import changed_parts


def carry_forward(round_: Round) -> None:
    """Bring over what was found last time where nothing it rests on has changed.

    Only what was shown or set aside is carried, and only while no part that answers the
    criterion has changed between the two versions; the rest is asked again.
    """
    last = (
        Round.objects.filter(strategy=round_.strategy, number__lt=round_.number)
        .order_by("-number")
        .first()
    )
    if last is None:
        return
    changed = changed_parts(last.version.document, round_.version.document)
    settled = last.judgements.exclude(finding=Judgement.Finding.NOT_YET)
    specs = {item.id: item for item in round_.strategy.edition.criteria}
    Judgement.objects.bulk_create(
        Judgement(
            round=round_,
            criterion=old.criterion,
            finding=old.finding,
            reason=old.reason,
            by=old.by,
            at=old.at,
            is_carried=True,
        )
        for old in settled
        if old.criterion in specs and not changed & set(specs[old.criterion].parts)
    )
