"""The cover of a strategy: choosing its logo and its picture."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from office.http import Request
from office.permissions import require
from office.uploads import Refused
from strategies import covers, enclosures
from strategies.drafting import Locked, held
from strategies.enclosures import COVER
from strategies.forms.cover import CoverForm
from strategies.models import Strategy
from strategies.permissions import may_write
from strategies.views.fetch import strategy_or_404, typed_again


def strategy_cover(request: Request, slug: str) -> HttpResponse:
    strategy = strategy_or_404(request, slug)
    require(may_write(request.user, strategy))

    is_posted = request.method == "POST"
    form = CoverForm(
        request.POST if is_posted else None,
        request.FILES if is_posted else None,
        strategy=strategy,
    )
    stale = None
    if is_posted:
        form = with_uploads_kept(request, form)
    if form.is_valid():
        try:
            dress(request, strategy, form)
        except covers.StaleCover as error:
            stale = error.now
            typed = typed_again(form.data, revision=stale.revision)  # type: ignore[arg-type]
            form = CoverForm(typed, strategy=strategy)
        else:
            messages.success(request, "Cover saved")
            return redirect("strategies:strategy_edit", slug)

    return render(
        request,
        "strategies/strategy_cover.html",
        {
            "strategy": strategy,
            "form": form,
            "stale": stale,
            "pictures": [
                (name, one) for name in COVER if (one := getattr(strategy, name))
            ],
        },
        status=409 if stale else 200,
    )


def with_uploads_kept(request: Request, form: CoverForm) -> CoverForm:
    """The form with its uploads kept and named; or as it is, saying what is wrong.

    Pictures are drawn anew before the strategy is locked, so that nobody waits for it.
    """
    form.is_valid()
    ready = {}
    for name, upload in form.uploads().items():
        try:
            ready[name] = enclosures.ready(upload)
        except Refused as refused:
            form.add_error(f"{name}_upload", str(refused))
    if not ready:
        return form
    with transaction.atomic():
        now = held(form.strategy.pk)
        kept = {
            name: enclosures.token(enclosures.enclose(now, one, by=request.user))
            for name, one in ready.items()
        }
    again = CoverForm(named(request.POST, kept), strategy=form.strategy)
    again.is_valid()
    for name, errors in form.errors.as_data().items():
        if name.endswith("_upload"):
            again.add_error(name, errors)
    return again


def named(posted: QueryDict, kept: dict[str, str]) -> QueryDict:
    data = typed_again(posted)
    for name, token in kept.items():
        data[name] = token
        data.pop(f"no_{name}", None)
    return data


def dress(request: Request, strategy: Strategy, form: CoverForm) -> None:
    try:
        covers.dress(
            strategy,
            logo=form.chosen("logo"),
            cover=form.chosen("cover"),
            alternative=form.cleaned_data["cover_alternative"],
            revision=form.cleaned_data["revision"],
            by=request.user,
        )
    except Locked as error:
        raise PermissionDenied from error
