"""The next step with an import, by the stage it is at."""

from __future__ import annotations

from evidence.importing import reading, taking_in, taking_out
from evidence.importing.tables import Unreadable
from evidence.importing.taking_in import Moved
from evidence.models import Import

Stage = Import.Stage


def work(import_: Import) -> None:
    """Read it, take its rows in, or take them out again. May be called once more."""
    if import_.stage == Stage.TAKING_IN:
        try:
            taking_in.take_in(import_)
        except Moved:
            import_.stage = Stage.READING
            import_.found = {**import_.found, "moved": True}
    if import_.stage == Stage.UNDOING:
        taking_out.take_out(import_)
    if import_.stage == Stage.READING:
        try:
            reading.read(import_)
        except Unreadable as why:
            import_.rows.all().delete()
            import_.stage, import_.refusal = Stage.REFUSED, str(why)[:500]
    import_.save(
        update_fields=[
            "stage",
            "refusal",
            "shape",
            "mapping",
            "found",
            "taken_in_at",
            "undone_at",
        ]
    )
