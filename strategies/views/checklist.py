"""What the prospectus asks, what the place says of it, and what is still open."""

from collections.abc import Sequence
from copy import copy

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from office.http import Request
from office.permissions import require
from strategies import checklist as asking
from strategies import checks, listing, stale
from strategies.forms.checklist import AnswerForm
from strategies.forms.keep import as_chosen
from strategies.models import ChecklistAnswer, Strategy
from strategies.nouns import ANSWERS, Difference
from strategies.permissions import may_answer_checklist, may_see_problems
from strategies.prospectus import Criterion
from strategies.stale import Outcome
from strategies.views.fetch import draft_or_404
from strategies.views.stale import (
    ask,
    beside,
    kept,
    say_saved,
    show_choice,
    wants_together,
)


@require_safe
def checklist(request: Request, slug: str) -> HttpResponse:
    """All that is asked, or only that of which something is open."""
    strategy = draft_or_404(request, slug)
    sees_open = may_see_problems(request.user, strategy)
    headings = asking.headings(checks.of_strategy(strategy))
    narrowed = sees_open and request.GET.get("show") == "open"
    return render(
        request,
        "strategies/checklist.html",
        {
            "strategy": strategy,
            "headings": asking.only_open(headings) if narrowed else headings,
            "asked_count": sum(len(heading.asked) for heading in headings),
            "open_count": sum(len(heading.open) for heading in headings),
            "is_narrowed": narrowed,
            "may_answer": may_answer_checklist(request.user, strategy),
            "sees_open": sees_open,
        },
    )


@require_safe
def checklist_open(request: Request, slug: str) -> HttpResponse:
    """Before you can submit."""
    strategy = draft_or_404(request, slug)
    require(may_see_problems(request.user, strategy))
    groups = asking.open_groups(checks.of_strategy(strategy))
    return render(
        request,
        "strategies/checklist_open.html",
        {
            "strategy": strategy,
            "groups": groups,
            "count": sum(len(group.open) for group in groups),
            "signs": asking.SIGNS,
            "may_answer": may_answer_checklist(request.user, strategy),
        },
    )


@transaction.atomic
def checklist_answer(request: Request, slug: str, criterion: str) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    found = criterion_or_404(strategy, criterion)
    require(may_answer_checklist(request.user, strategy))
    answer = answer_to(strategy, found)

    stood = copy(answer)
    form = AnswerForm(
        as_chosen(request.POST, ANSWERS) if request.method == "POST" else None,
        instance=answer,
        first=next(iter(found.parts), ""),
    )
    if form.is_valid():
        return save(request, found, stood, form)

    return show_answer(request, strategy, found, form)


def save(
    request: Request, criterion: Criterion, stood: ChecklistAnswer, form: AnswerForm
) -> HttpResponse:
    """Save what was typed, with what others saved since; ask where both changed it."""
    answer, strategy = form.filled(), stood.strategy
    mine = ANSWERS.values(answer)
    if wants_together(request):
        differ = beside(request, mine, stood)
        return show_answer(request, strategy, criterion, form, beside=differ)
    keep = kept(request, mine, stood)
    if not keep.is_valid():
        return show_choice(request, stood, keep, form)

    saving = stale.save_over(
        answer,
        stood,
        read_at=form.cleaned_data["revision"],
        by=request.user,
        blank={"where": form.first},
    )
    if saving.outcome == Outcome.CONFLICT:
        joined = AnswerForm(instance=answer, first=form.first)
        return ask(request, stood, saving=saving, typed=joined)
    say_saved(request, criterion.title, stood, saving)
    page = reverse("strategies:checklist", args=[strategy.slug])
    return redirect(f"{page}#{criterion.id}")


@require_safe
def checklist_history(request: Request, slug: str, criterion: str) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    found = criterion_or_404(strategy, criterion)
    page = reverse("strategies:checklist", args=[strategy.slug])
    return render(
        request,
        "strategies/record_history.html",
        {
            "strategy": strategy,
            "noun": ANSWERS,
            "ref": found.title,
            "back": f"{page}#{found.id}",
            "saves": listing.history_in_words(strategy, ANSWERS, found.id),
        },
    )


def show_answer(
    request: Request,
    strategy: Strategy,
    criterion: Criterion,
    form: AnswerForm,
    beside: Sequence[Difference] = (),
) -> HttpResponse:
    content = checks.of_strategy(strategy)
    return render(
        request,
        "strategies/checklist_answer.html",
        {
            "strategy": strategy,
            "asked": asking.asked(content, criterion),
            "form": form,
            "beside": beside,
        },
    )


def criterion_or_404(strategy: Strategy, id: str) -> Criterion:
    found = asking.criterion_of(strategy.edition, strategy.place.kind, id)
    if found is None:
        raise Http404
    return found


def answer_to(strategy: Strategy, criterion: Criterion) -> ChecklistAnswer:
    """What stands, or an empty answer that is not saved yet."""
    rows = ChecklistAnswer.objects.select_related("where", "changed_by")
    answer = rows.filter(strategy=strategy, criterion=criterion.id).first()
    if answer is None:
        answer = ChecklistAnswer(criterion=criterion.id, revision=0)
    answer.strategy = strategy
    return answer
