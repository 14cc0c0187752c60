"""What people answered, as the place reads and sorts it and enters it in its log."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from evidence.models import Conversation
from office.cells import csv_bytes
from office.http import Request
from office.once import claim
from reviews import consultations
from reviews.forms.responses import LogForm, SortForm
from reviews.models import Consultation, Response
from reviews.views.consultations import (
    consultation_of,
    consultation_to_change,
    page,
    to,
)
from strategies.permissions import may_write

A_PAGE = 25
SHOWN = {
    "counted": "Counted",
    "unsorted": "In no group yet",
    "aside": "Set aside",
}
Group = Conversation.Group


@require_safe
def response_list(request: Request, slug: str, consultation: str) -> HttpResponse:
    asked = consultation_of(request, slug, consultation)
    show = chosen(request)
    found = Paginator(shown(asked, show), A_PAGE).get_page(request.GET.get("page"))
    questions = numbered(asked)
    return page(
        request,
        asked,
        "reviews/responses.html",
        page=found,
        rows=[(row, words_of(row, questions)) for row in found.object_list],
        show=show,
        choices=SHOWN,
        may_ask=may_write(request.user, asked.strategy),
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
    asked = consultation_to_change(request, slug, consultation)
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
        address = reverse("reviews:responses", args=[slug, asked.slug])
        return redirect(f"{address}?show={chosen(request)}")
    return page(
        request,
        asked,
        "reviews/response_sort.html",
        row=row,
        words=words_of(row, numbered(asked)),
        form=form,
    )


@transaction.atomic
def consultation_log(request: Request, slug: str, consultation: str) -> HttpResponse:
    asked = consultation_to_change(request, slug, consultation)
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
        return to(asked)
    return page(
        request,
        asked,
        "reviews/consultation_log.html",
        groups=groups,
        unsorted=counts[""],
        form=form,
    )


def chosen(request: Request) -> str:
    """Which of the lists of answers they look at, or came from."""
    show = request.GET.get("show", "")
    return show if show in SHOWN else "counted"


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
