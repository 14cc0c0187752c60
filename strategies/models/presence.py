from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from strategies.models.part import Part
from strategies.models.strategy import Strategy


class Presence(models.Model):
    """One open editor: who has which part before them, and when it last said so.

    Two tabs of one person are two rows, as they are two writers.
    """

    part = models.ForeignKey(Part, models.CASCADE, related_name="presences")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="presences"
    )
    tab = models.CharField(max_length=40)
    is_writing = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["part", "user", "tab"], name="presence_is_one_per_tab"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} in {self.part}"


class Visit(models.Model):
    """When somebody last looked at a strategy: what is new to them counts from `since`."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="visits")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="visits"
    )
    at = models.DateTimeField(default=timezone.now)
    since = models.DateTimeField(
        null=True, help_text="The end of the visit before this one, if there was one."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "user"], name="visit_is_one_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.strategy}"
