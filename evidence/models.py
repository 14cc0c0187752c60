"""What a place rests its case on. Withdrawn, never deleted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from people.models import Disclosed, DisclosedQuerySet, Place, PlaceQuerySet, User


class ItemQuerySet(models.QuerySet["Item"]):
    def visible_to(self, user: User) -> ItemQuerySet:
        """The place's people, its supporting LEPs', and those it was disclosed to."""
        theirs = Q(place__in=user.reads_for())
        return self.filter(theirs | Exists(Disclosure.objects.reaching(user)))

    def live(self) -> ItemQuerySet:
        return self.filter(withdrawn_at=None)

    def listed(self) -> ItemQuerySet:
        """In order, each knowing how many files it has now."""
        files = Count("files", filter=Q(files__replaced_by=None))
        return self.annotate(file_count=files).order_by("number")

    def in_state(self, state: str) -> ItemQuerySet:
        """In use, unless the withdrawn ones, all or only the restricted are asked for."""
        if state == "all":
            return self
        if state == "withdrawn":
            return self.exclude(withdrawn_at=None)
        return self.live().filter(is_restricted=True) if state else self.live()

    def matching(self, words: str, *, in_full: bool) -> ItemQuerySet:
        """Those in which each word stands.

        Of restricted items only what a citation shows is searched, unless the person
        may read them in full: a search must not tell what a page does not.
        """
        found = self
        for word in words.split():
            shown = Q(ref__iexact=word) | Q(title__icontains=word)
            hidden = Q()
            for field in SEARCHED:
                hidden |= Q(**{f"{field}__icontains": word})
            found = found.filter(
                shown | (hidden if in_full else hidden & Q(is_restricted=False))
            )
        return found


SEARCHED = ("publisher", "period", "geography", "value", "note", "address")


def bases_visible_to(user: User) -> PlaceQuerySet:
    """The places whose evidence this person reads, or something of it that was shown."""
    shown = Item.objects.visible_to(user).filter(place=OuterRef("pk"))
    return Place.objects.visible_to(user).filter(
        Q(pk__in=user.reads_for()) | Exists(shown)
    )


class Item(models.Model):
    """One thing a place rests its case on, cited in text by its ref."""

    class Kind(models.TextChoices):
        STATISTIC = "statistic", "Statistic"
        RESEARCH = "research", "Research or review"
        SURVEY = "survey", "Survey"
        CONSULTATION = "consultation", "Consultation response"
        PLAN = "plan", "Plan or strategy"
        OTHER = "other", "Something else"

    place = models.ForeignKey(Place, models.PROTECT, related_name="evidence")
    ref = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.STATISTIC)
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    published = models.CharField(
        max_length=60, blank=True, help_text="As its publisher writes it."
    )
    period = models.CharField(max_length=100, blank=True)
    geography = models.CharField(max_length=200, blank=True)
    value = models.CharField(max_length=200, blank=True)
    address = models.URLField(max_length=2000, blank=True)
    licence = models.CharField(max_length=100, blank=True)
    note = models.TextField(blank=True)
    is_restricted = models.BooleanField(default=False)
    restricted_because = models.CharField(max_length=300, blank=True)
    edition = models.CharField(max_length=60, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaces"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    withdrawn_because = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    edited_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["place", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "ref"], name="evidence_ref_is_unique_in_its_place"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="evidence_withdrawn_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(edited_at=None, edited_by=None)
                | Q(edited_at__isnull=False, edited_by__isnull=False),
                name="evidence_edited_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(is_restricted=False) | ~Q(restricted_because=""),
                name="evidence_restricted_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("evidence:item", args=[self.place.slug, self.ref])

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None


class ItemFile(models.Model):
    """A file of an item, kept on disk under a name of our own."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="files")
    name = models.CharField(max_length=200, help_text="As its owner called it.")
    file = models.FileField(max_length=200)
    kind = models.CharField(
        max_length=10, help_text="pdf, docx, xlsx, csv, ods, png, jpg."
    )
    size = models.PositiveIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    replaced_by = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        help_text="The newer file. An earlier one stays: a version may have cited it.",
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse(
            "evidence:file", args=[self.item.place.slug, self.item.ref, self.pk]
        )

    @property
    def is_current(self) -> bool:
        """Not an earlier file that a newer one took the place of."""
        return self.replaced_by_id is None


class DisclosureQuerySet(DisclosedQuerySet["Disclosure"]):
    def reaching(self, user: User) -> DisclosureQuerySet:
        """Those that let this person see the item of the query around this one."""
        this = Q(item=None) | Q(item=OuterRef("pk"))
        return self.meant_for(user, "place").filter(this, place=OuterRef("place"))


class Disclosure(Disclosed):
    """Somebody outside the place may see this item, or the whole base if none is named."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="disclosures"
    )

    objects = DisclosureQuerySet.as_manager()

    class Meta(Disclosed.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.item or self.place} to {self.audience}"
