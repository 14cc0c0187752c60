from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from office.approximate import Approximate
from office.models import Mail
from people.models import Place, Role, User
from strategies.models import Strategy


def fresh_key(title: str = "") -> str:
    """A name for addresses, told apart from others of that title by its ending."""
    ending = get_random_string(6, "abcdefghijkmnpqrstuvwxyz23456789")
    return f"{slugify(title)[:60].strip('-') or 'date'}-{ending}"


class ImportantDateQuerySet(models.QuerySet["ImportantDate"]):
    def visible_to(self, user: User) -> ImportantDateQuerySet:
        """Those of many places to everyone; one place's to those who follow it.

        A reviewer follows a place from the day its strategy is shown to them.
        """
        if user.is_administrator:
            return self.all()
        follows = user.reads_for() | user.places((Role.AREA_LEAD,))
        shown = Strategy.objects.visible_to(user).filter(place=OuterRef("place"))
        return self.filter(
            ~Q(scope=ImportantDate.Scope.PLACE) | Q(place__in=follows) | Exists(shown)
        )

    def live(self) -> ImportantDateQuerySet:
        return self.filter(removed_at=None)

    def bearing_on(self, place: Place) -> ImportantDateQuerySet:
        """The place's own, and those of everyone, its region and its wave."""
        scope = ImportantDate.Scope
        return self.filter(
            Q(scope=scope.NATIONAL)
            | Q(scope=scope.REGION, region=place.region)
            | Q(scope=scope.WAVE, wave=place.wave)
            | Q(scope=scope.PLACE, place=place)
        )


class ImportantDate(models.Model):
    """A day, month, season or span that matters: kept as earliest and latest."""

    class Scope(models.TextChoices):
        NATIONAL = "national", "Everyone"
        REGION = "region", "One region"
        WAVE = "wave", "One wave"
        PLACE = "place", "One place"

    class Kind(models.TextChoices):
        DEADLINE = "deadline", "Deadline"
        TARGET = "target", "Target"
        EVENT = "event", "Event"
        HOLD = "hold", "Hold: nothing is published or launched"

    class What(models.TextChoices):
        BOARD_PAPERS = "board_papers", "Board papers go out"
        BOARD = "board", "Board meets"
        SUBMISSION = "submission", "Submission to government"
        LAUNCH = "launch", "Launch"
        OTHER = "other", "Something else"

    key = models.SlugField(
        max_length=80,
        unique=True,
        default=fresh_key,
        help_text="Its name in addresses.",
    )
    title = models.CharField(max_length=200)
    scope = models.CharField(max_length=10, choices=Scope)
    wave = models.PositiveSmallIntegerField(null=True, blank=True)
    region = models.CharField(max_length=60, blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="dates"
    )
    strategy = models.ForeignKey(
        Strategy, models.PROTECT, null=True, blank=True, related_name="dates"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    what = models.CharField(max_length=20, choices=What, default=What.OTHER)
    earliest = models.DateField()
    latest = models.DateField()
    precision = models.CharField(max_length=10)
    words = models.CharField(max_length=100, help_text="As people say it.")
    set_at = models.DateTimeField(
        default=timezone.now, help_text="When it was given the day it has now."
    )
    lead_days = models.CharField(
        max_length=60, blank=True, help_text="Days before, such as 28;7;1."
    )
    in_working_days = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1)
    added_at = models.DateTimeField(default=timezone.now)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ImportantDateQuerySet.as_manager()

    class Meta:
        ordering = ["latest", "earliest", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(earliest__lte=F("latest")), name="date_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(scope="place", place__isnull=False, wave=None, region="")
                | Q(scope="wave", place=None, wave__isnull=False, region="")
                | Q(scope="region", place=None, wave=None) & ~Q(region="")
                | Q(scope="national", place=None, wave=None, region=""),
                name="date_belongs_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["deadline", "target", "event", "hold"]),
                name="date_kind_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(scope="place") | ~Q(kind="hold"),
                name="date_of_one_place_is_no_hold",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.words}"

    @property
    def when(self) -> Approximate:
        return Approximate(self.earliest, self.latest, self.precision, self.words)

    @property
    def is_exact(self) -> bool:
        """Whether it is one day; anything else is shown in its own words alone."""
        return self.precision == "day"

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def reach(self) -> str:
        """Whose date it is, in words."""
        if self.scope == self.Scope.PLACE:
            return str(self.place)
        if self.scope == self.Scope.WAVE:
            return f"Wave {self.wave}"
        return self.region or "Everyone"


class Reminder(models.Model):
    """A reminder already sent, kept so that nobody is told twice."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminders"
    )
    duty = models.CharField(max_length=40, help_text="A key of reviews/duties.py.")
    subject = models.CharField(
        max_length=100, help_text="What it is about, by its key."
    )
    stage = models.CharField(max_length=40, help_text="Such as 28 days before.")
    due_on = models.DateField(help_text="The earliest day of what it is about.")
    title = models.CharField(max_length=300, help_text="What it was about, in words.")
    words = models.CharField(max_length=100, help_text="When, as people say it.")
    mail = models.OneToOneField(
        Mail, models.SET_NULL, null=True, related_name="reminder"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "duty", "subject", "stage", "due_on"],
                name="reminder_is_sent_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.duty} to {self.user}"
