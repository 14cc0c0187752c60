"""What rests on an item or a record, and what would break if it went.

Told on the page of the item and on those that withdraw or remove something.
"""

from dataclasses import dataclass

from django.db.models import Case, Q, When

from evidence.models import Item
from people.models import Place, User
from strategies import checks, thread
from strategies.models import CLOSED, Record, Status, Strategy
from strategies.nouns import NOUNS, noun_of
from strategies.permissions import may_read_draft
from strategies.thread import addresses, leaning
from strategies.thread.graph import EVIDENCE, PARTS, PASSAGES, Node


@dataclass(frozen=True)
class Leaning:
    """What cites an item, what rests on those in turn, and where all of it is said."""

    cited_in: list[Node]
    follows: list[leaning.Group]
    links: addresses.Addresses
    address: str


@dataclass(frozen=True)
class Leaving:
    """What would break if something went, with where each thing is read."""

    going: thread.Going
    links: addresses.Addresses
    address: str


def on_item(item: Item, user: User) -> Leaning | None:
    """None without a strategy whose text is open to this person."""
    strategy = open_strategy(item.place, user)
    if strategy is None:
        return None
    woven = thread.weave(checks.of_strategy(strategy))
    node = woven.nodes[EVIDENCE, item.ref.upper()]
    passages = woven.above(node.key, PASSAGES)
    parts = [up for key in passages for up in woven.above(key, PARTS)]
    direct = [*dict.fromkeys(parts), *woven.above(node.key, *NOUNS)]
    follows = leaning.indirect(woven, node.key)
    return Leaning(
        woven.nodes_of(direct),
        [group for group in follows if group.nodes[0].kind in NOUNS],
        addresses.of_draft(woven, strategy),
        addresses.of_leaning(strategy.slug, node),
    )


def if_withdrawn(item: Item, user: User) -> Leaving | None:
    strategy = open_strategy(item.place, user)
    if strategy is None:
        return None
    return if_it_went(strategy, (EVIDENCE, item.ref.upper()))


def if_removed(strategy: Strategy, record: Record) -> Leaving | None:
    return if_it_went(strategy, (noun_of(record).key, record.ref))


def if_it_went(strategy: Strategy, key: thread.Key) -> Leaving | None:
    """None for what is not there any more."""
    woven = thread.weave(checks.of_strategy(strategy))
    node = woven.nodes.get(key)
    if node is None:
        return None
    return Leaving(
        thread.going(woven, key),
        addresses.of_draft(woven, strategy),
        addresses.of_leaning(strategy.slug, node),
    )


def open_strategy(place: Place, user: User) -> Strategy | None:
    """The one the place is at work on, or else its last agreed, if they read its text."""
    strategy = at_work_on(place)
    return strategy if strategy and may_read_draft(user, strategy) else None


def at_work_on(place: Place) -> Strategy | None:
    closed = Case(When(Q(status__in=CLOSED), then=1), default=0)
    return (
        Strategy.objects.filter(place=place)
        .exclude(status=Status.WITHDRAWN)
        .select_related("place")
        .order_by(closed, "-begun_at")
        .first()
    )
