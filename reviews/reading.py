"""Reading a submitted version: what is raised, what was found, what the place replies.

Nothing written here crosses to the place until it is sent: single points early, or all
of it with the letter of *Send back with comments*.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from office import ledger
from people.models import User
from reviews import notices
from reviews.models import Circulation, Judgement, Point, Reply, Round
from reviews.permissions import is_area_lead
from strategies import versions
from strategies.models import Disclosure, Strategy


class MovedOn(Exception):
    """Somebody changed this since the page was read, or the round is over."""


@transaction.atomic
def start(round_: Round, *, by: User) -> bool:
    """The Area Lead starts reading: from now on only they can send it back."""
    started = Round.objects.filter(
        pk=round_.pk, reading_since=None, closed_at=None
    ).update(reading_since=timezone.now(), reading_by=by)
    if started:
        round_.refresh_from_db()
        _record(round_.strategy, "start_reading", by, version=round_.version.number)
        notices.reading_started(round_)
    return bool(started)


@transaction.atomic
def circulate(
    round_: Round, people: Iterable[User], due_on: date, *, by: User
) -> list[Circulation]:
    """Show the version to reviewers; tell each once."""
    _still_open(round_)
    made = []
    for user in people:
        circulation, is_new = Circulation.objects.get_or_create(
            round=round_, user=user, defaults={"due_on": due_on, "by": by}
        )
        if not is_new:
            continue
        versions.disclose(
            round_.version,
            Disclosure.Audience.PERSON,
            user=user,
            why="Circulated for comments",
        )
        notices.circulated(round_, user, due_on)
        made.append(circulation)
    if made:
        told = [circulation.user for circulation in made]
        notices.departments_asked(round_.strategy, told)
        names = [user.name for user in told]
        _record(round_.strategy, "circulate", by, to=names, due_on=str(due_on))
    return made


@transaction.atomic
def raise_point(point: Point, *, by: User) -> Point:
    """Number it. An Area Lead's own points stand; a reviewer's wait to be taken over."""
    strategy = _lock(point.strategy)
    _still_open(point.round)
    last = strategy.points.aggregate(last=Max("number"))["last"] or 0
    point.number = last + 1
    point.by = by
    own = is_area_lead(by, strategy)
    point.standing = Point.Standing.TAKEN if own else Point.Standing.PROPOSED
    point.save(force_insert=True)
    return point


@transaction.atomic
def take_over(point: Point, *, by: User, because: str = "", taken: bool = True) -> None:
    """The Area Lead makes a reviewer's point their own, or says why not."""
    standing = Point.Standing.TAKEN if taken else Point.Standing.NOT_TAKEN
    changed = Point.objects.filter(
        pk=point.pk, sent_at=None, standing=Point.Standing.PROPOSED
    ).update(standing=standing, not_taken_because="" if taken else because)
    if not changed:
        raise MovedOn
    verb = "take_over_point" if taken else "leave_point_out"
    _record(point.strategy, verb, by, point=point.number)


@transaction.atomic
def send(points: Iterable[Point], *, by: User) -> int:
    """Send single points to the place before the letter; how many went."""
    chosen = list(
        Point.objects.select_for_update()
        .filter(pk__in=[point.pk for point in points])
        .unsent()
        .order_by("number")
    )
    if not chosen:
        return 0
    Point.objects.filter(pk__in=[point.pk for point in chosen]).update(
        sent_at=timezone.now()
    )
    strategy = chosen[0].strategy
    _record(strategy, "send_points", by, points=[point.number for point in chosen])
    notices.points_sent(strategy, chosen)
    return len(chosen)


@transaction.atomic
def close(point: Point, *, by: User, note: str = "") -> None:
    """The Area Lead is content with what became of it."""
    closed = Point.objects.filter(pk=point.pk, closed_at=None).update(
        closed_at=timezone.now(), closed_by=by, closed_note=note
    )
    if closed:
        _record(point.strategy, "close_point", by, point=point.number)


@transaction.atomic
def open_again(point: Point, *, by: User) -> None:
    """Closing a point can be undone until the strategy is agreed."""
    opened = Point.objects.filter(pk=point.pk, closed_at__isnull=False).update(
        closed_at=None, closed_by=None, closed_note=""
    )
    if opened:
        _record(point.strategy, "open_point_again", by, point=point.number)


@transaction.atomic
def reply(point: Point, text: str, *, by: User) -> Reply:
    """The place answers; its Area Lead is told."""
    made = Reply.objects.create(point=point, text=text, by=by)
    _record(point.strategy, "reply", by, point=point.number)
    notices.replied(point, made.pk)
    return made


@transaction.atomic
def judge(
    round_: Round, criterion: str, finding: str, reason: str, *, base: int, by: User
) -> bool:
    """Say what was found; False when it says so already. Raises MovedOn when stale."""
    _still_open(round_)
    old = (
        Judgement.objects.select_for_update()
        .filter(round=round_, criterion=criterion)
        .first()
    )
    if old is None:
        if base:
            raise MovedOn
        Judgement.objects.create(
            round=round_, criterion=criterion, finding=finding, reason=reason, by=by
        )
        return True
    if (old.finding, old.reason) == (finding, reason) and not old.is_carried:
        return False
    if old.revision != base:
        raise MovedOn
    old.finding, old.reason, old.by = finding, reason, by
    old.at, old.is_carried = timezone.now(), False
    old.revision += 1
    old.save()
    return True


def _lock(strategy: Strategy) -> Strategy:
    return Strategy.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=strategy.pk
    )


def _still_open(round_: Round) -> None:
    _lock(round_.strategy)
    if not Round.objects.filter(pk=round_.pk, closed_at=None).exists():
        raise MovedOn


def _record(strategy: Strategy, verb: str, by: User, **facts: object) -> None:
    ledger.record(
        ledger.strategy_chain(strategy.pk),
        verb,
        by=by,
        subject=strategy.title,
        facts=facts,
    )
