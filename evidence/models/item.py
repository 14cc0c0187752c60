"""What a place rests its case on. Withdrawn, never deleted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, ExpressionWrapper, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from evidence.models.disclosure import Disclosure, reaching
from evidence.models.indicator import Indicator
from people.models import Place, PlaceQuerySet, User


class ItemQuerySet(models.QuerySet["Item"]):
    def visible_to(self, user: User) -> ItemQuerySet:
        """The place's people, its supporting LEPs', and those it was disclosed to."""
        theirs = Q(place__in=user.reads_for())
        return self.filter(theirs | Exists(reaching(user)) | is_public())

    def public(self) -> ItemQuerySet:
        """What anyone may read: made public, in use, and free to be used again."""
        return self.filter(is_public())

    def not_public(self) -> ItemQuerySet:
        return self.exclude(is_public())

    def with_its_line(self, place: str, ref: str) -> ItemQuerySet:
        """One item, the newer one that replaced it and the older ones it replaces.

        Each with all that its page tells of it, in this one query.
        """
        shown = Disclosure.objects.current().filter(item=OuterRef("pk"))
        line = Q(ref=ref) | Q(replaced_by__ref=ref) | Q(replaces__ref=ref)
        found = self.filter(line, place__slug=place).select_related(*TOLD)
        return found.distinct().annotate(
            may_anyone_read=ExpressionWrapper(is_public(), models.BooleanField()),
            is_shown=Exists(shown),
        )

    def with_dead_links(self) -> ItemQuerySet:
        """Those whose address did not answer twice in a row, and was not changed since."""
        return self.filter(link__failures__gte=DEAD_AFTER, link__address=F("address"))

    def live(self) -> ItemQuerySet:
        return self.filter(withdrawn_at=None)

    def listed(self) -> ItemQuerySet:
        """In order, each knowing how many files it has now."""
        files = Count("files", filter=Q(files__replaced_by=None))
        found = self.select_related("link").annotate(file_count=files)
        return found.order_by("number")

    def in_state(self, state: str) -> ItemQuerySet:
        """In use, unless the withdrawn ones, all or only the restricted are asked for."""
        if state == "all":
            return self
        if state == "withdrawn":
            return self.exclude(withdrawn_at=None)
        live = self.live()
        if state == "restricted":
            return live.filter(is_restricted=True)
        if state == "gaps":
            return live.filter(kind=Item.Kind.GAP)
        if state == "dead-links":
            return live.with_dead_links()
        return live.not_public() if state == "not-public" else live

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


DEAD_AFTER = 2  # failures in a row: one may be the weather
TOLD = ("place", "indicator", "link", "added_by", "edited_by", "withdrawn_by")
SEARCHED = ("publisher", "period", "geography", "value", "note", "address")


def is_public() -> Q:
    """Whether an item is public: nothing restricted, withdrawn or without a licence is.

    A gap is the place's own statement and needs none.
    """
    usable = Q(withdrawn_at=None, is_restricted=False) & is_licensed()
    return usable & Q(Exists(Disclosure.objects.public().of_the_item()))


def is_licensed() -> Q:
    return ~Q(licence="") | Q(kind=Item.Kind.GAP)


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
        GAP = "gap", "A gap: no such figure exists"
        OTHER = "other", "Something else"

    class Scale(models.TextChoices):
        """How near the ground it looks. Statistics imported say so by their areas."""

        WIDER = "wider", "A region or the country"
        AREA = "area", "The whole of the place"
        DISTRICT = "district", "District by district"
        SMALL = "small", "Smaller areas than districts"

    class Detail(models.TextChoices):
        SECTOR = "sector", "By detailed sector"
        GROUP = "group", "By skill or group of people"

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
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="items"
    )
    scale = models.CharField(max_length=10, choices=Scale, blank=True)
    detail = models.CharField(max_length=10, choices=Detail, blank=True)
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
