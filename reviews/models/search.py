from __future__ import annotations

from django.db import models

from reviews.models.outcome import Publication


class Published(models.Model):
    """One thing of a published strategy that can be searched for: taken from its version."""

    publication = models.ForeignKey(
        Publication, models.CASCADE, related_name="searchable"
    )
    kind = models.CharField(
        max_length=12, help_text="part, finding, priority, action, measure or evidence."
    )
    ref = models.CharField(max_length=60, help_text="Or the key of a part.")
    title = models.CharField(max_length=500)
    text = models.TextField()
    anchor = models.CharField(max_length=120, help_text="On the published page.")
    tags = models.JSONField(default=list)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["kind"], name="published_by_kind")]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"
