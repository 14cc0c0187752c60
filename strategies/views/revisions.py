"""The saved texts of a part: who wrote them, what changed, and going back to one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from office.http import Request
from office.permissions import require
from strategies import drafting
from strategies.forms.part import RestoreForm
from strategies.models import Part, Revision
from strategies.permissions import may_write_part
from strategies.text import compare
from strategies.text.compare import Kind
from strategies.views.fetch import part_or_404
from strategies.views.parts import show_stale

PER_PAGE = 25


def part_history(request: Request, slug: str, key: str) -> HttpResponse:
    found = part_or_404(request, slug, key)
    saved = found.revisions.select_related("by").defer("blocks")
    page = Paginator(saved, PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "strategies/part_history.html",
        {
            "part": found,
            "strategy": found.strategy,
            "page": page,
            "may_write": may_write_part(request.user, found),
        },
    )


def part_compare(request: Request, slug: str, key: str) -> HttpResponse:
    """Two saved texts of the part; bent or missing numbers bring a choice of them."""
    found = part_or_404(request, slug, key)
    numbers = list(found.revisions.values_list("number", flat=True)[:200])
    asked = _number(request, "from"), _number(request, "to")
    pair = found.revisions.select_related("by").filter(number__in=[*asked])
    by_number = {revision.number: revision for revision in pair}
    old, new = by_number.get(asked[0]), by_number.get(asked[1])
    changes = compare(old.as_blocks(), new.as_blocks()) if old and new else []
    return render(
        request,
        "strategies/part_compare.html",
        {
            "part": found,
            "strategy": found.strategy,
            "numbers": numbers,
            "asked": asked,
            "old": old,
            "new": new,
            "changes": changes,
            "nothing_changed": all(change.kind == Kind.SAME for change in changes),
            "formatting_only": bool(old and new and old.text != new.text),
        },
    )


def part_restore(request: Request, slug: str, key: str, number: int) -> HttpResponse:
    found = part_or_404(request, slug, key)
    require(may_write_part(request.user, found))
    revision = get_object_or_404(found.revisions.select_related("by"), number=number)
    revision.part = found

    form = RestoreForm(
        request.POST if request.method == "POST" else None,
        initial={"base": found.base},
    )
    if form.is_valid():
        return _restore(request, revision, base=form.cleaned_data["base"])

    return render(
        request,
        "strategies/part_restore.html",
        {
            "part": found,
            "strategy": found.strategy,
            "revision": revision,
            "form": form,
            "changes": compare(found.blocks, revision.as_blocks()),
        },
    )


def _restore(request: Request, revision: Revision, *, base: int) -> HttpResponse:
    saving = drafting.restore(revision, base=base, by=request.user)
    if saving.is_conflict:
        doing = f"restore saved text {revision.number}"
        return show_stale(request, saving.part, read=base, doing=doing)
    part: Part = saving.part
    if saving.outcome == drafting.Outcome.SAVED:
        words = f"Saved text {revision.number} has been restored as {part.base}"
        messages.success(request, words)
    else:
        messages.info(request, "That text already stands, so nothing was changed")
    return redirect(part)


def _number(request: Request, name: str) -> int:
    """A revision's number from the address; 0, which no revision has, if it is bent."""
    value = request.GET.get(name, "")
    is_number = value.isascii() and value.isdigit() and len(value) < 10
    return int(value) if is_number else 0
