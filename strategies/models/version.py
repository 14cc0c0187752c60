from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from office.models import Job
from people.models import Disclosed, DisclosedQuerySet, User
from strategies.models.strategy import Strategy


class VersionQuerySet(models.QuerySet["Version"]):
    def visible_to(self, user: User) -> VersionQuerySet:
        """The place's people and its supporting LEPs', and those it was disclosed to."""
        theirs = Q(strategy__place__in=user.reads_for())
        return self.filter(theirs | Exists(Disclosure.objects.reaching(user)))

    def listed(self) -> VersionQuerySet:
        """With who froze it, and without the document, which is long."""
        return self.select_related("by").defer("document")


class Version(models.Model):
    """The whole content of a strategy, frozen at one moment. Never edited or deleted."""

    class Purpose(models.TextChoices):
        APPROVAL = "approval", "Local approval"
        EARLY_LOOK = "early_look", "An early look for government"
        PANEL = "panel", "Analytical panel"
        BOARD = "board", "Board"
        COUNCILS = "councils", "Councils"
        CONSULTATION = "consultation", "Consultation"
        NEIGHBOUR = "neighbour", "A neighbouring place"

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    purpose = models.CharField(max_length=20, choices=Purpose)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    document = models.JSONField()
    sha256 = models.CharField(
        max_length=64, help_text="Of the document's canonical JSON: the check code."
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["strategy", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "number"], name="version_number_is_unique"
            )
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("strategies:version", args=[self.strategy.slug, self.number])

    @property
    def check_code(self) -> str:
        return self.sha256[:12]


class DisclosureQuerySet(DisclosedQuerySet["Disclosure"]):
    def reaching(self, user: User) -> DisclosureQuerySet:
        """Those that let this person see the version of the query around this one."""
        found = self.meant_for(user, "version__strategy__place")
        return found.filter(version=OuterRef("pk"))


class Disclosure(Disclosed):
    """Somebody outside the place may see this version, from one moment to another."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="disclosures")

    objects = DisclosureQuerySet.as_manager()

    class Meta(Disclosed.Meta):
        abstract = False
        constraints = [
            *Disclosed.Meta.constraints,
            models.UniqueConstraint(
                fields=["version", "audience"],
                condition=Q(user=None, shown_to=None),
                name="version_is_disclosed_once_to_each_audience",
            ),
            models.UniqueConstraint(
                fields=["version", "shown_to"],
                condition=Q(shown_to__isnull=False),
                name="version_is_disclosed_once_to_each_place",
            ),
            models.UniqueConstraint(
                fields=["version", "user"],
                condition=Q(user__isnull=False),
                name="version_is_disclosed_once_to_each_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} to {self.audience}"


class Stage(models.TextChoices):
    """What a PDF says of itself on every page."""

    COPY = "copy", "Draft, not agreed"
    SUBMITTED = "submitted", "Submitted, not agreed"
    LOCAL = "local", "Published by the place, not agreed"
    AGREED = "agreed", "Agreed"


class Rendering(Job):
    """The stored PDF of one version at one stage: made once, never again."""

    called = "PDFs of versions"

    version = models.ForeignKey(Version, models.PROTECT, related_name="renderings")
    stage = models.CharField(max_length=10, choices=Stage)
    agreed_on = models.DateField(null=True, blank=True)
    file = models.FileField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0, help_text="Bytes.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "stage"], name="version_is_rendered_once_per_stage"
            ),
            models.CheckConstraint(
                condition=Q(stage="agreed", agreed_on__isnull=False)
                | (~Q(stage="agreed") & Q(agreed_on=None)),
                name="rendering_agreed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} ({self.stage})"

    @property
    def words(self) -> str:
        """What is printed on every page."""
        if self.agreed_on is None:
            return self.get_stage_display()
        return f"Agreed on {date_format(self.agreed_on)}"

    def work(self) -> None:
        from strategies import pdf  # noqa: PLC0415 - WeasyPrint lives in the worker

        pdf.store(self)


class DraftRendering(Job):
    """The PDF of the working text as it stood when it was asked for."""

    called = "PDFs of working drafts"

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="draft_pdfs")
    document = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    file = models.FileField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "fingerprint"], name="draft_text_is_rendered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.strategy} {self.fingerprint[:12]}"

    def work(self) -> None:
        from strategies import pdf  # noqa: PLC0415 - WeasyPrint lives in the worker

        pdf.store_draft(self)
