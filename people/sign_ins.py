"""Writes down who signed in, who failed to, and who changed a password.

These are events of Django and allauth, which is why they come as signals; our own
events are written where they happen.
"""

from __future__ import annotations

from typing import Any

from allauth.account import signals as allauth_signals
from allauth.core.internal.httpkit import get_client_ip
from django.contrib.auth import signals
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from office import ledger, outbox
from people.models import User


@receiver(signals.user_logged_in)
def signed_in(request: HttpRequest | None, user: User, **kwargs: Any) -> None:
    ledger.record(ledger.PEOPLE, "signed_in", by=user, facts=_origin(request))


@receiver(signals.user_logged_out)
def signed_out(request: HttpRequest | None, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        ledger.record(ledger.PEOPLE, "signed_out", by=user, facts=_origin(request))


@receiver(signals.user_login_failed)
def sign_in_failed(
    credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
) -> None:
    tried = str(credentials.get("email") or credentials.get("username") or "")
    subject = "".join(c for c in tried if c.isprintable())[:150]
    ledger.record(
        ledger.PEOPLE,
        "sign_in_failed",
        by=None,
        subject=subject,
        facts=_origin(request),
    )


@receiver(allauth_signals.password_changed)
@receiver(allauth_signals.password_reset)
@transaction.atomic
def password_changed(request: HttpRequest, user: User, **kwargs: Any) -> None:
    entry = ledger.record(
        ledger.PEOPLE, "password_changed", by=user, facts=_origin(request)
    )
    outbox.write(user, "password_changed", {}, key=f"password_changed:{entry.pk}")


def _origin(request: HttpRequest | None) -> dict[str, str]:
    if request is None or "REMOTE_ADDR" not in request.META:
        return {}
    return {"from": get_client_ip(request) or ""}
