"""What forms of records offer to choose from. Asked for only when a form is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from evidence.models import Item
from office.fields import Hinted
from strategies import called
from strategies.models import Finding, Priority, Strategy
from strategies.prospectus import Edition, FundingSource

Choices = Sequence[tuple[str, str]]  # a value and what stands beside it
MARKET = (
    "An opportunity that firms will not take up alone, or something the market gets wrong "
    "by itself: the reason for public action."
)


def evidence(strategy: Strategy, chosen: Iterable[str]) -> Choices:
    """The items that stand, and any chosen before that does not."""
    items = Item.objects.filter(place=strategy.place).live()
    offered = {item.ref: item.title for item in items}
    gone = {ref: "not in your evidence base" for ref in chosen if ref}
    return [(ref, f"{ref} {title}") for ref, title in {**gone, **offered}.items()]


def findings(strategy: Strategy) -> Choices:
    standing: Any = Finding.objects.filter(strategy=strategy, removed_at=None)
    rows = standing.values_list("kind", "ref", "title")
    order = Finding.Kind.values
    in_order = sorted(rows, key=lambda row: order.index(row[0]))
    return [(ref, f"{ref} {title}") for _, ref, title in in_order]


def funding_sources(edition: Edition) -> Choices:
    return [(source.key, hinted(source)) for source in edition.funding_sources]


def hinted(source: FundingSource) -> str:
    return Hinted(source.title, hint=source.hint)


def departments(edition: Edition) -> Choices:
    return [(one.key, one.title) for one in edition.departments]


def current_districts(strategy: Strategy) -> dict[str, str]:
    rows = strategy.place.place_authorities.current().order_by("authority__name")
    return dict(rows.values_list("authority__code", "authority__name"))


def districts(strategy: Strategy, priority: Priority) -> Choices:
    """Those in the place today, and any ticked before that is not."""
    offered = current_districts(strategy)
    gone = set(priority.districts) - set(offered)
    return [*offered.items(), *((code, f"{code}, not in your area") for code in gone)]


def statistics(strategy: Strategy, chosen: str) -> Choices:
    known = called.statistics(strategy)
    gone = {chosen: chosen} if chosen and chosen not in known else {}
    in_order = sorted(known.items(), key=lambda one: one[1].casefold())
    return [*gone.items(), *in_order]


def priorities(strategy: Strategy) -> Choices:
    standing = strategy.priorities.filter(removed_at=None)
    return [(row.ref, str(row)) for row in standing]
