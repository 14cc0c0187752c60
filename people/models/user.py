from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.functional import cached_property
from django.utils.text import slugify

from people.models.membership import GOVERNMENT_ROLES, PLACE_ROLES, Membership
from people.models.relation import Relation

if TYPE_CHECKING:
    from people.models.place import Place


def fresh_slug(name: str = "") -> str:
    """A name for addresses, told apart from others of that name by its ending."""
    ending = get_random_string(6, "abcdefghijkmnpqrstuvwxyz23456789")
    return f"{slugify(name)[:100] or 'person'}-{ending}"


class UserQuerySet(models.QuerySet["User"]):
    def active(self) -> UserQuerySet:
        return self.filter(is_active=True)

    def holding(
        self, roles: Iterable[str], place: Place, on: date | None = None
    ) -> UserQuerySet:
        """The active people who hold one of the roles at the place on the day."""
        held = Membership.objects.current(on).filter(
            user=OuterRef("pk"), place=place, role__in=list(roles)
        )
        return self.active().filter(Exists(held))

    def administrators(self) -> UserQuerySet:
        return self.active().filter(is_administrator=True)


class UserManager(BaseUserManager["User"]):
    """Makes people; their e-mail address is kept in lower case, always."""

    def get_queryset(self) -> UserQuerySet:
        return UserQuerySet(self.model, using=self._db)

    def active(self) -> UserQuerySet:
        return self.get_queryset().active()

    def holding(
        self, roles: Iterable[str], place: Place, on: date | None = None
    ) -> UserQuerySet:
        return self.get_queryset().holding(roles, place, on)

    def administrators(self) -> UserQuerySet:
        return self.get_queryset().administrators()

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        return (email or "").strip().lower()

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=self.normalize_email(username))

    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> User:
        """A person who may sign in, once there is a password."""
        fields.setdefault("slug", fresh_slug(fields.get("name", "")))
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in, or has been asked to: their e-mail is their name here."""

    email = models.EmailField("email address", unique=True)
    name = models.CharField("full name", max_length=120)
    slug = models.SlugField(max_length=120, unique=True, default=fresh_slug)
    department = models.CharField(
        max_length=120,
        blank=True,
        help_text="For people in government: the department they work for.",
    )
    is_administrator = models.BooleanField(default=False)
    is_active = models.BooleanField(
        default=True, help_text="Off: the account is closed."
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    last_seen_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="The sign-in before this one: what is new counts from here.",
    )

    prefers_plain_text = models.BooleanField(
        default=False, help_text="Writes in the plain box and not in the rich editor."
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        ordering = ["name", "email"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique_any_case"),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="user_email_is_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("people:person", args=[self.slug])

    @cached_property
    def _held(self) -> frozenset[tuple[int, str]]:
        return self._held_now()

    def _held_now(self) -> frozenset[tuple[int, str]]:
        if not self.is_active:
            return frozenset()
        rows = Membership.objects.current().filter(user_id=self.pk)
        return frozenset(rows.values_list("place_id", "role"))

    def holds(self, roles: Iterable[str], place: Place) -> bool:
        """Whether this person has one of the roles at the place today.

        The answer is read once per instance, so once per request; use `holds_now`
        where a decision is written.
        """
        return any((place.pk, role) in self._held for role in roles)

    def holds_now(self, roles: Iterable[str], place: Place) -> bool:
        """The same question asked of the database again, account and roles alike."""
        return User.objects.holding(roles, place).filter(pk=self.pk).exists()

    def places(self, roles: Iterable[str]) -> set[int]:
        """The ids of the places where this person has one of the roles today."""
        wanted = set(roles)
        return {place for place, role in self._held if role in wanted}

    def reads_for(self) -> set[int]:
        """The ids of the places whose working drafts this person reads.

        Those where they hold one of the place's own roles, and those that such a
        place supports today.
        """
        return self._reads_for

    @cached_property
    def _reads_for(self) -> set[int]:
        own = self.places(PLACE_ROLES)
        if not own:
            return own
        supported = Relation.objects.current().filter(
            kind=Relation.Kind.SUPPORTS, source__in=own
        )
        return own | set(supported.values_list("target_id", flat=True))

    @property
    def member_of(self) -> set[int]:
        """The ids of every place this person has any role at today."""
        return {place for place, _ in self._held}

    @property
    def is_government(self) -> bool:
        """An administrator, or somebody who reads for government anywhere today."""
        if not self.is_active:
            return False
        return self.is_administrator or bool(self.places(GOVERNMENT_ROLES))
