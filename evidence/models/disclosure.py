"""Who outside a place may see of its evidence."""

from __future__ import annotations

from django.db import models
from django.db.models import OuterRef, Q

from people.models import Audience, Disclosed, DisclosedQuerySet, Place, Role, User


class DisclosureQuerySet(DisclosedQuerySet["Disclosure"]):
    def reaching(self, user: User) -> DisclosureQuerySet:
        """Those that let this person see the item of the query around this one.

        What is public is another question: ItemQuerySet.public.
        """
        shown = self.exclude(audience=Audience.PUBLIC).meant_for(user, "place")
        return shown.of_the_item()

    def public(self) -> DisclosureQuerySet:
        return self.current().filter(audience=Audience.PUBLIC)

    def of_the_item(self) -> DisclosureQuerySet:
        """Of the item of the query around this one, or of its whole base."""
        this = Q(item=None) | Q(item=OuterRef("pk"))
        return self.filter(this, place=OuterRef("place"))


class Disclosure(Disclosed):
    """Somebody outside the place may see this item, or the whole base if none is named."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    item = models.ForeignKey(
        "evidence.Item",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="disclosures",
    )

    objects = DisclosureQuerySet.as_manager()

    class Meta(Disclosed.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"{self.item or self.place} to {self.audience}"


def reaching(user: User) -> DisclosureQuerySet:
    return Disclosure.objects.reaching(user)


def readers_of(place: str, user: User) -> Q:
    """Whether this person reads the working draft of the place at this path.

    Its people do, those of the LEPs that support it, and its Area Lead while the draft
    and the whole base with it are shared.
    """
    shared = Disclosure.objects.current().filter(
        item=None,
        audience=Audience.AREA_LEAD,
        place__in=user.places((Role.AREA_LEAD,)),
    )
    own = Q(**{f"{place}__in": user.reads_for()})
    return own | Q(**{f"{place}__in": shared.values("place")})
