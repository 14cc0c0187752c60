"""Who took what, and who was refused: when and from where, in a chain of its own."""

from __future__ import annotations

from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.db import transaction
from django.http import HttpRequest

from office import ledger

CHAIN = "access"


@transaction.atomic
def note(request: HttpRequest, verb: str, **facts: Any) -> None:
    """One entry: by whom, of which address of ours, from which address of theirs."""
    user: Any = request.user if request.user.is_authenticated else None
    ledger.record(
        CHAIN,
        verb,
        by=user,
        subject=request.path,
        facts={"method": request.method, "from": get_client_ip(request) or "", **facts},
    )
