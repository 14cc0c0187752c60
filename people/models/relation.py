from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from people.models.dated import Dated, DatedQuerySet, ends_after_it_begins


class Relation(Dated):
    """How one place stands to another: the source does this with or for the target."""

    class Kind(models.TextChoices):
        LEADS = "leads", "writes the strategy for"
        SUPPORTS = "supports", "supports the strategy of"
        SHARES_GROUND = "shares_ground", "shares ground with"
        MEMBER_OF = "member_of", "is a member of"
        SUCCEEDS = "succeeds", "succeeds"

    source = models.ForeignKey("people.Place", models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=20, choices=Kind)
    target = models.ForeignKey(
        "people.Place", models.PROTECT, related_name="relations_to"
    )
    origin = models.CharField("where this is taken from", max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = DatedQuerySet["Relation"].as_manager()

    class Meta:
        ordering = ["source_id", "kind", "target_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=F("target")), name="relation_is_with_another"
            ),
            ends_after_it_begins("relation_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["source", "kind", "target", "since"],
                name="relation_once_from_a_day",
            ),
            models.UniqueConstraint(
                fields=["source", "kind", "target"],
                condition=Q(since__isnull=True),
                name="relation_once_from_always",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display()} {self.target}"
