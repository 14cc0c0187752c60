"""Important dates: everybody's list, one place's list, and changing them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from office.http import Request
from office.once import claim
from office.permissions import require
from people.models import Place, User
from reviews import dates
from reviews.dates import may_change, may_follow, may_set_for
from reviews.forms.dates import (
    PlaceDateAddForm,
    PlaceDateEditForm,
    SharedDateAddForm,
    SharedDateEditForm,
)
from reviews.models import ImportantDate, Round
from reviews.models.date import ImportantDateQuerySet
from reviews.occasions import answer_due_on

SHOWN = {
    "coming": "Coming",
    "over": "Over or done",
    "removed": "Removed",
}


@dataclass(frozen=True)
class Row:
    """A date on a list, and whether this person may change it."""

    date: ImportantDate
    may_change: bool


@dataclass(frozen=True)
class Settling:
    """One thing done to a date with one button."""

    act: Callable[..., None]
    heading: str
    explains: str
    button: str
    said: str


SETTLING = {
    "remove": Settling(
        dates.remove,
        "Remove this date?",
        "It leaves the list and nobody is reminded of it. You can put it back.",
        "Remove date",
        "Removed. You can put it back from the removed dates",
    ),
    "put-back": Settling(
        dates.put_back,
        "Put this date back?",
        "It is on the list again, and reminders go out as before.",
        "Put back",
        "Put back on the list",
    ),
    "done": Settling(
        dates.mark_done,
        "Mark this date as done?",
        "Nobody is reminded of it any more.",
        "Mark as done",
        "Marked as done",
    ),
    "not-done": Settling(
        dates.mark_open,
        "Mark this date as not done?",
        "Reminders go out again.",
        "Mark as not done",
        "Marked as not done",
    ),
}


def all_dates(request: Request) -> HttpResponse:
    """Everyone's dates, and those of the places this person follows."""
    show = _chosen(request)
    found = ImportantDate.objects.visible_to(request.user)

    return render(
        request,
        "reviews/dates.html",
        {
            "rows": _rows(request.user, _shown(found, show)),
            "show": show,
            "choices": SHOWN,
            "may_add": may_set_for(request.user, None),
        },
    )


def place_dates(request: Request, place: str) -> HttpResponse:
    """One place's own dates with those of everyone that bear on it."""
    home = _place(request, place)
    show = _chosen(request)
    found = ImportantDate.objects.visible_to(request.user).bearing_on(home)
    open_round = Round.objects.filter(strategy__place=home, closed_at=None).first()

    return render(
        request,
        "reviews/place_dates.html",
        {
            "place": home,
            "rows": _rows(request.user, _shown(found, show)),
            "show": show,
            "choices": SHOWN,
            "may_add": may_set_for(request.user, home),
            "answer_due_on": answer_due_on(open_round.opened_at)
            if open_round
            else None,
        },
    )


@transaction.atomic
def date_add(request: Request) -> HttpResponse:
    require(may_set_for(request.user, None))

    form = SharedDateAddForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if claim(form.cleaned_data["once"]):
            dates.add(form.values(), by=request.user)
            messages.success(request, "Date added")
        return redirect("reviews:dates")

    return render(request, "reviews/date_add.html", {"form": form, "place": None})


@transaction.atomic
def place_date_add(request: Request, place: str) -> HttpResponse:
    home = _place(request, place)
    require(may_set_for(request.user, home))

    form = PlaceDateAddForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if claim(form.cleaned_data["once"]):
            scope = ImportantDate.Scope.PLACE
            values = {"place": home, "scope": scope, **form.values()}
            dates.add(values, by=request.user)
            messages.success(request, "Date added")
        return redirect("reviews:place_dates", home.slug)

    return render(request, "reviews/date_add.html", {"form": form, "place": home})


@transaction.atomic
def date_edit(request: Request, key: str) -> HttpResponse:
    """Save a change; a stale one shows what is saved beside what was typed."""
    date = _date(request, key)
    require(may_change(request.user, date))

    kind = PlaceDateEditForm if date.place else SharedDateEditForm
    form = kind(request.POST if request.method == "POST" else None, instance=date)
    differences = []
    if form.is_valid():
        if form.is_stale:
            differences = form.differences()
        if not differences:
            dates.change(date, form.values(), by=request.user)
            messages.success(request, "Date saved")
            return redirect(_list_of(date))
        form.renew()

    return render(
        request,
        "reviews/date_edit.html",
        {
            "date": date,
            "form": form,
            "back": _list_of(date),
            "differences": differences,
        },
        status=409 if differences else 200,
    )


@transaction.atomic
def date_settle(request: Request, key: str, verb: str) -> HttpResponse:
    """Remove, put back, mark as done or not: asked first, done once."""
    date = _date(request, key)
    require(may_change(request.user, date))
    settling = SETTLING[verb]

    if request.method == "POST":
        settling.act(date, by=request.user)
        messages.success(request, f"{date.title}: {settling.said.lower()}")
        return redirect(_list_of(date))

    return render(
        request,
        "reviews/date_settle.html",
        {"date": date, "settling": settling, "back": _list_of(date)},
    )


def _place(request: Request, slug: str) -> Place:
    found = get_object_or_404(
        Place.objects.visible_to(request.user).writing(), slug=slug
    )
    if not may_follow(request.user, found):
        raise Http404
    return found


def _date(request: Request, key: str) -> ImportantDate:
    """The date, held until this request has written what it came to write."""
    found = ImportantDate.objects.visible_to(request.user).select_related("place")
    if request.method == "POST":
        found = found.select_for_update(of=("self",))
    return get_object_or_404(found, key=key)


def _list_of(date: ImportantDate) -> str:
    if date.place:
        return reverse("reviews:place_dates", args=[date.place.slug])
    return reverse("reviews:dates")


def _chosen(request: Request) -> str:
    show = request.GET.get("show", "")
    return show if show in SHOWN else "coming"


def _shown(found: ImportantDateQuerySet, show: str) -> ImportantDateQuerySet:
    found = found.select_related("place")
    today = timezone.localdate()
    if show == "removed":
        return found.exclude(removed_at=None)
    coming = found.live().filter(latest__gte=today, done_at=None)
    if show == "coming":
        return coming
    return found.live().exclude(latest__gte=today, done_at=None).reverse()


def _rows(user: User, found: ImportantDateQuerySet) -> list[Row]:
    return [Row(date, may_change(user, date)) for date in found]
