from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.models.dated import Dated, DatedQuerySet, ends_after_it_begins


class Role(models.TextChoices):
    """What a person is at a place. Administrators are a fact of the user instead."""

    OFFICER = "officer", "Officer"
    CONTRIBUTOR = "contributor", "Contributor"
    APPROVER = "approver", "Approver"
    READER = "reader", "Reader"
    AREA_LEAD = "area_lead", "Area Lead"
    REVIEWER = "reviewer", "Reviewer"


PLACE_ROLES = (Role.OFFICER, Role.CONTRIBUTOR, Role.APPROVER, Role.READER)
GOVERNMENT_ROLES = (Role.AREA_LEAD, Role.REVIEWER)
OFFICERS_GRANT = (Role.OFFICER, Role.CONTRIBUTOR, Role.READER)
# A place stands still without one of these, so taking away the last is warned of.
NEVER_WITHOUT = (Role.OFFICER, Role.APPROVER)


class Membership(Dated):
    """One person's role at one place, for as long as it lasts."""

    user = models.ForeignKey("people.User", models.PROTECT, related_name="memberships")
    place = models.ForeignKey(
        "people.Place", models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=20, choices=Role)
    since = models.DateField(default=timezone.localdate)
    granted_by = models.ForeignKey(
        "people.User", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = DatedQuerySet["Membership"].as_manager()

    class Meta:
        ordering = ["place_id", "role", "since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="membership_role_is_known"
            ),
            ends_after_it_begins("membership_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["user", "place", "role"],
                condition=Q(until__isnull=True),
                name="membership_open_once",
            ),
        ]
        indexes = [models.Index(fields=["place", "role"], name="membership_at_place")]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()} at {self.place}"
