"""Brings the places of England in from people/data, as often as one likes.

The files say what is so: rows they name are added or brought up to date, and nothing is
taken away, so that a place or a relation made here by hand stays.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import models, transaction

from people.models import (
    LocalAuthority,
    Place,
    PlaceAuthority,
    PlaceCode,
    PlaceName,
    Relation,
)
from people.names import name_key

DATA = Path(__file__).parent / "data"

Row = dict[str, str]
Report = dict[str, Counter[str]]


@transaction.atomic
def load(folder: Path = DATA) -> Report:
    """Everything in the folder; how many of each kind were added, changed and left."""
    report: Report = {"places": _load(Place, _places(folder))}
    known = {place.slug: place for place in Place.objects.all()}
    report["names"] = _load(PlaceName, _names(folder, known))
    report["codes"] = _load(PlaceCode, _codes(folder, known))
    report["relations"] = _load(Relation, _relations(folder, known))
    report["local authorities"] = _load(LocalAuthority, _authorities(folder))
    councils = {council.code: council for council in LocalAuthority.objects.all()}
    grounds = _grounds(folder, known, councils)
    report["authorities of places"] = _load(PlaceAuthority, grounds)
    return report


def _load(
    model: type[models.Model], wanted: Iterator[tuple[dict[str, Any], dict[str, Any]]]
) -> Counter[str]:
    """Add or change rows, each given as what identifies it and what it says."""
    manager = model._default_manager
    counts: Counter[str] = Counter(added=0, changed=0, left=0)
    identity: list[str] = []
    new: list[models.Model] = []
    there: dict[tuple[Any, ...], models.Model] = {}
    for key, says in wanted:
        if not identity:
            identity = list(key)
            there = {_values(row, identity): row for row in manager.all()}
        row = there.get(tuple(key.values()))
        if row is None:
            new.append(model(**key, **says))
        elif changed := [name for name in says if getattr(row, name) != says[name]]:
            for name in changed:
                setattr(row, name, says[name])
            row.save(update_fields=changed)
            counts["changed"] += 1
        else:
            counts["left"] += 1
    counts["added"] = len(manager.bulk_create(new))
    return counts


def _values(row: models.Model, names: list[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in names)


def _places(folder: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for row in _rows(folder, "places"):
        yield (
            {"slug": row["slug"]},
            {
                "kind": row["kind"],
                "name": row["name"],
                "region": row["region"],
                "wave": int(row["wave"]) if row["wave"] else None,
                "mayor_since": _day(row["mayor_since"]),
                "borders": row["borders"],
                "since": _day(row["since"]),
                "until": _day(row["until"]),
                "note": row["note"],
            },
        )


def _names(
    folder: Path, known: dict[str, Place]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for row in _rows(folder, "names"):
        key = {"place_id": known[row["place"]].pk, "key": name_key(row["name"])}
        yield key, {"name": row["name"], "origin": row["source"]}


def _codes(
    folder: Path, known: dict[str, Place]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for row in _rows(folder, "codes"):
        yield (
            {"code": row["code"]},
            {
                "place_id": known[row["place"]].pk,
                "since": _day(row["since"]),
                "until": _day(row["until"]),
                "origin": row["source"],
                "note": row["note"],
            },
        )


def _relations(
    folder: Path, known: dict[str, Place]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for row in _rows(folder, "relations"):
        yield (
            {
                "source_id": known[row["source"]].pk,
                "kind": row["kind"],
                "target_id": known[row["target"]].pk,
                "since": _day(row["since"]),
            },
            {
                "until": _day(row["until"]),
                "origin": row["origin"],
                "note": row["note"],
            },
        )


def _authorities(folder: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    councils = {row["code"]: row["name"] for row in _rows(folder, "authorities")}
    for code, name in councils.items():
        yield {"code": code}, {"name": name}


def _grounds(
    folder: Path, known: dict[str, Place], councils: dict[str, LocalAuthority]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    for row in _rows(folder, "authorities"):
        yield (
            {
                "place_id": known[row["place"]].pk,
                "authority_id": councils[row["code"]].pk,
                "since": _day(row["since"]),
            },
            {"until": _day(row["until"]), "origin": row["source"]},
        )


def _rows(folder: Path, name: str) -> Iterator[Row]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
