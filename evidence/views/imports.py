"""Figures from a file: handing it in, naming its columns, looking at it, taking it in."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from evidence import imports as steps
from evidence import shown
from evidence.forms.imports import ColumnsForm, ImportForm, SheetForm
from evidence.models import Import, ImportRow
from evidence.permissions import may_add_evidence, may_take_in, may_take_out
from evidence.views.fetch import base_of
from office.cells import csv_bytes
from office.http import Request
from office.once import claim
from office.permissions import require
from people.models import Place

PAGE_LENGTH = 100
Stage = Import.Stage
SEEN_ALREADY = "Somebody was quicker: this is how the import stands now"


def import_or_404(request: Request, place: str, number: int) -> Import:
    seen = Import.objects.visible_to(request.user).select_related("place", "asked_by")
    return get_object_or_404(seen, place__slug=place, number=number)


@require_safe
def imports(request: Request, place: str) -> HttpResponse:
    mine = Place.objects.filter(pk__in=request.user.reads_for())
    base = get_object_or_404(mine, slug=place)
    rows = base.imports.select_related("asked_by").order_by("-number")
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("page"))

    return render(
        request,
        "evidence/imports.html",
        {"place": base, "page": page, "may_add": may_add_evidence(request.user, base)},
    )


@transaction.atomic
def import_add(request: Request, place: str) -> HttpResponse:
    base = base_of(request, place)
    require(may_add_evidence(request.user, base))

    form = ImportForm(
        request.POST if request.method == "POST" else None, request.FILES or None
    )
    if form.is_valid():
        if not claim(form.cleaned_data["once"]):
            return redirect(base.imports.filter(asked_by=request.user).latest("number"))
        return redirect(steps.hand_in(base, form.cleaned_data["file"], by=request.user))

    return render(request, "evidence/import_add.html", {"place": base, "form": form})


@require_safe
def import_(request: Request, place: str, number: int) -> HttpResponse:
    """How far it has come; its rows, once they were read."""
    found = import_or_404(request, place, number)
    rows = found.rows.all()
    wanted = request.GET.get("show", "")
    if wanted in ImportRow.Outcome.values:
        rows = rows.filter(outcome=wanted)
    page = Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("page"))
    is_read = found.stage in (Stage.PREVIEW, Stage.TAKEN_IN, Stage.UNDONE)

    return render(
        request,
        "evidence/import.html",
        {
            "import": found,
            "place": found.place,
            "page": page,
            "rows": [shown.shown(row) for row in page] if is_read else [],
            "wanted": wanted,
            "outcomes": _outcomes(found),
            "accepted": _accepted(found),
            "later": steps.built_on_by(found)
            if found.stage == Stage.TAKEN_IN
            else None,
            "may_add": may_add_evidence(request.user, found.place),
            "may_take_in": may_take_in(request.user, found),
            "may_take_out": may_take_out(request.user, found),
        },
    )


def _outcomes(found: Import) -> list[dict[str, object]]:
    counts = found.found.get("counts", {})
    return [
        {"key": key, "label": label, "count": counts.get(key, 0)}
        for key, label in ImportRow.Outcome.choices
    ]


def _accepted(found: Import) -> int:
    counts = found.found.get("counts", {})
    return int(counts.get("new", 0)) + int(counts.get("changed", 0))


def import_columns(request: Request, place: str, number: int) -> HttpResponse:
    """What the columns mean, and what is true of every row; before that, which sheet."""
    found = import_or_404(request, place, number)
    require(may_add_evidence(request.user, found.place))
    is_asked = found.stage == Stage.MAPPING or (
        found.stage == Stage.PREVIEW and found.shape not in ("", "long")
    )
    if not is_asked or not found.is_finished:
        return redirect(found)

    kind = ColumnsForm if found.shape else SheetForm
    form = kind(request.POST if request.method == "POST" else None, import_=found)
    if form.is_valid():
        if not steps.name_columns(found, form.mapping()):
            messages.info(request, SEEN_ALREADY)
        return redirect(found)

    return render(
        request,
        "evidence/import_columns.html",
        {
            "import": found,
            "place": found.place,
            "form": form,
            "headers": found.found.get("headers", [])[:60],
            "examples": [row[:60] for row in found.found.get("examples", [])],
        },
    )


@require_POST
def import_take_in(request: Request, place: str, number: int) -> HttpResponse:
    found = import_or_404(request, place, number)
    require(may_take_in(request.user, found))
    if not (_accepted(found) and steps.ask_to_take_in(found, by=request.user)):
        messages.info(request, SEEN_ALREADY)
    return redirect(found)


@require_POST
def import_take_out(request: Request, place: str, number: int) -> HttpResponse:
    found = import_or_404(request, place, number)
    require(may_take_out(request.user, found))
    later = steps.built_on_by(found) if found.stage == Stage.TAKEN_IN else None
    if later:
        messages.error(request, f"Import {later.number} changed some of these figures. Take that out first")  # fmt: skip
    elif not steps.ask_to_take_out(found, by=request.user):
        messages.info(request, SEEN_ALREADY)
    return redirect(found)


@require_POST
def import_discard(request: Request, place: str, number: int) -> HttpResponse:
    found = import_or_404(request, place, number)
    require(may_add_evidence(request.user, found.place))
    if not steps.discard(found, by=request.user):
        messages.info(request, SEEN_ALREADY)
        return redirect(found)
    messages.success(request, f"{found.name} was discarded. Nothing of it was taken in")
    return redirect("evidence:imports", found.place.slug)


@require_safe
def import_refused(request: Request, place: str, number: int) -> HttpResponse:
    """The refused rows with their reasons, to be mended and handed in again."""
    found = import_or_404(request, place, number)
    name = f"{found.place.slug}-import-{found.number}-refused.csv"
    return HttpResponse(
        csv_bytes(shown.refused_rows(found)),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )
