from django.conf import settings
from django.db import models
from django.utils import timezone

from strategies.models.part import Part
from strategies.models.strategy import Strategy


class ChecklistAnswer(models.Model):
    """What a place says of one thing the prospectus asks for, and where it is shown."""

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="answers")
    criterion = models.CharField(max_length=20)
    claim = models.TextField("how this is shown", blank=True)
    where = models.ForeignKey(
        Part,
        models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="where it is shown",
        related_name="answers",
    )
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["strategy", "criterion"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "criterion"], name="criterion_is_answered_once"
            )
        ]

    def __str__(self) -> str:
        return self.criterion

    @property
    def ref(self) -> str:
        """What its history is kept under, as a record's is under its ref."""
        return self.criterion
