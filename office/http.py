"""Requests as this portal sees them: always with one of our people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from people.models import User


class Request(HttpRequest):
    """A request behind LoginRequiredMiddleware: its user is signed in."""

    user: User


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks, and not a browser for a page."""
    offered = ["text/html", "application/json"]
    return request.get_preferred_type(offered) == "application/json"
