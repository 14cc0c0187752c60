"""Reminders: at the lead days of a date, to those whose turn it is and who are not done.

The rule. For each person, duty and thing it is about, of all stages that have come
since the row exists (due_stage), only the latest is sent, once. "The row" is the date
as it was last set, and the person's own role: what passed before either is not theirs.
A stage missed while nothing ran is sent late, once, and stages before it are not.

The Reminder row is the claim, unique for person, duty, subject, stage and day: whoever
creates it writes the mail in the same transaction. Two clocks, a task delivered twice
or a clock put back an hour change nothing: once a later stage was sent, no earlier one
is. Places that are paused, agreed or withdrawn, roles that have ended and closed
accounts are left out by reviews/occasions.py, read afresh each time.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from office import outbox
from people.models import Role, User
from reviews.models import Reminder
from reviews.occasions import Occasion, Picture
from reviews.stages import Stage, due_stage, next_stages, stages

log = logging.getLogger(__name__)

LOOKS_AHEAD = timedelta(days=28)


@dataclass(frozen=True)
class Because:
    """Why somebody is reminded: what they are, and at which places."""

    role: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        if not self.places:
            return f"you are {self.role}"
        return f"you are {self.role} {in_words(self.places)}"


@dataclass(frozen=True)
class Coming:
    """One mail that will go out on a day if nothing changes before."""

    stage: Stage
    occasion: Occasion
    user: User
    because: Because


AS_WHAT = {
    Role.OFFICER: "an officer of",
    Role.APPROVER: "the approver of",
    Role.AREA_LEAD: "the Area Lead for",
}


def send_due() -> int:
    """Remind everybody of what is due today; how many mails were written."""
    today = timezone.localdate()
    picture = Picture.on(today)
    return sum(_send_all(occasion, picture) for occasion in picture.occasions())


def coming(picture: Picture, only: User | None = None) -> list[Coming]:
    """What goes out in the next four weeks as things stand, the soonest first."""
    found = [
        Coming(stage, occasion, user, because)
        for occasion in picture.occasions()
        for stage in next_stages(occasion, picture.today, picture.today + LOOKS_AHEAD)
        for user, because in recipients(occasion, picture, stage.day)
        if only is None or user == only
    ]
    return sorted(found, key=lambda it: (it.stage, it.occasion.title, it.user.name))


def recipients(
    occasion: Occasion, picture: Picture, day: date
) -> Iterable[tuple[User, Because]]:
    """Whose turn it is, in a role they already had when the stage fell, and why."""
    if occasion.only is not None:
        return [(occasion.only, Because("asked to comment", ()))]
    found: dict[User, Because] = {}
    if occasion.duty.administrators:
        for user in picture.administrators:
            if timezone.localdate(user.created_at) <= day:
                found[user] = Because("an administrator", ())
    for role in reversed(occasion.duty.to):
        held: dict[User, list[str]] = {}
        for standing in occasion.standings:
            for membership in picture.memberships.get(standing.place.pk, ()):
                since = membership.since
                if membership.role == role and (since is None or since <= day):
                    held.setdefault(membership.user, []).append(standing.place.label)
        for user, places in held.items():
            found[user] = Because(AS_WHAT[role], tuple(sorted(set(places))))
    return found.items()


def in_words(names: tuple[str, ...]) -> str:
    """“A”, “A and B”, “A, B and C”."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _send_all(occasion: Occasion, picture: Picture) -> int:
    stage = due_stage(occasion, picture.today)
    if stage is None:
        return 0
    told = _told(occasion, stage)
    sent = 0
    for user, because in recipients(occasion, picture, stage.day):
        if user.pk in told:
            continue
        try:
            sent += _send(occasion, stage, user, because, picture.today)
        except Exception:
            # One person's mail that cannot be written must not cost the others theirs.
            log.exception("Reminder of %s to user %s failed", occasion.subject, user.pk)
    return sent


def _told(occasion: Occasion, stage: Stage) -> set[int]:
    """The ids of those who were already sent this stage or a later one."""
    names = [other.name for other in stages(occasion) if other >= stage]
    return set(
        Reminder.objects.filter(
            duty=occasion.duty.key,
            subject=occasion.subject,
            due_on=occasion.due_on,
            stage__in=names,
        ).values_list("user_id", flat=True)
    )


@transaction.atomic
def _send(
    occasion: Occasion, stage: Stage, user: User, because: Because, today: date
) -> bool:
    """Claim the row and write the mail with it; False if somebody else was first."""
    reminder, is_new = Reminder.objects.get_or_create(
        user=user,
        duty=occasion.duty.key,
        subject=occasion.subject,
        stage=stage.name,
        due_on=occasion.due_on,
        defaults={"title": occasion.title, "words": occasion.when.words},
    )
    if not is_new:
        return False
    reminder.mail = outbox.write(
        user,
        "reminder",
        {
            "title": occasion.title,
            "asks": occasion.duty.asks,
            "when": occasion.when.words,
            "how_soon": how_soon(occasion, today),
            "place": occasion.place,
            "is_over": occasion.when.latest < today,
            "because": because,
            "address": settings.SITE_URL + occasion.address,
        },
        key=f"reminder:{reminder.pk}",
    )
    reminder.save(update_fields=["mail"])
    return True


def how_soon(occasion: Occasion, today: date) -> str:
    """“in 7 days”: only of a day; of “early 2020” nobody can count the days."""
    if not occasion.is_exact:
        return ""
    days = (occasion.due_on - today).days
    match days:
        case 0:
            return "today"
        case 1:
            return "tomorrow"
        case -1:
            return "yesterday"
    return f"in {days} days" if days > 0 else f"{-days} days ago"
