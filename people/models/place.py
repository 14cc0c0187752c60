from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

from people.models.dated import Dated, DatedQuerySet, ends_after_it_begins
from people.models.membership import Membership, Role
from people.models.relation import Relation
from people.names import kind_in, name_key

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from people.models.user import User, UserQuerySet


class PlaceQuerySet(DatedQuerySet["Place"]):
    def visible_to(self, user: User | AnonymousUser) -> PlaceQuerySet:
        """Every place, for anybody signed in; whose names is another question."""
        return self if user.is_authenticated and user.is_active else self.none()

    def people_visible_to(self, user: User) -> PlaceQuerySet:
        """Those whose people this person may see.

        Their own places, those that theirs support, and every place for government.
        """
        if user.is_government:
            return self
        return self.filter(pk__in=user.reads_for() | user.member_of)

    def writing(self) -> PlaceQuerySet:
        """LEPs and combined authorities: everything but groups of them."""
        return self.exclude(kind=Place.Kind.GROUP)

    def by_code(self, code: str) -> Place | None:
        """The place a code of any generation stands for."""
        return self.filter(codes__code=code.strip().upper()).first()

    def by_name(self, name: str, kind: str = "") -> Place | None:
        """The place a file means by a name, however it writes it.

        Five names are both a LEP's and a combined authority's: unless a kind is given
        or the name says which ("… Combined Authority"), the LEP is meant, as in
        statistics.
        """
        found = self.filter(names__key=name_key(name))
        if wanted := kind or kind_in(name):
            found = found.filter(kind=wanted)
        return found.order_by("kind").first()


class Place(Dated):
    """A LEP, a Mayoral Combined Authority, or a group of them."""

    class Kind(models.TextChoices):
        LEP = "LEP", "Local Enterprise Partnership"
        MCA = "MCA", "Mayoral Combined Authority"
        GROUP = "GROUP", "Group of places"

    kind = models.CharField(max_length=5, choices=Kind)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    region = models.CharField(max_length=60, blank=True)
    wave = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Which of the three invitations it came in."
    )
    mayor_since = models.DateField(
        null=True, blank=True, help_text="First of the month its mayor was elected."
    )
    borders = models.CharField(
        max_length=60, blank=True, help_text="Scotland or Wales, if it lies beside one."
    )
    note = models.TextField(blank=True)
    is_demo = models.BooleanField(default=False)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "kind"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["LEP", "MCA", "GROUP"]),
                name="place_kind_is_known",
            ),
            models.UniqueConstraint(
                fields=["kind", "name"], name="place_name_once_a_kind"
            ),
            ends_after_it_begins("place_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        # The page stands in a higher room, which this one may not name.
        return f"/places/{self.slug}/"

    @property
    def label(self) -> str:
        """Its name so that a LEP and a combined authority of one name differ."""
        ending = {"LEP": " LEP", "MCA": " Combined Authority", "GROUP": ""}
        return f"{self.name}{ending[self.kind]}"

    def covered_by(self) -> Place | None:
        """The place whose strategy is written for this one too, if there is one."""
        return (
            Place.objects.filter(
                Exists(
                    Relation.objects.current().filter(
                        kind=Relation.Kind.LEADS, source=OuterRef("pk"), target=self
                    )
                )
            )
            .order_by("name")
            .first()
        )

    def supporters(self) -> PlaceQuerySet:
        """The LEPs whose support this place's strategy is to have."""
        return self._that(Relation.Kind.SUPPORTS, "source").filter(kind=Place.Kind.LEP)

    def groups(self) -> PlaceQuerySet:
        return self._that(Relation.Kind.MEMBER_OF, "target")

    def neighbours(self) -> PlaceQuerySet:
        """Those sharing ground with this one, whichever of the two said so."""
        kind = Relation.Kind.SHARES_GROUND
        said = self._that(kind, "target").values("pk")
        heard = self._that(kind, "source").values("pk")
        return Place.objects.filter(Q(pk__in=said) | Q(pk__in=heard))

    def _that(self, kind: str, side: str) -> PlaceQuerySet:
        other = "source" if side == "target" else "target"
        rows = Relation.objects.current().filter(
            **{"kind": kind, side: OuterRef("pk"), other: self}
        )
        return Place.objects.filter(Exists(rows))

    def people(self, *roles: str) -> UserQuerySet:
        """The active people with one of the roles here today."""
        from people.models.user import User  # noqa: PLC0415  the two models know each other

        return User.objects.holding(roles, self)

    def area_leads(self) -> UserQuerySet:
        return self.people(Role.AREA_LEAD)

    def current_memberships(self) -> DatedQuerySet[Membership]:
        return self.memberships.current().filter(user__is_active=True)


class PlaceCode(Dated):
    """A statistical code that stands, or stood, for a place."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="codes")
    code = models.CharField(max_length=9, unique=True)
    origin = models.CharField("where this is taken from", max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = DatedQuerySet["PlaceCode"].as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [ends_after_it_begins("placecode_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.code


class PlaceName(models.Model):
    """A name by which files call a place, kept as they write it."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="names")
    name = models.CharField(max_length=160)
    key = models.CharField(
        max_length=160, db_index=True, help_text="The name as names are compared."
    )
    origin = models.CharField("where this is taken from", max_length=200, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "key"], name="placename_once_a_place"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LocalAuthority(models.Model):
    """A council of England, by its code of April 2020."""

    code = models.CharField(max_length=9, unique=True)
    name = models.CharField(max_length=120)
    places: models.ManyToManyField[Place, PlaceAuthority] = models.ManyToManyField(
        Place, through="PlaceAuthority", related_name="authorities"
    )

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "local authorities"

    def __str__(self) -> str:
        return self.name


class PlaceAuthority(Dated):
    """A council's area lying, for a time, within a place."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="place_authorities")
    authority = models.ForeignKey(
        LocalAuthority, models.CASCADE, related_name="place_authorities"
    )
    origin = models.CharField("where this is taken from", max_length=200, blank=True)

    objects = DatedQuerySet["PlaceAuthority"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "authority", "since"],
                name="placeauthority_once_from_a_day",
            ),
            models.UniqueConstraint(
                fields=["place", "authority"],
                condition=Q(since__isnull=True),
                name="placeauthority_once_from_always",
            ),
            ends_after_it_begins("placeauthority_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.authority} in {self.place}"
