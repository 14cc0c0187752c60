"""One part: reading it, writing it, and settling what two people wrote at once."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from office.http import Request
from office.permissions import require
from people.models import User
from strategies import citations, drafting, outline, reading
from strategies.drafting import Outcome, Saving
from strategies.forms.part import PartTextForm, ReadyForm, SettleForm
from strategies.models import Part, Revision
from strategies.permissions import (
    is_writer_of,
    may_see_problems,
    may_write,
    may_write_part,
)
from strategies.prospectus import Criterion
from strategies.text import compare, word_count
from strategies.views.fetch import part_or_404


def part(request: Request, slug: str, key: str) -> HttpResponse:
    found = part_or_404(request, slug, key)
    page = reading.of_part(found)
    place = found.strategy.place
    sees_problems = may_see_problems(request.user, found.strategy)
    return render(
        request,
        "strategies/part.html",
        {
            "part": found,
            "strategy": found.strategy,
            "page": page,
            "criteria": criteria_of(found),
            "problems": citations.problems(place, page.refs) if sees_problems else [],
            "contributors": found.contributors.all(),
            "may_write": may_write_part(request.user, found),
            "may_outline": may_write(request.user, found.strategy),
        },
    )


def part_edit(request: Request, slug: str, key: str) -> HttpResponse:
    """Write a part. The answers, in HTML and JSON, are a contract (design section 11)."""
    found = part_or_404(request, slug, key)
    require(is_writer_of(request.user, found))
    if not may_write_part(request.user, found):
        return _locked(request, found)

    beside = _beside(request, found)
    text = drafting.together(found.latest, beside) if beside else found.text
    form = PartTextForm(
        request.POST if request.method == "POST" else None,
        initial={"text": text, "base": found.base},
        suggested=found.spec.suggested_words if found.spec else 0,
    )
    if form.is_valid() and "preview" not in request.POST:
        return _save(request, found, form, beside)

    if form.errors and wants_json(request):
        errors = form.errors.get_json_data()
        return JsonResponse({"status": "invalid", "errors": errors}, status=400)
    return _show_editor(request, found, form, beside)


def conflict(request: Request, slug: str, key: str, number: int) -> HttpResponse:
    """A text kept aside next to the one that stands, and which of them to go on with."""
    found = part_or_404(request, slug, key)
    require(may_write_part(request.user, found))
    aside = get_object_or_404(
        found.revisions.select_related("by"), number=number, kind=Revision.Kind.ASIDE
    )
    aside.part = found

    form = SettleForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        keep_mine = form.cleaned_data["choice"] == "mine"
        base = form.cleaned_data["base"]
        saving = drafting.settle(aside, keep_mine=keep_mine, base=base, by=request.user)
        if not saving.is_conflict:
            messages.success(request, _settled(saving))
            return redirect(found)
        return _show_conflict(request, saving, is_newer=True)

    return _show_conflict(request, Saving(Outcome.CONFLICT, found, aside), status=200)


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


def wants_json(request: Request) -> bool:
    offered = ["text/html", "application/json"]
    return request.get_preferred_type(offered) == "application/json"


def criteria_of(part: Part) -> list[Criterion]:
    """What the prospectus asks of this part for this kind of place."""
    kind = part.strategy.place.kind
    asked = part.strategy.edition.criteria_of_part(part.key)
    return [criterion for criterion in asked if kind in criterion.applies_to]


def _beside(request: Request, part: Part) -> Revision | None:
    """The text kept aside that is to be edited into one with the text that stands."""
    number = request.GET.get("beside", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    kept = part.revisions.filter(kind=Revision.Kind.ASIDE)
    return kept.filter(number=int(number)).first()


def _show_editor(
    request: Request, part: Part, form: PartTextForm, beside: Revision | None
) -> HttpResponse:
    """The form, and above it how the typed text would look where that was asked for."""
    typed = form.cleaned_data["text"] if form.is_bound and form.is_valid() else None
    return render(
        request,
        "strategies/part_edit.html",
        {
            "part": part,
            "strategy": part.strategy,
            "form": form,
            "preview": None if typed is None else reading.of_part(part, typed),
            "preview_words": word_count(typed or ""),
            "beside": beside,
            "criteria": criteria_of(part),
            "frozen": part.strategy.versions.values_list("number", flat=True).first(),
        },
    )


def _save(
    request: Request, part: Part, form: PartTextForm, beside: Revision | None
) -> HttpResponse:
    text, base = form.cleaned_data["text"], form.cleaned_data["base"]
    kind = Revision.Kind.JOINED if beside else Revision.Kind.SAVED
    try:
        saving = drafting.save(part, text, base=base, by=request.user, kind=kind)
    except drafting.Locked:
        return _locked(request, part)
    if wants_json(request):
        return _as_json(request, saving)
    if saving.is_conflict:
        return _show_conflict(request, saving)
    if saving.outcome == Outcome.SAVED:
        messages.success(request, f"“{part.title}” saved")
    else:
        messages.info(request, "Nothing had changed, so nothing was saved")
    return redirect(part)


def _as_json(request: Request, saving: Saving) -> JsonResponse:
    now = {"revision": saving.part.base, "text": saving.part.text}
    if saving.aside is None:
        return JsonResponse({"status": saving.outcome, **now})
    latest = saving.part.latest
    return JsonResponse(
        {
            "status": saving.outcome,
            **now,
            "theirs": saving.part.text,
            "by": latest.by.name if latest else "",
            "mine": saving.aside.text,
            "kept_as": saving.aside.number,
        },
        status=409,
    )


def _show_conflict(
    request: Request, saving: Saving, *, is_newer: bool = False, status: int = 409
) -> HttpResponse:
    part, aside = saving.part, saving.aside
    mine = aside.as_blocks() if aside else []
    return render(
        request,
        "strategies/conflict.html",
        {
            "part": part,
            "strategy": part.strategy,
            "aside": aside,
            "theirs": part.latest,
            "is_mine": aside is not None and aside.by_id == request.user.pk,
            "same_person": _is_by(part.latest, request.user),
            "is_newer": is_newer,
            "changes": compare(part.blocks, mine),
        },
        status=status,
    )


def _locked(request: Request, part: Part) -> HttpResponse:
    """The text can no longer be written; what was typed is on the page all the same."""
    if wants_json(request):
        why = part.strategy.get_status_display()
        return JsonResponse({"status": "locked", "reason": why}, status=423)
    if request.method != "POST":
        raise PermissionDenied
    context = {
        "part": part,
        "strategy": part.strategy,
        "typed": request.POST.get("text", "").replace("\0", ""),
    }
    return render(request, "strategies/part_locked.html", context, status=403)


def _is_by(revision: Revision | None, user: User) -> bool:
    return revision is not None and revision.by_id == user.pk


def _settled(saving: Saving) -> str:
    if saving.outcome == Outcome.SAVED:
        return "The text kept aside now stands. The other one is in the history"
    return "The saved text stands. The other one is in the history"
