"""Asking people in, and letting them in: the only module that writes Invitation rows.

The link is sent and never kept: a row holds its hash, for fourteen days. Whoever is
here already gets the role at once, and a mail that says so.
"""

from __future__ import annotations

import secrets
from datetime import date
from typing import NamedTuple

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from office import ledger, outbox
from people import memberships
from people.memberships import Refused
from people.models import Invitation, Place, User
from people.models.invitation import LASTS, token_hash


class Invitee(NamedTuple):
    """Who is asked, as what and where; without a place, to administer the portal."""

    email: str
    name: str
    place: Place | None = None
    role: str = ""
    until: date | None = None
    department: str = ""


@transaction.atomic
def invite(who: Invitee, *, by: User) -> str:
    """Ask them in, or give the role to somebody here; a sentence of what happened.

    Asking twice for the same has one effect. Raises Refused for a closed account and
    for what memberships.grant refuses.
    """
    who = who._replace(email=User.objects.normalize_email(who.email))
    user = User.objects.filter(email=who.email).first()
    if user is not None:
        return _give(user, who, by=by)
    there = _open_invitation(who)
    if there is not None and there.is_usable:
        return f"{who.email} has been invited to this already"
    if there is not None:
        send_again(there, by=by)
        return f"The invitation of {who.email} had run out and was sent again"
    if who.until is not None and who.until <= timezone.localdate():
        raise Refused("The last day must be today or later")
    invitation = Invitation(
        email=who.email,
        name=who.name,
        department=who.department,
        place=who.place,
        role=who.role,
        until=who.until,
        by=by,
    )
    try:
        with transaction.atomic():
            _send(invitation)
    except IntegrityError:  # somebody else asked the same in this moment
        return f"{who.email} has been invited to this already"
    _record("invited", invitation, by=by)
    return f"An invitation is on its way to {who.email}"


@transaction.atomic
def send_again(invitation: Invitation, *, by: User) -> bool:
    """A new link by a new mail; the one sent before stops working."""
    invitation = _locked(invitation)
    if invitation.accepted_at or invitation.cancelled_at:
        return False
    _send(invitation)
    _record("invitation_sent_again", invitation, by=by)
    return True


@transaction.atomic
def cancel(invitation: Invitation, *, by: User) -> bool:
    invitation = _locked(invitation)
    if invitation.accepted_at or invitation.cancelled_at:
        return False
    invitation.cancelled_at = timezone.now()
    invitation.save(update_fields=["cancelled_at"])
    _record("invitation_cancelled", invitation, by=by)
    return True


@transaction.atomic
def accept(invitation: Invitation, *, name: str, password: str) -> User | None:
    """Let them in, with all they are invited to; None when it works no longer."""
    invitation = _locked(invitation)
    if not invitation.is_usable or _is_here(invitation.email):
        return None
    try:
        with transaction.atomic():
            user = User.objects.create_user(
                invitation.email, password, name=name, department=invitation.department
            )
    except IntegrityError:  # another of their invitations was accepted meanwhile
        return None
    _take_up(user)
    return user


def _is_here(email: str) -> bool:
    return User.objects.filter(email=email).exists()


def _take_up(user: User) -> None:
    usable = Invitation.objects.usable().filter(email=user.email)
    for invitation in usable.select_related("place", "by").order_by("pk"):
        invitation.accepted_at = timezone.now()
        invitation.save(update_fields=["accepted_at"])
        _record("invitation_accepted", invitation, by=user)
        if invitation.place is None:
            memberships.make_administrator(user, by=invitation.by)
            continue
        memberships.grant(
            user=user,
            place=invitation.place,
            role=invitation.role,
            by=invitation.by,
            until=invitation.until,
        )


def _give(user: User, who: Invitee, *, by: User) -> str:
    if not user.is_active:
        raise Refused(f"The account of {user} is closed. Open it first")
    if who.place is None:
        made = memberships.make_administrator(user, by=by)
        words = "is now" if made else "already was"
        return f"{user} {words} an administrator"
    given = memberships.give(
        user=user, place=who.place, role=who.role, by=by, until=who.until
    )
    if given is None:
        return f"{user} has this role already"
    return f"{user} was here already and has the role now. A mail says so"


def _open_invitation(who: Invitee) -> Invitation | None:
    same = Invitation.objects.open().filter(
        email=who.email, place=who.place, role=who.role
    )
    return same.select_for_update(of=("self",)).first()


def _send(invitation: Invitation) -> None:
    token = secrets.token_urlsafe(32)
    invitation.token_hash = token_hash(token)
    invitation.sent_at = timezone.now()
    invitation.expires_at = invitation.sent_at + LASTS
    invitation.save()
    link = settings.SITE_URL + reverse("people:invitation", args=[token])
    outbox.write_to(
        invitation.email,
        "invitation",
        {
            "name": invitation.name,
            "by": invitation.by,
            "as_what": invitation.as_what,
            "expires_at": invitation.expires_at,
            "link": link,
        },
        key=f"invitation:{invitation.token_hash}",
    )


def _locked(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",))
    return rows.select_related("place", "by").get(pk=invitation.pk)


def _record(verb: str, invitation: Invitation, *, by: User) -> None:
    facts = {
        "email": invitation.email,
        "place": invitation.place.slug if invitation.place else None,
        "role": invitation.role,
        "until": invitation.until.isoformat() if invitation.until else None,
    }
    ledger.record(ledger.PEOPLE, verb, by=by, subject=str(invitation), facts=facts)
