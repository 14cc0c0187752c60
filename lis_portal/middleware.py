"""What a request meets before its page: the log-in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from lis_portal.views import typed
from office import unsaved
from office.http import wants_json

KEPT = (
    "You were signed out before this was saved. Sign in: your text is waiting for you"
)


class SignInFirst(LoginRequiredMiddleware):
    """Every page asks for a log-in unless it says otherwise, and eats no text."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        log_in = super().process_view(request, view_func, view_args, view_kwargs)
        if log_in is None or request.method != "POST" or wants_json(request):
            return log_in
        if unsaved.keep(request):
            messages.info(request, KEPT)
            return log_in
        if texts := typed(request):
            context = {"typed": texts, "log_in": log_in["Location"]}
            return render(request, "signed_out.html", context, status=403)
        return log_in
