"""Where an officer can begin a strategy, and where one is being written already."""

from __future__ import annotations

from dataclasses import dataclass, field

from people.models import Place, Role, User
from strategies.models import Strategy


@dataclass(frozen=True)
class Choice:
    """The places an officer works for, by whether a strategy can be begun there."""

    free: list[Place] = field(default_factory=list)
    writing: list[Strategy] = field(default_factory=list)
    covered: list[tuple[Place, Place]] = field(default_factory=list)


def places_to_begin_for(user: User) -> Choice:
    choice = Choice()
    places = Place.objects.writing().filter(pk__in=user.places((Role.OFFICER,)))
    for place in places:
        if standing := place.strategies.live().first():
            choice.writing.append(standing)
        elif leader := place.covered_by():
            choice.covered.append((place, leader))
        else:
            choice.free.append(place)
    return choice
