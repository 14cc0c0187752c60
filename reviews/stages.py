"""On which days a reminder of one thing falls. Pure: dates in, dates out.

Lead times run back from the earliest day of what it is about, so that "early 2020" is
prepared for by January; repeats run on from its latest day, because nothing is late
before that. A day is a calendar day in London.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from reviews.calendar import working_days_after, working_days_before
from reviews.occasions import Occasion


@dataclass(frozen=True, order=True)
class Stage:
    """One of the days of a reminder, and its name among them."""

    day: date
    name: str


def stages(occasion: Occasion) -> list[Stage]:
    """Every stage there is, in order, whether or not it was or will be sent."""
    working = occasion.in_working_days
    found = {
        Stage(_back(occasion.due_on, days, working), before(days, working))
        for days in occasion.lead_days
    }
    if repeat := occasion.duty.repeat:
        found |= {
            Stage(
                _on(occasion.when.latest, repeat.every * count, repeat.in_working_days),
                f"late {count}",
            )
            for count in range(1, repeat.at_most + 1)
        }
    return sorted(found)


def due_stage(occasion: Occasion, today: date) -> Stage | None:
    """The latest stage that has come since the row exists; the ones before it lapse.

    A stage counts from the day it falls on until the next one takes its place, so a
    day on which nothing ran is made good later, once. Stages that had passed before
    the date was added, or was given the day it has now, never count.
    """
    come = [stage for stage in stages(occasion) if occasion.since <= stage.day <= today]
    return come[-1] if come else None


def next_stages(occasion: Occasion, after: date, until: date) -> list[Stage]:
    """The stages still to come, after the one day and up to the other."""
    return [stage for stage in stages(occasion) if after < stage.day <= until]


def before(days: int, working: bool) -> str:
    if days == 0:
        return "on the day"
    unit = "working day" if working else "day"
    return f"{days} {unit}{'' if days == 1 else 's'} before"


def _back(day: date, days: int, working: bool) -> date:
    return working_days_before(day, days) if working else day - timedelta(days=days)


def _on(day: date, days: int, working: bool) -> date:
    return working_days_after(day, days) if working else day + timedelta(days=days)
