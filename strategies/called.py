"""What things are called that records name by a code, a key or a ref.

Pages ask for the names of one kind of record; a document carries its own, so that what
was frozen reads the same whatever things are called later.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from evidence.models import Indicator
from people.models import LocalAuthority
from strategies.models import Strategy
from strategies.nouns import (
    CHARTS,
    COMMUNITIES,
    CONNECTIONS,
    EVALUATION,
    MEASURES,
    PRIORITIES,
    Names,
    Noun,
)

Document = dict[str, Any]


def names(strategy: Strategy, noun: Noun) -> Names:
    """Of all that records of this kind may name, in a query for each such kind of thing."""
    found: dict[str, str] = {}
    for ask in ASKED.get(noun.key, ()):
        found |= ask(strategy)
    return found


def districts(strategy: Strategy) -> Names:
    """The councils' areas that lie, or lay, in the place, by their codes."""
    rows = LocalAuthority.objects.filter(places=strategy.place_id)
    return dict(rows.values_list("code", "name"))


def statistics(strategy: Strategy) -> Names:
    """By their keys; the place's own word for one goes before the catalogue's."""
    rows = Indicator.objects.known_to(strategy.place).order_by()
    own: dict[str, str] = {}
    shared: dict[str, str] = {}
    for key, title, place in rows.values_list("key", "title", "place"):
        (own if place else shared)[key] = title
    return {**shared, **own}


def priorities(strategy: Strategy) -> Names:
    rows = strategy.priorities.values_list("ref", "title")
    return {ref: f"{ref} {title}" for ref, title in rows}


ASKED: dict[str, tuple[Callable[[Strategy], Names], ...]] = {
    PRIORITIES.key: (districts,),
    MEASURES.key: (statistics,),
    CHARTS.key: (statistics,),
    CONNECTIONS.key: (priorities,),
    COMMUNITIES.key: (districts, priorities),
    EVALUATION.key: (priorities,),
}


def of_document(document: Document) -> Names:
    """Those that it carries itself; an older one carries none."""
    return {**document.get("districts", {}), **document.get("statistics", {})}
