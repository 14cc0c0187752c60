"""A part with a past: texts saved at moments that a test names."""

from datetime import UTC, datetime

import time_machine

from people.models import Role
from strategies import drafting, outline
from strategies.models import Part
from tests.factories import a_person

DAY = "2026-05-04"  # a Monday in British Summer Time, an hour ahead of UTC


def at(clock, day=DAY):
    """A moment of the day in London, while summer time holds."""
    hour, minute = map(int, clock.split(":"))
    return datetime.fromisoformat(day).replace(hour=hour - 1, minute=minute, tzinfo=UTC)


def hour(number):
    """A time for each number, an hour apart, so that each save is a sitting."""
    return {"clock": f"{1 + number % 20}:00", "day": f"2026-05-{5 + number // 20:02}"}


def an_officer(place, name):
    """Somebody who has worked at the place since before the day."""
    with time_machine.travel("2026-01-05"):
        return a_person(Role.OFFICER, place, name=name)


def begun(place, by):
    """A strategy begun at eight on the day."""
    with time_machine.travel(at("08:00")):
        return outline.begin(place, title="Marlshire", end_year=None, by=by)


def saved(part, text, by, clock, *, base=None, day=DAY, kind="saved"):
    """Save the text at this time; on the text that stands, unless another is said."""
    with time_machine.travel(at(clock, day), tick=False):
        now = Part.objects.select_related("strategy__place", "latest").get(pk=part.pk)
        base = now.base if base is None else base
        return drafting.save(now, text, base=base, by=by, kind=kind)


def fresh(part):
    return Part.objects.select_related("strategy__place", "latest").get(pk=part.pk)
