"""Dated facts by which a higher room lets somebody outside a place see something.

What a room shows stands in that room: its Disclosure names the thing. What is the same
for all of them, to whom and until when, stands here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.models.membership import PLACE_ROLES, Role
from people.models.place import Place
from people.models.user import User

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

M = TypeVar("M", bound=models.Model)


class Audience(models.TextChoices):
    """Whom a disclosure is meant for."""

    AREA_LEAD = "area_lead", "The place's Area Lead"
    ADMINISTRATORS = "administrators", "Administrators"
    PERSON = "person", "One person"
    PLACE = "place", "Another place"
    PLACES = "places", "Every place"
    PUBLIC = "public", "Anyone"


class DisclosedQuerySet(models.QuerySet[M]):
    def current(self) -> Self:
        now = timezone.now()
        return self.filter(Q(until=None) | Q(until__gt=now), since__lte=now)

    def meant_for(self, user: User | AnonymousUser, place: str) -> Self:
        """Those in force that reach this person; `place` is the path to the place."""
        to_whom = Q(audience=Audience.PUBLIC)
        if not user.is_authenticated:
            return self.current().filter(to_whom)
        to_whom |= Q(user=user)
        own = user.places(PLACE_ROLES)
        if own:
            to_whom |= Q(audience=Audience.PLACES) | Q(shown_to__in=own)
        to_whom |= Q(
            **{f"{place}__in": user.places((Role.AREA_LEAD,))},
            audience=Audience.AREA_LEAD,
        )
        if user.is_administrator:
            to_whom |= Q(audience=Audience.ADMINISTRATORS)
        return self.current().filter(to_whom)


class Disclosed(models.Model):
    """To whom something is shown, why, and from one moment to another."""

    Audience = Audience

    audience = models.CharField(max_length=20, choices=Audience)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    shown_to = models.ForeignKey(
        Place,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The other place, if it is one.",
    )
    why = models.CharField(max_length=200)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(audience="person", user__isnull=False)
                | (~Q(audience="person") & Q(user=None)),
                name="%(app_label)s_%(class)s_names_a_person",
            ),
            models.CheckConstraint(
                condition=Q(audience="place", shown_to__isnull=False)
                | (~Q(audience="place") & Q(shown_to=None)),
                name="%(app_label)s_%(class)s_names_a_place",
            ),
        ]
