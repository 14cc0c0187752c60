"""A text that met the log-in page: kept for its writer until they are signed in again.

Without JavaScript a form sent after the session's end is lost with the page. So a form
may carry a proof of who opened it and where; with that, what it sends is kept in the
session that begins there, and shown to that person only, on that page only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core import signing
from django.http import HttpRequest

from office.http import Request

FIELD = "writer"
KEPT_FOR = timedelta(hours=24)
# More than any text that can be saved; of so many pages, the newest.
LARGEST = 250_000
PAGES = 3

_SALT = "office.unsaved"
_KEY = "unsaved"


@dataclass(frozen=True)
class Unsaved:
    """What somebody sent from one page, and what they had read."""

    text: str
    base: str


def proof(request: Request) -> str:
    """For the hidden field of a form: whose page it is on, and which, signed."""
    return signing.dumps([request.user.pk, request.path], salt=_SALT)


def keep(request: HttpRequest) -> bool:
    """Keep what was sent, if it says whose it is; nobody is signed in yet."""
    text = request.POST.get("text", "")
    user = _proven(request)
    if user is None or len(text) > LARGEST:
        return False
    kept = [one for one in _kept(request) if one["path"] != request.path]
    sent = {"user": user, "path": request.path, "text": text}
    sent["base"] = request.POST.get("base", "")[:20]
    request.session[_KEY] = [*kept, sent][-PAGES:]
    return True


def found(request: Request) -> Unsaved | None:
    """What this person sent from this page before they were signed out."""
    for one in _kept(request):
        if (one["user"], one["path"]) == (request.user.pk, request.path):
            return Unsaved(one["text"], one["base"])
    return None


def forget(request: Request, path: str) -> None:
    """What was kept of that page was saved, or its writer left it."""
    kept = _kept(request)
    others = [one for one in kept if one["path"] != path]
    if len(others) < len(kept):
        request.session[_KEY] = others


def _proven(request: HttpRequest) -> int | None:
    try:
        user, path = signing.loads(
            request.POST.get(FIELD, ""), salt=_SALT, max_age=KEPT_FOR
        )
    except signing.BadSignature:
        return None
    return user if path == request.path else None


def _kept(request: HttpRequest) -> list[dict[str, Any]]:
    return request.session.get(_KEY, [])
