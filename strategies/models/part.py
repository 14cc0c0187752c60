from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from people.models import Role, User
from strategies import prospectus
from strategies.models.strategy import Strategy
from strategies.text import Block, join


class PartQuerySet(models.QuerySet["Part"]):
    def visible_to(self, user: User) -> PartQuerySet:
        """Those who read the place's working draft, and its Area Lead while it is shared."""
        shared = Q(
            strategy__is_shared_with_area_lead=True,
            strategy__place__in=user.places((Role.AREA_LEAD,)),
        )
        return self.filter(Q(strategy__place__in=user.reads_for()) | shared)

    def live(self) -> PartQuerySet:
        return self.filter(removed_at=None)

    def with_latest(self) -> PartQuerySet:
        """With what lists show of the last saved text, but not the text itself."""
        return self.select_related("latest__by").defer("latest__blocks")


class Part(models.Model):
    """The unit of writing inside a section. Its key survives renaming."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="parts")
    key = models.SlugField(max_length=60)
    section = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    order = models.PositiveIntegerField()
    is_ready = models.BooleanField(default=False)
    contributors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="named_parts"
    )
    latest = models.ForeignKey(
        "strategies.Revision", models.PROTECT, null=True, related_name="+"
    )
    revision = models.PositiveIntegerField(
        default=1, help_text="Of its title, place, readiness and contributors."
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["strategy", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "key"], name="part_key_is_unique_in_its_strategy"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by=None)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="part_removed_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("strategies:part", args=[self.strategy.slug, self.key])

    @property
    def spec(self) -> prospectus.PartSpec | None:
        """What the prospectus says of it; None for a part the place added itself."""
        specs = (spec for spec in self.strategy.edition.parts if spec.key == self.key)
        return next(specs, None)

    @property
    def base(self) -> int:
        """The number a form must carry: that of the revision it shows, 0 before any."""
        return self.latest.number if self.latest else 0

    @property
    def blocks(self) -> list[Block]:
        return self.latest.as_blocks() if self.latest else []

    @property
    def text(self) -> str:
        return self.latest.text if self.latest else ""

    @property
    def words(self) -> int:
        return self.latest.words if self.latest else 0


class Revision(models.Model):
    """One saved text of a part. Never changed; a restored one is saved anew."""

    class Kind(models.TextChoices):
        SAVED = "saved", "Saved"
        ASIDE = "aside", "Kept beside another's text"
        SENT = "sent", "As it was sent, before it was joined"
        MERGED = "merged", "Joined with another's changes"
        JOINED = "joined", "Two texts settled"
        RESTORED = "restored", "Restored"
        SHARED = "shared", "Accepted from another place"

    part = models.ForeignKey(Part, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    blocks = models.JSONField(default=list)
    words = models.PositiveIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.SAVED)
    base = models.PositiveIntegerField(
        default=0, help_text="The revision the writer had before them."
    )
    sitting = models.PositiveIntegerField(
        default=0, help_text="The first revision its writer saved at this sitting."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["part", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["part", "number"], name="revision_number_is_unique_in_its_part"
            )
        ]
        indexes = [
            models.Index(fields=["part", "by", "at"], name="revision_by_whom_and_when")
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.number}"

    def as_blocks(self) -> list[Block]:
        return [Block(block["id"], block["text"]) for block in self.blocks]

    @property
    def text(self) -> str:
        return join([block["text"] for block in self.blocks])


class Landmark(models.Model):
    """Something that happened to a saved text: histories never fold it into another."""

    class What(models.TextChoices):
        READY = "ready", "Marked as ready"
        FROZEN = "frozen", "Frozen as a version"
        SUBMITTED = "submitted", "Submitted to government"

    revision = models.ForeignKey(
        Revision, models.CASCADE, related_name="landmarks", editable=False
    )
    what = models.CharField(max_length=10, choices=What)
    version = models.ForeignKey(
        "strategies.Version",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="The version it went into; none for a part marked as ready.",
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.revision}: {self.get_what_display()}"
