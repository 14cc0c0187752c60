"""Facts that hold from one day until another.

`since` is the first day a fact holds and `until` the first day it no longer does, so
that what ends on a day and what begins on it never overlap, and ending something
today ends it at once. Either may be unknown or open.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

M = TypeVar("M", bound=models.Model)


def in_force(on: date | None = None, prefix: str = "") -> Q:
    """The condition that a dated row, reached by the prefix, holds on the day."""
    day = on or timezone.localdate()
    begun = Q(**{f"{prefix}since__isnull": True}) | Q(**{f"{prefix}since__lte": day})
    open_ended = Q(**{f"{prefix}until__isnull": True})
    return begun & (open_ended | Q(**{f"{prefix}until__gt": day}))


def ends_after_it_begins(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(since__isnull=True)
        | Q(until__isnull=True)
        | Q(until__gte=F("since")),
        name=name,
    )


class DatedQuerySet(models.QuerySet[M]):
    def current(self, on: date | None = None) -> Self:
        """Those in force on the day; today when none is named."""
        return self.filter(in_force(on))


class Dated(models.Model):
    """A fact with a first day and a first day on which it no longer holds."""

    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_current(self) -> bool:
        today = timezone.localdate()
        begun = self.since is None or self.since <= today
        return begun and (self.until is None or self.until > today)

    @property
    def last_day(self) -> date | None:
        """The last day it holds, as people say it; nothing while it is open."""
        return self.until - timedelta(days=1) if self.until else None
