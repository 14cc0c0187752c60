from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from evidence.models import Item
from people.models import Role, User
from strategies.models.strategy import Strategy


class RecordQuerySet(models.QuerySet["Record"]):
    def visible_to(self, user: User) -> RecordQuerySet:
        """Whoever may read the working draft."""
        shared = Q(
            strategy__is_shared_with_area_lead=True,
            strategy__place__in=user.places((Role.AREA_LEAD,)),
        )
        return self.filter(Q(strategy__place__in=user.reads_for()) | shared)

    def live(self) -> RecordQuerySet:
        return self.filter(removed_at=None)


class Record(models.Model):
    """Something a strategy holds beside its text. Its ref is never given again."""

    strategy = models.ForeignKey(Strategy, models.CASCADE)
    ref = models.CharField(max_length=12, editable=False)
    number = models.PositiveIntegerField(editable=False)
    order = models.PositiveIntegerField(default=0, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "ref"], name="%(class)s_ref_is_unique"
            )
        ]

    def __str__(self) -> str:
        return self.ref


class Finding(Record):
    """A strength, weakness, opportunity or challenge, with the evidence for it."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", "Strength"
        WEAKNESS = "weakness", "Weakness"
        OPPORTUNITY = "opportunity", "Opportunity"
        CHALLENGE = "challenge", "Challenge"

    LETTERS = {"strength": "S", "weakness": "W", "opportunity": "O", "challenge": "C"}

    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    evidence = models.ManyToManyField(Item, blank=True, related_name="findings")

    class Meta(Record.Meta):
        default_related_name = "findings"

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"


class Priority(Record):
    """What the place chooses to do first, and why."""

    title = models.CharField(max_length=200)
    sentence = models.CharField(max_length=500, blank=True)
    foundations = models.JSONField(default=list, blank=True)
    grand_challenges = models.JSONField(default=list, blank=True)
    place_types = models.JSONField(default=list, blank=True)
    findings = models.ManyToManyField(Finding, blank=True, related_name="priorities")
    rationale = models.TextField(blank=True)
    why_local = models.TextField(blank=True)
    owner = models.CharField(max_length=200, blank=True)
    end_year = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta(Record.Meta):
        default_related_name = "priorities"
        verbose_name_plural = "priorities"

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"


class Action(Record):
    """One thing that will be done for a priority, and what pays for it."""

    priority = models.ForeignKey(Priority, models.PROTECT, related_name="actions")
    title = models.CharField(max_length=300)
    lead = models.CharField(max_length=200, blank=True)
    partners = models.CharField(max_length=500, blank=True)
    funding_source = models.CharField(max_length=40, blank=True)
    funding_note = models.CharField(max_length=300, blank=True)
    by_when = models.CharField(max_length=60, blank=True)

    class Meta(Record.Meta):
        default_related_name = "actions"

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"


class Measure(Record):
    """How the place will know: an indicator with its baseline and where it looks to be."""

    priority = models.ForeignKey(
        Priority, models.PROTECT, null=True, blank=True, related_name="measures"
    )
    title = models.CharField(max_length=300)
    unit = models.CharField(max_length=60, blank=True)
    baseline = models.CharField(max_length=100, blank=True)
    baseline_period = models.CharField(max_length=60, blank=True)
    target = models.CharField(max_length=200, blank=True)
    target_year = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="measures"
    )

    class Meta(Record.Meta):
        default_related_name = "measures"

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"
