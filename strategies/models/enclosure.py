from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from strategies.models.record import Record
from strategies.models.strategy import Strategy


class Enclosure(models.Model):
    """A picture or file that a strategy holds. Never changed or removed.

    Frozen versions name it by its check sum and go on showing it when the figure has
    another by then. Pictures are kept as they are shown: drawn anew from what was
    uploaded, without its metadata.
    """

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="enclosures")
    file = models.FileField(max_length=200)
    name = models.CharField(max_length=200, help_text="What its owner called it.")
    kind = models.CharField(max_length=10, help_text="Its ending: png, jpg, pdf …")
    size = models.PositiveIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True, help_text="Pixels, of a picture.")
    height = models.PositiveIntegerField(null=True, help_text="Pixels, of a picture.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "sha256"], name="enclosure_is_kept_once"
            ),
            models.CheckConstraint(
                condition=Q(width=None, height=None)
                | Q(width__isnull=False, height__isnull=False),
                name="enclosure_is_a_picture_or_none",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.width is not None


class Figure(Record):
    """A picture or file with its caption, placed in a part by a line of its own."""

    title = models.CharField("caption", max_length=300)
    alternative = models.TextField(
        "what it shows, for those who cannot see it", max_length=2000, blank=True
    )
    source = models.CharField("source", max_length=300, blank=True)
    licence = models.CharField("licence", max_length=200, blank=True)
    enclosure = models.ForeignKey(
        Enclosure,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="picture or file",
        related_name="figures",
    )

    class Meta(Record.Meta):
        default_related_name = "figures"
