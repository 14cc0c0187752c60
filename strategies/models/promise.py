"""What a place promises with others, and what those others say of the same words."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.models import Disclosed, DisclosedQuerySet, Place
from strategies.models.enclosure import Enclosure
from strategies.models.part import Part
from strategies.models.record import Priority, Record
from strategies.models.strategy import Strategy
from strategies.models.version import Version


class Commitment(Record):
    """A promise: the place's own, with a department, or with a neighbouring place."""

    class Voice(models.TextChoices):
        OURS = "ours", "Ours alone"
        DEPARTMENT = "department", "With a government department"
        NEIGHBOUR = "neighbour", "With a neighbouring place"

    voice = models.CharField("whose it is", max_length=12, choices=Voice)
    title = models.CharField("in one line", max_length=200)
    text = models.TextField("the words of the commitment", blank=True)
    priority = models.ForeignKey(
        Priority, models.PROTECT, null=True, blank=True, verbose_name="priority"
    )
    department = models.CharField(
        "department", max_length=40, blank=True, help_text="Its key in the edition."
    )
    neighbour = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="neighbouring place",
        related_name="commitments_with",
    )
    proposed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta(Record.Meta):
        default_related_name = "commitments"


class CommitmentAnswer(models.Model):
    """What the other side said, once, of certain words. Never edited or deleted.

    It stands for as long as the words are those it was given to.
    """

    class Answer(models.TextChoices):
        SEEN = "seen", "Seen"
        AGREED = "agreed", "Agreed"
        CANNOT_AGREE = "cannot_agree", "Cannot agree"
        CONFIRMED = "confirmed", "Confirmed"
        AMENDED = "amended", "Other words proposed"
        DECLINED = "declined", "Declined"

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=12, choices=Answer)
    wording = models.CharField(
        max_length=64, help_text="SHA-256 of the words it was given to."
    )
    words = models.TextField(help_text="Those words.")
    amended = models.TextField(blank=True, help_text="The words proposed instead.")
    note = models.TextField(blank=True)
    behalf = models.CharField(
        max_length=200, blank=True, help_text="Who in the department gave it."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.answer}"


class SharedPart(models.Model):
    """A part that several strategies print: one place owns it, others accept it."""

    part = models.ForeignKey(Part, models.PROTECT, related_name="shares")
    place = models.ForeignKey(Place, models.PROTECT, related_name="shared_parts")
    taken_as = models.OneToOneField(
        Part,
        models.PROTECT,
        null=True,
        related_name="taken_from",
        help_text="The part of the other strategy in which it stands.",
    )
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    offered_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["part", "place"],
                condition=Q(ended_at=None),
                name="part_is_shared_once_with_a_place",
            )
        ]

    def __str__(self) -> str:
        return f"{self.part} with {self.place}"

    @property
    def newest(self) -> SharedText | None:
        """The text offered last; it asks nothing where the texts were fetched before."""
        texts = list(self.texts.all())
        return texts[-1] if texts else None


class SharedText(models.Model):
    """One text of a shared part as it was offered, and what the other place said."""

    class Answer(models.TextChoices):
        OFFERED = "offered", "Waiting for an answer"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Not accepted"
        OVERTAKEN = "overtaken", "A newer text was offered"

    share = models.ForeignKey(SharedPart, models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField(help_text="The owner's revision.")
    blocks = models.JSONField()
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    offered_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=10, choices=Answer, default=Answer.OFFERED)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["share", "number"], name="shared_text_is_offered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.share}, text {self.number}"


class PartDisclosure(Disclosed):
    """Another place may read this part as it is being written."""

    part = models.ForeignKey(Part, models.PROTECT, related_name="disclosures")

    objects = DisclosedQuerySet["PartDisclosure"].as_manager()

    class Meta(Disclosed.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.part} to {self.audience}"


class FinanceStatement(models.Model):
    """What the accountable body's finance officer said of one version (clause line 56).

    Never edited or deleted; a later one stands beside it.
    """

    version = models.ForeignKey(
        Version, models.PROTECT, related_name="finance_statements"
    )
    name = models.CharField(max_length=200)
    post = models.CharField(max_length=200)
    body = models.CharField(max_length=200, blank=True)
    made_on = models.DateField()
    text = models.TextField()
    enclosure = models.ForeignKey(
        Enclosure, models.PROTECT, null=True, related_name="+"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name} on {self.version}"


class FundingAnswer(models.Model):
    """Why a sentence that reads like an ask for money may stand. Never edited.

    It is given to the sentence's words: other words are another sentence, and open.
    """

    class Answer(models.TextChoices):
        REMOVED = "removed", "Removed"
        EXISTING = "existing", "An existing commitment"
        DESCRIPTION = "description", "A description, not an ask"
        ALLOWED = "allowed", "Allowed by the Area Lead"
        REOPENED = "reopened", "Opened again"

    strategy = models.ForeignKey(
        Strategy, models.PROTECT, related_name="funding_answers"
    )
    sentence = models.TextField()
    key = models.CharField(
        max_length=64, help_text="SHA-256 of the sentence, spaces and case evened out."
    )
    where = models.CharField(max_length=300, blank=True)
    answer = models.CharField(max_length=12, choices=Answer)
    reason = models.TextField(blank=True, help_text="The reference, or the reason.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["strategy", "key"], name="funding_by_sentence")]

    def __str__(self) -> str:
        return f"{self.answer}: {self.sentence[:60]}"
