"""Who helped, and who was asked: what the place can show of both."""

from __future__ import annotations

from typing import Self, TypeVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from evidence.models.disclosure import readers_of
from people.models import Place, User

K = TypeVar("K", bound=models.Model)


class KeptQuerySet(models.QuerySet[K]):
    def visible_to(self, user: User) -> Self:
        """Those who read the place's draft; what is public of the base is not this."""
        return self.filter(readers_of("place", user))

    def live(self) -> Self:
        return self.filter(removed_at=None)


class Kept(models.Model):
    """What a place keeps beside its evidence. Its form carries the revision read."""

    place = models.ForeignKey(Place, models.PROTECT)
    revision = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def noun(self) -> str:
        return str(self._meta.model_name)

    @property
    def ref(self) -> str:
        """What the ledger calls it, whatever its name becomes."""
        return f"{self.noun} {self.pk}"


class Contributor(Kept):
    """A person or body from outside who helped, and what they did."""

    class Kind(models.TextChoices):
        UNIVERSITY = "university", "University"
        EXPERT = "expert", "Independent expert"
        EVALUATOR = "evaluator", "Independent evaluator"
        CIVIL_SOCIETY = "civil_society", "Civil society"
        BUSINESS = "business", "Business"
        PUBLIC = "public", "Public body"

    kind = models.CharField("what they are", max_length=20, choices=Kind)
    name = models.CharField("name", max_length=200)
    did = models.TextField("what they did", blank=True)
    when = models.CharField("when", max_length=100, blank=True)
    is_local = models.BooleanField("they are from this place", default=True)
    evaluates = models.BooleanField("they help to evaluate the strategy", default=False)

    objects = KeptQuerySet["Contributor"].as_manager()

    class Meta:
        ordering = ["kind", "name", "pk"]
        default_related_name = "contributors"

    def __str__(self) -> str:
        return self.name


class Conversation(Kept):
    """One entry of the consultation log: who was asked, what they said, what changed."""

    class Form(models.TextChoices):
        EVENT = "event", "Event"
        WORKSHOP = "workshop", "Workshop"
        MEETING = "meeting", "Meeting"
        INTERVIEWS = "interviews", "Interviews"
        SURVEY = "survey", "Survey"
        WRITTEN = "written", "Written replies"
        PUBLISHED = "published", "Published consultation"

    class Group(models.TextChoices):
        BUSINESS = "business", "Business"
        PUBLIC = "public", "Public partners"
        CIVIL_SOCIETY = "civil_society", "Civil society"
        UNIVERSITIES = "universities", "Universities and colleges"

    title = models.CharField("what it was", max_length=200)
    form = models.CharField("its form", max_length=20, choices=Form)
    group = models.CharField("who was asked", max_length=20, choices=Group)
    when = models.CharField("when", max_length=60, help_text="In its own words.")
    earliest = models.DateField(null=True, editable=False)
    latest = models.DateField(null=True, editable=False)
    times = models.PositiveIntegerField("how many times", null=True, blank=True)
    people = models.PositiveIntegerField("how many people", null=True, blank=True)
    said = models.TextField("what they said", blank=True)
    changed = models.TextField("what changed because of it", blank=True)
    parts = models.JSONField(
        "the parts it changed", default=list, blank=True, help_text="Keys of parts."
    )

    objects = KeptQuerySet["Conversation"].as_manager()

    class Meta:
        ordering = ["earliest", "pk"]
        default_related_name = "conversations"

    def __str__(self) -> str:
        return self.title
