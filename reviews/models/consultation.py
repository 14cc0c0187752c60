"""Asking people: what a place publishes for consultation, and what it is told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from evidence.models import Conversation
from people.models import Place, User
from strategies.models import Strategy, Version


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, user: User) -> ConsultationQuerySet:
        """The place's own people's; what the public sees is `published`."""
        return self.filter(place__in=user.reads_for())

    def published(self) -> ConsultationQuerySet:
        """Those anyone may read: open, or over and not taken down."""
        today = timezone.localdate()
        return self.filter(
            published_at__isnull=False, opens_on__lte=today, taken_down_at=None
        )


class Consultation(models.Model):
    """A frozen version or a set of questions, open to anybody between two days."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="consultations")
    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="consultations")
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="consultations"
    )
    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    about = models.TextField(help_text="Markdown: what it is about and what follows.")
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="The last day answers are taken.")
    revision = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    taken_down_at = models.DateTimeField(null=True)
    logged_at = models.DateTimeField(
        null=True, help_text="When its replies were entered in the log."
    )
    outcome_at = models.DateTimeField(
        null=True, help_text="When what was said and done was made public."
    )

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="consultation_closes_after_it_opens",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reviews:consultation", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return self.published_at is not None and self.taken_down_at is None

    @property
    def is_open(self) -> bool:
        """Whether anybody may answer today."""
        today = timezone.localdate()
        return self.is_published and self.opens_on <= today <= self.closes_on

    @property
    def is_over(self) -> bool:
        return timezone.localdate() > self.closes_on

    @property
    def standing(self) -> str:
        """How it stands, in a word or two."""
        if self.published_at is None:
            return "Not published yet"
        if self.taken_down_at is not None:
            return "Taken down"
        if self.is_over:
            return "Over"
        return "Open" if self.is_open else "Not open yet"


class Asked(models.Model):
    """One question of a consultation. Fixed once it is published."""

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="questions"
    )
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    hint = models.CharField(max_length=500, blank=True)
    part_key = models.CharField(
        max_length=60, blank=True, help_text="The part it is about, if it is one."
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "number"], name="question_number_is_unique"
            )
        ]

    def __str__(self) -> str:
        return self.text


class Response(models.Model):
    """What one person or body answered. Never edited; one that is no answer is set aside."""

    consultation = models.ForeignKey(
        Consultation, models.PROTECT, related_name="responses"
    )
    number = models.PositiveIntegerField()
    group = models.CharField(max_length=20, choices=Conversation.Group, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    answers = models.JSONField(help_text="By the question's number.")
    at = models.DateTimeField(default=timezone.now)
    set_aside_because = models.CharField(max_length=200, blank=True)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    sorted_as = models.CharField(
        max_length=20,
        choices=Conversation.Group,
        blank=True,
        help_text="The group an officer put it in, if it gave none or another.",
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "number"], name="response_number_is_unique"
            )
        ]

    def __str__(self) -> str:
        return f"Answer {self.number}"


class Entered(models.Model):
    """Which entry of the log one group's answers became."""

    consultation = models.ForeignKey(
        Consultation, models.PROTECT, related_name="entered"
    )
    group = models.CharField(max_length=20, choices=Conversation.Group)
    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "group"], name="group_is_entered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.consultation}: {self.group}"
