from __future__ import annotations

from django.db import models
from django.utils import timezone

from evidence.models.item import DEAD_AFTER, Item


class LinkCheck(models.Model):
    """What came back when the web address of an item was last asked for."""

    class Outcome(models.TextChoices):
        WORKS = "works", "It works"
        MOVED = "moved", "It has moved"
        GONE = "gone", "Nothing is there any more"
        SILENT = "silent", "No answer"

    item = models.OneToOneField(Item, models.CASCADE, related_name="link")
    address = models.URLField(max_length=2000, help_text="As it was asked for.")
    outcome = models.CharField(max_length=10, choices=Outcome)
    said = models.CharField(max_length=200, blank=True, help_text="404, or the fault.")
    failures = models.PositiveSmallIntegerField(
        default=0, help_text="In a row. One failure is not a dead link."
    )
    checked_at = models.DateTimeField(default=timezone.now)
    again_at = models.DateTimeField(
        null=True, help_text="When somebody asked that it be looked at again."
    )

    def __str__(self) -> str:
        return f"{self.item.ref}: {self.outcome}"

    @property
    def is_dead(self) -> bool:
        """Two failures in a row of the address that the item still has."""
        return self.failures >= DEAD_AFTER and self.address == self.item.address
