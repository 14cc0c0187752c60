from __future__ import annotations

import hashlib
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from people.models.membership import Role

LASTS = timedelta(days=14)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> InvitationQuerySet:
        """Neither accepted nor cancelled; they may have run out."""
        return self.filter(accepted_at=None, cancelled_at=None)

    def usable(self) -> InvitationQuerySet:
        return self.open().filter(expires_at__gt=timezone.now())

    def by_token(self, token: str) -> Invitation | None:
        found = self.filter(token_hash=token_hash(token))
        return found.select_related("place", "by").first()


class Invitation(models.Model):
    """Somebody asked to join, as what and where; only a hash of the link is kept.

    The e-mail address is in lower case, as a user's is.
    """

    email = models.EmailField("email address")
    name = models.CharField("full name", max_length=120)
    department = models.CharField(max_length=120, blank=True)
    place = models.ForeignKey(
        "people.Place",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
    )
    role = models.CharField(max_length=20, choices=Role, blank=True)
    until = models.DateField(null=True, blank=True)
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "place", "role"],
                condition=Q(accepted_at=None, cancelled_at=None),
                name="invitation_open_once",
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(place=None, accepted_at=None, cancelled_at=None),
                name="invitation_to_administer_open_once",
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="invitation_email_is_lower_case"
            ),
            models.CheckConstraint(
                condition=Q(place=None, role="")
                | Q(place__isnull=False, role__in=Role.values),
                name="invitation_is_to_a_role_or_to_administer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.as_what}"

    @property
    def as_what(self) -> str:
        """What it is to, in words; without a place it is to administer the portal."""
        if self.place is None:
            return "Administrator"
        return f"{self.get_role_display()} at {self.place}"

    @property
    def is_usable(self) -> bool:
        open_still = self.accepted_at is None and self.cancelled_at is None
        return open_still and self.expires_at > timezone.now()
