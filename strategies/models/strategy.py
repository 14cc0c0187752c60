from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from people.models import Place, Role, User
from strategies import prospectus


class Status(models.TextChoices):
    """Where a strategy is. reviews/workflow.py alone moves it from one to the next."""

    DRAFTING = "drafting", "Being drafted"
    AWAITING_APPROVAL = "awaiting_approval", "Waiting for local approval"
    APPROVED = "approved", "Approved locally"
    WITH_GOVERNMENT = "with_government", "With government"
    WITH_MINISTERS = "with_ministers", "With ministers"
    RETURNED = "returned", "Sent back with comments"
    AGREED = "agreed", "Agreed with government"
    WITHDRAWN = "withdrawn", "Withdrawn"


CLOSED = (Status.AGREED, Status.WITHDRAWN)
EDITABLE = tuple(status for status in Status if status not in CLOSED)


def shown_to(user: User) -> models.QuerySet[models.Model]:
    """The disclosures to this person of a version of the strategy around the query."""
    disclosures = apps.get_model("strategies", "Disclosure")._default_manager
    return disclosures.current().filter(user=user, version__strategy=OuterRef("pk"))


class StrategyQuerySet(models.QuerySet["Strategy"]):
    def visible_to(self, user: User) -> StrategyQuerySet:
        """Those whose status this person may see; what is in them is a further question."""
        if user.is_administrator:
            return self.all()
        theirs = user.reads_for() | user.places((Role.AREA_LEAD,))
        return self.filter(Q(place__in=theirs) | Exists(shown_to(user)))

    def live(self) -> StrategyQuerySet:
        return self.exclude(status__in=CLOSED)


class Strategy(models.Model):
    """One place's Local Industrial Strategy, under the edition it began with."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="strategies")
    edition_key = models.CharField(max_length=40, editable=False)
    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=120, unique=True)
    end_year = models.PositiveSmallIntegerField(null=True, blank=True)
    status = models.CharField(
        max_length=20, choices=Status, default=Status.DRAFTING, editable=False
    )
    status_since = models.DateTimeField(default=timezone.now, editable=False)
    in_question = models.ForeignKey(
        "strategies.Version",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text="The version that approval, submission and agreement are about.",
    )
    paused_at = models.DateTimeField(null=True, editable=False)
    paused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    paused_because = models.CharField(max_length=500, blank=True, editable=False)
    is_shared_with_area_lead = models.BooleanField(default=False, editable=False)
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="followed_by"
    )
    logo = models.ForeignKey(
        "strategies.Enclosure", models.PROTECT, null=True, blank=True, related_name="+"
    )
    cover = models.ForeignKey(
        "strategies.Enclosure",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The picture on the cover.",
    )
    cover_alternative = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)
    begun_at = models.DateTimeField(default=timezone.now, editable=False)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+"
    )

    objects = StrategyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "strategies"
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="strategy_status_is_known"
            ),
            models.UniqueConstraint(
                fields=["place"],
                condition=~Q(status__in=["agreed", "withdrawn"]),
                name="place_writes_one_strategy_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(paused_at=None, paused_by=None)
                | Q(paused_at__isnull=False, paused_by__isnull=False),
                name="strategy_paused_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("strategies:strategy", args=[self.slug])

    @property
    def edition(self) -> prospectus.Edition:
        return prospectus.edition(self.edition_key)

    @property
    def is_editable(self) -> bool:
        return self.status in EDITABLE

    @property
    def is_paused(self) -> bool:
        return self.paused_at is not None
