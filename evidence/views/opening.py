"""Making the evidence public, and what anyone then reads of it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from evidence import listing, opening, published
from evidence.forms.opening import WHOLE, OpenForm, OpenNowForm
from evidence.models import Item
from evidence.permissions import may_open_evidence
from evidence.views.fetch import base_of
from office.files import attachment, csv_file
from office.http import Request
from office.once import claim
from office.permissions import require
from office.uploads import KINDS
from people.models import Place

A_PAGE = 100
OPEN = "Your evidence is public from now on. Anyone can read it"
NOTHING = "Nothing of what you chose can be public yet. It is said below why not"


@transaction.atomic
def evidence_open(request: Request, place: str) -> HttpResponse:
    """Choose; look at what would be public and what not; then make it so."""
    base = base_of(request, place)
    require(may_open_evidence(request.user, base))

    is_confirmed = request.POST.get("step") == "open"
    form = (OpenNowForm if is_confirmed else OpenForm)(
        request.POST if request.method == "POST" else None,
        place=base,
        initial={"what": WHOLE},
    )
    if form.is_valid() and request.POST.get("step") != "change":
        chosen = opening.choice(base, form.refs)
        if is_confirmed and chosen.is_anything:
            return _make_public(request, base, form, chosen)
        return _confirm(request, base, form, chosen)

    return render(
        request,
        "evidence/evidence_open.html",
        {
            "place": base,
            "form": form,
            "standing": opening.standing_of(base).select_related("item"),
            "is_readable": Item.objects.filter(place=base).public().exists(),
        },
    )


def _confirm(
    request: Request, base: Place, form: OpenForm, chosen: opening.Choice
) -> HttpResponse:
    again = OpenNowForm(initial=form.cleaned_data, place=base)
    for name in form.fields:
        again.fields[name].widget = again.fields[name].hidden_widget()
    return render(
        request,
        "evidence/evidence_open_confirm.html",
        {
            "place": base,
            "form": again,
            "chosen": chosen,
            "why": form.cleaned_data["why"],
        },
    )


def _make_public(
    request: Request, base: Place, form: OpenForm, chosen: opening.Choice
) -> HttpResponse:
    if claim(form.cleaned_data["once"]):
        why = form.cleaned_data["why"]
        opening.make_public(base, chosen, why=why, by=request.user)
        messages.success(request, OPEN)
    return redirect("evidence:evidence_open", base.slug)


@require_POST
@transaction.atomic
def evidence_take_back(request: Request, place: str, pk: int) -> HttpResponse:
    base = base_of(request, place)
    require(may_open_evidence(request.user, base))
    rows = opening.standing_of(base).select_related("item")
    disclosure = get_object_or_404(rows, pk=pk)

    opening.take_back(base, disclosure, by=request.user)
    what = disclosure.item or "The evidence base"
    messages.success(request, f"{what} is no longer public")
    return redirect("evidence:evidence_open", base.slug)


@login_not_required
@require_safe
def open_bases(request: HttpRequest) -> HttpResponse:
    """The places whose evidence anyone may read."""
    page = Paginator(published.places(), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "evidence/open_bases.html", {"page": page})


@login_not_required
@require_safe
def open_base(request: HttpRequest, place: str) -> HttpResponse:
    shown = get_object_or_404(published.places(), slug=place)
    base = published.base_of(shown)
    page = Paginator(base.items, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "evidence/open_base.html",
        {"place": shown, "base": base, "page": page},
    )


@login_not_required
@require_safe
def open_items_csv(request: HttpRequest, place: str) -> StreamingHttpResponse:
    shown = get_object_or_404(published.places(), slug=place)
    items = Item.objects.filter(place=shown).public().order_by("number")
    rows = listing.open_rows(listing.for_rows(items))
    return csv_file(rows, name=f"{shown.slug}-evidence.csv")


@login_not_required
@require_safe
def open_figures_csv(request: HttpRequest, place: str) -> StreamingHttpResponse:
    shown = get_object_or_404(published.places(), slug=place)
    rows = published.figure_rows(published.figures_of(shown))
    return csv_file(rows, name=f"{shown.slug}-figures.csv")


@login_not_required
@require_safe
def open_file(request: HttpRequest, place: str, pk: int) -> FileResponse:
    """To be saved, as all files are; who takes what is public is not recorded."""
    found = get_object_or_404(published.files_of(place), pk=pk)
    return attachment(
        found.file, name=found.name, content_type=KINDS[found.kind].content_type
    )
