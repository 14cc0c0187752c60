"""Contributors and conversations: every change is recorded, and nothing is lost."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from evidence.models import Kept
from office import ledger
from people.models import User


@transaction.atomic
def add(kept: Kept, *, by: User) -> Kept:
    kept.changed_by = by
    kept.save(force_insert=True)
    _record(kept, "added", by=by)
    return kept


@transaction.atomic
def save(
    kept: Kept,
    *,
    by: User,
    before: dict[str, Any],
    typed: dict[str, str] | None = None,
) -> None:
    """Save what changed, keeping in the ledger what each field said before.

    `typed` is what was sent, by labels, where something else was saved for it.
    """
    if changes := changed(kept, before):
        _next_revision(kept, by=by)
        kept.save()
        facts = {"typed": typed} if typed else {}
        _record(kept, "edited", by=by, changes=changes, **facts)
    elif typed:
        _record(kept, "change_set_aside", by=by, typed=typed)


@transaction.atomic
def remove(kept: Kept, *, by: User) -> None:
    kept.removed_at = timezone.now()
    _next_revision(kept, by=by)
    kept.save()
    _record(kept, "removed", by=by)


@transaction.atomic
def bring_back(kept: Kept, *, by: User) -> None:
    kept.removed_at = None
    _next_revision(kept, by=by)
    kept.save()
    _record(kept, "brought_back", by=by)


def changed(thing: Model, before: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What each field said that says something else now, as the ledger keeps it."""
    return {
        name: {"from": old, "to": getattr(thing, name)}
        for name, old in before.items()
        if getattr(thing, name) != old
    }


def _next_revision(kept: Kept, *, by: User) -> None:
    kept.revision += 1
    kept.changed_at, kept.changed_by = timezone.now(), by


def _record(kept: Kept, verb: str, *, by: User, **facts: Any) -> None:
    ledger.record(
        ledger.place_chain(kept.place_id),
        f"{kept.noun}_{verb}",
        by=by,
        subject=kept.ref,
        facts={"name": str(kept), **facts},
    )
