"""The small question an open editor asks every few seconds, and its answer.

The answer is a contract with the editor.
"""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.http import require_POST

from office import sessions
from office.http import Request
from office.permissions import require
from strategies import presence as editors
from strategies.forms.part import PresenceForm
from strategies.models import Part, Version
from strategies.permissions import is_writer_of
from strategies.views.fetch import part_or_404
from strategies.views.writing import clock_time, why_locked


@require_POST
def presence(request: Request, slug: str, key: str) -> HttpResponse:
    """Who else is here, and whether anything newer was saved or frozen.

    It writes at most a row or two that nothing depends on, so it needs no transaction,
    in which everybody else's saves would wait.
    """
    found = part_or_404(request, slug, key)
    require(is_writer_of(request.user, found))

    form = PresenceForm(request.POST)
    if not form.is_valid():
        errors = form.errors.get_json_data()
        return JsonResponse({"status": "invalid", "errors": errors}, status=400)
    said = form.cleaned_data
    if said["leave"]:
        editors.leave(found, request.user, said["tab"])
        return HttpResponse(status=204)

    rows = editors.here(found)
    editors.stay(found, request.user, said["tab"], is_writing=said["writing"])
    people = editors.beside(rows, request.user, said["tab"])
    return JsonResponse(_answer(request, found, people, said["base"]))


def _answer(
    request: Request, part: Part, people: list[editors.Person], base: int
) -> dict[str, Any]:
    latest = part.latest
    answer: dict[str, Any] = {
        "people": [
            {"name": one.name, "writing": one.is_writing, "is_you": one.is_you}
            for one in people
        ],
        "revision": part.base,
        "by": latest.by.name if latest else "",
        "at": clock_time(latest),
        "session_ends": sessions.ends_at(request),
        "version": _version(part),
        "locked": why_locked(part) or None,
        "token": get_token(request),
    }
    if part.base != base:
        answer["text"] = part.text
    return answer


def _version(part: Part) -> dict[str, Any] | None:
    """The newest frozen version, for who typed on while it was frozen."""
    newest = Version.objects.filter(strategy=part.strategy_id).listed().first()
    if newest is None:
        return None
    purpose = newest.get_purpose_display()
    return {
        "number": newest.number,
        "by": newest.by.name,
        "at": f"{timezone.localtime(newest.at):%H:%M}",
        "purpose": f"{purpose[:1].lower()}{purpose[1:]}",
    }
