"""What departments are asked to answer, and who in government may.

They answer the words of the version that is with government; before there is one, those
of the draft while it is shared with the Area Lead. Nothing else of a draft is read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q

from people.models import Role, User
from reviews.models import Round
from reviews.permissions import WITH_GOVERNMENT
from strategies.commitments import (
    Given,
    Standing,
    Voice,
    department_in_words,
    standing,
    values_of,
    wording_of,
    words_of,
)
from strategies.models import Commitment, CommitmentAnswer, Strategy
from strategies.models.strategy import EDITABLE

Row = dict[str, Any]
IN_THE_VERSION = "in_question__document__records__commitments"


@dataclass(frozen=True)
class Asked:
    """Words that a department may answer, as this person reads them."""

    commitment: Commitment
    row: Row
    department: str  # in words
    version: int | None  # the one that the words are of; the shared draft has none
    standing: Standing
    records_for_others: bool  # the Area Lead, who says who in the department gave it

    @property
    def strategy(self) -> Strategy:
        return self.commitment.strategy

    @property
    def words(self) -> str:
        return words_of(self.row)

    @property
    def wording(self) -> str:
        return wording_of(self.row)

    @property
    def waits(self) -> bool:
        return self.standing.key in ("not_seen", "seen", "changed")


def asked_of(user: User, *, slug: str = "", ref: str = "") -> list[Asked]:
    """All that this person may answer for a department; of one address, where given."""
    if not user.places((Role.AREA_LEAD, Role.REVIEWER)):
        return []
    leads = user.places((Role.AREA_LEAD,))
    strategies = read_by(user, leads)
    if slug:
        strategies = strategies.filter(slug=slug)
    in_version = dict(strategies.values_list("pk", IN_THE_VERSION))
    held = strategies.select_related("place", "in_question").defer(
        "in_question__document"
    )
    found = {strategy.pk: strategy for strategy in held}
    asked = []
    for commitment in with_departments(found, ref):
        strategy = commitment.strategy = found[commitment.strategy_id]
        is_lead = strategy.place_id in leads
        version = in_version[strategy.pk]
        row = row_read(commitment, version, reads_draft=is_lead)
        if row is None:
            continue
        one = asking(commitment, row, strategy, is_lead=is_lead)
        if is_lead or is_of(user, one.department):
            asked.append(one)
    return asked


def read_by(user: User, leads: Iterable[int]) -> Any:
    """Those shared with the Area Lead or with government, and those circulated."""
    open_to_leads = Q(is_shared_with_area_lead=True) | Q(status__in=WITH_GOVERNMENT)
    circulated = Round.objects.filter(
        closed_at=None, circulations__user=user, strategy__status__in=WITH_GOVERNMENT
    )
    return Strategy.objects.filter(
        Q(open_to_leads, place__in=leads) | Q(pk__in=circulated.values("strategy")),
        status__in=EDITABLE,
    )


def with_departments(strategies: Iterable[int], ref: str) -> Iterator[Commitment]:
    """Removed ones too: a version may still hold them."""
    rows: Any = Commitment.objects.filter(strategy__in=list(strategies))
    if ref:
        rows = rows.filter(ref=ref)
    answers = CommitmentAnswer.objects.select_related("by").order_by("pk")
    ordered = rows.select_related("neighbour").order_by("strategy", "order", "pk")
    yield from ordered.prefetch_related(Prefetch("answers", answers))


def row_read(
    commitment: Commitment, version: list[Row] | None, *, reads_draft: bool
) -> Row | None:
    """The words this person is to answer: the version's, else those of a shared draft."""
    strategy = commitment.strategy
    found: Row | None = None
    if strategy.status in WITH_GOVERNMENT:
        rows = (row for row in version or [] if row["ref"] == commitment.ref)
        found = next(rows, None)
    elif reads_draft and strategy.is_shared_with_area_lead:
        found = None if commitment.removed_at else values_of(commitment)
    if found is None or found["voice"] != Voice.DEPARTMENT:
        return None
    return found if found["department"] else None


def asking(
    commitment: Commitment, row: Row, strategy: Strategy, *, is_lead: bool
) -> Asked:
    department = department_in_words(strategy.edition, row["department"])
    given = [Given(one.answer, one.wording, one.at) for one in commitment.answers.all()]
    is_version = strategy.status in WITH_GOVERNMENT and strategy.in_question
    return Asked(
        commitment,
        row,
        department,
        strategy.in_question.number if is_version and strategy.in_question else None,
        standing(row, given, other=department),
        records_for_others=is_lead,
    )


def is_of(user: User, department: str) -> bool:
    """Whether a reviewer works for the department, as their account says."""
    return user.department.strip().casefold() == department.strip().casefold()
