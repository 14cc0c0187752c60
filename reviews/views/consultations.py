"""Asking people, as the place sees it: from the questions to what became of the answers."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from evidence.models import Conversation
from office.http import Request
from office.once import claim
from office.permissions import require
from reviews import consultations
from reviews.forms.consultations import (
    ConsultationAddForm,
    ConsultationEditForm,
    LastDayForm,
)
from reviews.forms.publishing import TakeDownForm
from reviews.models import Consultation
from strategies.models import Strategy
from strategies.permissions import may_see_problems, may_write

Group = Conversation.Group


@require_safe
def consultation_list(request: Request, slug: str) -> HttpResponse:
    strategy = strategy_of(request, slug)
    return render(
        request,
        "reviews/consultations.html",
        {
            "strategy": strategy,
            "consultations": consultations.of_strategy(strategy),
            "may_ask": may_write(request.user, strategy),
        },
    )


@transaction.atomic
def consultation_add(request: Request, slug: str) -> HttpResponse:
    strategy = strategy_of(request, slug)
    require(may_write(request.user, strategy))
    form = ConsultationAddForm(
        request.POST if request.method == "POST" else None, strategy=strategy
    )
    if form.is_valid():
        if not claim(form.cleaned_data["once"]):
            return redirect("reviews:consultations", slug)
        made = consultations.begin(
            form.save(commit=False), form.cleaned_data["questions"], by=request.user
        )
        messages.success(request, "Kept. Nothing is public until you publish it")
        return redirect("reviews:asking", slug, made.slug)
    return render(
        request, "reviews/consultation_form.html", {"strategy": strategy, "form": form}
    )


@require_safe
def asking(request: Request, slug: str, consultation: str) -> HttpResponse:
    """One consultation: how it stands, what came in, and what comes next."""
    asked = consultation_of(request, slug, consultation)
    counts = consultations.by_group(asked)
    groups = [(label, counts[key]) for key, label in Group.choices]
    return page(
        request,
        asked,
        "reviews/asking.html",
        questions=asked.questions.all(),
        groups=[*groups, ("In no group yet", counts[""])],
        answers=sum(counts.values()),
        aside=asked.responses.exclude(set_aside_because="").count(),
        outcome=consultations.outcome(asked),
        may_ask=may_write(request.user, asked.strategy),
    )


@transaction.atomic
def consultation_edit(request: Request, slug: str, consultation: str) -> HttpResponse:
    asked = consultation_to_change(request, slug, consultation)
    if asked.published_at:
        messages.info(request, "It is public: its text and questions stay as they are")
        return to(asked)
    if request.method == "POST":
        asked.revision = consultations.locked(asked).revision
    form = ConsultationEditForm(
        request.POST if request.method == "POST" else None,
        instance=asked,
        strategy=asked.strategy,
    )
    if form.is_valid():
        changed = form.save(commit=False)
        changed.revision += 1
        changed.save()
        consultations.ask(changed, form.cleaned_data["questions"])
        messages.success(request, "Saved")
        return to(asked)
    return page(request, asked, "reviews/consultation_form.html", form=form)


def consultation_publish(
    request: Request, slug: str, consultation: str
) -> HttpResponse:
    asked = consultation_to_change(request, slug, consultation)
    if request.method == "POST":
        return publish(request, asked, consultations.publish, "It is published")
    return page(
        request,
        asked,
        "reviews/consultation_publish.html",
        questions=asked.questions.all(),
    )


def consultation_outcome(
    request: Request, slug: str, consultation: str
) -> HttpResponse:
    asked = consultation_to_change(request, slug, consultation)
    if request.method == "POST":
        words = "What was said and done is on the public page"
        return publish(request, asked, consultations.publish_outcome, words)
    return page(
        request,
        asked,
        "reviews/consultation_outcome.html",
        outcome=consultations.outcome(asked),
    )


def publish(
    request: Request, asked: Consultation, act: Callable[..., None], done: str
) -> HttpResponse:
    try:
        act(asked, by=request.user)
    except consultations.Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return to(asked)


def consultation_last_day(
    request: Request, slug: str, consultation: str
) -> HttpResponse:
    asked = consultation_to_change(request, slug, consultation)
    form = LastDayForm(
        request.POST if request.method == "POST" else None, consultation=asked
    )
    if form.is_valid():
        last = form.cleaned_data["closes_on"]
        consultations.change_last_day(asked, last, by=request.user)
        messages.success(request, "The last day is changed")
        return to(asked)
    return page(
        request,
        asked,
        "reviews/consultation_act.html",
        form=form,
        heading="Change the last day",
        button="Save",
    )


def consultation_take_down(
    request: Request, slug: str, consultation: str
) -> HttpResponse:
    asked = consultation_to_change(request, slug, consultation)
    form = TakeDownForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        consultations.take_down(asked, form.cleaned_data["because"], by=request.user)
        messages.success(request, "It is no longer public")
        return to(asked)
    return page(
        request,
        asked,
        "reviews/consultation_act.html",
        form=form,
        heading="Take it off the public pages?",
        button="Take down",
    )


def strategy_of(request: Request, slug: str) -> Strategy:
    """The strategy, for the people of its place; to anybody else it is not there."""
    strategy = get_object_or_404(
        Strategy.objects.visible_to(request.user).select_related("place"), slug=slug
    )
    if not may_see_problems(request.user, strategy):
        raise Http404
    return strategy


def consultation_of(request: Request, slug: str, consultation: str) -> Consultation:
    strategy = strategy_of(request, slug)
    found = get_object_or_404(
        strategy.consultations.select_related("created_by", "version").defer(
            "version__document"
        ),
        slug=consultation,
    )
    found.strategy = strategy
    return found


def consultation_to_change(
    request: Request, slug: str, consultation: str
) -> Consultation:
    """The same, for those of its people who write."""
    found = consultation_of(request, slug, consultation)
    require(may_write(request.user, found.strategy))
    return found


def to(asked: Consultation) -> HttpResponse:
    return redirect("reviews:asking", asked.strategy.slug, asked.slug)


def page(
    request: Request, asked: Consultation, template: str, **more: object
) -> HttpResponse:
    """A page of one consultation."""
    context = {"strategy": asked.strategy, "consultation": asked, **more}
    return render(request, template, context)
