"""Requests as this portal sees them: always with one of our people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from people.models import User


class Request(HttpRequest):
    """A request behind LoginRequiredMiddleware: its user is signed in."""

    user: User
