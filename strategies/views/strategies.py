"""The strategies a person may see, beginning one, and each one's own page."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from office.http import Request
from office.once import claim
from office.permissions import require
from people.models import Place
from strategies import beginning, contents, outline, progress, prospectus, visits
from strategies.forms.strategy import BeginForm, DescribeForm, ShareForm
from strategies.models import Strategy
from strategies.permissions import (
    may_begin_strategy,
    may_freeze,
    may_read_draft,
    may_share_draft,
    may_write,
)
from strategies.views.fetch import strategy_or_404, typed_again

A_PAGE = 50


def strategies(request: Request) -> HttpResponse:
    seen = Strategy.objects.visible_to(request.user).select_related("place")
    page = Paginator(seen, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "strategies/strategies.html",
        {"page": page, "may_begin": may_begin_strategy(request.user)},
    )


@transaction.atomic
def strategy_add(request: Request) -> HttpResponse:
    require(may_begin_strategy(request.user))
    choice = beginning.places_to_begin_for(request.user)

    form = BeginForm(
        request.POST if request.method == "POST" else None,
        places=choice.free,
        initial={"title": _first_title(choice.free)},
    )
    if choice.free and form.is_valid():
        place = form.cleaned_data["place"]
        if not claim(form.cleaned_data["once"]):
            return redirect(place.strategies.latest("begun_at"))
        try:
            begun = outline.begin(
                place,
                title=form.cleaned_data["title"],
                end_year=form.cleaned_data["end_year"],
                by=request.user,
            )
        except outline.AlreadyWriting as error:
            messages.info(request, "Somebody has just begun it")
            return redirect(error.strategy)
        messages.success(request, "The strategy has been begun")
        return redirect(begun)

    return render(
        request, "strategies/strategy_add.html", {"form": form, "choice": choice}
    )


@require_safe
def strategy(request: Request, slug: str) -> HttpResponse:
    """Where it stands, where its parts stand, and what is new to this reader."""
    seen = Strategy.objects.visible_to(request.user).select_related("place")
    found = get_object_or_404(visits.with_visit(seen, request.user), slug=slug)
    shown = _draft(found, request) if may_read_draft(request.user, found) else {}
    return render(
        request,
        "strategies/strategy.html",
        {
            "strategy": found,
            "with_whom": contents.with_whom(found),
            "versions": found.versions.visible_to(request.user).listed()[:5],
            "may_write": may_write(request.user, found),
            "may_freeze": may_freeze(request.user, found),
            "may_share": may_share_draft(request.user, found),
            **shown,
        },
    )


def _draft(found: Strategy, request: Request) -> dict[str, Any]:
    """What the overview shows to those who read the working draft."""
    user, since = request.user, visits.since(found, request.user)
    parts = visits.with_news(found.parts.live().with_latest(), user, since)
    people = visits.gathered(visits.with_people(parts), user)
    here = {part: visits.in_words(names) for part, names in people.items()}
    groups = contents.groups(found, people, here)
    lines = [line for group in groups for line in group.lines]
    return {
        "reads_draft": True,
        "sections": [(group, progress.in_words(group.lines)) for group in groups],
        "lines": contents.in_order_of_work(groups),
        "progress": progress.in_words(lines),
        "next": contents.suggested_next(groups),
        "by_work": request.GET.get("order") == "work",
        "here": [line for line in lines if line.here],
        "since": since,
        "changes": visits.changes(people),
    }


def strategy_edit(request: Request, slug: str) -> HttpResponse:
    found = strategy_or_404(request, slug)
    require(may_write(request.user, found))

    now = {
        "title": found.title,
        "end_year": found.end_year,
        "revision": found.revision,
    }
    form = DescribeForm(request.POST if request.method == "POST" else None, initial=now)
    stale = None
    if form.is_valid():
        try:
            outline.describe(found, by=request.user, **form.cleaned_data)
        except outline.StaleTitle as error:
            stale = error.now
            form = DescribeForm(typed_again(request.POST, revision=stale.revision))
        else:
            messages.success(request, "Title and end year saved")
            return redirect(found)

    return render(
        request,
        "strategies/strategy_edit.html",
        {"strategy": found, "form": form, "stale": stale},
        status=409 if stale else 200,
    )


@require_POST
def sharing(request: Request, slug: str) -> HttpResponse:
    found = strategy_or_404(request, slug)
    require(may_share_draft(request.user, found))

    form = ShareForm(request.POST)
    if form.is_valid():
        shared = form.cleaned_data["shared"]
        outline.share_with_area_lead(found, shared, by=request.user)
        messages.success(
            request,
            "Your Area Lead can now read the working draft"
            if shared
            else "Your Area Lead can no longer read the working draft",
        )
    return redirect(found)


def _first_title(places: list[Place]) -> str:
    document = prospectus.edition(prospectus.CURRENT).document
    return f"{places[0].name} {document}" if len(places) == 1 else ""
