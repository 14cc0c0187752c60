"""Finding words in a whole strategy, and replacing those that were ticked."""

from collections.abc import Iterable

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from office.http import Request
from office.once import claim
from office.permissions import require
from people.models import User
from strategies import find as finding
from strategies import replacing
from strategies.contents import Line
from strategies.forms.find import FindForm, ReplaceChosenForm, ReplaceForm
from strategies.models import Strategy
from strategies.permissions import may_write_part
from strategies.views.fetch import draft_or_404


@require_safe
def find(request: Request, slug: str) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    form = FindForm(request.GET if "q" in request.GET else None)
    found = None
    if form.is_valid():
        found = finding.in_strategy(strategy, form.sought, request.user)
    return render(
        request,
        "strategies/find.html",
        {
            "strategy": strategy,
            "form": form,
            "found": found,
            "may_replace": found and any(part.may_change for part in found.parts),
            "query": request.GET.urlencode(),
        },
    )


def replace(request: Request, slug: str) -> HttpResponse:
    if request.method == "POST":
        return _replace(request, slug)
    strategy = draft_or_404(request, slug)
    lines = finding.lines_of(strategy)
    require(_writes_any(request.user, lines))
    form = ReplaceForm(request.GET if "q" in request.GET else None)
    return _preview(request, strategy, lines, form)


@transaction.atomic
def _replace(request: Request, slug: str) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    lines = finding.lines_of(strategy)
    require(_writes_any(request.user, lines))

    sure = ReplaceChosenForm(request.POST)
    if not sure.is_valid():
        return _preview(request, strategy, lines, ReplaceForm(request.POST), sure)
    said = sure.cleaned_data
    if not claim(said["once"]):
        messages.info(request, "That has been done already")
        return redirect("strategies:find", slug)
    outcomes = replacing.replace(
        strategy, said["chosen"], sure.sought, said["replacement"], by=request.user
    )
    context = {
        "strategy": strategy,
        "outcomes": outcomes,
        "said": said,
        "count": sum(outcome.count for outcome in outcomes if outcome.is_done),
    }
    return render(request, "strategies/replaced.html", context)


def _preview(
    request: Request,
    strategy: Strategy,
    lines: Iterable[Line],
    form: ReplaceForm,
    sure: ReplaceChosenForm | None = None,
) -> HttpResponse:
    """Every place that would change, ticked until somebody takes the tick away."""
    parts: list[finding.FoundPart] = []
    count = 0
    if form.is_valid():
        words = form.cleaned_data["replacement"]
        parts, count = finding.in_parts(lines, form.sought, request.user, words)
        sure = sure or ReplaceChosenForm(initial=form.cleaned_data)
    query = request.GET.copy()
    query["ticked"] = "none"
    return render(
        request,
        "strategies/replace.html",
        {
            "strategy": strategy,
            "form": form,
            "sure": sure,
            "parts": parts,
            "count": count,
            "shown": sum(len(part.hits) for part in parts),
            "ticks_all": request.GET.get("ticked") != "none",
            "ticked": sure.ticked if sure and sure.is_bound else [],
            "may_replace": any(part.may_change for part in parts),
            "unticked": query.urlencode(),
        },
    )


def _writes_any(user: User, lines: Iterable[Line]) -> bool:
    return any(may_write_part(user, line.part) for line in lines)
