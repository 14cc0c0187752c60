"""Asking people, as the place sees it: from the questions to what became of the answers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from evidence.models import Conversation
from office.cells import csv_bytes
from office.http import Request
from office.once import claim
from office.permissions import require
from reviews import consultations
from reviews.forms.consultations import (
    ConsultationAddForm,
    ConsultationEditForm,
    LastDayForm,
    LogForm,
    SortForm,
    TakeDownForm,
)
from reviews.models import Consultation, Response
from strategies.models import Strategy
from strategies.permissions import may_see_problems, may_write

A_PAGE = 25
SHOWN = {
    "counted": "Counted",
    "unsorted": "In no group yet",
    "aside": "Set aside",
}
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
    return render(
        request,
        "reviews/asking.html",
        {
            "strategy": asked.strategy,
            "consultation": asked,
            "questions": asked.questions.all(),
            "groups": [*groups, ("In no group yet", counts[""])],
            "answers": sum(counts.values()),
            "aside": asked.responses.exclude(set_aside_because="").count(),
            "outcome": consultations.outcome(asked),
            "may_ask": may_write(request.user, asked.strategy),
        },
    )


@transaction.atomic
def consultation_edit(request: Request, slug: str, consultation: str) -> HttpResponse:
    asked = consultation_of(request, slug, consultation)
    require(may_write(request.user, asked.strategy))
    if asked.published_at:
        messages.info(request, "It is public: its text and questions stay as they are")
        return redirect("reviews:asking", slug, asked.slug)
    if request.method == "POST":
        held = consultations.locked(asked)
        asked.revision = held.revision
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
        return redirect("reviews:asking", slug, asked.slug)
    return render(
        request,
        "reviews/consultation_form.html",
        {"strategy": asked.strategy, "consultation": asked, "form": form},
    )


def consultation_publish(
    request: Request, slug: str, consultation: str
) -> HttpResponse:
    asked = consultation_of(request, slug, consultation)
    require(may_write(request.user, asked.strategy))
    if request.method == "POST":
        try:
            consultations.publish(asked, by=request.user)
        except consultations.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "It is published")
        return redirect("reviews:asking", slug, asked.slug)
    return render(
        request,
        "reviews/consultation_publish.html",
        {
            "strategy": asked.strategy,
            "consultation": asked,
            "questions": asked.questions.all(),
        },
    )


def consultation_last_day(
    request: Request, slug: str, consultation: str
) -> HttpResponse:
    asked = consultation_of(request, slug, consultation)
    require(may_write(request.user, asked.strategy))
    form = LastDayForm(
        request.POST if request.method == "POST" else None, consultation=asked
    )
    if form.is_valid():
        consultations.change_last_day(
            asked, form.cleaned_data["closes_on"], by=request.user
        )
        messages.success(request, "The last day is changed")
        return redirect("reviews:asking", slug, asked.slug)
    return act_on(request, asked, form, "Change the last day", "Save")


def consultation_take_down(
    request: Request, slug: str, consultation: str
) -> HttpResponse:
    asked = consultation_of(request, slug, consultation)
    require(may_write(request.user, asked.strategy))
    form = TakeDownForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        consultations.take_down(asked, form.cleaned_data["because"], by=request.user)
        messages.success(request, "It is no longer public")
        return redirect("reviews:asking", slug, asked.slug)
    return act_on(request, asked, form, "Take it off the public pages?", "Take down")


@require_safe
def response_list(request: Request, slug: str, consultation: str) -> HttpResponse:
    asked = consultation_of(request, slug, consultation)
    show = request.GET.get("show", "counted")
    page = Paginator(shown(asked, show), A_PAGE).get_page(request.GET.get("page"))
    questions = numbered(asked)
    return render(
        request,
        "reviews/responses.html",
        {
            "strategy": asked.strategy,
            "consultation": asked,
            "page": page,
            "rows": [(row, words_of(row, questions)) for row in page.object_list],
            "show": show if show in SHOWN else "counted",
            "choices": SHOWN,
            "may_ask": may_write(request.user, asked.strategy),
        },
    )


@require_safe
def responses_csv(request: Request, slug: str, consultation: str) -> HttpResponse:
    asked = consultation_of(request, slug, consultation)
    questions = numbered(asked)
    head = ["Number", "Received", "Group", "Organisation", *questions.values(), "Aside"]
    rows = [
        [
            row.number,
            f"{row.at:%Y-%m-%d %H:%M}",
            group_of(row),
            row.organisation,
            *(row.answers.get(number, "") for number in questions),
            row.set_aside_because,
        ]
        for row in asked.responses.all()
    ]
    response = HttpResponse(csv_bytes([head, *rows]), content_type="text/csv")
    response["Content-Disposition"] = f'attachment; filename="{asked.slug}-answers.csv"'
    return response


def response_sort(
    request: Request, slug: str, consultation: str, number: int
) -> HttpResponse:
    asked = consultation_of(request, slug, consultation)
    require(may_write(request.user, asked.strategy))
    row = get_object_or_404(asked.responses, number=number)
    form = SortForm(
        request.POST if request.method == "POST" else None,
        initial={
            "group": row.sorted_as or row.group,
            "because": row.set_aside_because,
        },
    )
    if form.is_valid():
        consultations.sort(row, **form.cleaned_data, by=request.user)
        messages.success(request, f"{row} is sorted")
        return redirect("reviews:responses", slug, asked.slug)
    return render(
        request,
        "reviews/response_sort.html",
        {
            "strategy": asked.strategy,
            "consultation": asked,
            "row": row,
            "words": words_of(row, numbered(asked)),
            "form": form,
        },
    )


@transaction.atomic
def consultation_log(request: Request, slug: str, consultation: str) -> HttpResponse:
    asked = consultation_of(request, slug, consultation)
    require(may_write(request.user, asked.strategy))
    counts = consultations.by_group(asked)
    there = {entry.group: entry for entry in consultations.outcome(asked)}
    groups = {
        key: (counts[key], there[key].said, there[key].changed)
        if key in there
        else (counts[key], "", "")
        for key in Group.values
        if counts[key] or key in there
    }
    form = LogForm(request.POST if request.method == "POST" else None, groups=groups)
    if groups and form.is_valid():
        if claim(form.cleaned_data["once"]):
            consultations.enter_in_log(asked, form.said(), by=request.user)
            messages.success(request, "Entered in the consultation log")
        return redirect("reviews:asking", slug, asked.slug)
    return render(
        request,
        "reviews/consultation_log.html",
        {
            "strategy": asked.strategy,
            "consultation": asked,
            "groups": groups,
            "unsorted": counts[""],
            "form": form,
        },
    )


def consultation_outcome(
    request: Request, slug: str, consultation: str
) -> HttpResponse:
    asked = consultation_of(request, slug, consultation)
    require(may_write(request.user, asked.strategy))
    if request.method == "POST":
        try:
            consultations.publish_outcome(asked, by=request.user)
        except consultations.Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, "What was said and done is on the public page")
        return redirect("reviews:asking", slug, asked.slug)
    return render(
        request,
        "reviews/consultation_outcome.html",
        {
            "strategy": asked.strategy,
            "consultation": asked,
            "outcome": consultations.outcome(asked),
        },
    )


def strategy_of(request: Request, slug: str) -> Strategy:
    """The strategy, for the people of its place; to anybody else it is not there."""
    strategy = get_object_or_404(
        Strategy.objects.visible_to(request.user).select_related("place"), slug=slug
    )
    if not may_see_problems(request.user, strategy):
        get_object_or_404(Strategy.objects.none())
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


def act_on(
    request: Request, asked: Consultation, form: object, heading: str, button: str
) -> HttpResponse:
    return render(
        request,
        "reviews/consultation_act.html",
        {
            "strategy": asked.strategy,
            "consultation": asked,
            "form": form,
            "heading": heading,
            "button": button,
        },
    )


def shown(asked: Consultation, show: str) -> QuerySet[Response]:
    if show == "aside":
        return asked.responses.exclude(set_aside_because="")
    counted = consultations.counted(asked)
    return counted.filter(group="", sorted_as="") if show == "unsorted" else counted


def numbered(asked: Consultation) -> dict[str, str]:
    found = {str(question.number): question.text for question in asked.questions.all()}
    return found or {"0": "What do you want to say?"}


def words_of(row: Response, questions: dict[str, str]) -> list[tuple[str, str]]:
    """Each question with what was answered."""
    return [(questions.get(number, ""), text) for number, text in row.answers.items()]


def group_of(row: Response) -> str:
    key = row.sorted_as or row.group
    return Group(key).label if key else ""
