"""Who is reminded of what, what was sent and what is coming."""

from dataclasses import dataclass, field

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from office.http import Request
from people.models import User
from reviews.duties import DUTIES
from reviews.models import Reminder
from reviews.occasions import Occasion, Picture
from reviews.reminders import AS_WHAT, Because, Coming, coming
from reviews.stages import Stage

MOST = 100


@dataclass
class Mailing:
    """One reminder on one day, and everybody who will get it."""

    stage: Stage
    occasion: Occasion
    people: list[User] = field(default_factory=list)


def reminders(request: Request) -> HttpResponse:
    """Administrators see everybody's; each other person their own, and why."""
    user = request.user
    only = None if user.is_administrator else user
    picture = Picture.on(timezone.localdate(), only)
    sent = Reminder.objects.select_related("user", "mail")

    return render(
        request,
        "reviews/reminders.html",
        {
            "coming": mailings(coming(picture, only)),
            "sent": (sent.filter(user=only) if only else sent)[:MOST],
            "reasons": reasons(user, picture),
            "is_everybodys": only is None,
            "most": MOST,
        },
    )


def mailings(found: list[Coming]) -> list[Mailing]:
    """The same reminder to several people is one line."""
    lines: dict[tuple[Stage, str, str], Mailing] = {}
    for one in found:
        occasion = one.occasion
        key = (one.stage, occasion.duty.key, occasion.subject)
        line = lines.setdefault(key, Mailing(one.stage, occasion))
        line.people.append(one.user)
    return list(lines.values())


def reasons(user: User, picture: Picture) -> list[tuple[str, str]]:
    """What this person is reminded of, and because of what."""
    held = [
        membership
        for memberships in picture.memberships.values()
        for membership in memberships
        if membership.user == user
    ]
    found = []
    for duty in DUTIES:
        why = [
            str(Because(AS_WHAT[role], tuple(sorted(places))))
            for role in duty.to
            if (places := {row.place.label for row in held if row.role == role})
        ]
        if duty.administrators and user.is_administrator:
            why.append(str(Because("an administrator", ())))
        if why:
            found.append((duty.title, "; ".join(why)))
    return found
