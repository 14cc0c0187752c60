"""What there is to be reminded of just now, and whose turn it is.

Reads the dates, strategies, rounds and memberships in a fixed number of queries. It
sends nothing and writes nothing; reviews/reminders.py decides which day it is time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from office.approximate import Approximate
from people.models import Membership, Role, User
from reviews.calendar import working_days_after
from reviews.duties import (
    BROAD,
    DUTIES,
    REPLY_WORKING_DAYS,
    RESPONSE_WORKING_DAYS,
    Duty,
    Source,
)
from reviews.models import Circulation, ImportantDate
from reviews.standings import Standing, standings


@dataclass(frozen=True)
class Occasion:
    """One thing to be reminded of, and the places that are not done with it."""

    duty: Duty
    subject: str
    title: str
    when: Approximate
    since: date
    address: str
    standings: tuple[Standing, ...]
    lead_days: tuple[int, ...]
    in_working_days: bool
    only: User | None = None

    @property
    def due_on(self) -> date:
        return self.when.earliest

    @property
    def is_exact(self) -> bool:
        return self.when.precision == "day"

    @property
    def place(self) -> str:
        """Where, if it is about one place alone."""
        return "" if self.duty.scopes == BROAD else self.standings[0].place.label


@dataclass
class Picture:
    """Everybody's standing on one day, read once."""

    today: date
    standings: dict[int, Standing] = field(default_factory=dict)
    memberships: dict[int, list[Membership]] = field(default_factory=dict)
    administrators: list[User] = field(default_factory=list)

    @classmethod
    def on(cls, today: date, only: User | None = None) -> Picture:
        """Of everybody; or of one person, whose rows alone are read then."""
        administrators = [only] if only else list(User.objects.administrators())
        return cls(
            today,
            standings(today),
            _memberships(today, only),
            [user for user in administrators if user.is_administrator],
        )

    def occasions(self) -> Iterator[Occasion]:
        """Everything anybody may be reminded of while things stand as they do."""
        open_dates = ImportantDate.objects.live().filter(done_at=None)
        for important in open_dates.select_related("place"):
            for duty in DUTIES:
                if duty.is_about(important):
                    yield from self._of_date(duty, important)
        duties = {duty.source: duty for duty in DUTIES}
        for standing in self.standings.values():
            yield from _of_round(duties[Source.ROUND], standing)
            yield from _of_points(duties[Source.POINTS], standing)
        for circulation in _open_circulations(self.today):
            theirs = self.standings.get(circulation.round.strategy.place_id)
            yield from _of_circulation(duties[Source.CIRCULATION], circulation, theirs)

    def _of_date(self, duty: Duty, important: ImportantDate) -> Iterator[Occasion]:
        open_at = tuple(
            standing
            for standing in self._reached_by(important)
            if is_open(duty, standing) and not _is_met(duty, important, standing)
        )
        if not open_at:
            return
        since = timezone.localdate(important.set_at)
        if duty.only_since_their_turn and open_at[0].strategy:
            since = max(since, timezone.localdate(open_at[0].strategy.status_since))
        own = () if duty.keeps_lead_days else days_in(important.lead_days)
        yield Occasion(
            duty=duty,
            subject=f"date:{important.key}",
            title=important.title,
            when=important.when,
            since=since,
            address=_address_of(important),
            standings=open_at,
            lead_days=own or duty.lead_days,
            in_working_days=important.in_working_days if own else duty.in_working_days,
        )

    def _reached_by(self, important: ImportantDate) -> list[Standing]:
        if important.place_id is not None:
            standing = self.standings.get(important.place_id)
            return [standing] if standing and _is_about(important, standing) else []
        return [
            standing
            for standing in self.standings.values()
            if (not important.region or standing.place.region == important.region)
            and important.wave in (None, standing.place.wave)
        ]


def is_open(duty: Duty, standing: Standing) -> bool:
    """Whether it is this duty's turn at the place: never while it is paused."""
    return standing.status in duty.statuses and not standing.is_paused


def days_in(written: str) -> tuple[int, ...]:
    """“28;7;1” as numbers."""
    return tuple(int(days) for days in written.split(";") if days)


def answer_due_on(round_opened_at: datetime) -> date:
    """When government hopes to answer a version submitted then."""
    return working_days_after(
        timezone.localdate(round_opened_at), RESPONSE_WORKING_DAYS
    )


def _is_met(duty: Duty, important: ImportantDate, standing: Standing) -> bool:
    """Whether the place has done what it asks since the date was set."""
    if duty.ends_with_submission:
        sent = standing.submitted_at
        return sent is not None and sent >= important.set_at
    return important.kind == ImportantDate.Kind.TARGET and standing.has_agreed


def _is_about(important: ImportantDate, standing: Standing) -> bool:
    """A date set for one strategy is not about the next one."""
    strategy = standing.strategy.pk if standing.strategy else None
    return important.strategy_id in (None, strategy)


def _of_round(duty: Duty, standing: Standing) -> Iterator[Occasion]:
    opened_at = standing.with_government_since
    if opened_at is None or standing.strategy is None or not is_open(duty, standing):
        return
    yield _on_day(
        duty,
        standing,
        subject=f"round:{standing.round}",
        title=f"Answer to {standing.strategy.title}",
        day=answer_due_on(opened_at),
        since=opened_at,
    )


def _of_points(duty: Duty, standing: Standing) -> Iterator[Occasion]:
    sent_at = standing.unanswered_since
    if sent_at is None or standing.strategy is None or not is_open(duty, standing):
        return
    yield _on_day(
        duty,
        standing,
        subject=f"replies:{standing.strategy.pk}",
        title=f"Replies to government’s comments on {standing.strategy.title}",
        day=working_days_after(timezone.localdate(sent_at), REPLY_WORKING_DAYS),
        since=sent_at,
    )


def _of_circulation(
    duty: Duty, circulation: Circulation, standing: Standing | None
) -> Iterator[Occasion]:
    if standing is None or not is_open(duty, standing):
        return
    yield _on_day(
        duty,
        standing,
        subject=f"circulation:{circulation.pk}",
        title=f"Comments on {circulation.round.strategy.title}",
        day=circulation.due_on,
        since=circulation.at,
        only=circulation.user,
    )


def _on_day(
    duty: Duty,
    standing: Standing,
    *,
    subject: str,
    title: str,
    day: date,
    since: datetime,
    only: User | None = None,
) -> Occasion:
    slug = standing.strategy.slug if standing.strategy else ""
    return Occasion(
        duty=duty,
        subject=subject,
        title=title,
        when=Approximate.on(day),
        since=timezone.localdate(since),
        address=reverse("strategies:strategy", args=[slug]),
        standings=(standing,),
        lead_days=duty.lead_days,
        in_working_days=duty.in_working_days,
        only=only,
    )


def _address_of(important: ImportantDate) -> str:
    if important.place is not None:
        return reverse("reviews:place_dates", args=[important.place.slug])
    return reverse("reviews:dates")


def _memberships(today: date, only: User | None) -> dict[int, list[Membership]]:
    """Who holds what where today, by place; closed accounts hold nothing."""
    rows = (
        Membership.objects.current(today)
        .filter(
            user__is_active=True, role__in=[role for duty in DUTIES for role in duty.to]
        )
        .select_related("user", "place")
        .order_by("user_id", "pk")
    )
    if only is not None:
        rows = rows.filter(user=only)
    found = defaultdict(list)
    for row in rows:
        found[row.place_id].append(row)
    return dict(found)


def _open_circulations(today: date) -> QuerySet[Circulation]:
    """Shown to people whose account is open and who still read for government."""
    reads = Membership.objects.current(today).filter(
        user=OuterRef("user"), role__in=[Role.REVIEWER, Role.AREA_LEAD]
    )
    return (
        Circulation.objects.filter(round__closed_at=None, done_at=None)
        .filter(Exists(reads), user__is_active=True)
        .select_related("user", "round__strategy")
    )
