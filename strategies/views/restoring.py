"""Going back to an earlier text of a part, or to one paragraph of it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from office.http import Request
from office.permissions import require
from strategies import drafting, restoring
from strategies.forms.part import RestoreForm
from strategies.models import Part, Revision
from strategies.permissions import may_write_part
from strategies.text import Kind, compare
from strategies.views.fetch import part_or_404
from strategies.views.parts import show_stale


def part_restore(request: Request, slug: str, key: str, number: int) -> HttpResponse:
    found = part_or_404(request, slug, key)
    require(may_write_part(request.user, found))
    revision = _revision_or_404(found, number)

    form = _form(request, found)
    if form.is_valid():
        return _restore(
            request,
            revision,
            base=form.cleaned_data["base"],
            doing=f"restore saved text {number}",
            done=f"Saved text {number} has been restored",
        )

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


def block_restore(
    request: Request, slug: str, key: str, number: int, block: str
) -> HttpResponse:
    """One paragraph as it was in an earlier text; everything else stays as it is."""
    found = part_or_404(request, slug, key)
    require(may_write_part(request.user, found))
    revision = _revision_or_404(found, number)
    restored = restoring.with_block(found, revision, block)
    if restored is None:
        raise Http404

    form = _form(request, found)
    if form.is_valid():
        return _restore(
            request,
            restored,
            base=form.cleaned_data["base"],
            doing=f"restore a paragraph of saved text {number}",
            done="The paragraph has been restored, and nothing else was changed",
        )

    changes = compare(found.blocks, restored.as_blocks())
    return render(
        request,
        "strategies/block_restore.html",
        {
            "part": found,
            "strategy": found.strategy,
            "revision": revision,
            "form": form,
            "changes": [one for one in changes if one.kind != Kind.SAME],
        },
    )


def _revision_or_404(part: Part, number: int) -> Revision:
    revision = get_object_or_404(part.revisions.select_related("by"), number=number)
    revision.part = part
    return revision


def _form(request: Request, part: Part) -> RestoreForm:
    return RestoreForm(
        request.POST if request.method == "POST" else None, initial={"base": part.base}
    )


def _restore(
    request: Request, text: Revision, *, base: int, doing: str, done: str
) -> HttpResponse:
    saving = drafting.restore(text, base=base, by=request.user)
    if saving.is_conflict:
        return show_stale(request, saving.part, read=base, doing=doing)
    part: Part = saving.part
    if saving.outcome == drafting.Outcome.SAVED:
        messages.success(request, done)
    else:
        messages.info(request, "That text already stands, so nothing was changed")
    return redirect(part)
