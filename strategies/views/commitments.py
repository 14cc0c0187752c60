"""What is promised, by whose it is; and putting words to a neighbouring place."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from office.http import Request
from office.permissions import require
from strategies import promised, proposing
from strategies.commitments import Voice, values_of, wording_of, words_of
from strategies.models import Commitment, CommitmentAnswer, Strategy
from strategies.nouns import COMMITMENTS
from strategies.permissions import may_edit_records
from strategies.text import compare
from strategies.views.fetch import draft_or_404
from strategies.views.lists import show_list


@require_safe
def commitments(request: Request, slug: str) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    rows = promised.rows_of(strategy)
    return show_list(
        request,
        strategy,
        COMMITMENTS,
        rows,
        groups=promised.groups(strategy, rows),
        before_list="strategies/_commitments_truth.html",
    )


@transaction.atomic
def commitment_propose(request: Request, slug: str, ref: str) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    require(may_edit_records(request.user, strategy))
    commitment = commitment_or_404(strategy, ref)
    if commitment.voice != Voice.NEIGHBOUR or commitment.neighbour is None:
        raise Http404

    is_stale = is_of_other_words(request, commitment)
    if request.method == "POST" and not is_stale:
        if proposing.propose(commitment, by=request.user):
            messages.success(
                request, f"{commitment.ref} is proposed to {commitment.neighbour}"
            )
        return redirect("strategies:commitments", slug)
    return show(request, "commitment_propose", commitment, is_stale=is_stale)


@transaction.atomic
def commitment_withdraw(request: Request, slug: str, ref: str) -> HttpResponse:
    """Take a proposal back; it can be proposed again."""
    strategy = draft_or_404(request, slug)
    require(may_edit_records(request.user, strategy))
    commitment = commitment_or_404(strategy, ref)

    if request.method == "POST":
        if proposing.withdraw(commitment, by=request.user):
            messages.success(
                request, f"{commitment.neighbour} no longer sees {commitment.ref}"
            )
        return redirect("strategies:commitments", slug)
    return show(request, "commitment_withdraw", commitment)


@transaction.atomic
def commitment_take(request: Request, slug: str, ref: str, number: int) -> HttpResponse:
    """Put the words in that the neighbour proposed."""
    strategy = draft_or_404(request, slug)
    require(may_edit_records(request.user, strategy))
    commitment = commitment_or_404(strategy, ref)
    amendments = commitment.answers.filter(answer=CommitmentAnswer.Answer.AMENDED)
    given = get_object_or_404(amendments.select_related("by"), pk=number)
    if commitment.proposed_at is None or given.at < commitment.proposed_at:
        raise Http404
    if commitment.answers.filter(pk__gt=given.pk).exists():
        said = (
            f"{commitment.neighbour} has answered again since it proposed those words"
        )
        messages.info(request, said)
        return redirect("strategies:commitments", slug)

    is_stale = is_of_other_words(request, commitment)
    if request.method == "POST" and not is_stale:
        proposing.take_words(commitment, given, by=request.user)
        messages.success(request, f"{commitment.ref} now has the proposed words")
        return redirect("strategies:commitments", slug)
    changes = compare(words_of(values_of(commitment)), given.amended)
    more = {"given": given, "changes": changes}
    return show(request, "commitment_take", commitment, is_stale=is_stale, **more)


def commitment_or_404(strategy: Strategy, ref: str) -> Commitment:
    standing: Any = Commitment.objects.filter(strategy=strategy, removed_at=None)
    commitment = get_object_or_404(standing.select_related("neighbour"), ref=ref)
    commitment.strategy = strategy
    found: Commitment = commitment
    return found


def is_of_other_words(request: Request, commitment: Commitment) -> bool:
    """Whether a button was pressed under words that have changed since."""
    if request.method != "POST":
        return False
    return request.POST.get("wording") != wording_of(values_of(commitment))


def show(
    request: Request,
    page: str,
    commitment: Commitment,
    *,
    is_stale: bool = False,
    **more: Any,
) -> HttpResponse:
    return render(
        request,
        f"strategies/{page}.html",
        {
            "strategy": commitment.strategy,
            "commitment": commitment,
            "wording": wording_of(values_of(commitment)),
            "is_stale": is_stale,
            **more,
        },
        status=409 if is_stale else 200,
    )
