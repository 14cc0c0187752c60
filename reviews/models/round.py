from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from people.models import Role, User
from strategies.models import Strategy, Version


class Round(models.Model):
    """One turn with government, from a version sent to it until it is settled."""

    class Outcome(models.TextChoices):
        SENT_BACK = "sent_back", "Sent back with comments"
        ASKED_BACK = "asked_back", "Asked for back"
        AGREED = "agreed", "Agreed"
        WITHDRAWN = "withdrawn", "Withdrawn"

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    version = models.ForeignKey(Version, models.PROTECT, related_name="rounds")
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    reading_since = models.DateTimeField(null=True, blank=True)
    reading_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ministers_asked = models.TextField(blank=True)
    ministers_cleared = models.TextField(blank=True)
    ministers_reference = models.CharField(max_length=100, blank=True)
    letter = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)

    class Meta:
        ordering = ["strategy", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "number"], name="round_number_is_unique"
            ),
            models.UniqueConstraint(
                fields=["strategy"],
                condition=Q(closed_at=None),
                name="strategy_has_one_open_round",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="")
                | Q(closed_at__isnull=False) & ~Q(outcome=""),
                name="round_closes_with_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ordinal} set of comments"

    @property
    def ordinal(self) -> str:
        words = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")
        if self.number <= len(words):
            return words[self.number - 1]
        return f"{self.number}th"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Circulation(models.Model):
    """A submitted version shown to a reviewer, with the day an answer is hoped for."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="circulations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="circulations"
    )
    due_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "user"], name="round_is_circulated_once_to_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.round} to {self.user}"


class PointQuerySet(models.QuerySet["Point"]):
    def visible_to(self, user: User) -> PointQuerySet:
        """Sent ones to those at the place; unsent ones to government, each their own."""
        place = "round__strategy__place__in"
        if user.is_administrator:
            return self.all()
        own = Q(by=user) & Exists(
            Circulation.objects.filter(round=OuterRef("round"), user=user)
        )
        return self.filter(
            Q(**{place: user.reads_for()}, sent_at__isnull=False)
            | Q(**{place: user.places((Role.AREA_LEAD,))})
            | own
        )

    def open(self) -> PointQuerySet:
        """Taken over by the Area Lead and not yet closed."""
        return self.filter(closed_at=None, standing=Point.Standing.TAKEN)

    def sent(self) -> PointQuerySet:
        return self.filter(sent_at__isnull=False)

    def unsent(self) -> PointQuerySet:
        return self.filter(sent_at=None, standing=Point.Standing.TAKEN)

    def needing_change(self) -> PointQuerySet:
        return self.filter(level=Point.Level.MUST)


class Point(models.Model):
    """Something a reader in government raises on a part or on what is asked."""

    class Level(models.TextChoices):
        MUST = "must", "Needs a change"
        SHOULD = "should", "Please consider"
        THOUGHT = "thought", "For information"

    class Standing(models.TextChoices):
        PROPOSED = "proposed", "Waiting for the Area Lead"
        TAKEN = "taken", "Taken over"
        NOT_TAKEN = "not_taken", "Not taken over"

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="points")
    round = models.ForeignKey(Round, models.PROTECT, related_name="points")
    number = models.PositiveIntegerField()
    part_key = models.SlugField(max_length=60, blank=True)
    part_title = models.CharField(max_length=200, blank=True)
    criterion = models.CharField(max_length=20, blank=True)
    level = models.CharField(max_length=10, choices=Level)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)
    standing = models.CharField(max_length=10, choices=Standing)
    not_taken_because = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    closed_note = models.TextField(blank=True)

    objects = PointQuerySet.as_manager()

    class Meta:
        ordering = ["strategy", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "number"], name="point_number_is_unique"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="point_closed_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"Point {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:point", args=[self.strategy.slug, self.number])

    @property
    def is_sent(self) -> bool:
        return self.sent_at is not None

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None


class Reply(models.Model):
    """What the place answers to a point: also "we disagree, because…"."""

    point = models.ForeignKey(Point, models.PROTECT, related_name="replies")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return f"Reply to {self.point}"


class Judgement(models.Model):
    """What government found for one criterion on one submitted version."""

    class Finding(models.TextChoices):
        SHOWN = "shown", "Shown"
        NOT_YET = "not_yet", "More needed"
        SET_ASIDE = "set_aside", "Does not apply here, because…"

    round = models.ForeignKey(Round, models.PROTECT, related_name="judgements")
    criterion = models.CharField(max_length=20)
    finding = models.CharField(max_length=10, choices=Finding)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)
    is_carried = models.BooleanField(
        default=False, help_text="Carried from the round before; nothing changed since."
    )
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["round", "criterion"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "criterion"], name="criterion_is_judged_once_a_round"
            ),
            models.CheckConstraint(
                condition=~Q(finding="set_aside") | ~Q(reason=""),
                name="set_aside_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.get_finding_display()}"
