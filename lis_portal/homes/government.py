"""The home of Area Leads and reviewers."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    OuterRef,
    Q,
    Subquery,
)

from lis_portal.homes.news import A_FEW, SHOWN, news, unanswered
from people.models import Role, User
from reviews import portfolio
from reviews.models import Circulation, Round
from strategies.models import Status


def rounds_with(user: User) -> list[Round]:
    """Versions with this person: as Area Lead, oldest first, or circulated to them.

    `due_on` is when comments are hoped for, `read_before` the version of last time.
    """
    before = Round.objects.filter(
        strategy=OuterRef("strategy"), number__lt=OuterRef("number")
    )
    asked = Circulation.objects.filter(round=OuterRef("pk"), user=user)
    mine = Q(strategy__place__in=user.places((Role.AREA_LEAD,)))
    return list(
        Round.objects.annotate(
            read_before=Subquery(
                before.order_by("-number").values("version__number")[:1]
            ),
            due_on=Subquery(asked.values("due_on")[:1]),
        )
        .filter(mine | Q(due_on__isnull=False), closed_at=None)
        .exclude(strategy__status=Status.WITHDRAWN)
        .select_related("strategy__place", "version")
        .defer("version__document")
        .order_by("opened_at")
    )


def of_area_lead(user: User, rounds: list[Round]) -> dict[str, Any]:
    """What waits for me; my places; what changed; who has not answered; ministers."""
    mine = user.places((Role.AREA_LEAD,))
    theirs = [round_ for round_ in rounds if round_.strategy.place_id in mine]
    places = portfolio.places(user, portfolio.Filters()).filter(pk__in=mine)
    rows = portfolio.rows(user, places[:SHOWN])
    return {
        "waiting": [
            round_
            for round_ in theirs
            if round_.strategy.status == Status.WITH_GOVERNMENT
        ],
        "with_ministers": [
            round_
            for round_ in theirs
            if round_.strategy.status == Status.WITH_MINISTERS
        ],
        "rows": rows,
        "more": len(mine) > len(rows),
        "launches": [row for row in rows if row.launch],
        "unanswered": unanswered()
        .filter(strategy__place__in=mine)
        .order_by("sent_at", "number")[:A_FEW],
        "news": news(
            user, [row.strategy for row in rows if row.strategy], at_the_place=False
        ),
    }
