"""Points: raised by government, replied to by the place, closed by the Area Lead."""

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from office.http import Request
from office.once import claim
from office.permissions import require
from people.models import User
from reviews import permissions, reading
from reviews.forms.review import (
    CloseForm,
    LeaveOutForm,
    PointEditForm,
    PointForm,
    ReplyForm,
)
from reviews.models import Point
from reviews.views.review import visible_strategy


def visible_point(user: User, slug: str, number: int) -> Point:
    return get_object_or_404(
        Point.objects.visible_to(user).select_related(
            "strategy__place", "round__version", "by", "closed_by"
        ),
        strategy__slug=slug,
        number=number,
    )


@transaction.atomic
def point_add(request: Request, slug: str) -> HttpResponse:
    """Raise a point on a part of the version now with government."""
    strategy = visible_strategy(request.user, slug)
    require(permissions.may_raise_points(request.user, strategy))
    round_ = get_object_or_404(
        strategy.rounds.select_related("version", "strategy__place"), closed_at=None
    )
    form = PointForm(
        request.POST if request.method == "POST" else None,
        instance=Point(strategy=strategy, round=round_),
        initial={"part_key": request.GET.get("part", "")},
        round_=round_,
    )
    if form.is_valid():
        if claim(form.cleaned_data["once"]):
            point = form.save(commit=False)
            point.part_title = form.titles.get(point.part_key, "")
            reading.raise_point(point, by=request.user)
            messages.success(
                request, f"Point {point.number} is kept. The place cannot see it yet."
            )
        return redirect("reviews:review", slug)
    return render(
        request, "reviews/point_add.html", {"strategy": strategy, "form": form}
    )


@transaction.atomic
def point(request: Request, slug: str, number: int) -> HttpResponse:
    """One point with its replies; the place replies here."""
    point = visible_point(request.user, slug, number)
    may_reply = permissions.may_reply(request.user, point)
    form = ReplyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        require(may_reply)
        if form.is_valid():
            if claim(form.cleaned_data["once"]):
                reading.reply(point, form.cleaned_data["text"], by=request.user)
                messages.success(request, "Your reply is with your Area Lead.")
            return redirect(point)
    may_settle = permissions.may_settle_point(request.user, point)
    proposed = point.standing == Point.Standing.PROPOSED
    return render(
        request,
        "reviews/point.html",
        {
            "strategy": point.strategy,
            "point": point,
            "criterion": _criterion(point),
            "replies": point.replies.select_related("by"),
            "form": form,
            "may_reply": may_reply,
            "may_edit": permissions.may_edit_point(request.user, point),
            "may_take_over": may_settle and proposed and point.round.is_open,
            "may_send": may_settle and not point.is_sent and not proposed,
            "may_close": may_settle and point.is_sent and not point.is_closed,
            "may_open_again": may_settle
            and point.is_closed
            and point.strategy.is_editable,
            "left_out_form": LeaveOutForm(),
            "close_form": CloseForm(),
        },
    )


def _criterion(point: Point) -> object | None:
    if not point.criterion:
        return None
    return next(
        (c for c in point.strategy.edition.criteria if c.id == point.criterion), None
    )


@transaction.atomic
def point_edit(request: Request, slug: str, number: int) -> HttpResponse:
    """Its writer may change a point until it is sent; a stale save shows both texts."""
    point = visible_point(request.user, slug, number)
    require(permissions.may_edit_point(request.user, point))
    theirs = None
    form = PointEditForm(
        request.POST if request.method == "POST" else None,
        instance=point,
        round_=point.round,
    )
    stored = Point.objects.select_for_update().get(pk=point.pk)
    if form.is_valid():
        if form.cleaned_data["revision"] == stored.revision:
            changed = form.save(commit=False)
            changed.part_title = form.titles.get(changed.part_key, "")
            changed.revision = stored.revision + 1
            changed.save()
            messages.success(request, f"Point {number} is saved.")
            return redirect(point)
        theirs = stored
        form.data = {**request.POST.dict(), "revision": str(stored.revision)}
    return render(
        request,
        "reviews/point_edit.html",
        {"strategy": point.strategy, "point": stored, "form": form, "theirs": theirs},
        status=409 if theirs else 200,
    )


@require_POST
@transaction.atomic
def point_settle(request: Request, slug: str, number: int, verb: str) -> HttpResponse:
    """Take over, leave out, close or open again: the Area Lead's to do."""
    point = visible_point(request.user, slug, number)
    require(permissions.may_settle_point(request.user, point))
    try:
        if verb == "take-over":
            reading.take_over(point, by=request.user)
            messages.success(request, f"Point {number} is now yours to send.")
        elif verb == "leave-out":
            return _leave_out(request, point)
        elif verb == "close":
            return _close(request, point)
        else:
            require(point.strategy.is_editable)
            reading.open_again(point, by=request.user)
            messages.success(request, f"Point {number} is open again.")
    except reading.MovedOn:
        messages.info(request, f"Point {number} had been settled already.")
    return redirect(point)


def _leave_out(request: Request, point: Point) -> HttpResponse:
    form = LeaveOutForm(request.POST)
    if not form.is_valid():
        return _ask_again(request, point, form, "Leave it out")
    reading.take_over(
        point, by=request.user, because=form.cleaned_data["reason"], taken=False
    )
    messages.success(request, f"Point {point.number} is left out, with your reason.")
    return redirect(point)


def _close(request: Request, point: Point) -> HttpResponse:
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _ask_again(request, point, form, "Close this point")
    reading.close(point, by=request.user, note=form.cleaned_data["note"])
    messages.success(request, f"Point {point.number} is closed.")
    return redirect(point)


def _ask_again(request: Request, point: Point, form: Form, button: str) -> HttpResponse:
    return render(
        request,
        "reviews/point_settle.html",
        {"strategy": point.strategy, "point": point, "form": form, "button": button},
    )
