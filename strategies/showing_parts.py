"""A part that another place, or every place, may read as it is being written."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from office import ledger
from people.models import PLACE_ROLES, Place, User
from strategies.models import Part, PartDisclosure


def shown_to(user: User) -> QuerySet[PartDisclosure]:
    """The parts that others let this person's places read as they are written."""
    found: Any = PartDisclosure.objects.meant_for(user, "part__strategy__place")
    own = user.places(PLACE_ROLES)
    shown: QuerySet[PartDisclosure] = found.filter(part__removed_at=None)
    return shown.exclude(part__strategy__place__in=own)


@transaction.atomic
def show(part: Part, place: Place | None, *, by: User) -> None:
    """Let a place, or every place, read the part as it is being written."""
    audience = PartDisclosure.Audience
    whom: dict[str, Any] = {
        "part": part,
        "audience": audience.PLACE if place else audience.PLACES,
        "shown_to": place,
    }
    if PartDisclosure.objects.current().filter(**whom).exists():
        return
    PartDisclosure.objects.create(**whom, why="Shown while it is written")
    tell_shown(part, "part_shown", place, by=by)


@transaction.atomic
def stop_showing(disclosure: PartDisclosure, *, by: User) -> None:
    if disclosure.until is not None:
        return
    disclosure.until = timezone.now()
    disclosure.save(update_fields=["until"])
    part, place = disclosure.part, disclosure.shown_to
    tell_shown(part, "part_shown_no_more", place, by=by)


def tell_shown(part: Part, verb: str, place: Place | None, *, by: User) -> None:
    whom = place.label if place else "every place"
    facts = {"part": part.key, "place": whom}
    chain = ledger.strategy_chain(part.strategy_id)
    ledger.record(chain, verb, by=by, subject=part.title, facts=facts)
