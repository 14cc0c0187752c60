"""Handing over the agreed set: administrators choose, a worker makes the ZIP."""

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from office import ledger
from office.files import attachment
from office.http import Request
from office.jobs import enqueue, try_again
from office.once import claim
from office.permissions import require
from reviews.forms.exports import ChooseForm, ExportForm
from reviews.models import Export
from strategies.models import Strategy


def exports(request: Request) -> HttpResponse:
    """What was asked for, newest first, and how far it has come."""
    require(request.user.is_administrator)
    listed = Export.objects.select_related("asked_by")[:50]
    return render(request, "reviews/exports.html", {"exports": listed})


@transaction.atomic
def export_add(request: Request) -> HttpResponse:
    """Narrow the agreed strategies down, tick, and ask for the ZIP."""
    require(request.user.is_administrator)
    choose = ChooseForm(request.GET if request.GET else None)
    agreements = choose.chosen()
    form = ExportForm(
        request.POST if request.method == "POST" else None, agreements=agreements
    )
    if form.is_valid():
        if not claim(form.cleaned_data["once"]):
            return redirect("reviews:exports")
        chosen = form.cleaned_data["agreements"]
        export = Export.objects.create(
            asked_by=request.user, chosen_by=choose.in_words()
        )
        export.strategies.set(
            Strategy.objects.filter(agreement__in=[item.pk for item in chosen])
        )
        ledger.record(
            ledger.PEOPLE,
            "export",
            by=request.user,
            subject=export.chosen_by,
            facts={"strategies": [item.strategy.slug for item in chosen]},
        )
        enqueue()
        return redirect("reviews:export", export.pk)
    return render(
        request,
        "reviews/export_add.html",
        {"choose": choose, "form": form, "found": agreements.exists()},
    )


@transaction.atomic
def export(request: Request, number: int) -> HttpResponse:
    """How far it has come; POST tries a failed one again."""
    require(request.user.is_administrator)
    export = get_object_or_404(Export.objects.prefetch_related("strategies"), pk=number)
    if request.method == "POST" and try_again(export):
        messages.success(request, "It will be tried again.")
        return redirect("reviews:export", number)
    return render(
        request,
        "reviews/export.html",
        {"export": export, "job": export, "is_gone": is_gone(export)},
    )


def export_download(request: Request, number: int) -> FileResponse:
    """The ZIP, for 30 days, to administrators."""
    require(request.user.is_administrator)
    export = get_object_or_404(Export, pk=number)
    if not export.file or is_gone(export):
        raise Http404
    day = timezone.localdate(export.asked_at)
    with transaction.atomic():
        ledger.record(
            ledger.PEOPLE,
            "download_export",
            by=request.user,
            subject=export.chosen_by,
            facts={"export": export.pk, "sha256": export.sha256},
        )
    return attachment(
        export.file,
        name=f"agreed-strategies-{day:%Y-%m-%d}.zip",
        content_type="application/zip",
    )


def is_gone(export: Export) -> bool:
    return export.expires_at is not None and export.expires_at < timezone.now()
