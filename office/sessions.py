"""How long somebody stays signed in."""

from typing import Any

from office.http import Request


def ends_at(request: Request) -> int:
    """When the session ends, in seconds since 1970, whatever is done meanwhile."""
    store: Any = request.session
    rows = store.model.objects.filter(session_key=store.session_key)
    end = rows.values_list("expire_date", flat=True).first()
    return int(end.timestamp()) if end else 0
