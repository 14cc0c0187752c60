"""Lists of records of every kind; some show more over them, or more of each record."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from office.http import Request
from strategies import called, listing, records
from strategies.columns import PASTED
from strategies.listing import Group
from strategies.models import RecordChange, Strategy
from strategies.nouns import Noun
from strategies.permissions import may_edit_records, may_see_problems
from strategies.views.fetch import draft_or_404


@require_safe
def record_list(request: Request, slug: str, noun: Noun) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    rows = list(listing.rows_of(strategy, noun))
    return show_list(request, strategy, noun, rows)


def show_list(
    request: Request,
    strategy: Strategy,
    noun: Noun,
    rows: list[Any],
    *,
    groups: list[Group] | None = None,
    **more: Any,
) -> HttpResponse:
    """`before_list` is a template for what stands over the list; the rest is for it."""
    if groups is None:
        names = called.names(strategy, noun)
        groups = listing.groups(noun, rows, strategy.edition, names)
    return render(
        request,
        "strategies/records.html",
        {
            "strategy": strategy,
            "noun": noun,
            "groups": groups,
            "removed": [row for row in rows if row.removed_at is not None],
            "mark": records.order_mark(rows),
            "may_edit": may_edit_records(request.user, strategy),
            "sees_problems": may_see_problems(request.user, strategy),
            "paste": paste_url(strategy, noun),
            "pasted": pasted_by(request, strategy, noun),
            **more,
        },
    )


def list_url(strategy: Strategy, noun: Noun) -> str:
    return reverse(f"strategies:{noun.key}", args=[strategy.slug])


def paste_url(strategy: Strategy, noun: Noun) -> str:
    """Where rows are pasted, for the kinds that come in rows."""
    if noun.key not in PASTED:
        return ""
    return reverse("strategies:record_paste", args=[strategy.slug, noun])


def pasted_by(request: Request, strategy: Strategy, noun: Noun) -> list[RecordChange]:
    """What this person has just pasted, to be taken out again if that was a mistake."""
    if "pasted" not in request.GET or not may_edit_records(request.user, strategy):
        return []
    return records.added_together(strategy, noun.key, by=request.user)
