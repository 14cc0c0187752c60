"""A record or an answer saved on an older one: both are shown, and the writer chooses."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from office.http import Request
from strategies.models import ChecklistAnswer, Record, Strategy
from strategies.nouns import Difference
from strategies.views.fetch import typed_again


def show_conflict(
    request: Request,
    strategy: Strategy,
    record: Record | ChecklistAnswer,
    form: forms.ModelForm,
    differences: list[Difference],
) -> HttpResponse:
    """What was typed is posted on from here, as read at the revision that now stands."""
    form.data = typed_again(request.POST, revision=record.revision)
    return render(
        request,
        "strategies/record_conflict.html",
        {
            "strategy": strategy,
            "record": record,
            "form": form,
            "differences": differences,
            "is_same_person": record.changed_by_id == request.user.pk,
        },
        status=409,
    )


def wants_together(request: Request) -> bool:
    return request.POST.get("choice") == "together"


def wants_theirs(request: Request) -> bool:
    return request.POST.get("choice") == "theirs"
