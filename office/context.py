"""What every page's frame needs to know. Asks the database nothing of its own."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

# Address, words. The addresses are a contract, so the lower room may know them.
FOR_EVERYONE = (("/published/", "Published"),)
FOR_MEMBERS = (
    ("/", "Home"),
    ("/places/", "Places"),
    ("/strategies/", "Strategies"),
    ("/dates/", "Dates"),
    ("/search/", "Search"),
)
FOR_ADMINISTRATORS = (
    ("/across/", "Across places"),
    ("/people/", "People"),
    ("/exports/", "Download agreed strategies"),
    ("/jobs/", "Jobs"),
)


def portal(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    is_signed_in = bool(user and user.is_authenticated)
    is_administrator = is_signed_in and bool(getattr(user, "is_administrator", False))
    shown = (
        *(FOR_MEMBERS if is_signed_in else ()),
        *FOR_EVERYONE,
        *(FOR_ADMINISTRATORS if is_administrator else ()),
    )
    return {
        "navigation": [entry(request.path, *link) for link in shown],
        "is_signed_in": is_signed_in,
        "is_administrator": is_administrator,
        "is_demonstration": settings.DEMO,
        "feedback_email": settings.FEEDBACK_EMAIL,
    }


def entry(path: str, address: str, words: str) -> dict[str, Any]:
    """A link, and whether it is this page (current) or one above it (active)."""
    above = address != "/" and path.startswith(address)
    return {
        "address": address,
        "words": words,
        "is_current": path == address,
        "is_active": path == address or above,
    }
