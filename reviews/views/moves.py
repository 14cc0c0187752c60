"""One view and one template for every verb."""

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from office import access, files, ledger
from office.http import Request
from office.permissions import require
from office.uploads import KINDS
from reviews import gates
from reviews.attempt import Attempt
from reviews.forms.moves import FORMS, MoveForm
from reviews.models import Approval, Judgement, Support
from reviews.move import Move
from reviews.permissions import may_read_review
from reviews.workflow import MOVES, Blocked, in_the_way, perform, stale
from strategies.models import Strategy


def move(request: Request, slug: str, verb: str) -> HttpResponse:
    """What will happen and what is in the way; then the move itself."""
    strategy = get_object_or_404(
        Strategy.objects.visible_to(request.user).select_related(
            "place", "in_question", "paused_by"
        ),
        slug=slug,
    )
    move = MOVES.get(verb)
    if move is None:
        raise Http404
    require(move.is_open_to(request.user, strategy))

    form = FORMS.get(verb, MoveForm)(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        move=move,
        strategy=strategy,
        by=request.user,
    )
    blocked: list[str] = []
    if form.is_valid():
        blocked = _take(move, strategy, request, form)
        if not blocked:
            return redirect(strategy)

    return render(
        request,
        "reviews/move.html",
        {
            "strategy": strategy,
            "move": move,
            "form": form,
            "blocked": blocked,
            **_outlook(move, strategy, request),
        },
        status=409 if blocked else 200,
    )


def minute(request: Request, slug: str) -> FileResponse:
    """The board's minute behind the approval of the version in question."""
    strategy = get_object_or_404(
        Strategy.objects.visible_to(request.user).select_related("place"), slug=slug
    )
    require(may_read_review(request.user, strategy))
    approval = get_object_or_404(
        Approval.objects.exclude(minute=""), version=strategy.in_question_id
    )
    access.note(request, "downloaded", file=approval.minute_name)
    kind = KINDS[approval.minute.name.rpartition(".")[2]]
    return files.attachment(
        approval.minute, name=approval.minute_name, content_type=kind.content_type
    )


def _take(
    move: Move, strategy: Strategy, request: Request, form: MoveForm
) -> list[str]:
    """Take it; the reasons if something is in the way. A second click changes nothing."""
    try:
        with transaction.atomic():
            perform(
                move,
                strategy,
                by=request.user,
                note=form.cleaned_data["note"],
                version=form.cleaned_data["version"],
                facts=form.facts(),
            )
    except Blocked as blocked:
        if _is_second_click(move, strategy, request, form):
            messages.info(request, f"{move.label}: this is already done.")
            return []
        return blocked.reasons
    messages.success(request, f"{move.label}: done.")
    return []


def _is_second_click(
    move: Move, strategy: Strategy, request: Request, form: MoveForm
) -> bool:
    """The last thing that happened is this very move, by this person, with this note."""
    entries = ledger.entries(ledger.strategy_chain(strategy.pk))
    last = entries.filter(verb__in=MOVES).last()
    return (
        last is not None
        and last.verb == move.verb
        and last.by_id == request.user.pk
        and last.facts.get("note") == form.cleaned_data["note"]
    )


def _outlook(move: Move, strategy: Strategy, request: Request) -> dict[str, object]:
    """What the page says before the button is pressed."""
    current = strategy.in_question
    attempt = Attempt(
        strategy,
        move.verb,
        request.user,
        note="read",
        version=current.number if current else None,
        facts=_answers_of_the_form(move),
    )
    moved_on = stale(move, attempt)
    return {
        "moved_on": moved_on,
        "reasons": [] if moved_on else in_the_way(move, attempt),
        "warnings": [w for warning in move.warnings for w in warning(attempt)],
        "version": current if move.is_on_version else None,
        **(standing(strategy) if move.verb == "agree" else {}),
    }


def standing(strategy: Strategy) -> dict[str, object]:
    """What an agreement rests on: approval, support, what is set aside and why."""
    return {
        "approval": Approval.objects.filter(
            version=strategy.in_question, taken_back_at=None
        )
        .select_related("by")
        .first(),
        "supports": Support.objects.filter(version=strategy.in_question).select_related(
            "place"
        ),
        "supporters_outstanding": gates.supporters_outstanding(strategy),
        "set_aside": Judgement.objects.filter(
            round__in=gates.open_round(strategy), finding=Judgement.Finding.SET_ASIDE
        ),
    }


def _answers_of_the_form(move: Move) -> dict[str, object]:
    """What the form still asks for is not shown as being in the way."""
    form = FORMS.get(move.verb, MoveForm)
    return dict.fromkeys(form.declared_fields, "given")
