"""Evidence bases from rows of figures, as statistical offices publish them."""

from evidence import register
from evidence.models import Item
from lis_portal.demonstration import files
from office.uploads import UploadField
from people.models import Place, User

KINDS = {"research": Item.Kind.RESEARCH, "survey": Item.Kind.SURVEY}
UNKNOWN_LICENCES = ("", "check")


def load(place: Place, name: str, *, by: User) -> None:
    """Enter every row of the file; the register gives each the ref it has there."""
    for row in files.rows(name):
        item = register.add(_item(place, row), by=by)
        if item.ref != row["row_id"]:
            raise ValueError(f"{row['row_id']} became {item.ref}")


def attach(place: Place, ref: str, name: str, *, by: User) -> None:
    checked = UploadField().clean(files.upload(name))
    register.attach(Item.objects.get(place=place, ref=ref), checked, by=by)


def _item(place: Place, row: dict[str, str]) -> Item:
    licence = row["licence"]
    return Item(
        place=place,
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
