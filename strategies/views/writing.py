"""Writing a part: the editor, and what a save answers in HTML and in JSON.

The addresses, what is posted and what is answered are a contract (design section 11).
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from office import sessions, unsaved
from office.http import Request, wants_json
from office.permissions import require
from strategies import drafting, reading
from strategies.drafting import Outcome, Saving
from strategies.forms.part import PartTextForm
from strategies.models import Part, Revision
from strategies.permissions import is_writer_of, may_write_part
from strategies.standing import COUNTED_FOR, taken
from strategies.text import word_count
from strategies.text.merge import Clash, Merged
from strategies.views.conflicts import show_conflict
from strategies.views.fetch import part_or_404
from strategies.views.parts import criteria_of

# A browser saves every few seconds; only a script that has lost its way saves so often.
MOST_ROWS = 150
TOO_OFTEN = (
    "This part was saved very often in a few seconds, so this was not saved. Wait ten "
    "seconds and save again"
)
SIGNED_OUT = (
    "You were signed out before this was saved. What you wrote is in the box below: "
    "save it now"
)


def part_edit(request: Request, slug: str, key: str) -> HttpResponse:
    found = part_or_404(request, slug, key)
    require(is_writer_of(request.user, found))
    if not may_write_part(request.user, found) and not _may_be_kept(request, found):
        return _locked(request, found)
    if drafting.is_taken(found):
        return _locked(request, found)

    beside = _beside(request, found)
    form = PartTextForm(
        request.POST if request.method == "POST" else None,
        initial=_initial(request, found, beside),
        suggested=found.spec.suggested_words if found.spec else 0,
        writer=unsaved.proof(request),
    )
    if form.is_valid() and "preview" not in request.POST:
        return _save(request, found, form, beside)

    if form.errors and wants_json(request):
        errors = form.errors.get_json_data()
        return JsonResponse({"status": "invalid", "errors": errors}, status=400)
    return _show_editor(request, found, form, beside)


def clock_time(revision: Revision | None) -> str:
    """When it was saved, on the clocks of the country."""
    return f"{timezone.localtime(revision.at):%H:%M}" if revision else ""


def why_locked(part: Part) -> str:
    """Why nobody writes the part now, to be read after a colon; nothing if it is open."""
    if not part.strategy.is_editable:
        return f"the strategy is now “{part.strategy.get_status_display()}”"
    if part.removed_by is not None:
        return f"it was removed by {part.removed_by.name}"
    if drafting.is_taken(part):
        return "its text is another place’s, and you accept each version of it"
    return ""


def _may_be_kept(request: Request, part: Part) -> bool:
    """What is sent to a part that was removed meanwhile is kept in its history."""
    return request.method == "POST" and part.strategy.is_editable


def _beside(request: Request, part: Part) -> Revision | None:
    """The text kept aside that is to be edited into one with the text that stands."""
    number = request.GET.get("beside", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        return None
    kept = part.revisions.filter(kind=Revision.Kind.ASIDE)
    return kept.filter(number=int(number)).first()


def _initial(request: Request, part: Part, beside: Revision | None) -> dict[str, Any]:
    """What is in the box at first: the text that stands, unless another waits."""
    if beside is not None:
        return {"text": drafting.together(part.latest, beside), "base": part.base}
    waiting = unsaved.found(request) if request.method == "GET" else None
    if waiting is None:
        return {"text": part.text, "base": part.base}
    messages.info(request, SIGNED_OUT)
    return {"text": waiting.text, "base": waiting.base}


def _show_editor(
    request: Request,
    part: Part,
    form: PartTextForm,
    beside: Revision | None,
    status: int = 200,
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
            "session_ends": sessions.ends_at(request),
        },
        status=status,
    )


def _save(
    request: Request, part: Part, form: PartTextForm, beside: Revision | None
) -> HttpResponse:
    text, base = form.cleaned_data["text"], form.cleaned_data["base"]
    kind = Revision.Kind.JOINED if beside else Revision.Kind.SAVED
    try:
        saving = drafting.save(
            part, text, base=base, by=request.user, kind=kind, most=MOST_ROWS
        )
    except drafting.Locked:
        return _locked(request, part)
    except drafting.Slow:
        return _slow(request, part, form, beside)
    unsaved.forget(request, request.path)
    if saving.outcome == Outcome.REMOVED:
        return _locked(request, saving.part, saving.aside)
    if wants_json(request):
        return _as_json(saving)
    if saving.is_conflict:
        return show_conflict(request, saving)
    _tell(request, saving)
    return redirect(part)


def _tell(request: Request, saving: Saving) -> None:
    title = saving.part.title
    if saving.outcome == Outcome.SAVED:
        messages.success(request, f"“{title}” saved")
    elif saving.outcome == Outcome.MERGED:
        what = (
            f"what {saving.other} wrote" if saving.other else "what you wrote elsewhere"
        )
        messages.success(request, f"“{title}” saved, together with {what} meanwhile")
    elif saving.part.latest and saving.part.latest.by_id == request.user.pk:
        messages.success(request, f"“{title}” is saved")
    else:
        messages.info(request, "Nothing had changed, so nothing was saved")


def _as_json(saving: Saving) -> JsonResponse:
    part = saving.part
    answer: dict[str, Any] = {
        "status": saving.outcome,
        "revision": part.base,
        "text": part.text,
        "at": clock_time(part.latest),
        "version": saving.version,
    }
    if saving.outcome in (Outcome.MERGED, Outcome.CONFLICT):
        answer["by"] = saving.other or (part.latest.by.name if part.latest else "")
    if saving.sent is not None:
        answer["sent"] = saving.sent.number
    if saving.aside is None or saving.merged is None:
        return JsonResponse(answer)
    answer["theirs"] = part.text
    answer["mine"] = saving.aside.text
    answer["kept_as"] = saving.aside.number
    answer["pieces"] = [*_pieces(saving.merged)]
    return JsonResponse(answer, status=409)


def _pieces(merged: Merged) -> list[dict[str, str | None]]:
    return [
        {"base": piece.base, "mine": piece.mine, "theirs": piece.theirs}
        if isinstance(piece, Clash)
        else {"text": piece.block.text}
        for piece in merged.pieces
    ]


def _slow(
    request: Request, part: Part, form: PartTextForm, beside: Revision | None
) -> HttpResponse:
    wait = int(COUNTED_FOR.total_seconds())
    if wants_json(request):
        response: HttpResponse = JsonResponse(
            {"status": "slow", "wait": wait}, status=429
        )
    else:
        form.add_error(None, TOO_OFTEN)
        response = _show_editor(request, part, form, beside, status=429)
    response["Retry-After"] = str(wait)
    return response


def show_taken(request: Request, part: Part) -> HttpResponse:
    """Why it is not written here, and the way out."""
    shared = taken(part).select_related("part__strategy__place").first()
    context = {"part": part, "strategy": part.strategy, "shared": shared}
    return render(request, "strategies/part_taken.html", context, status=403)


def _locked(
    request: Request, part: Part, aside: Revision | None = None
) -> HttpResponse:
    """The text can no longer be written; what was typed is on the page all the same."""
    why = why_locked(part)
    if wants_json(request):
        kept_as = aside.number if aside else None
        answer = {"status": "locked", "reason": why, "kept_as": kept_as}
        return JsonResponse(answer, status=423)
    if request.method != "POST" and drafting.is_taken(part):
        return show_taken(request, part)
    if request.method != "POST":
        raise PermissionDenied
    context = {
        "part": part,
        "strategy": part.strategy,
        "why": why,
        "aside": aside,
        "typed": request.POST.get("text", "").replace("\0", ""),
    }
    status = 423 if part.removed_at and part.strategy.is_editable else 403
    return render(request, "strategies/part_locked.html", context, status=status)
