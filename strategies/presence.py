"""Who has which part open in an editor. Nobody is locked out: people are only told.

An editor says every few seconds that it is open; one that has not said so for a while
is gone, whatever became of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from people.models import User
from strategies.models import Part, Presence

# A tab in the background asks every 15 seconds.
HERE_FOR = timedelta(seconds=20)
FORGOTTEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class Person:
    """Somebody who has the part open; the same person in another tab is one, too."""

    name: str
    is_writing: bool
    is_you: bool


def here(part: Part) -> list[Presence]:
    """The editors open on the part, with whose they are.

    What closed ones left behind long ago is cleared away when it is met.
    """
    now = timezone.now()
    rows = list(_with_names().filter(part=part))
    if any(row.at < now - FORGOTTEN_AFTER for row in rows):
        Presence.objects.filter(at__lt=now - FORGOTTEN_AFTER).delete()
    return [row for row in rows if row.at > now - HERE_FOR]


def beside(rows: Iterable[Presence], user: User, tab: str) -> list[Person]:
    """Each person once, of all the editors but this one."""
    writing: dict[User, bool] = {}
    for one in rows:
        if (one.user, one.tab) != (user, tab):
            writing[one.user] = one.is_writing or writing.get(one.user, False)
    return [Person(who.name, is_it, who == user) for who, is_it in writing.items()]


def stay(part: Part, user: User, tab: str, *, is_writing: bool) -> None:
    """Say that this editor is open: one row for each, however often it is said."""
    Presence.objects.bulk_create(
        [Presence(part=part, user=user, tab=tab, is_writing=is_writing)],
        update_conflicts=True,
        unique_fields=["part", "user", "tab"],
        update_fields=["is_writing", "at"],
    )


def leave(part: Part, user: User, tab: str) -> None:
    Presence.objects.filter(part=part, user=user, tab=tab).delete()


def _with_names() -> QuerySet[Presence]:
    return Presence.objects.select_related("user").order_by("user__name", "user", "pk")
