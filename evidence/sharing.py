"""Showing evidence to other places, item by item, until a day or until taken back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from evidence import register
from evidence.models import Disclosure, Item
from people.models import Audience, Place, User

TO_PLACES = (Audience.PLACE, Audience.PLACES)


@transaction.atomic
def show(
    item: Item, to: Place | None, *, until: date | None, why: str, by: User
) -> Disclosure:
    """Let the people of that place read the item, or of every place if none is named.

    Shown to them already, it is shown until the new day from now on.
    """
    whom = {"audience": Audience.PLACE if to else Audience.PLACES, "shown_to": to}
    end = _end_of(until) if until else None
    shown = Disclosure.objects.filter(item=item, **whom).current().first()
    if shown is None:
        shown = Disclosure(place=item.place, item=item, **whom)
    shown.until, shown.why = end, why or f"Shown by {item.place}"
    shown.save()
    facts = {"to": to.slug if to else None, "until": str(until or ""), "why": why}
    register.record(item, "evidence_shown", by=by, facts=facts)
    return shown


@transaction.atomic
def end(disclosure: Disclosure, item: Item, *, by: User) -> None:
    """They no longer see it. The row stays: it was shown, from one day to another."""
    Disclosure.objects.filter(pk=disclosure.pk).update(until=timezone.now())
    to = disclosure.shown_to.slug if disclosure.shown_to else None
    register.record(item, "evidence_no_longer_shown", by=by, facts={"to": to})


def shown_by(place: Place) -> QuerySet[Disclosure]:
    """What this place shows to others now."""
    rows = Disclosure.objects.filter(place=place, audience__in=TO_PLACES).current()
    return (
        rows.exclude(item=None)
        .select_related("item__place", "shown_to")
        .order_by("item__number", "shown_to__name", "pk")
    )


def shown_to(place: Place) -> QuerySet[Disclosure]:
    """What other places show to this one now, and is in use there."""
    rows = Disclosure.objects.filter(audience__in=TO_PLACES, item__withdrawn_at=None)
    rows = (
        rows.exclude(item=None).exclude(place=place).exclude(item__is_restricted=True)
    )
    named = rows.filter(audience=Audience.PLACES) | rows.filter(shown_to=place)
    return (
        named.current()
        .select_related("item__place", "place")
        .order_by("place__name", "item__number", "pk")
    )


def _end_of(day: date) -> datetime:
    """The midnight after it, here."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
