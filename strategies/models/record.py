from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

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

    title: models.CharField[str, str]  # what each kind calls it, every kind has one

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
        return f"{self.ref} {self.title}"


class Market(models.TextChoices):
    """Why it is right to act at all: the rationale of the Green Book (clause line 64)."""

    OPPORTUNITY = "opportunity", "A market opportunity"
    FAILURE = "failure", "A market failure"
    BOTH = "both", "Both"


class Finding(Record):
    """A strength, weakness, opportunity or challenge, with the evidence for it.

    Evidence is held by ref, as a citation in text is: one that is unknown or has been
    withdrawn is shown as a problem and never stops a save.
    """

    class Kind(models.TextChoices):
        STRENGTH = "strength", "Strength"
        WEAKNESS = "weakness", "Weakness"
        OPPORTUNITY = "opportunity", "Opportunity"
        CHALLENGE = "challenge", "Challenge"

    LETTERS = {
        Kind.STRENGTH: "S",
        Kind.WEAKNESS: "W",
        Kind.OPPORTUNITY: "O",
        Kind.CHALLENGE: "C",
    }

    kind = models.CharField("what it is", max_length=12, choices=Kind)
    title = models.CharField("in one line", max_length=300)
    text = models.TextField("what the evidence shows", blank=True)
    market = models.CharField(
        "what it is for the market", max_length=12, choices=Market, blank=True
    )
    evidence = models.JSONField("evidence it rests on", default=list, blank=True)
    set_aside_because = models.CharField(
        "why no priority takes it up", max_length=300, blank=True
    )

    class Meta(Record.Meta):
        default_related_name = "findings"


class Priority(Record):
    """What the place chooses to do first, and why.

    Its tags are those of the edition, whichever sets that has; findings are by ref.
    """

    title = models.CharField("title", max_length=200)
    sentence = models.CharField("in one sentence", max_length=500, blank=True)
    tags = models.JSONField("what it bears on", default=list, blank=True)
    findings = models.JSONField("findings it answers", default=list, blank=True)
    market = models.CharField(
        "what gives the reason to act", max_length=12, choices=Market, blank=True
    )
    rationale = models.TextField("why act", blank=True)
    why_local = models.TextField("why local action", blank=True)
    success = models.TextField("what success looks like", blank=True)
    deliverability = models.TextField("why it can be done", blank=True)
    departments = models.JSONField(
        "departments whose policy it touches", default=list, blank=True
    )
    districts = models.JSONField(
        "districts it bears on", default=list, blank=True, help_text="Codes."
    )
    where_felt = models.TextField("how it bears on them", blank=True)
    owner = models.CharField("who answers for it", max_length=200, blank=True)
    end_year = models.PositiveSmallIntegerField("end year", null=True, blank=True)

    class Meta(Record.Meta):
        default_related_name = "priorities"
        verbose_name_plural = "priorities"


class Action(Record):
    """One thing that will be done for a priority, and what pays for it."""

    class PartnerKind(models.TextChoices):
        PUBLIC = "public", "Public bodies"
        PRIVATE = "private", "Private firms"
        CIVIL_SOCIETY = "civil_society", "Civil society"
        UNIVERSITY = "university", "Universities and colleges"

    priority = models.ForeignKey(
        Priority, models.PROTECT, verbose_name="priority", related_name="actions"
    )
    title = models.CharField("what will be done", max_length=300)
    lead = models.CharField("who leads it", max_length=200, blank=True)
    partners = models.CharField("partners", max_length=500, blank=True)
    partner_kinds = models.JSONField("what partners are", default=list, blank=True)
    confirmed = models.CharField(
        "what they have confirmed, and when", max_length=300, blank=True
    )
    funding_source = models.CharField("what pays for it", max_length=40, blank=True)
    funding_note = models.CharField(
        "which budget, or how firm it is", max_length=300, blank=True
    )
    starts = models.CharField("when it starts", max_length=60, blank=True)
    by_when = models.CharField("by when", max_length=60, blank=True)

    class Meta(Record.Meta):
        default_related_name = "actions"


class Measure(Record):
    """How the place will know: an indicator with its baseline and where it looks to be."""

    priority = models.ForeignKey(
        Priority,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="priority",
        related_name="measures",
    )
    title = models.CharField("what is measured", max_length=300)
    indicator = models.CharField(
        "statistic", max_length=40, blank=True, help_text="Key of an indicator."
    )
    unit = models.CharField("unit", max_length=60, blank=True)
    baseline = models.CharField("where it stands now", max_length=100, blank=True)
    baseline_period = models.CharField("when that was", max_length=60, blank=True)
    target = models.CharField("where you look to be", max_length=200, blank=True)
    target_year = models.PositiveSmallIntegerField(
        "by which year", null=True, blank=True
    )
    source = models.CharField("source", max_length=20, blank=True)

    class Meta(Record.Meta):
        default_related_name = "measures"


class RecordChange(models.Model):
    """What a record or a checklist answer said after one save. Never changed.

    A text kept beside another's carries the revision its writer had before them.
    """

    class Kind(models.TextChoices):
        SAVED = "saved", "Saved"
        ASIDE = "aside", "Kept beside another’s"
        REMOVED = "removed", "Removed"
        RESTORED = "restored", "Brought back"

    strategy = models.ForeignKey(
        Strategy, models.CASCADE, related_name="record_changes"
    )
    noun = models.CharField(max_length=20)
    ref = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=Kind)
    values = models.JSONField()
    revision = models.PositiveIntegerField(
        help_text="The record's, once saved; for one kept aside, the one it was read at."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "noun", "ref", "revision"],
                condition=~Q(kind="aside"),
                name="record_revision_is_saved_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.revision}"
