from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from reviews.models.round import Round
from strategies.models import Strategy, Version


class Agreement(models.Model):
    """Government's yes to one submitted version. Never edited or deleted."""

    strategy = models.OneToOneField(Strategy, models.PROTECT, related_name="agreement")
    version = models.OneToOneField(Version, models.PROTECT, related_name="agreement")
    round = models.OneToOneField(Round, models.PROTECT, related_name="agreement")
    sha256 = models.CharField(max_length=64, help_text="Of the version, as agreed.")
    edition_key = models.CharField(max_length=40)
    decided_by = models.CharField(
        max_length=300, help_text="Who in government decided."
    )
    decided_on = models.DateField()
    reference = models.CharField(max_length=100, blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Agreement on {self.version}"


class PublicationQuerySet(models.QuerySet["Publication"]):
    def live(self) -> PublicationQuerySet:
        """Those anyone may read today."""
        return self.filter(withdrawn_on=None, on__lte=timezone.localdate())


class Publication(models.Model):
    """A version made public on a day: agreed, or the place's own and not agreed."""

    class Kind(models.TextChoices):
        AGREED = "agreed", "Agreed with government"
        LOCAL_ONLY = "local_only", "Published by the place, not agreed with government"

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="publications")
    version = models.ForeignKey(Version, models.PROTECT, related_name="publications")
    kind = models.CharField(max_length=12, choices=Kind)
    on = models.DateField()
    page = models.TextField(
        help_text="The text as HTML, drawn once from the version's document."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    withdrawn_because = models.CharField(max_length=500, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy"],
                condition=Q(withdrawn_on=None),
                name="strategy_is_published_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_by=None)
                | Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False),
                name="publication_withdrawn_on_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.strategy} ({self.get_kind_display()})"

    def get_absolute_url(self) -> str:
        return reverse("reviews:published", args=[self.strategy.slug])
