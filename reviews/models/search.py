from __future__ import annotations

from django.db import models

from strategies.models import Version


class Searchable(models.Model):
    """One thing that can be searched for of a version that was sent or published.

    On PostgreSQL its migration gives it an index of its words.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="searchable")
    kind = models.CharField(
        max_length=12, help_text="part, finding, priority, action, measure or evidence."
    )
    ref = models.CharField(max_length=60, help_text="Or the key of a part.")
    title = models.CharField(max_length=500)
    text = models.TextField()
    anchor = models.CharField(max_length=120, help_text="On the version’s page.")
    tags = models.JSONField(default=list)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"
