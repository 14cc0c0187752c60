from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils import timezone

from people.models.place import Place


def stored_name(condition: ReviewCondition, filename: str) -> str:
    """A name of our own on disk: nothing of the uploaded name is used."""
    return f"conditions/{uuid4().hex}"


class ReviewCondition(models.Model):
    """A condition of the LEP review met on a day, with the paper that shows it.

    Never edited: recording it again adds a row, and the newest counts.
    """

    class Criterion(models.TextChoices):
        COMMITTED = "LR-1", "Committed to the review's recommendations in full"
        CAPACITY = "LR-2", "Shown how capacity funding will be used"
        PLAN = "LR-3", "Sent an implementation plan, with any change of geography"

    place = models.ForeignKey(Place, models.PROTECT, related_name="conditions")
    criterion = models.CharField(max_length=10, choices=Criterion)
    number = models.PositiveSmallIntegerField(
        default=1, help_text="Which record of this condition at this place it is."
    )
    accepted_on = models.DateField()
    note = models.TextField(blank=True)
    file = models.FileField(upload_to=stored_name, max_length=200)
    file_name = models.CharField(max_length=200, help_text="As it was called.")
    content_type = models.CharField(max_length=100)
    by = models.ForeignKey("people.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["criterion", "-number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(criterion__in=["LR-1", "LR-2", "LR-3"]),
                name="reviewcondition_is_known",
            ),
            models.UniqueConstraint(
                fields=["place", "criterion", "number"], name="reviewcondition_numbered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion} of {self.place}"
