"""The one way a view refuses: second step of every view, after the fetch."""

from django.core.exceptions import PermissionDenied


def require(allowed: bool) -> None:
    """Raise PermissionDenied (403) unless this is allowed."""
    if not allowed:
        raise PermissionDenied
