"""Files of figures on their way in: read, shown row by row, then taken in or not."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from evidence.models.indicator import FigureColumns, Indicator, Observation
from evidence.models.item import Item
from office.models import Job
from people.models import Place, User


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, user: User) -> ImportQuerySet:
        """The place's people and its supporting LEPs'."""
        return self.filter(place__in=user.reads_for())


class Import(Job):
    """One file, from its upload to its rows being taken in, and perhaps out again."""

    called = "Imports of figures"

    class Stage(models.TextChoices):
        READING = "reading", "Being read"
        REFUSED = "refused", "Cannot be read"
        MAPPING = "mapping", "Waiting for its columns to be named"
        PREVIEW = "preview", "Waiting to be looked at"
        TAKING_IN = "taking_in", "Being taken in"
        TAKEN_IN = "taken_in", "Taken in"
        UNDOING = "undoing", "Being taken out again"
        UNDONE = "undone", "Taken out again"
        DISCARDED = "discarded", "Discarded"

    place = models.ForeignKey(Place, models.PROTECT, related_name="imports")
    number = models.PositiveIntegerField(help_text="Within its place.")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.READING)
    file = models.FileField(max_length=200)
    name = models.CharField(max_length=200, help_text="As its owner called it.")
    kind = models.CharField(max_length=10, help_text="csv or xlsx.")
    size = models.PositiveIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    shape = models.CharField(
        max_length=20, blank=True, help_text="Which of the known shapes it has."
    )
    mapping = models.JSONField(
        default=dict, help_text="What its columns mean, and what is true of every row."
    )
    found = models.JSONField(
        default=dict,
        help_text="What reading it found: header, columns, examples, counts.",
    )
    refusal = models.CharField(max_length=500, blank=True)
    taken_in_at = models.DateTimeField(null=True)
    taken_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "number"], name="import_number_is_unique_in_its_place"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("evidence:import", args=[self.place.slug, self.number])

    def work(self) -> None:
        from evidence.importing.work import work  # noqa: PLC0415 - openpyxl lives there

        work(self)


class ImportRow(models.Model):
    """One row of a file, what it says, and what is to become of it."""

    class Outcome(models.TextChoices):
        NEW = "new", "New"
        CHANGED = "changed", "Changed"
        SAME = "same", "Same as what is here"
        REFUSED = "refused", "Refused"

    of = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField(help_text="As the file counts, from 1.")
    column = models.CharField(
        max_length=60, blank=True, help_text="Of files with a column for each year."
    )
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.CharField(max_length=500, blank=True)
    values = models.JSONField(help_text="The observation's fields, as they will be.")
    before = models.JSONField(null=True, help_text="What stood there, to be put back.")
    observation = models.ForeignKey(
        Observation, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["line", "pk"]
        indexes = [
            models.Index(fields=["of", "outcome", "line"], name="row_by_outcome")
        ]

    def __str__(self) -> str:
        return f"{self.of} line {self.line}"


class Staged(FigureColumns):
    """A figure made ready to be taken in or put back. Nothing reads it but the worker."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="staged")
    source = models.PositiveIntegerField(
        default=0, help_text="Which of the import's sources it rests on."
    )
    changes = models.PositiveBigIntegerField(
        null=True, help_text="The observation that is to say this; none if it is new."
    )
    indicator = models.ForeignKey(
        Indicator, models.CASCADE, null=True, related_name="+"
    )
    item = models.ForeignKey(Item, models.CASCADE, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["of", "source"], name="staged_by_source")]

    def __str__(self) -> str:
        return f"{self.of}: {self.area_name} {self.period}"
