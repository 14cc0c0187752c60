"""The home of administrators."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import (
    CharField,
    Count,
    Model,
    QuerySet,
    Value,
)
from django.utils import timezone

from lis_portal.homes.news import A_FEW, SHOWN
from office import jobs
from office.models import Mail
from office.models.job import State
from people.models import Role, User
from people.pages import never_signed_in, without
from reviews import portfolio
from reviews.models import Agreement, ImportantDate

THIS_WEEK = timedelta(days=7)


def of_administrator(user: User) -> dict[str, Any]:
    """The places in one sentence; gaps; this week; what failed; what is to hand over."""
    standing = portfolio.counts(portfolio.writing_places(), user)
    today = timezone.localdate()
    trouble = {
        f"job {kind._meta.label}": kind._default_manager.filter(state=State.FAILED)
        for kind in jobs.kinds()
    }
    count = count_each(
        no_area_lead=without(Role.AREA_LEAD),
        no_approver=without(Role.APPROVER),
        never_here=never_signed_in(),
        mails=Mail.objects.filter(state__in=[Mail.State.FAILED, Mail.State.UNKNOWN]),
        **trouble,
    )
    return {
        "count": sum(standing.values()),
        "sentence": portfolio.in_a_sentence(standing),
        "gaps": [
            ("Places without an Area Lead", count["no_area_lead"]),
            ("Places without an approver", count["no_approver"]),
            ("People who never signed in", count["never_here"]),
        ],
        "due": ImportantDate.objects.live()
        .filter(latest__range=(today, today + THIS_WEEK), done_at=None)
        .select_related("place")
        .order_by("latest")[:A_FEW],
        "failed_mails": count["mails"],
        "failed_jobs": sum(count[name] for name in trouble),
        "not_handed_over": Agreement.objects.filter(strategy__exports=None)
        .select_related("strategy__place")
        .order_by("decided_on")[:SHOWN],
    }


def count_each(**several: QuerySet[Any]) -> dict[str, int]:
    """How many rows each of these has, in one query."""
    first, *others = (_counted(name, rows) for name, rows in several.items())
    return dict(first.union(*others, all=True))


def _counted(name: str, rows: QuerySet[Model]) -> QuerySet[Any]:
    what = Value(name, CharField())
    named = rows.order_by().annotate(what=what).values("what")
    return named.annotate(count=Count("pk")).values_list("what", "count")
