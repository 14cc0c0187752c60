"""How a strategy is begun, and what it is made of: its parts and who writes them.

Every change carries the revision it was read at. One made since is never undone
unread: `Stale` then brings what stands now, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from evidence.models import Disclosure
from office import ledger
from people.models import Place, Role, User
from strategies import addresses, landmarks, prospectus
from strategies.drafting import Locked, held
from strategies.models import Part, Strategy
from strategies.permissions import may_write, may_write_part

SHARED = "The working draft is shared"
# Leaves room in each section for the parts a place adds to it.
SECTION_STEP = 1000


class Stale(Exception):
    """Somebody changed the part since it was read; `now` is how it stands."""

    def __init__(self, now: Part) -> None:
        super().__init__(now)
        self.now = now


class StaleTitle(Exception):
    """Somebody changed the strategy's title or year since they were read."""

    def __init__(self, now: Strategy) -> None:
        super().__init__(now)
        self.now = now


class AlreadyWriting(Exception):
    """The place has a strategy that is not yet agreed or withdrawn."""

    def __init__(self, strategy: Strategy) -> None:
        super().__init__(strategy)
        self.strategy = strategy


@transaction.atomic
def begin(
    place: Place, *, title: str, end_year: int | None, by: User, edition_key: str = ""
) -> Strategy:
    """Begin the place's strategy, with every part the edition names.

    One begun after another was agreed or withdrawn remembers which it follows.
    """
    place = Place.objects.select_for_update(no_key=True).get(pk=place.pk)
    if standing := place.strategies.live().first():
        raise AlreadyWriting(standing)
    edition = prospectus.edition(edition_key or prospectus.CURRENT)
    strategy = Strategy.objects.create(
        place=place,
        edition_key=edition.key,
        title=title,
        slug=addresses.free_slug(place),
        end_year=end_year,
        follows=place.strategies.order_by("-begun_at", "-pk").first(),
        begun_by=by,
    )
    Part.objects.bulk_create(_parts_of(edition, strategy))
    _tell(strategy, "began", by=by, subject=title, facts={"edition": edition.key})
    return strategy


@transaction.atomic
def describe(
    strategy: Strategy, *, title: str, end_year: int | None, revision: int, by: User
) -> Strategy:
    """Give the strategy its title and the year it looks to."""
    strategy = _held_for(strategy, by)
    if (strategy.title, strategy.end_year) == (title, end_year):
        return strategy
    if strategy.revision != revision:
        raise StaleTitle(strategy)
    strategy.title, strategy.end_year = title, end_year
    strategy.revision += 1
    strategy.save(update_fields=["title", "end_year", "revision"])
    _tell(strategy, "described", by=by, facts={"title": title, "end_year": end_year})
    return strategy


@transaction.atomic
def share_with_area_lead(strategy: Strategy, shared: bool, *, by: User) -> None:
    """Let the Area Lead read the working draft and its evidence, or no longer."""
    strategy = _held_for(strategy, by)
    if strategy.is_shared_with_area_lead == shared:
        return
    strategy.is_shared_with_area_lead = shared
    strategy.save(update_fields=["is_shared_with_area_lead"])
    audience = Disclosure.Audience.AREA_LEAD
    whole = {"place": strategy.place, "item": None, "audience": audience, "why": SHARED}
    if shared:
        Disclosure.objects.create(**whole)
    else:
        Disclosure.objects.filter(**whole, until=None).update(until=timezone.now())
    _tell(strategy, "shared_draft" if shared else "stopped_sharing_draft", by=by)


@transaction.atomic
def add_part(strategy: Strategy, *, section: str, title: str, by: User) -> Part:
    """Add a part of the place's own at the end of a section."""
    strategy = _held_for(strategy, by)
    part = Part.objects.create(
        strategy=strategy,
        key=addresses.free_key(strategy, title),
        section=section,
        title=title,
        order=_next_order(strategy, section),
    )
    _tell(strategy, "part_added", by=by, subject=title, facts={"part": part.key})
    return part


@transaction.atomic
def rename(part: Part, title: str, *, revision: int, by: User) -> Part:
    part = _part_held_for(part, by)
    if part.title == title:
        return part
    _refuse_stale(part, revision)
    before, part.title = part.title, title
    _bump(part, "title")
    facts: dict[str, Any] = {"part": part.key, "before": before}
    _tell(part.strategy, "part_renamed", by=by, subject=title, facts=facts)
    return part


@transaction.atomic
def move(part: Part, *, up: bool, revision: int, by: User) -> Part:
    """Change places with the part above or below it in its section, if there is one."""
    part = _part_held_for(part, by)
    _refuse_stale(part, revision)
    beside = part.strategy.parts.live().filter(section=part.section)
    if up:
        other = beside.filter(order__lt=part.order).order_by("-order").first()
    else:
        other = beside.filter(order__gt=part.order).order_by("order").first()
    if other is not None:
        part.order, other.order = other.order, part.order
        _bump(part, "order")
        _bump(other, "order")
    return part


@transaction.atomic
def remove(part: Part, *, base: int, revision: int, by: User) -> Part:
    """Take the part out of the strategy. Its texts stay, and it can be brought back."""
    part = _part_held_for(part, by)
    if part.removed_at is not None:
        return part
    _refuse_stale(part, revision, base)
    part.removed_at, part.removed_by = timezone.now(), by
    _bump(part, "removed_at", "removed_by")
    facts = {"part": part.key}
    _tell(part.strategy, "part_removed", by=by, subject=part.title, facts=facts)
    return part


@transaction.atomic
def bring_back(part: Part, *, by: User) -> Part:
    part = _part_held_for(part, by)
    if part.removed_at is None:
        return part
    part.removed_at = part.removed_by = None
    _bump(part, "removed_at", "removed_by")
    facts = {"part": part.key}
    _tell(part.strategy, "part_brought_back", by=by, subject=part.title, facts=facts)
    return part


@transaction.atomic
def mark_ready(part: Part, ready: bool, *, base: int, revision: int, by: User) -> Part:
    """Say that the text read at this base is ready, or is not ready after all."""
    part = _fresh(part)
    if not part.strategy.is_editable or part.removed_at is not None:
        raise Locked
    if not may_write_part(by, part):
        raise PermissionDenied
    if part.is_ready == ready and part.base == base:
        return part
    _refuse_stale(part, revision, base)
    part.is_ready = ready
    _bump(part, "is_ready")
    if ready:
        landmarks.mark_ready(part, by=by)
    verb = "part_ready" if ready else "part_not_ready"
    _tell(part.strategy, verb, by=by, subject=part.title, facts={"text": base})
    return part


@transaction.atomic
def name_contributors(
    part: Part, people: Iterable[User], *, revision: int, by: User
) -> Part:
    """Say which of the place's contributors write this part."""
    part = _part_held_for(part, by)
    able = part.strategy.place.people(Role.CONTRIBUTOR)
    chosen = set(able.filter(pk__in=[person.pk for person in people]))
    if chosen == set(part.contributors.all()):
        return part
    _refuse_stale(part, revision)
    part.contributors.set(chosen)
    _bump(part)
    names = sorted(person.name for person in chosen)
    facts: dict[str, Any] = {"part": part.key, "people": names}
    _tell(part.strategy, "part_contributors", by=by, subject=part.title, facts=facts)
    return part


def _parts_of(edition: prospectus.Edition, strategy: Strategy) -> Iterable[Part]:
    for place, section in enumerate(edition.sections, start=1):
        for number, spec in enumerate(section.parts, start=1):
            yield Part(
                strategy=strategy,
                key=spec.key,
                section=section.key,
                title=spec.title,
                order=place * SECTION_STEP + number,
            )


def _next_order(strategy: Strategy, section: str) -> int:
    """After every part the section ever had, so that none brought back stands on it."""
    keys = [one.key for one in strategy.edition.sections]
    first = (keys.index(section) + 1) * SECTION_STEP
    last = strategy.parts.filter(section=section).aggregate(last=Max("order"))["last"]
    return (last or first) + 1


def _fresh(part: Part) -> Part:
    """The part as it stands, with its strategy's row held until the transaction ends."""
    strategy = held(part.strategy_id)
    strategy.place = part.strategy.place
    fresh = Part.objects.select_related("latest__by").get(pk=part.pk)
    fresh.strategy = strategy
    return fresh


def _held_for(strategy: Strategy, by: User) -> Strategy:
    now = held(strategy.pk)
    now.place = strategy.place
    _require_writer(now, by)
    return now


def _part_held_for(part: Part, by: User) -> Part:
    fresh = _fresh(part)
    _require_writer(fresh.strategy, by)
    return fresh


def _require_writer(strategy: Strategy, by: User) -> None:
    if not strategy.is_editable:
        raise Locked
    if not may_write(by, strategy):
        raise PermissionDenied


def _refuse_stale(now: Part, revision: int, base: int | None = None) -> None:
    if now.revision != revision or base not in (None, now.base):
        raise Stale(now)


def _bump(part: Part, *fields: str) -> None:
    part.revision += 1
    part.save(update_fields=["revision", *fields])


def _tell(
    strategy: Strategy,
    verb: str,
    *,
    by: User,
    subject: str = "",
    facts: dict[str, Any] | None = None,
) -> None:
    chain = ledger.strategy_chain(strategy.pk)
    ledger.record(chain, verb, by=by, subject=subject or strategy.title, facts=facts)
