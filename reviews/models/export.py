from django.db import models
from django.utils import timezone

from office.models import Job
from strategies.models import Strategy


class Export(Job):
    """The agreed strategies an administrator asked for, as one ZIP."""

    called = "Exports"

    strategies = models.ManyToManyField(Strategy, related_name="exports")
    chosen_by = models.CharField(max_length=300, help_text="The filters, in words.")
    file = models.FileField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0, help_text="Bytes.")
    sha256 = models.CharField(max_length=64, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"Export of {timezone.localdate(self.asked_at)}"

    def work(self) -> None:
        from reviews import exports  # noqa: PLC0415 - openpyxl lives in the worker

        exports.build(self)
