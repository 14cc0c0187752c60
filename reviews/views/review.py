"""The round: reading a version whole, and seeing what is said of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import F, Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from office.http import Request
from office.once import claim
from office.permissions import require
from people.models import User
from reviews import funding, permissions, reading
from reviews.forms.review import CirculationForm
from reviews.models import Point, Reply, Round
from reviews.overview import earlier_rounds, parts_of, questions_of
from strategies.models import Strategy

A_PAGE = 20


def visible_strategy(user: User, slug: str) -> Strategy:
    return get_object_or_404(
        Strategy.objects.visible_to(user).select_related("place", "in_question"),
        slug=slug,
    )


def current_round(strategy: Strategy) -> Round | None:
    """The open round, or the last one."""
    rounds = strategy.rounds.select_related("version", "reading_by")
    round_ = rounds.order_by("-number").first()
    if round_ is not None:
        round_.version.strategy = strategy
    return round_


def review(request: Request, slug: str) -> HttpResponse:
    """What was sent, what was raised and replied, what was found."""
    strategy = visible_strategy(request.user, slug)
    require(permissions.may_read_review(request.user, strategy))
    round_ = current_round(strategy)
    if round_ is None:
        return render(request, "reviews/no_review.html", {"strategy": strategy})

    points = (
        Point.objects.visible_to(request.user)
        .filter(strategy=strategy)
        .select_related("by", "strategy")
        .prefetch_related(
            Prefetch("replies", Reply.objects.select_related("by").order_by("at"))
        )
        .order_by(F("closed_at").asc(nulls_first=True), "number")
    )
    page = Paginator(points, A_PAGE).get_page(request.GET.get("page"))
    for_government = strategy.place_id not in request.user.reads_for()
    sees_unsent = permissions.may_see_unsent_findings(request.user, strategy)
    judges = permissions.may_judge(request.user, strategy)
    return render(
        request,
        "reviews/review.html",
        {
            "strategy": strategy,
            "round": round_,
            "earlier": earlier_rounds(round_),
            "points": page,
            "page": page,
            "unsent": points.unsent().filter(round=round_)[:A_PAGE] if judges else [],
            "parts": parts_of(round_, points) if for_government else [],
            "questions": questions_of(round_, sent_only=not sees_unsent),
            "circulations": round_.circulations.select_related("user")
            if for_government
            else [],
            "for_government": for_government,
            "funding": funding.in_version(round_.version),
            "may_start": permissions.may_start_reading(request.user, strategy, round_),
            "may_raise": permissions.may_raise_points(request.user, strategy),
            "may_judge": judges,
            "may_settle": permissions.is_area_lead(request.user, strategy),
        },
    )


@require_POST
@transaction.atomic
def start_reading(request: Request, slug: str) -> HttpResponse:
    """From now on the place can no longer ask for it back by itself."""
    strategy = visible_strategy(request.user, slug)
    round_ = current_round(strategy)
    require(permissions.is_area_lead(request.user, strategy))
    if round_ and reading.start(round_, by=request.user):
        messages.success(request, "The place has been told that you are reading.")
    return redirect("reviews:review", slug)


@transaction.atomic
def circulate(request: Request, slug: str) -> HttpResponse:
    """Choose people and a date: one step."""
    strategy = visible_strategy(request.user, slug)
    require(permissions.may_circulate(request.user, strategy))
    round_ = get_object_or_404(
        strategy.rounds.select_related("version", "strategy"), closed_at=None
    )
    form = CirculationForm(
        request.POST if request.method == "POST" else None, round_=round_
    )
    if form.is_valid():
        if claim(form.cleaned_data["once"]):
            reading.circulate(
                round_,
                form.cleaned_data["people"],
                form.cleaned_data["due_on"],
                by=request.user,
            )
            messages.success(request, "They have been told by e-mail.")
        return redirect("reviews:review", slug)
    return render(
        request,
        "reviews/circulate.html",
        {"strategy": strategy, "round": round_, "form": form},
    )


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) < 10


@require_POST
@transaction.atomic
def send_points(request: Request, slug: str) -> HttpResponse:
    """Send the chosen points now, before the letter."""
    strategy = visible_strategy(request.user, slug)
    require(permissions.may_judge(request.user, strategy))
    numbers = [n for n in request.POST.getlist("points") if _is_number(n)]
    chosen = strategy.points.filter(number__in=numbers[:500], round__closed_at=None)
    sent = reading.send(chosen, by=request.user)
    if sent:
        messages.success(request, f"Points sent to the place: {sent}.")
    else:
        messages.info(request, "Nothing was sent. Choose at least one unsent point.")
    return redirect("reviews:review", slug)
