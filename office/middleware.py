"""What is true of every request and reply, whichever page it is."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Reply = Callable[[HttpRequest], HttpResponse]

POLICIES = {
    "Permissions-Policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
}
LARGEST_UPLOAD = 32 * 1024 * 1024  # with its form; each form says its own limit


def add_policies(get_response: Reply) -> Reply:
    """Headers that neither Django nor django-csp sends."""

    def reply(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in POLICIES.items():
            response.headers.setdefault(name, value)
        return response

    return reply


def refuse_nonsense(get_response: Reply) -> Reply:
    """NUL bytes answer 400 and bodies past all measure 413, before anything reads them."""

    def reply(request: HttpRequest) -> HttpResponse:
        if has_nul(request):
            raise BadRequest("NUL byte")
        if is_too_large(request):
            return render(request, "413.html", status=413)
        return get_response(request)

    return reply


def has_nul(request: HttpRequest) -> bool:
    query = request.META.get("QUERY_STRING", "")
    places = [request.path, query, *request.COOKIES, *request.COOKIES.values()]
    return "%00" in query or any("\0" in place for place in places)


def is_too_large(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or "0"
    carries_files = request.content_type == "multipart/form-data"
    limit = LARGEST_UPLOAD if carries_files else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return length.isdecimal() and int(length) > (limit or LARGEST_UPLOAD)


def keep_private(get_response: Reply) -> Reply:
    """Nothing shown to somebody signed in is kept by a browser or a proxy."""

    def reply(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        name = settings.SESSION_COOKIE_NAME
        has_session = name in request.COOKIES or name in response.cookies
        if has_session and "no-store" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = "private, no-store"
        return response

    return reply
