"""Words that wait for the answer of a department, or of a neighbouring place."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from office.http import Request
from office.once import claim
from office.permissions import require
from reviews.commitments import Asked, asked_of
from strategies import proposing
from strategies.commitments import standing_of, values_of, wording_of, words_of
from strategies.forms.commitments import DepartmentAnswerForm, NeighbourAnswerForm
from strategies.models import Commitment, Strategy
from strategies.standing import held
from strategies.text import compare

Answer = proposing.Answer


def commitment_list(request: Request) -> HttpResponse:
    """What waits for this person's department, and what is proposed to their place."""
    asked = asked_of(request.user)
    rows = proposing.proposed_to(request.user).select_related(
        "strategy__place", "neighbour"
    )
    proposals = [
        (row, standing_of(row)) for row in rows.prefetch_related("answers").order_by("-proposed_at")
    ]  # fmt: skip
    return render(
        request,
        "reviews/commitments.html",
        {
            "waiting": [one for one in asked if one.waits],
            "answered": [one for one in asked if not one.waits],
            "proposals": proposals,
            "is_government": request.user.is_government,
        },
    )


@transaction.atomic
def commitment_answer(request: Request, slug: str, ref: str) -> HttpResponse:
    """One page for both: whose words they are to answer decides what it shows."""
    if request.method == "POST":
        lock(slug)
    if asked := asked_of(request.user, slug=slug, ref=ref):
        return answer_for_department(request, asked[0])
    proposals = proposing.proposed_to(request.user).select_related(
        "strategy__place", "neighbour"
    )
    proposal = proposals.filter(strategy__slug=slug, ref=ref).first()
    if proposal is None:
        raise Http404
    return answer_for_place(request, proposal)


def lock(slug: str) -> None:
    """Lock first, read after."""
    found = Strategy.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if found is not None:
        held(found)


def answer_for_department(request: Request, asked: Asked) -> HttpResponse:
    if request.method == "POST" and "seen" in request.POST:
        return mark_seen(request, asked)
    form = DepartmentAnswerForm(
        request.POST if request.method == "POST" else None,
        initial={"wording": asked.wording},
        department=asked.department,
        asks_who=asked.records_for_others,
    )
    is_stale = request.method == "POST" and is_other(request, asked.wording)
    if form.is_valid() and not is_stale:
        if claim(form.cleaned_data["once"]):
            proposing.answer(
                asked.commitment,
                form.cleaned_data["answer"],
                by=request.user,
                wording=asked.wording,
                words=asked.words,
                note=form.cleaned_data["note"],
                behalf=form.cleaned_data.get("behalf", ""),
            )
            messages.success(request, "The answer is recorded, and the place sees it")
        return redirect("reviews:commitments")
    return show(
        request,
        form,
        asked.commitment,
        asked.row,
        asked=asked,
        standing=asked.standing,
        is_stale=is_stale,
    )


def mark_seen(request: Request, asked: Asked) -> HttpResponse:
    """That somebody has read these words, where nothing was said of them before."""
    if not is_other(request, asked.wording) and not asked.standing.answer:
        proposing.answer(
            asked.commitment,
            Answer.SEEN,
            by=request.user,
            wording=asked.wording,
            words=asked.words,
        )
        messages.success(request, "The place sees that these words have been seen")
    return redirect("reviews:commitments")


def answer_for_place(request: Request, proposal: Commitment) -> HttpResponse:
    """Its officers read; its approver answers."""
    row = values_of(proposal)
    may_answer = proposing.may_answer_for_place(request.user, proposal)
    if request.method == "POST":
        require(may_answer)
    form = NeighbourAnswerForm(
        request.POST if request.method == "POST" else None,
        initial={
            "wording": wording_of(row),
            "title": row["title"],
            "text": row["text"],
        },
    )
    is_stale = request.method == "POST" and is_other(request, wording_of(row))
    if form.is_valid() and not is_stale:
        if claim(form.cleaned_data["once"]):
            take_down(request, proposal, form)
        return redirect("reviews:commitments")
    return show(
        request,
        form if may_answer else None,
        proposal,
        row,
        standing=standing_of(proposal),
        is_stale=is_stale,
    )


def take_down(
    request: Request, proposal: Commitment, form: NeighbourAnswerForm
) -> None:
    said, wording = form.cleaned_data["answer"], form.cleaned_data["wording"]
    amended = words_of(form.cleaned_data) if said == Answer.AMENDED else ""
    proposing.answer_proposal(
        proposal,
        said,
        by=request.user,
        wording=wording,
        note=form.cleaned_data["note"],
        amended=amended,
    )
    messages.success(request, f"{proposal.strategy.place} has been told")


def is_other(request: Request, wording: str) -> bool:
    """Whether what was sent answers other words than stand now."""
    return request.POST.get("wording") != wording


def show(
    request: Request,
    form: Any,
    commitment: Commitment,
    row: dict[str, Any],
    *,
    standing: Any,
    asked: Asked | None = None,
    is_stale: bool,
) -> HttpResponse:
    """The words, what was said of them before, and what has changed since."""
    answers = list(commitment.answers.all())
    last = answers[-1] if answers else None
    words = words_of(row)
    if is_stale and form is not None:
        form.data = form.data.copy()
        form.data["wording"] = wording_of(row)
    return render(
        request,
        "reviews/commitment_answer.html",
        {
            "strategy": commitment.strategy,
            "commitment": commitment,
            "title": row["title"],
            "text": row["text"],
            "wording": wording_of(row),
            "asked": asked,
            "standing": standing,
            "last": last,
            "changes": compare(last.words, words)
            if last and last.words != words
            else [],
            "form": form,
            "is_stale": is_stale,
        },
        status=409 if is_stale else 200,
    )
