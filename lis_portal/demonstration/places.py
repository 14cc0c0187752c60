"""The fictional places, what binds them, and the conditions they have met."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from lis_portal.demonstration import files
from people.forms import ConditionForm
from people.models import (
    LocalAuthority,
    Place,
    PlaceAuthority,
    PlaceCode,
    PlaceName,
    Relation,
    User,
)
from people.names import name_key
from people.views.conditions import keep

Known = dict[str, Place]
ORIGIN = "Made for the demonstration"
ACCEPTED = timedelta(days=200)


def are_here() -> bool:
    return Place.objects.filter(is_demo=True).exists()


def make() -> Known:
    rows = files.toml("places.toml")["places"]
    known = {row["slug"]: _place(row) for row in rows}
    for row in rows:
        _relate(known[row["slug"]], row["relations"])
    return known


def record_conditions(known: Known, *, by: User) -> None:
    """The conditions of the LEP review that each place has met, each with its paper."""
    for row in files.toml("places.toml")["places"]:
        for criterion in row["conditions"]:
            keep(_condition(criterion, row["name"]), place=known[row["slug"]], by=by)


def _place(row: dict[str, Any]) -> Place:
    said = {name: row[name] for name in ("slug", "kind", "name", "region", "wave")}
    place = Place.objects.create(**said, is_demo=True)
    PlaceCode.objects.create(place=place, code=row["code"], origin=ORIGIN)
    for name in (row["name"], *row["aliases"]):
        PlaceName.objects.create(
            place=place, name=name, key=name_key(name), origin=ORIGIN
        )
    for council in row["councils"]:
        authority = LocalAuthority.objects.create(**council)
        PlaceAuthority.objects.create(place=place, authority=authority, origin=ORIGIN)
    return place


def _relate(place: Place, relations: list[dict[str, str]]) -> None:
    """To each other, and to groups that are there if the places were loaded."""
    for row in relations:
        other = Place.objects.filter(slug=row["with"]).first()
        if other is not None:
            Relation.objects.create(
                source=place,
                kind=row["kind"],
                target=other,
                origin=ORIGIN,
                note=row.get("note", ""),
            )


def _condition(criterion: str, name: str) -> ConditionForm:
    day = timezone.localdate() - ACCEPTED
    typed = {
        "once": str(uuid.uuid4()),
        "criterion": criterion,
        "accepted_on_day": str(day.day),
        "accepted_on_month": str(day.month),
        "accepted_on_year": str(day.year),
    }
    paper = files.paper(
        f"{criterion.lower()}-response.pdf",
        f"{name} Local Enterprise Partnership",
        f"Response to the LEP review ({criterion})",
        "Fictional: made for the demonstration.",
    )
    form = ConditionForm(typed, {"file": paper})
    if not form.is_valid():
        raise ValueError(f"{criterion} of {name}: {form.errors.as_text()}")
    return form
