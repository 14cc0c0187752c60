"""Two texts of one part, paragraph by paragraph, and which of them to go on with."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from office.http import Request
from office.permissions import require
from people.models import User
from strategies import clashes, drafting
from strategies.drafting import Outcome, Saving
from strategies.forms.part import SettleForm
from strategies.models import Part, Revision
from strategies.permissions import may_write_part
from strategies.text import Block, Kind, Piece, compare
from strategies.text.merge import Merged
from strategies.views.fetch import part_or_404


def conflict(request: Request, slug: str, key: str, number: int) -> HttpResponse:
    """A text kept aside next to the one that stands, and which of them to go on with."""
    found = part_or_404(request, slug, key)
    require(may_write_part(request.user, found))
    aside = get_object_or_404(
        found.revisions.select_related("by"), number=number, kind=Revision.Kind.ASIDE
    )
    aside.part = found

    merged = clashes.of_aside(aside, found)
    form = _form(request.POST if request.method == "POST" else None, merged, found)
    if form.is_valid():
        return _settle(request, aside, form)
    saving = Saving(Outcome.CONFLICT, found, aside, merged=merged)
    return show_conflict(request, saving, form, status=200)


def show_conflict(
    request: Request,
    saving: Saving,
    form: SettleForm | None = None,
    *,
    is_newer: bool = False,
    status: int = 409,
) -> HttpResponse:
    part, aside, merged = saving.part, saving.aside, saving.merged
    assert aside is not None  # noqa: S101 - a conflict is between two
    assert merged is not None  # noqa: S101 - … and is asked about
    form = form or _form(None, merged, part)
    is_mine = aside.by_id == request.user.pk
    return render(
        request,
        "strategies/conflict.html",
        {
            "part": part,
            "strategy": part.strategy,
            "aside": aside,
            "theirs": part.latest,
            "is_mine": is_mine,
            "same_person": is_mine and _is_by(part.latest, request.user),
            "is_newer": is_newer,
            "form": form,
            "paragraphs": [*_paragraphs(merged, form)],
        },
        status=status,
    )


def _form(data: QueryDict | None, merged: Merged, part: Part) -> SettleForm:
    return SettleForm(data, count=len(merged.clashes), now=part.base)


def _settle(request: Request, aside: Revision, form: SettleForm) -> HttpResponse:
    choices, base = form.cleaned_data["choices"], form.cleaned_data["base"]
    try:
        saving = drafting.settle(aside, choices, base=base, by=request.user)
    except drafting.Unfit as error:
        for reason in error.reasons:
            form.add_error(None, reason)
        merged = clashes.of_aside(aside, aside.part)
        saving = Saving(Outcome.CONFLICT, aside.part, aside, merged=merged)
        return show_conflict(request, saving, form, status=200)
    if saving.is_conflict:
        return show_conflict(request, saving, is_newer=True)
    messages.success(request, _settled(saving))
    return redirect(saving.part)


def _paragraphs(merged: Merged, form: SettleForm) -> Iterator[dict[str, Any]]:
    """Each clash: its question, and the words that only one of the two texts has."""
    for name, clash in zip(form.names, merged.clashes, strict=True):
        pieces: Sequence[Piece] = ()
        if clash.mine is not None and clash.theirs is not None:
            theirs, mine = Block("it", clash.theirs), Block("it", clash.mine)
            (change,) = compare([theirs], [mine])
            pieces = change.pieces if change.kind != Kind.SAME else ()
        yield {"clash": clash, "pieces": pieces, "field": form[name]}


def _is_by(revision: Revision | None, user: User) -> bool:
    return revision is not None and revision.by_id == user.pk


def _settled(saving: Saving) -> str:
    if saving.outcome == Outcome.SAVED:
        return "What you chose now stands. Both texts are in the history"
    return "The saved text stands. The other one is in the history"
