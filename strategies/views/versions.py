"""Frozen versions: the list, freezing one, reading one, and comparing two."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from office import access
from office.http import Request
from office.once import claim
from office.permissions import require
from strategies import document, versions
from strategies.document import Document
from strategies.forms.version import DRAFT, CompareForm, VersionForm
from strategies.models import Strategy, Version
from strategies.permissions import may_freeze, may_read_draft, may_record_finance
from strategies.rendering import draw, served_at
from strategies.views.fetch import strategy_or_404

FIGURE = "strategies:version_figure"


def version_or_404(request: Request, slug: str, number: int) -> Version:
    seen = Version.objects.visible_to(request.user).select_related(
        "strategy__place", "by"
    )
    return get_object_or_404(seen, strategy__slug=slug, number=number)


def version_list(request: Request, slug: str) -> HttpResponse:
    strategy = strategy_or_404(request, slug)
    listed = strategy.versions.visible_to(request.user).listed()
    return render(
        request,
        "strategies/versions.html",
        {
            "strategy": strategy,
            "versions": listed,
            "may_freeze": may_freeze(request.user, strategy),
            "may_read_draft": may_read_draft(request.user, strategy),
        },
    )


@transaction.atomic
def version_add(request: Request, slug: str) -> HttpResponse:
    strategy = strategy_or_404(request, slug)
    require(may_freeze(request.user, strategy))

    form = VersionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not claim(form.cleaned_data["once"]):
            return redirect("strategies:versions", slug)
        version = versions.freeze(
            strategy,
            form.cleaned_data["purpose"],
            by=request.user,
            note=form.cleaned_data["note"],
        )
        messages.success(request, f"{version} is frozen")
        return redirect(version)

    return render(
        request, "strategies/version_add.html", {"strategy": strategy, "form": form}
    )


def version(request: Request, slug: str, number: int) -> HttpResponse:
    found = version_or_404(request, slug, number)
    return render(
        request,
        "strategies/version.html",
        {
            "version": found,
            "strategy": found.strategy,
            "document": found.document,
            "drawing": draw(found.document, served_at(FIGURE, slug, number)),
            "standing": versions.standing_of(found),
            "statements": list(found.finance_statements.select_related("enclosure")),
            "may_record_finance": may_record_finance(request.user, found.strategy),
        },
    )


def version_json(request: Request, slug: str, number: int) -> HttpResponse:
    """The document byte for byte as its check code was taken of it."""
    found = version_or_404(request, slug, number)
    name = f"{slug}-version-{number}.json"
    access.note(request, "downloaded", file=name, sha256=found.sha256)
    return HttpResponse(
        document.canonical_json(found.document),
        content_type="application/json",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


def version_compare(request: Request, slug: str) -> HttpResponse:
    strategy = strategy_or_404(request, slug)
    seen = strategy.versions.visible_to(request.user)
    numbers = list(seen.values_list("number", flat=True))
    has_draft = may_read_draft(request.user, strategy)

    form = CompareForm(
        request.GET if {"from", "to"} <= request.GET.keys() else None,
        numbers=numbers,
        has_draft=has_draft,
        initial={"from": numbers[1] if len(numbers) > 1 else None},
    )
    comparison = None
    if form.is_valid():
        old, new = (
            content_of(strategy, form.cleaned_data[side]) for side in ("from", "to")
        )
        comparison = versions.compare(old, new)

    return render(
        request,
        "strategies/version_compare.html",
        {"strategy": strategy, "form": form, "comparison": comparison},
    )


def content_of(strategy: Strategy, choice: str) -> Document:
    """The document behind one choice of the form, which offers only what may be seen."""
    if choice == DRAFT:
        return document.build(strategy)
    return strategy.versions.get(number=choice).document
