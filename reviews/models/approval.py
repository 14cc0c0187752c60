from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.models import Place
from strategies.models import Version


class Approval(models.Model):
    """The place's own yes to one version: given here, or recorded from a minute."""

    version = models.OneToOneField(Version, models.PROTECT, related_name="approval")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True)
    is_recorded = models.BooleanField(
        default=False, help_text="An officer recorded the board's decision."
    )
    board = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    minute = models.FileField(max_length=200, blank=True)
    minute_name = models.CharField(max_length=200, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_recorded=False)
                | Q(decided_on__isnull=False) & ~Q(minute="") & ~Q(board=""),
                name="recorded_approval_has_its_minute",
            )
        ]

    def __str__(self) -> str:
        return f"Approval of {self.version}"


class Support(models.Model):
    """A supporting LEP's yes to the combined authority's version."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="supports")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "place"], name="place_supports_a_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} supports {self.version}"
