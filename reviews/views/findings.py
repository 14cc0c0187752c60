"""What government found for each thing the prospectus asks, a section at a time."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from office.http import Request
from office.permissions import require
from reviews import permissions, reading
from reviews.forms.review import FindingForm
from reviews.models import Judgement, Round
from reviews.overview import section_title
from reviews.views.review import visible_strategy


@transaction.atomic
def findings(request: Request, slug: str, section: str) -> HttpResponse:
    """Say what was found for each criterion of a section; all or nothing is saved."""
    strategy = visible_strategy(request.user, slug)
    require(permissions.may_judge(request.user, strategy))
    round_ = get_object_or_404(
        strategy.rounds.select_related("version", "strategy__place"), closed_at=None
    )
    forms = _forms(round_, section, request)
    wrong = [form for form in forms if not form.is_valid()]
    if request.method == "POST" and not wrong:
        overtaken = _save(round_, forms, request)
        if not overtaken:
            messages.success(
                request, "What you found is kept. The place cannot see it yet."
            )
            return redirect("reviews:review", slug)
        return _page(request, round_, section, forms, overtaken, status=409)
    return _page(request, round_, section, forms, [])


def _forms(round_: Round, section: str, request: Request) -> list[FindingForm]:
    found = {item.criterion: item for item in round_.judgements.all()}
    data = request.POST if request.method == "POST" else None
    made = [
        FindingForm(data, criterion=criterion, old=found.get(criterion.id))
        for criterion in round_.strategy.edition.judged(round_.strategy.place.kind)
        if criterion.section == section
    ]
    if not made:
        raise Http404
    return made


@transaction.atomic
def _save(round_: Round, forms: list[FindingForm], request: Request) -> list[Judgement]:
    """Keep what was said; the judgements that somebody else changed meanwhile."""
    overtaken: list[Judgement] = []
    for form in (form for form in forms if form.is_said):
        try:
            reading.judge(
                round_,
                form.criterion.id,
                form.cleaned_data["finding"],
                form.cleaned_data["reason"],
                base=form.cleaned_data["revision"] or 0,
                by=request.user,
            )
        except reading.MovedOn:
            overtaken += round_.judgements.filter(criterion=form.criterion.id)
    if overtaken:
        transaction.set_rollback(True)
    return overtaken


def _page(
    request: Request,
    round_: Round,
    section: str,
    forms: list[FindingForm],
    overtaken: list[Judgement],
    status: int = 200,
) -> HttpResponse:
    answers = {item["criterion"]: item for item in round_.version.document["checklist"]}
    for judgement in overtaken:
        for form in forms:
            if form.criterion.id == judgement.criterion:
                name = form.add_prefix("revision")
                form.data = {**request.POST.dict(), name: str(judgement.revision)}
    return render(
        request,
        "reviews/findings.html",
        {
            "strategy": round_.strategy,
            "round": round_,
            "title": section_title(round_, section),
            "rows": [(form, answers.get(form.criterion.id)) for form in forms],
            "errors": [form for form in forms if form.errors],
            "overtaken": overtaken,
        },
        status=status,
    )
