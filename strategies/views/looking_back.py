"""A whole strategy in time: what changed since a moment, and how it stood at one."""

from datetime import datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from office.http import Request
from strategies import hindsight, recent
from strategies.forms.moment import MomentForm, SinceForm, start_of
from strategies.models import Strategy
from strategies.rendering import draw
from strategies.views.fetch import draft_or_404

USUALLY = timedelta(days=7)


@require_safe
def changes(request: Request, slug: str) -> HttpResponse:
    """Since the day or moment asked for, or else since this person was last here."""
    found = draft_or_404(request, slug)
    asked = request.GET if "since_day" in request.GET else None
    form = SinceForm(asked)
    here = recent.last_visit(found, request.user)
    since = _since(request, form, here)
    return render(
        request,
        "strategies/changes.html",
        {
            "strategy": found,
            "form": form,
            "since": since,
            "here": here,
            "is_since_here": since == here,
            "recent": recent.since(found, since) if since else None,
        },
    )


@require_safe
def as_it_stood(request: Request, slug: str) -> HttpResponse:
    """The whole text as it stood; without a day, the choice of one."""
    found = draft_or_404(request, slug)
    form, moment = _moment(request, found)
    past = hindsight.read_at(found, moment) if moment else None
    return render(
        request,
        "strategies/as_it_stood.html",
        {
            "strategy": found,
            "form": form,
            "past": past,
            "drawing": draw(past.document, past.address_of) if past else None,
        },
    )


@require_safe
def changed_since(request: Request, slug: str) -> HttpResponse:
    """What differs between how it stood and how it stands now."""
    found = draft_or_404(request, slug)
    form, moment = _moment(request, found)
    comparison = None
    if moment:
        past = hindsight.read_at(found, moment, with_sources=False)
        comparison = hindsight.changed_since(found, past)
    return render(
        request,
        "strategies/changed_since.html",
        {"strategy": found, "form": form, "comparison": comparison},
    )


def _moment(request: Request, strategy: Strategy) -> tuple[MomentForm, datetime | None]:
    """The moment asked for; none if there is none, or the strategy began after it."""
    form = MomentForm(request.GET if "on_day" in request.GET else None)
    if form.is_valid() and form.moment <= strategy.begun_at:
        begun = timezone.localtime(strategy.begun_at)
        form.add_error("on", f"The strategy was begun on {begun:%-d %B %Y at %H:%M}")
    return form, form.moment if form.is_bound and form.is_valid() else None


def _since(request: Request, form: SinceForm, here: datetime | None) -> datetime | None:
    """None where the form has an error to show first."""
    if form.is_bound:
        return start_of(form.cleaned_data["since"]) if form.is_valid() else None
    return _read(request.GET.get("since", "")) or here or timezone.now() - USUALLY


def _read(typed: str) -> datetime | None:
    """A moment in a link, as `isoformat` writes it; none if it is bent."""
    try:
        moment = parse_datetime(typed.replace(" ", "+"))
    except ValueError:
        return None
    if moment is None or not 1900 <= moment.year <= timezone.now().year:
        return None
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
