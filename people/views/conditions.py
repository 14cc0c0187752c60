"""The conditions of the LEP review: dated facts, each with its paper."""

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from office import ledger
from office.http import Request
from office.once import claim
from office.permissions import require
from people import memberships, pages
from people.forms import ConditionForm
from people.models import Place, ReviewCondition, User
from people.permissions import (
    may_record_condition,
    may_see_condition_files,
    may_see_people,
)


def conditions(request: Request, slug: str) -> HttpResponse:
    place = get_object_or_404(
        Place.objects.visible_to(request.user), slug=slug, kind=Place.Kind.LEP
    )
    records = place.conditions.select_related("by").order_by("criterion", "-number")
    return render(
        request,
        "people/conditions.html",
        {
            "place": place,
            "conditions": pages.conditions(place),
            "records": records,
            "may_record": may_record_condition(request.user, place),
            "may_see_files": may_see_condition_files(request.user, place),
            "may_see_people": may_see_people(request.user, place),
        },
    )


@transaction.atomic
def condition_add(request: Request, slug: str) -> HttpResponse:
    place = get_object_or_404(
        Place.objects.visible_to(request.user), slug=slug, kind=Place.Kind.LEP
    )
    require(may_record_condition(request.user, place))

    posted = request.method == "POST"
    form = ConditionForm(
        request.POST if posted else None, request.FILES if posted else None
    )
    if form.is_valid():
        if claim(form.cleaned_data["once"]):
            record = keep(form, place=place, by=request.user)
            messages.success(request, f"{record.criterion} is recorded")
        return redirect("people:conditions", place.slug)
    return render(request, "people/condition_add.html", {"place": place, "form": form})


def condition_file(
    request: Request, slug: str, criterion: str, number: int
) -> FileResponse:
    place = get_object_or_404(Place.objects.visible_to(request.user), slug=slug)
    require(may_see_condition_files(request.user, place))
    record = get_object_or_404(place.conditions, criterion=criterion, number=number)
    response = FileResponse(
        record.file.open("rb"),
        as_attachment=True,
        filename=record.file_name,
        content_type=record.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response


def keep(form: ConditionForm, *, place: Place, by: User) -> ReviewCondition:
    """Add the record, numbered after those before it; one at a time for a place."""
    memberships.hold_still(place)
    said, checked = form.cleaned_data, form.cleaned_data["file"]
    before = place.conditions.filter(criterion=said["criterion"]).count()
    record = ReviewCondition.objects.create(
        place=place,
        criterion=said["criterion"],
        number=before + 1,
        accepted_on=said["accepted_on"],
        note=said["note"],
        file=checked.upload,
        file_name=checked.name,
        content_type=checked.kind.content_type,
        by=by,
    )
    facts = {"accepted_on": record.accepted_on.isoformat(), "number": record.number}
    ledger.record(
        ledger.PEOPLE, "condition_recorded", by=by, subject=str(record), facts=facts
    )
    return record
