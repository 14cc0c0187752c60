"""Records of every kind: adding, changing, ordering, removing."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from office.http import Request
from office.once import claim
from office.permissions import require
from strategies import called, listing, proposing, records, stale
from strategies.forms.keep import as_chosen
from strategies.forms.records import RecordForm, form_of
from strategies.joining import changed
from strategies.models import Commitment, Record, Strategy
from strategies.nouns import (
    ACTIONS,
    CONNECTIONS,
    PRIORITIES,
    Difference,
    Noun,
)
from strategies.permissions import may_edit_records
from strategies.stale import Outcome
from strategies.views.fetch import draft_or_404
from strategies.views.lists import list_url
from strategies.views.stale import (
    ask,
    beside,
    kept,
    say_saved,
    show_choice,
    wants_together,
)

Values = dict[str, Any]


@transaction.atomic
def record_add(request: Request, slug: str, noun: Noun) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    require(may_edit_records(request.user, strategy))

    form = form_of(noun)(
        request.POST if request.method == "POST" else None,
        strategy=strategy,
        initial=listing.asked_for(noun, request.GET),
    )
    if form.is_valid():
        if not claim(form.cleaned_data["once"]):
            return redirect(list_url(strategy, noun))
        record = records.add(form.filled(), by=request.user)
        messages.success(request, added(noun, record, request.GET))
        remark(request, form)
        return redirect(list_url(strategy, noun))

    return show_form(request, strategy, noun, form)


def added(noun: Noun, record: Record, query: Mapping[str, str]) -> str:
    """One made from words of a part can be shown in their place."""
    if "title" not in query:
        return f"{record} added"
    line = listing.placing(noun, record)
    return f"{record} added. To show it in the text, write {line} on a line of its own"


def remark(request: Request, form: RecordForm) -> None:
    """What somebody may want to know of what was saved all the same."""
    for words in form.remarks():
        messages.warning(request, words)


@transaction.atomic
def record_edit(request: Request, slug: str, noun: Noun, ref: str) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    require(may_edit_records(request.user, strategy))
    record = record_or_404(strategy, noun, ref)

    stood = copy(record)
    form = form_of(noun)(
        as_chosen(request.POST, noun) if request.method == "POST" else None,
        strategy=strategy,
        instance=record,
    )
    if form.is_valid():
        return save(request, noun, stood, form)

    if record.removed_at is not None:
        return show_removed(request, noun, record)
    return show_form(request, strategy, noun, form)


def save(request: Request, noun: Noun, stood: Record, form: RecordForm) -> HttpResponse:
    """Save what was typed, with what others saved since; ask where both changed it."""
    record, strategy = form.filled(), stood.strategy
    mine = noun.values(record)
    if wants_together(request):
        differ = beside(request, mine, stood)
        return show_form(request, strategy, noun, form, beside=differ)
    keep = kept(request, mine, stood)
    if not keep.is_valid():
        return show_choice(request, stood, keep, form)

    read_at = form.cleaned_data["revision"]
    saving = stale.save_over(record, stood, read_at=read_at, by=request.user)
    if saving.outcome == Outcome.REMOVED:
        return show_removed(request, noun, stood, typed=mine)
    if saving.outcome == Outcome.CONFLICT:
        joined = form_of(noun)(strategy=strategy, instance=record)
        return ask(request, stood, saving=saving, typed=joined)
    if isinstance(record, Commitment) and isinstance(stood, Commitment):
        proposing.after_save(record, stood, by=request.user)
    say_saved(request, str(record), stood, saving)
    remark(request, form)
    return redirect(list_url(strategy, noun))


@transaction.atomic
def record_remove(request: Request, slug: str, noun: Noun, ref: str) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    require(may_edit_records(request.user, strategy))
    record = record_or_404(strategy, noun, ref)

    is_stale = False
    if request.method == "POST" and record.removed_at is None:
        is_stale = request.POST.get("revision") != str(record.revision)
        if not is_stale:
            gone = records.remove(record, by=request.user)
            refs = ", ".join(one.ref for one in gone)
            messages.success(request, f"Removed: {refs}. You can bring it back below")
    if request.method == "POST" and not is_stale:
        return redirect(list_url(strategy, noun))

    return render(
        request,
        "strategies/record_remove.html",
        {
            "strategy": strategy,
            "noun": noun,
            "record": record,
            "hanging": records.hanging_in_words(record),
            "back": list_url(strategy, noun),
            "is_stale": is_stale,
        },
        status=409 if is_stale else 200,
    )


@require_POST
@transaction.atomic
def record_bring_back(
    request: Request, slug: str, noun: Noun, ref: str
) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    require(may_edit_records(request.user, strategy))
    record = record_or_404(strategy, noun, ref)

    try:
        back = records.bring_back(record, by=request.user)
    except records.PriorityRemoved as error:
        messages.error(
            request, f"Bring back {error.priority} first: it belongs to that"
        )
    else:
        if back:
            refs = ", ".join(one.ref for one in back)
            messages.success(request, f"Brought back: {refs}")
    return redirect(list_url(strategy, noun))


@require_POST
@transaction.atomic
def record_move(request: Request, slug: str, noun: Noun, ref: str) -> HttpResponse:
    """Up or down by one, unless the list is no longer the one that was on the page."""
    strategy = draft_or_404(request, slug)
    require(may_edit_records(request.user, strategy))
    record = record_or_404(strategy, noun, ref)

    rows = listing.rows_of(strategy, noun)
    if request.POST.get("mark") != records.order_mark(rows):
        messages.info(request, "The list had changed, so nothing was moved. Look again")
    elif record.removed_at is None:
        records.move(record, up=request.POST.get("direction") == "up")
    return redirect(f"{list_url(strategy, noun)}#{record.ref}")


@require_safe
def record_history(request: Request, slug: str, noun: Noun, ref: str) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    record = record_or_404(strategy, noun, ref)
    return render(
        request,
        "strategies/record_history.html",
        {
            "strategy": strategy,
            "noun": noun,
            "ref": record.ref,
            "record": record,
            "stands": record.removed_at is None,
            "back": list_url(strategy, noun),
            "saves": listing.history_in_words(strategy, noun, ref),
        },
    )


def record_or_404(strategy: Strategy, noun: Noun, ref: str) -> Record:
    record = get_object_or_404(listing.rows_of(strategy, noun), ref=ref)
    record.strategy = strategy
    return record


# How many priorities there must be for one of these.
NEEDS = {
    ACTIONS.key: "An action belongs to a priority, and none has been recorded.",
    CONNECTIONS.key: "A connection is between two priorities.",
}
NEEDED = {ACTIONS.key: 1, CONNECTIONS.key: 2}


def first_needed(strategy: Strategy, noun: Noun) -> str:
    """Where to add a priority, if there are not those that such a record belongs to."""
    needed = NEEDED.get(noun.key, 0)
    standing = strategy.priorities.filter(removed_at=None)
    if not needed or len(standing.values_list("pk")[:needed]) == needed:
        return ""
    return reverse("strategies:record_add", args=[strategy.slug, PRIORITIES])


def show_form(
    request: Request,
    strategy: Strategy,
    noun: Noun,
    form: RecordForm,
    beside: Sequence[Difference] = (),
) -> HttpResponse:
    return render(
        request,
        "strategies/record_form.html",
        {
            "strategy": strategy,
            "noun": noun,
            "record": None if form.is_new else form.instance,
            "first": first_needed(strategy, noun),
            "needs": NEEDS.get(noun.key),
            "fixed": "" if form.is_new else listing.fixed(form.instance),
            "back": list_url(strategy, noun),
            "form": form,
            "beside": beside,
        },
    )


def show_removed(
    request: Request, noun: Noun, stood: Record, typed: Values | None = None
) -> HttpResponse:
    """Somebody removed it meanwhile; what was typed is on the page and in the history."""
    strategy = stood.strategy
    differs = typed is not None and changed(noun, typed, noun.values(stood))
    names = called.names(strategy, noun) if differs else {}
    words = noun.words(typed or {}, strategy.edition, names) if differs else []
    return render(
        request,
        "strategies/record_removed.html",
        {
            "strategy": strategy,
            "noun": noun,
            "record": stood,
            "typed": listing.shown(noun, [one for one in words if one[1]]),
            "back": list_url(strategy, noun),
        },
        status=409 if words else 200,
    )
