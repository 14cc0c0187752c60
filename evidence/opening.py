"""Making the evidence base public: what becomes so, what is withheld and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from evidence.models import Disclosure, Item
from office import ledger
from people.models import Audience, Place, User

Kind = Item.Kind


@dataclass
class Choice:
    """What is about to be public, and what of it stays withheld for which reason."""

    whole: bool
    items: list[Item] = field(default_factory=list)
    restricted: list[Item] = field(default_factory=list)
    unlicensed: list[Item] = field(default_factory=list)

    @property
    def is_anything(self) -> bool:
        return self.whole or bool(self.items)


def choice(place: Place, refs: Sequence[str] | None) -> Choice:
    """Of these items in use, or of the whole base if none are named."""
    found = Choice(whole=refs is None)
    items = Item.objects.filter(place=place).live().order_by("number")
    for item in items if refs is None else items.filter(ref__in=refs):
        if item.is_restricted:
            found.restricted.append(item)
        elif not item.licence and item.kind != Kind.GAP:
            found.unlicensed.append(item)
        else:
            found.items.append(item)
    return found


@transaction.atomic
def make_public(place: Place, chosen: Choice, *, why: str, by: User) -> None:
    """From now on; what is public already stays so from when it was."""
    standing = set(standing_of(place).values_list("item", flat=True))
    wanted: list[int | None] = [item.pk for item in chosen.items]
    if chosen.whole:
        wanted = [None]
    Disclosure.objects.bulk_create(
        Disclosure(place=place, item_id=pk, audience=Audience.PUBLIC, why=why)
        for pk in wanted
        if not standing & {None, pk}
    )
    standing_of(place).update(why=why)
    _record(place, "evidence_made_public", by, chosen=chosen, why=why)


@transaction.atomic
def take_back(place: Place, disclosure: Disclosure, *, by: User) -> None:
    """It is public no longer. The row stays: it was, from one day to another."""
    Disclosure.objects.filter(pk=disclosure.pk).update(until=timezone.now())
    ref = disclosure.item.ref if disclosure.item else None
    ledger.record(
        ledger.place_chain(place.pk),
        "evidence_taken_back",
        by=by,
        subject=ref or "",
        facts={"item": ref},
    )


def standing_of(place: Place) -> QuerySet[Disclosure]:
    """What makes this place's evidence public now."""
    return Disclosure.objects.filter(place=place).public().order_by("since", "pk")


def _record(place: Place, verb: str, by: User, *, chosen: Choice, **facts: Any) -> None:
    items = None if chosen.whole else [item.ref for item in chosen.items]
    ledger.record(
        ledger.place_chain(place.pk), verb, by=by, facts={"items": items, **facts}
    )
