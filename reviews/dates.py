"""Important dates: who owns them, and what is done to them.

The only module that writes ImportantDate rows. A place's officers own its dates,
administrators those of everyone, a region or a wave, and all holds. Each change is an
entry in the ledger: of the strategy the date is about, or else of the dates' own chain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from office import ledger
from office.approximate import Approximate
from people.models import Place, Role, User
from reviews.models import ImportantDate
from reviews.models.date import fresh_key
from strategies import prospectus
from strategies.models import Strategy

CHAIN = "dates"


@dataclass
class Loaded:
    """What came of loading the dates that come with the editions."""

    added: int = 0
    changed: int = 0
    left: int = 0

    def __str__(self) -> str:
        return (
            f"{self.added} added, {self.changed} changed, {self.left} left as they were"
        )


def may_follow(user: User, place: Place) -> bool:
    """The place's side, its Area Lead, administrators, and to whom its strategy is shown."""
    follows = user.reads_for() | user.places((Role.AREA_LEAD,))
    if user.is_administrator or place.pk in follows:
        return True
    return Strategy.objects.visible_to(user).filter(place=place).exists()


def may_set_for(user: User, place: Place | None) -> bool:
    """A place's officers set its dates; administrators set everybody's."""
    if place is None:
        return user.is_administrator
    return user.holds((Role.OFFICER,), place)


def may_change(user: User, date: ImportantDate) -> bool:
    return may_set_for(user, date.place)


@transaction.atomic
def add(values: dict[str, Any], *, by: User | None) -> ImportantDate:
    """A new date; a place's is about the strategy the place is at work on."""
    place = values.get("place")
    date = ImportantDate(
        **{"key": fresh_key(values["title"]), **values},
        strategy=Strategy.objects.live().filter(place=place).first() if place else None,
        added_by=by,
    )
    date.save(force_insert=True)
    _record("date_added", date, by=by)
    return date


@transaction.atomic
def change(date: ImportantDate, values: dict[str, Any], *, by: User | None) -> bool:
    """Save what was typed over what is there; False if that is the same."""
    before = {name: getattr(date, name) for name in values}
    if before == values:
        return False
    moved = date.when != _when(values, date.when)
    for name, value in values.items():
        setattr(date, name, value)
    if moved:
        date.set_at = timezone.now()
    date.revision += 1
    date.save()
    _record("date_changed", date, by=by, before=before.get("words", date.words))
    return True


def remove(date: ImportantDate, *, by: User) -> None:
    """Take it off the lists. It can be put back; a second time changes nothing."""
    if date.removed_at is None:
        _stamp(date, "date_removed", by=by, removed_at=timezone.now())


def put_back(date: ImportantDate, *, by: User) -> None:
    if date.removed_at is not None:
        _stamp(date, "date_put_back", by=by, removed_at=None)


def mark_done(date: ImportantDate, *, by: User) -> None:
    """Nobody is reminded of it any more."""
    if date.done_at is None:
        _stamp(date, "date_done", by=by, done_at=timezone.now())


def mark_open(date: ImportantDate, *, by: User) -> None:
    if date.done_at is not None:
        _stamp(date, "date_open_again", by=by, done_at=None)


@transaction.atomic
def load() -> Loaded:
    """The milestones of every edition. What an administrator has changed is left."""
    loaded = Loaded()
    for edition in prospectus.editions():
        for milestone in edition.milestones:
            _load_one(f"{edition.key}-{milestone.key}", milestone, loaded)
    return loaded


def _load_one(key: str, milestone: prospectus.Milestone, loaded: Loaded) -> None:
    when = Approximate.parse(milestone.when)
    values = {
        "title": milestone.title,
        "kind": milestone.kind,
        "note": milestone.source,
        **as_values(when),
    }
    date = ImportantDate.objects.select_for_update().filter(key=key).first()
    if date is None:
        scope = ImportantDate.Scope.NATIONAL
        add({"key": key, "scope": scope, **values}, by=None)
        loaded.added += 1
    elif _is_ours(date) and change(date, values, by=None):
        loaded.changed += 1
    else:
        loaded.left += 1


def _is_ours(date: ImportantDate) -> bool:
    """Whether nobody has changed it since it was loaded."""
    touched = ledger.entries(CHAIN).filter(facts__key=date.key, by__isnull=False)
    return not touched.exists()


def as_values(when: Approximate) -> dict[str, Any]:
    """The columns that keep a date."""
    return {
        "earliest": when.earliest,
        "latest": when.latest,
        "precision": when.precision,
        "words": when.words,
    }


def _when(values: dict[str, Any], otherwise: Approximate) -> Approximate:
    return Approximate(
        values.get("earliest", otherwise.earliest),
        values.get("latest", otherwise.latest),
        values.get("precision", otherwise.precision),
        values.get("words", otherwise.words),
    )


@transaction.atomic
def _stamp(date: ImportantDate, verb: str, *, by: User, **stamp: Any) -> None:
    for name, value in stamp.items():
        setattr(date, name, value)
    date.revision += 1
    date.save(update_fields=[*stamp, "revision"])
    _record(verb, date, by=by)


def _record(
    verb: str, date: ImportantDate, *, by: User | None, before: str = ""
) -> None:
    strategy = date.strategy_id
    ledger.record(
        ledger.strategy_chain(strategy) if strategy else CHAIN,
        verb,
        by=by,
        subject=date.title,
        facts={
            "key": date.key,
            "date": date.title,
            "words": date.words,
            "reach": date.reach,
            **({"before": before} if before else {}),
        },
    )
