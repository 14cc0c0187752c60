"""What people do with a file of figures: hand it in, name its columns, take it in or out.

Each step locks the import, and does nothing where it is no longer at the stage the
person saw: of two who press at once one has an effect.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from evidence.models import Import, ImportRow, Observation
from office import ledger
from office.files import keep
from office.jobs import enqueue
from office.models.job import State
from office.uploads import CheckedFile
from people.models import Place, User

FOLDER = "imports"
Stage = Import.Stage


@transaction.atomic
def hand_in(place: Place, upload: CheckedFile, *, by: User) -> Import:
    Place.objects.select_for_update(no_key=True).get(pk=place.pk)
    last = Import.objects.filter(place=place).aggregate(last=Max("number"))["last"]
    kept = keep(upload.upload, FOLDER, upload.kind.key)
    import_ = Import.objects.create(
        place=place,
        number=(last or 0) + 1,
        file=kept.name,
        name=upload.name,
        kind=upload.kind.key,
        size=kept.size,
        sha256=kept.sha256,
        asked_by=by,
    )
    enqueue()
    return import_


@transaction.atomic
def name_columns(import_: Import, mapping: dict[str, Any]) -> bool:
    """Read the file with these answers; again, if it was read before."""
    locked = _locked(import_, Stage.MAPPING, Stage.PREVIEW)
    if locked is None:
        return False
    locked.mapping = mapping
    _next(locked, Stage.READING)
    return True


@transaction.atomic
def ask_to_take_in(import_: Import, *, by: User) -> bool:
    locked = _locked(import_, Stage.PREVIEW)
    if locked is None:
        return False
    locked.taken_in_by = by
    _next(locked, Stage.TAKING_IN)
    return True


@transaction.atomic
def ask_to_take_out(import_: Import, *, by: User) -> bool:
    locked = _locked(import_, Stage.TAKEN_IN)
    if locked is None:
        return False
    locked.undone_by = by
    _next(locked, Stage.UNDOING)
    return True


@transaction.atomic
def discard(import_: Import, *, by: User) -> bool:
    """Put it away unused; its file stays, and it can be handed in again."""
    locked = _locked(import_, Stage.MAPPING, Stage.PREVIEW, Stage.REFUSED)
    if locked is None:
        return False
    locked.stage = Stage.DISCARDED
    locked.save(update_fields=["stage"])
    locked.rows.all().delete()
    facts = {"import": locked.number}
    chain = ledger.place_chain(locked.place_id)
    ledger.record(chain, "import_discarded", by=by, subject=locked.name, facts=facts)
    return True


def _locked(import_: Import, *stages: str) -> Import | None:
    """The import, locked, if it is at one of the stages and nothing is under way."""
    locked = Import.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=import_.pk
    )
    return locked if locked.stage in stages and locked.is_finished else None


def _next(locked: Import, stage: str) -> None:
    locked.stage, locked.state = stage, State.WAITING
    locked.progress, locked.tries, locked.error = 0, 0, ""
    locked.asked_at = timezone.now()
    locked.save()
    enqueue()


def built_on_by(import_: Import) -> Import | None:
    """A later import that changed figures of this one, and has to be taken out first."""
    ours = Observation.objects.filter(came_with=import_)
    changed = import_.rows.filter(outcome=ImportRow.Outcome.CHANGED)
    later = ImportRow.objects.filter(
        of__place=import_.place_id,
        of__stage=Stage.TAKEN_IN,
        of__taken_in_at__gt=import_.taken_in_at,
        outcome=ImportRow.Outcome.CHANGED,
    )
    row = (
        later.filter(observation__in=ours)
        | later.filter(observation__in=changed.values("observation"))
    ).first()
    return row.of if row else None
