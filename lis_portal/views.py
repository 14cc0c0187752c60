"""The front door: home, health and what is said when something is not right."""

import sys

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from kombu.exceptions import KombuError

from lis_portal.celery import app
from lis_portal.homes import home_of
from office import access
from office.http import wants_json

AWAY = (OperationalError, InterfaceError)


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """Signed out: what this is. Signed in: what waits for this person."""
    if not request.user.is_authenticated:
        return render(request, "lis_portal/front.html")
    return render(request, "lis_portal/home.html", home_of(request.user))


@login_not_required
def health(request: HttpRequest) -> JsonResponse:
    """200 while the database, the broker and the storage answer; 503 naming what does not."""
    answers = {"database": _database(), "broker": _broker(), "storage": _storage()}
    well = all(answer == "ok" for answer in answers.values())
    return JsonResponse(answers, status=200 if well else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return "does not answer"
    return "ok"


def _broker() -> str:
    try:
        with app.connection_for_write(connect_timeout=1) as broker:
            broker.ensure_connection(max_retries=1, timeout=1)
    except (KombuError, OSError):
        return "does not answer"
    return "ok"


def _storage() -> str:
    try:
        name = default_storage.save("health", ContentFile(b"ok"))
        default_storage.delete(name)
    except OSError:
        return "cannot be written"
    return "ok"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Refusals are written down: who tried what, when and from where."""
    access.note(request, "refused")
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403, with what was typed: mostly a page left open past the session's end."""
    if wants_json(request):
        return JsonResponse({"status": "expired"}, status=403)
    return render(request, "403_csrf.html", {"typed": typed(request)}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """503 with what was typed while the database is away; otherwise 500.

    Drawn without the request, so that nothing asks the database again.
    """
    away = isinstance(sys.exc_info()[1], AWAY)
    name, status = ("503.html", 503) if away else ("500.html", 500)
    return HttpResponse(
        render_to_string(name, {"typed": typed(request)}), status=status
    )


def typed(request: HttpRequest) -> list[str]:
    """The longer texts somebody typed into the form, so that they can be kept."""
    try:
        values = [
            value
            for name, several in request.POST.lists()
            if "password" not in name
            for value in several
        ]
    except (OSError, BadRequest):
        return []
    return [value for value in values if len(value) > 40 and " " in value]
