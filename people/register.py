"""A CSV of people to ask in: read whole and shown before anybody is asked.

Every row is new, the same as what is here, or refused with its reason. What is
accepted is sent in one transaction: all of it or nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from people import invitations
from people.invitations import Invitee
from people.memberships import Refused, last_day_as_until
from people.models import Invitation, Membership, Place, Role, User
from people.names import name_key

MOST_BYTES = 200 * 1024
MOST_ROWS = 500
COLUMNS = ("email", "name", "place", "role")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
ADMINISTRATOR = "administrator"

Ask = tuple[str, int | None, str]


class Line(NamedTuple):
    """One row of the file, as it stands there, and what will become of it."""

    number: int
    email: str
    name: str
    place: str
    role: str
    outcome: str
    reason: str = ""
    invitee: Invitee | None = None


class NotAList(Exception):
    """The file is no list of people, for a reason that is said to its sender."""


@dataclass
class Known:
    """What is here already: asked of the database once for a whole file."""

    places: dict[str, list[Place]]
    users: dict[str, bool]
    held: set[Ask]
    seen: set[Ask] = field(default_factory=set)


def text_of(data: bytes) -> str | None:
    """The file's text, if it is text that a spreadsheet would have saved."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text


def lines(text: str) -> list[Line]:
    """Every row with its outcome; raises NotAList when columns are missing."""
    try:
        rows = list(_rows(text))
    except csv.Error as error:
        raise NotAList("The file cannot be read as a CSV") from error
    emails = {row["email"].lower() for _, row in rows}
    known = _known(emails)
    return [_line(number, row, known) for number, row in rows]


@transaction.atomic
def send(accepted: list[Line], *, by: User) -> int:
    """Ask all of these in; how many. Raises Refused, and then nobody is asked."""
    for line in accepted:
        if line.invitee is not None:
            try:
                invitations.invite(line.invitee, by=by)
            except Refused as refused:
                raise Refused(f"Line {line.number}: {refused}") from refused
    return len(accepted)


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO(text, newline=""))
    head = [cell.strip().lower() for cell in next(reader, [])]
    if missing := [name for name in COLUMNS if name not in head]:
        raise NotAList(f"The first line must name the columns: {', '.join(missing)}")
    for count, cells in enumerate(row for row in reader if any(row)):
        if count == MOST_ROWS:
            raise NotAList(f"The file must have {MOST_ROWS} rows or fewer")
        padded = [cell.strip() for cell in cells] + [""] * len(head)
        raw = dict(zip(head, cells, strict=False))
        row = dict(zip(head, padded, strict=False))
        row["formula"] = next((v for v in raw.values() if v.startswith(FORMULA)), "")
        yield reader.line_num, row


def _known(emails: set[str]) -> Known:
    places: dict[str, list[Place]] = {}
    for place in Place.objects.writing():
        for key in {place.slug, place.label.casefold(), name_key(place.name)}:
            places.setdefault(key, []).append(place)
    users = dict(
        User.objects.filter(email__in=emails).values_list("email", "is_active")
    )
    held: set[Ask] = set(
        Membership.objects.current()
        .filter(user__email__in=emails, until=None)
        .values_list("user__email", "place_id", "role")
    )
    held |= set(
        Invitation.objects.usable()
        .filter(email__in=emails)
        .values_list("email", "place_id", "role")
    )
    administrators = User.objects.administrators().filter(email__in=emails)
    held |= {
        (email, None, "") for email in administrators.values_list("email", flat=True)
    }
    return Known(places, users, held)


def _line(number: int, row: dict[str, str], known: Known) -> Line:
    shown = (number, row["email"], row["name"], row["place"], row["role"])
    try:
        invitee = _invitee(row, known)
    except Refused as refused:
        return Line(*shown, outcome="refused", reason=str(refused))
    ask = (invitee.email, invitee.place.pk if invitee.place else None, invitee.role)
    if ask in known.seen:
        return Line(*shown, outcome="same", reason="It stands further up in the file")
    known.seen.add(ask)
    if ask in known.held and invitee.until is None:
        return Line(*shown, outcome="same", reason="Here or invited already")
    return Line(*shown, outcome="new", invitee=invitee)


def _invitee(row: dict[str, str], known: Known) -> Invitee:
    if row["formula"]:
        raise Refused("A cell begins like a formula (=, +, - or @)")
    email, name = row["email"].lower(), " ".join(row["name"].split())
    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused("The email address is not one") from error
    if not name or not name.isprintable() or len(name) > 120:
        raise Refused("The name is missing or too long, or has hidden characters")
    if known.users.get(email) is False:
        raise Refused("Their account is closed. Open it first")
    role, place = _role(row["role"]), None
    if role:
        place = _place(row["place"], known)
    elif row["place"]:
        raise Refused("An administrator has no place: leave it empty")
    until = last_day_as_until(_last_day(row.get("last_day", "")))
    department = row.get("department", "")[:120]
    return Invitee(email, name, place, role, until, department)


def _role(words: str) -> str:
    """The role's value; empty for an administrator."""
    key = words.strip().lower().replace(" ", "_")
    if key == ADMINISTRATOR:
        return ""
    if key not in Role.values:
        raise Refused("The role is not one of this portal's")
    return key


def _place(words: str, known: Known) -> Place:
    written = words.strip().casefold()
    found = known.places.get(written) or known.places.get(name_key(words), [])
    if len(found) > 1:
        either = " or ".join(sorted(place.slug for place in found))
        raise Refused(f"The name is a LEP's and an authority's: write {either}")
    if not found:
        raise Refused("No place has this name")
    return found[0]


def _last_day(words: str) -> date | None:
    if not words:
        return None
    try:
        day = date.fromisoformat(words)
    except ValueError as error:
        raise Refused("Write the last day like 2027-03-31") from error
    if day < timezone.localdate():
        raise Refused("The last day must be today or later")
    return day
