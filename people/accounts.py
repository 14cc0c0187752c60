"""How signing in with django-allauth is fitted to this portal.

Nobody signs up: an invitation is the only way in. Mails go through the outbox. Wrong
passwords are counted for each e-mail address (by allauth) and for each network address
(here, where only a wrong one costs anything).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from office import outbox
from people.models import User

WRONG_FROM_ONE_ADDRESS = 100
COUNTED_FOR = 5 * 60


class Accounts(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The email address or the password is not right",
        "too_many_login_attempts": (
            "Too many wrong passwords were tried. Wait five minutes and try again"
        ),
        "incorrect_password": "The password is not right",
        "enter_current_password": "Enter your present password",
        "rate_limited": "Too many tries. Wait a little and try again",
        "invalid_password_reset": "This link no longer works. Ask for a new one",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if cache.get(self._wrong_key(request), 0) >= WRONG_FROM_ONE_ADDRESS:
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        key = self._wrong_key(request)
        if not cache.add(key, 1, COUNTED_FOR):
            cache.set(key, cache.get(key, 0) + 1, COUNTED_FOR)

    def _wrong_key(self, request: HttpRequest) -> str:
        return f"wrong-passwords:{truncate_ip(self.get_client_ip(request))}"

    def pre_login(
        self, request: HttpRequest, user: User, **kwargs: Any
    ) -> HttpResponse | None:
        """Keep the last sign-in before this one: what is new counts from there."""
        if user.is_active:
            User.objects.filter(pk=user.pk).update(last_seen_at=user.last_login)
        return super().pre_login(request, user, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Only the mails of this portal are sent, and those by name."""
        raise PermissionDenied

    def send_password_reset_mail(
        self, user: User, email: str, context: dict[str, Any]
    ) -> None:
        link = context["password_reset_url"]
        outbox.write(
            user, "password_reset", {"link": link}, key=f"password_reset:{link}"
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Ours, whatever host the request named."""
        path = reverse(
            "account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"}
        )
        return settings.SITE_URL + path.replace("UID-KEY", key)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return settings.LOGIN_REDIRECT_URL

    def is_safe_url(self, url: str) -> bool:
        """Only this site's own addresses, written without a host."""
        parts = urlsplit(url)
        return not parts.netloc and not parts.scheme and super().is_safe_url(url)
