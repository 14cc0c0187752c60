"""One part: reading it, saying that it is ready, and what a stale change is shown."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from office import unsaved
from office.http import Request
from office.permissions import require
from strategies import outline, reading
from strategies.checks import signs
from strategies.forms.part import ReadyForm
from strategies.models import Part, SharedPart
from strategies.permissions import may_see_problems, may_write, may_write_part
from strategies.prospectus import Criterion
from strategies.standing import is_taken, taken
from strategies.text import compare
from strategies.views.fetch import part_or_404


def part(request: Request, slug: str, key: str) -> HttpResponse:
    found = part_or_404(request, slug, key)
    unsaved.forget(request, reverse("strategies:part_edit", args=[slug, key]))
    page = reading.of_part(found)
    sees_problems = may_see_problems(request.user, found.strategy)
    writes = may_write_part(request.user, found)
    return render(
        request,
        "strategies/part.html",
        {
            "part": found,
            "strategy": found.strategy,
            "page": page,
            "criteria": criteria_of(found),
            "problems": page.problems if sees_problems else [],
            "signs": signs.of_part(found) if writes else [],
            "contributors": found.contributors.all(),
            "may_write": writes,
            "shared": taken_from(found),
            "may_outline": may_write(request.user, found.strategy),
        },
    )


@require_POST
def ready(request: Request, slug: str, key: str) -> HttpResponse:
    found = part_or_404(request, slug, key)
    require(may_write_part(request.user, found))

    form = ReadyForm(request.POST)
    if not form.is_valid():
        messages.error(request, "That page was out of date, so nothing was changed")
        return redirect(found)
    wanted = form.cleaned_data["ready"]
    try:
        outline.mark_ready(found, by=request.user, **form.cleaned_data)
    except outline.Stale as error:
        return show_stale(
            request,
            error.now,
            read=form.cleaned_data["base"],
            doing="mark it as ready" if wanted else "mark it as not ready",
        )
    messages.success(
        request, f"“{found.title}” is marked as {'ready' if wanted else 'not ready'}"
    )
    return redirect(found)


def show_stale(
    request: Request, now: Part, *, read: int | None = None, doing: str
) -> HttpResponse:
    """Say that the part changed since it was read, and show what changed in its text."""
    before = None
    if read is not None and read != now.base:
        before = now.revisions.filter(number=read).first()
    return render(
        request,
        "strategies/part_changed.html",
        {
            "part": now,
            "strategy": now.strategy,
            "doing": doing,
            "before": before,
            "changes": compare(before.as_blocks(), now.blocks) if before else [],
        },
        status=409,
    )


def taken_from(part: Part) -> SharedPart | None:
    """The sharing by which its text is another place's."""
    if not is_taken(part):
        return None
    return taken(part).select_related("part__strategy__place").first()


def criteria_of(part: Part) -> list[Criterion]:
    """What the prospectus asks of this part for this kind of place."""
    kind = part.strategy.place.kind
    asked = part.strategy.edition.criteria_of_part(part.key)
    return [criterion for criterion in asked if kind in criterion.applies_to]
