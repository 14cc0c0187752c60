"""One figure, typed in, corrected or withdrawn: each goes the way of an import."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from evidence import imports as steps
from evidence import series
from evidence.forms.figures import (
    AddFigureForm,
    CorrectFigureForm,
    KnownFigureForm,
    OneFigureForm,
    WithdrawFigureForm,
)
from evidence.models import Indicator, Observation
from evidence.permissions import may_add_evidence, may_change_figures
from evidence.typed import as_file
from evidence.views.fetch import base_of
from office.http import Request
from office.once import claim
from office.permissions import require


@transaction.atomic
def figure_add(request: Request, place: str, key: str) -> HttpResponse:
    base = base_of(request, place)
    indicator = get_object_or_404(Indicator.objects.known_to(base), key=key)
    require(may_add_evidence(request.user, base))

    form = AddFigureForm(
        request.POST if request.method == "POST" else None,
        place=base,
        indicator=indicator,
    )
    if form.is_valid():
        period = form.cleaned_data["period"]
        return _hand_in(request, form, f"{indicator} {period}: added by hand")

    return render(
        request,
        "evidence/figure_add.html",
        {"place": base, "indicator": indicator, "form": form},
    )


@transaction.atomic
def figure_correct(request: Request, place: str, key: str, pk: int) -> HttpResponse:
    return _change(request, figure_or_404(request, place, key, pk), CorrectFigureForm)


@transaction.atomic
def figure_withdraw(request: Request, place: str, key: str, pk: int) -> HttpResponse:
    return _change(request, figure_or_404(request, place, key, pk), WithdrawFigureForm)


def _change(
    request: Request, figure: Observation, kind: type[KnownFigureForm]
) -> HttpResponse:
    require(may_change_figures(request.user, figure.place))

    form = kind(request.POST if request.method == "POST" else None, figure=figure)
    if form.is_valid():
        return _hand_in(request, form, f"{figure}: {form.done} by hand")

    return render(
        request,
        "evidence/figure_change.html",
        {"place": figure.place, "figure": figure, "form": form},
    )


def figure_or_404(request: Request, place: str, key: str, pk: int) -> Observation:
    base = base_of(request, place)
    seen = series.visible_to(request.user, base).select_related(
        "place", "indicator", "item"
    )
    return get_object_or_404(seen, indicator__key=key, pk=pk)


def _hand_in(request: Request, form: OneFigureForm, called: str) -> HttpResponse:
    base = form.place
    if not claim(form.cleaned_data["once"]):
        return redirect(base.imports.filter(asked_by=request.user).latest("number"))
    return redirect(steps.hand_in(base, as_file(form.says(), called), by=request.user))
