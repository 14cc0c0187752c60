"""Rows copied from a spreadsheet are shown first, and then added all at once."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from office.http import Request
from office.once import claim
from office.permissions import require
from strategies import listing, records, rows
from strategies.columns import PASTED
from strategies.forms.rows import ColumnsForm, PasteForm, as_guessed
from strategies.models import Record, Strategy
from strategies.nouns import ACTIONS, Noun
from strategies.pasted import Sheet
from strategies.permissions import may_edit_records
from strategies.rows import Known, Line, Outcome
from strategies.views.fetch import draft_or_404
from strategies.views.lists import list_url


@transaction.atomic
def record_paste(request: Request, slug: str, noun: Noun) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    if noun.key not in PASTED:
        raise Http404
    require(may_edit_records(request.user, strategy))

    form = PasteForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return show(request, strategy, noun, form)
    known = rows.known(strategy, noun)
    columns = columns_of(request, form, known)
    if not columns.is_valid():
        return show(request, strategy, noun, form, columns)

    found = rows.lines(columns.plan(), columns.found)
    new = rows.new(found)
    is_seen = form.cleaned_data["mark"] == rows.mark(found)
    if not (new and is_seen and request.POST.get("step") == "add"):
        return show(request, strategy, noun, form, columns, found)
    if claim(form.cleaned_data["once"]):
        records.add_all(new, after=known.records, by=request.user)
        messages.success(request, added(noun, new))
    return redirect(f"{list_url(strategy, noun)}?pasted=yes")


@require_POST
@transaction.atomic
def record_take_out(request: Request, slug: str, noun: Noun) -> HttpResponse:
    """Remove what one paste added, but for what somebody has changed or removed since."""
    strategy = draft_or_404(request, slug)
    require(may_edit_records(request.user, strategy))

    together = records.added_together(strategy, noun.key, by=request.user)
    refs = [change.ref for change in together]
    if not refs or request.POST.get("refs") != " ".join(refs):
        messages.info(request, "Something was added since, so nothing was taken out")
        return redirect(list_url(strategy, noun))
    rows = listing.rows_of(strategy, noun).filter(ref__in=refs, revision=1)
    gone = records.remove_all(list(rows), by=request.user)
    if gone:
        out = ", ".join(record.ref for record in gone)
        messages.success(request, f"Taken out again: {out}")
    return redirect(list_url(strategy, noun))


def columns_of(request: Request, form: PasteForm, known: Known) -> ColumnsForm:
    """As chosen on the page; as they are guessed where another text was pasted."""
    found: Sheet = form.cleaned_data["text"]
    data: Any = request.POST if form.shows(found) else as_guessed(known.noun, found)
    return ColumnsForm(data, known=known, found=found)


def added(noun: Noun, new: list[Record]) -> str:
    refs = ", ".join(record.ref for record in new)
    if len(new) == 1:
        return f"1 {noun.one} added: {refs}"
    return f"{len(new)} {noun.many} added: {refs}"


def show(
    request: Request,
    strategy: Strategy,
    noun: Noun,
    form: PasteForm,
    columns: ColumnsForm | None = None,
    found: list[Line] | None = None,
) -> HttpResponse:
    """The box alone; then with its columns, and with what would become of its rows."""
    if columns is not None:
        form.remember(width=columns.found.width, mark=rows.mark(found or []))
    counts = {
        outcome.name.lower(): sum(line.outcome == outcome for line in found or [])
        for outcome in Outcome
    }
    return render(
        request,
        "strategies/record_paste.html",
        {
            "strategy": strategy,
            "noun": noun,
            "form": form,
            "columns": columns,
            "lines": found,
            "labels": columns.plan().labels if columns and found else [],
            "counts": counts,
            "is_newer": bool(found) and request.POST.get("step") == "add",
            "fields": [noun.label(name) for name in noun.fields],
            "sources": strategy.edition.funding_sources if noun is ACTIONS else (),
            "back": list_url(strategy, noun),
        },
    )
