"""Evidence bases from rows of figures, as statistical offices publish them."""

from django.utils import timezone

from evidence import imports, register
from evidence.forms.imports import FiguresField
from evidence.models import Import, Indicator, Item
from lis_portal.demonstration import files
from office.models.job import State
from office.uploads import UploadField
from people.models import Place, User

KINDS = {"research": Item.Kind.RESEARCH, "survey": Item.Kind.SURVEY}
DETAILS = {"BRES": Item.Detail.SECTOR, "NVQ4": Item.Detail.GROUP}
UNKNOWN_LICENCES = ("", "check")


def load(place: Place, name: str, *, by: User) -> None:
    """Enter every row of the file; the register gives each the ref it has there."""
    for row in files.rows(name):
        item = register.add(_item(place, row), by=by)
        if item.ref != row["row_id"]:
            raise ValueError(f"{row['row_id']} became {item.ref}")


def take_in(place: Place, name: str, *, by: User) -> None:
    """Import the figures of a file, as a person and a worker do it together."""
    checked = FiguresField().clean(files.upload(name))
    import_ = imports.hand_in(place, checked, by=by)
    for step in (lambda: True, lambda: imports.ask_to_take_in(import_, by=by)):
        step()
        import_.refresh_from_db()
        import_.work()
        Import.objects.filter(pk=import_.pk).update(
            state=State.DONE, progress=100, done_at=timezone.now()
        )
    import_.refresh_from_db()
    if import_.stage != Import.Stage.TAKEN_IN:
        raise ValueError(f"{name}: {import_.get_stage_display()} {import_.refusal}")


def attach(place: Place, ref: str, name: str, *, by: User) -> None:
    checked = UploadField().clean(files.upload(name))
    register.attach(Item.objects.get(place=place, ref=ref), checked, by=by)


def _indicator(place: Place, row: dict[str, str]) -> Indicator | None:
    """The catalogue's, or one of the place's own where that has none."""
    if not row.get("indicator_id"):
        return None
    known = Indicator.objects.known_to(place).filter(key=row["indicator_id"]).first()
    return known or Indicator.objects.create(
        place=place,
        key=row["indicator_id"],
        title=row["indicator"],
        unit=row["unit"],
        publisher=row["publisher"],
        dataset=row["dataset"],
    )


def _item(place: Place, row: dict[str, str]) -> Item:
    licence = row["licence"]
    return Item(
        place=place,
        indicator=_indicator(place, row),
        detail=DETAILS.get(row.get("indicator_id", ""), ""),
        kind=KINDS.get(row["status"], Item.Kind.STATISTIC),
        title=f"{row['indicator']}: {row['place_name']}",
        publisher=f"{row['publisher']}, {row['dataset']}",
        published=row["release_date"],
        period=row["period"],
        geography=f"{row['place_name']} ({row['geography_type']})",
        value=_value(row),
        address=row["source_address"],
        licence="" if licence in UNKNOWN_LICENCES else licence,
        note=_note(row),
    )


def _value(row: dict[str, str]) -> str:
    """The figure with its unit, and what it is compared with."""
    value = f"{row['value']} {row['unit']}"
    if not row["comparator_name"]:
        return value
    return f"{value} ({row['comparator_name']}: {row['comparator_value']})"


def _note(row: dict[str, str]) -> str:
    said = [f"Status: {row['status']}."]
    if row["ci_low"]:
        said.append(f"95% confidence: {row['ci_low']} to {row['ci_high']}.")
    if row["licence"] in UNKNOWN_LICENCES:
        said.append("The licence is being checked.")
    if row["note"]:
        said.append(f"{row['note'][:1].upper()}{row['note'][1:]}.")
    return " ".join(said)
