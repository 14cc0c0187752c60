"""What a strategy is made of: parts added, renamed, moved, removed, brought back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from office.http import Request
from office.once import claim
from office.permissions import require
from strategies import contents
from strategies import outline as changes
from strategies.forms.part import (
    ContributorsForm,
    MoveForm,
    PartAddForm,
    RemoveForm,
    RenameForm,
)
from strategies.models import Part
from strategies.permissions import may_write
from strategies.views.fetch import part_or_404, strategy_or_404, typed_again
from strategies.views.parts import show_stale


def outline(request: Request, slug: str) -> HttpResponse:
    found = strategy_or_404(request, slug)
    require(may_write(request.user, found))
    parts = found.parts.with_latest().prefetch_related("contributors")
    live = [part for part in parts if part.removed_at is None]
    return render(
        request,
        "strategies/outline.html",
        {
            "strategy": found,
            "groups": contents.groups(found, live),
            "removed": [part for part in parts if part.removed_at is not None],
            "moved": request.GET.get("moved", ""),
            "went_down": request.GET.get("direction") == "down",
        },
    )


@transaction.atomic
def part_add(request: Request, slug: str) -> HttpResponse:
    found = strategy_or_404(request, slug)
    require(may_write(request.user, found))

    form = PartAddForm(
        request.POST if request.method == "POST" else None,
        strategy=found,
        initial={"section": request.GET.get("section")},
    )
    if form.is_valid():
        if claim(form.cleaned_data["once"]):
            title, section = form.cleaned_data["title"], form.cleaned_data["section"]
            changes.add_part(found, section=section, title=title, by=request.user)
            messages.success(request, f"“{title}” has been added")
        return redirect("strategies:outline", found.slug)

    return render(
        request, "strategies/part_add.html", {"strategy": found, "form": form}
    )


def part_rename(request: Request, slug: str, key: str) -> HttpResponse:
    found = _part_to_change(request, slug, key)

    form = RenameForm(
        request.POST if request.method == "POST" else None,
        initial={"title": found.title, "revision": found.revision},
    )
    stale = None
    if form.is_valid():
        try:
            changes.rename(found, by=request.user, **form.cleaned_data)
        except changes.Stale as error:
            stale = error.now
            form = RenameForm(typed_again(request.POST, revision=stale.revision))
        else:
            messages.success(request, "The part has its new name")
            return redirect("strategies:outline", slug)

    context = {"part": found, "strategy": found.strategy, "form": form, "stale": stale}
    return render(
        request, "strategies/part_rename.html", context, status=409 if stale else 200
    )


@require_POST
def part_move(request: Request, slug: str, key: str) -> HttpResponse:
    found = _part_to_change(request, slug, key)

    form = MoveForm(request.POST)
    if not form.is_valid():
        return redirect("strategies:outline", slug)
    direction = form.cleaned_data["direction"]
    revision = form.cleaned_data["revision"]
    try:
        changes.move(found, up=direction == "up", revision=revision, by=request.user)
    except changes.Stale as error:
        return show_stale(request, error.now, doing="move it")
    # The button that was pressed is the target, so that the next press moves it on.
    moved = urlencode({"moved": found.key, "direction": direction})
    return redirect(f"{reverse('strategies:outline', args=[slug])}?{moved}#moved")


def part_remove(request: Request, slug: str, key: str) -> HttpResponse:
    found = _part_to_change(request, slug, key)

    form = RemoveForm(
        request.POST if request.method == "POST" else None,
        initial={"base": found.base, "revision": found.revision},
    )
    if form.is_valid():
        try:
            changes.remove(found, by=request.user, **form.cleaned_data)
        except changes.Stale as error:
            base = form.cleaned_data["base"]
            return show_stale(request, error.now, read=base, doing="remove it")
        messages.success(
            request, f"“{found.title}” has been removed. You can bring it back below"
        )
        return redirect("strategies:outline", slug)

    context = {"part": found, "strategy": found.strategy, "form": form}
    return render(request, "strategies/part_remove.html", context)


@require_POST
def part_bring_back(request: Request, slug: str, key: str) -> HttpResponse:
    found = _part_to_change(request, slug, key)
    changes.bring_back(found, by=request.user)
    messages.success(request, f"“{found.title}” is back in its section")
    return redirect("strategies:outline", slug)


def part_contributors(request: Request, slug: str, key: str) -> HttpResponse:
    found = _part_to_change(request, slug, key)

    form = ContributorsForm(
        request.POST if request.method == "POST" else None,
        part=found,
        initial={"people": found.contributors.all(), "revision": found.revision},
    )
    stale = None
    if form.is_valid():
        try:
            changes.name_contributors(found, by=request.user, **form.cleaned_data)
        except changes.Stale as error:
            stale = error.now
            data = typed_again(request.POST, revision=stale.revision)
            form = ContributorsForm(data, part=found)
        else:
            messages.success(request, f"Contributors to “{found.title}” saved")
            return redirect("strategies:outline", slug)

    context = {"part": found, "strategy": found.strategy, "form": form, "stale": stale}
    return render(
        request,
        "strategies/part_contributors.html",
        context,
        status=409 if stale else 200,
    )


def _part_to_change(request: Request, slug: str, key: str) -> Part:
    found = part_or_404(request, slug, key)
    require(may_write(request.user, found.strategy))
    return found
