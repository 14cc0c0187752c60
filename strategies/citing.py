"""Where a place's evidence is cited: in which parts and records of its strategy."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Case, Q, When
from django.urls import reverse

from evidence.models import Item
from people.models import Place, User
from strategies import checks
from strategies.checks.subject import Content
from strategies.models import CLOSED, Status, Strategy
from strategies.permissions import may_read_draft


@dataclass(frozen=True)
class Citing:
    """One part or record that cites, in words, and where it is read."""

    words: str
    address: str


def cited_in(item: Item, user: User) -> list[Citing] | None:
    """All that cites the item; None without a strategy that is open to this person."""
    strategy = _strategy(item.place)
    if strategy is None or not may_read_draft(user, strategy):
        return None
    content = checks.of_strategy(strategy)
    ref = item.ref.upper()
    return [*_parts(content, ref), *_records(content, ref)]


def cited_refs(place: Place, user: User) -> frozenset[str] | None:
    """The refs that the strategy cites; None to whom its text is not open."""
    strategy = _strategy(place)
    if strategy is None:
        return frozenset() if place.pk in user.reads_for() else None
    if not may_read_draft(user, strategy):
        return None
    return frozenset(checks.of_strategy(strategy).refs)


def _strategy(place: Place) -> Strategy | None:
    """The one the place is at work on, or else its last that was agreed."""
    closed = Case(When(Q(status__in=CLOSED), then=1), default=0)
    return (
        Strategy.objects.filter(place=place)
        .exclude(status=Status.WITHDRAWN)
        .select_related("place")
        .order_by(closed, "-begun_at")
        .first()
    )


def _parts(content: Content, ref: str) -> Iterator[Citing]:
    for text in content.texts.values():
        if ref in text.refs:
            address = reverse("strategies:part", args=[content.slug, text.key])
            yield Citing(text.title, address)


def _records(content: Content, ref: str) -> Iterator[Citing]:
    for noun, row, refs in content.citing_records():
        if ref in refs:
            address = f"{content.list_url(noun)}#{row['ref']}"
            yield Citing(f"{row['ref']} {row['title']}", address)
