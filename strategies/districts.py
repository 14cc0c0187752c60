"""District by district: which priorities bear on it, and what is said of it.

Worked out from a document's own words and names, for print, and from the working
records the same way, for the page that shows what is not said yet.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from people.models import Place
from people.models.place import PlaceAuthority
from strategies.models import Strategy

Row = dict[str, Any]
Document = dict[str, Any]


def rows(document: Document) -> list[Row]:
    """Every district in the order of their names, then other parts that have a statement.

    Of an older document, which carries no districts, those that have a statement.
    """
    statements = document["records"].get("communities", [])
    priorities = document["records"]["priorities"]
    named: dict[str, str] = document.get("districts", {})
    known = sorted(named.items(), key=lambda one: one[1])
    found = [
        {
            "code": code,
            "title": name,
            "priorities": bearing_on(code, said_of(code, statements), priorities),
            "statements": said_of(code, statements),
        }
        for code, name in known
    ]
    others = [row for row in statements if row["authority"] not in named]
    return found + [
        {
            "code": row["authority"],
            "title": row["title"],
            "priorities": bearing_on(row["authority"], [row], priorities),
            "statements": [row],
        }
        for row in others
    ]


def said_of(code: str, statements: list[Row]) -> list[Row]:
    return [row for row in statements if row["authority"] == code]


def bearing_on(code: str, statements: list[Row], priorities: list[Row]) -> list[Row]:
    """Those that tick the district, and those that a statement of it names."""
    named = {ref for row in statements for ref in row["priorities"]}
    return [
        row
        for row in priorities
        if row["ref"] in named or (code and code in row.get("districts", []))
    ]


def is_silent(row: Row) -> bool:
    """Whether nothing at all is said of it, neither by a tick nor in words."""
    return not row["priorities"] and not any(
        said["text"] or said["no_impact_because"] for said in row["statements"]
    )


def also_in(strategy: Strategy) -> dict[str, list[Place]]:
    """The other places of today in whose area a district of this one lies too."""
    ours = strategy.place.place_authorities.current().values("authority")
    shared = PlaceAuthority.objects.current().filter(authority__in=ours)
    elsewhere = shared.exclude(place=strategy.place_id).select_related(
        "place", "authority"
    )
    found: dict[str, list[Place]] = defaultdict(list)
    for row in elsewhere.order_by("place__name", "place__kind"):
        found[row.authority.code].append(row.place)
    return dict(found)
