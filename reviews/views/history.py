"""The ledger of a strategy in words."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from office import ledger
from office.http import Request
from office.permissions import require
from reviews import permissions
from reviews.story import line, readable
from reviews.views.review import visible_strategy
from strategies.permissions import may_read_draft


def history(request: Request, slug: str) -> HttpResponse:
    """Everything that happened, newest first; government sees only moves and what was sent."""
    strategy = visible_strategy(request.user, slug)
    require(permissions.may_read_review(request.user, strategy))
    entries = readable(
        ledger.entries(ledger.strategy_chain(strategy.pk)).order_by("-number"),
        at_the_place=may_read_draft(request.user, strategy),
        in_government=permissions.is_area_lead(request.user, strategy)
        or request.user.is_administrator,
    )
    is_ours = strategy.place_id in request.user.reads_for()
    page = Paginator(entries, 50).get_page(request.GET.get("page"))
    return render(
        request,
        "reviews/history.html",
        {
            "strategy": strategy,
            "page": page,
            "lines": [line(entry, at_the_place=is_ours) for entry in page],
        },
    )
