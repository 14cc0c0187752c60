"""Figures made ready beside those that count, then made to count in one statement each.

Whatever takes long – comparing, building, writing row by row – happens to staged figures,
in many short transactions. What is left for the one transaction that makes them count is
copying within the database: SQLite lets nobody else write meanwhile, and gives up on a
writer after twenty seconds; 50,000 figures built in that transaction took longer.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from evidence.importing import standing
from evidence.models import Import, ImportRow, Observation, Staged

TO, FROM = Observation._meta.db_table, Staged._meta.db_table
COLUMNS = [*standing.KEPT, "indicator_id", "item_id"]
SAID = ", ".join(COLUMNS)
SAYS = ", ".join(f"{name} = said.{name}" for name in COLUMNS)
INSERT = f"""
    INSERT INTO {TO} ({SAID}, place_id, came_with_id, is_superseded)
    SELECT {SAID}, %s, %s, %s FROM {FROM} WHERE of_id = %s AND changes IS NULL
    ORDER BY id
"""  # noqa: S608 - names of ours
UPDATE = f"""
    UPDATE {TO} SET {SAYS} FROM {FROM} AS said
    WHERE said.changes = {TO}.id AND said.of_id = %s
"""  # noqa: S608 - names of ours
FORGET = f"""
    UPDATE {ImportRow._meta.db_table} SET observation_id = NULL
    WHERE observation_id IN (SELECT id FROM {TO} WHERE came_with_id = %s)
"""  # noqa: S608 - names of ours
DELETE = f"DELETE FROM {TO} WHERE came_with_id = %s"  # noqa: S608


def clear(import_: Import) -> None:
    Staged.objects.filter(of=import_).delete()


def keep(figures: Iterable[Staged]) -> None:
    Staged.objects.bulk_create(figures)


def add_new(import_: Import) -> None:
    """All that change nothing become figures of the place."""
    with connection.cursor() as cursor:
        given = [import_.place_id, import_.pk, False, import_.pk]
        cursor.execute(INSERT, given)


def change_standing(import_: Import) -> None:
    """Figures that stand say from now on what was staged for them."""
    with connection.cursor() as cursor:
        cursor.execute(UPDATE, [import_.pk])


def remove_new(import_: Import) -> int:
    """Delete what came with it, as QuerySet.delete does, but without reading each."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [import_.pk])
        cursor.execute(DELETE, [import_.pk])
        return int(cursor.rowcount)
