"""Roles given and ended: the only module that writes Membership rows.

Every change is an entry in the ledger of people, in the same transaction.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from office import ledger, outbox
from people.models import (
    GOVERNMENT_ROLES,
    PLACE_ROLES,
    Membership,
    Place,
    Role,
    User,
)
from people.models.membership import NEVER_WITHOUT


class Refused(Exception):
    """It may not be so, for a reason that is said to the person who tried."""


@transaction.atomic
def grant(
    *, user: User, place: Place, role: str, by: User, until: date | None = None
) -> Membership | None:
    """Give the role from today; None when they have it already, until that day.

    A role they have until another day is kept and its end moved. Raises Refused when
    the account is closed, the end is past, or they would sit on both sides.
    """
    user = _locked(user)
    _refuse_what_may_not_be(user, place, role, until)
    held = Membership.objects.current().filter(user=user, place=place, role=role)
    membership = held.order_by("pk").last()
    if membership is None:
        membership = Membership.objects.create(
            user=user, place=place, role=role, until=until, granted_by=by
        )
        _record("role_given", membership, by=by)
        return membership
    if membership.until == until:
        return None
    membership.until = until
    membership.save(update_fields=["until"])
    _record("role_changed", membership, by=by)
    return membership


def give(
    *, user: User, place: Place, role: str, by: User, until: date | None = None
) -> Membership | None:
    """Grant the role and tell the person by mail, if anything changed."""
    membership = grant(user=user, place=place, role=role, by=by, until=until)
    if membership is not None:
        outbox.write(
            user,
            "role_given",
            {
                "by": by,
                "as_what": f"{membership.get_role_display()} at {place}",
                "last_day": membership.last_day,
            },
            key=f"role_given:{membership.pk}:{until or 'open'}",
        )
    return membership


@transaction.atomic
def end(membership: Membership, *, by: User, until: date | None = None) -> bool:
    """End the role, at once unless a day is given; False if it had ended by then."""
    _locked(membership.user)
    membership.refresh_from_db()
    day = until or timezone.localdate()
    if membership.until is not None and membership.until <= day:
        return False
    membership.until = max(day, membership.since)
    membership.save(update_fields=["until"])
    _record("role_ended", membership, by=by)
    return True


def hold_still(place: Place) -> None:
    """Let nobody else change who is at the place until this transaction ends."""
    Place.objects.select_for_update(no_key=True).get(pk=place.pk)


def is_last(membership: Membership) -> bool:
    """Whether the place would stand without an officer or approver when it ended."""
    if membership.role not in NEVER_WITHOUT or not membership.is_current:
        return False
    others = membership.place.current_memberships().filter(role=membership.role)
    return not others.exclude(user_id=membership.user_id).exists()


def last_of(user: User) -> list[Membership]:
    """The roles in which nobody else would be left at the place."""
    held = Membership.objects.current().filter(user=user, role__in=NEVER_WITHOUT)
    return [row for row in held.select_related("place") if is_last(row)]


@transaction.atomic
def close_account(user: User, *, by: User) -> None:
    """They may no longer sign in, from this moment; their roles stay on record."""
    user = _locked(user)
    if user.pk == by.pk:
        raise Refused("You cannot close your own account")
    if user.is_active:
        user.is_active = False
        user.save(update_fields=["is_active"])
        ledger.record(ledger.PEOPLE, "account_closed", by=by, subject=str(user))


@transaction.atomic
def open_account(user: User, *, by: User) -> None:
    user = _locked(user)
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
        ledger.record(ledger.PEOPLE, "account_opened", by=by, subject=str(user))


@transaction.atomic
def make_administrator(user: User, *, by: User | None) -> bool:
    """Make them an administrator; False when they are one already."""
    user = _locked(user)
    if user.is_administrator:
        return False
    user.is_administrator = True
    user.save(update_fields=["is_administrator"])
    ledger.record(ledger.PEOPLE, "administrator_made", by=by, subject=str(user))
    return True


@transaction.atomic
def end_administrator(user: User, *, by: User) -> None:
    user = _locked(user)
    others = User.objects.administrators().exclude(pk=user.pk)
    if not others.exists():
        raise Refused("There must be one administrator at least")
    if user.is_administrator:
        user.is_administrator = False
        user.save(update_fields=["is_administrator"])
        ledger.record(ledger.PEOPLE, "administrator_ended", by=by, subject=str(user))


def last_day_as_until(last_day: date | None) -> date | None:
    """People say the last day; rows keep the first day after it."""
    return last_day + timedelta(days=1) if last_day else None


def _locked(user: User) -> User:
    return User.objects.get_queryset().select_for_update(no_key=True).get(pk=user.pk)


def _refuse_what_may_not_be(
    user: User, place: Place, role: str, until: date | None
) -> None:
    if not user.is_active:
        raise Refused(f"The account of {user} is closed. Open it first")
    if until is not None and until <= timezone.localdate():
        raise Refused("The last day must be today or later")
    if place.kind == Place.Kind.GROUP:
        raise Refused(f"{place} is a group of places: give a role at a place")
    other_side = PLACE_ROLES if role in GOVERNMENT_ROLES else GOVERNMENT_ROLES
    held = Membership.objects.filter(user=user, place=place, role__in=other_side)
    if held.filter(_not_over()).exists():
        raise Refused(
            f"{user} cannot both work for {place} and read its strategy for government"
        )


def _not_over() -> Q:
    return Q(until__isnull=True) | Q(until__gt=timezone.localdate())


def _record(verb: str, membership: Membership, *, by: User) -> None:
    facts: dict[str, Any] = {
        "person": membership.user.slug,
        "place": membership.place.slug,
        "role": membership.role,
        "since": membership.since.isoformat(),
        "until": membership.until.isoformat() if membership.until else None,
    }
    role = Role(membership.role).label
    subject = f"{membership.user}: {role} at {membership.place}"
    ledger.record(ledger.PEOPLE, verb, by=by, subject=subject, facts=facts)
