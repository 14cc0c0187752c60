"""Where every place stands, in words: one row a place, a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from people.models import Membership, Place, Relation, Role, User
from reviews.models import ImportantDate, Publication
from strategies.models import Status, Strategy

COVERED = "covered"
NOT_BEGUN = "not_begun"
WORDS = {
    NOT_BEGUN: "Not begun",
    COVERED: "Covered by another place’s strategy",
    **dict(Status.choices),
}
GOVERNMENTS_TURN = (Status.WITH_GOVERNMENT, Status.WITH_MINISTERS)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One place: how it stands, with whom, for how long, and what comes next."""

    place: Place
    standing: str
    covered_by: Place | None
    strategy: Strategy | None
    may_open: bool
    area_leads: list[str]
    next_date: ImportantDate | None
    is_published: bool
    is_mine: bool

    @property
    def words(self) -> str:
        if self.covered_by:
            return f"Covered by the strategy of {self.covered_by}"
        return WORDS[self.standing]

    @property
    def since(self) -> datetime | None:
        return self.strategy.status_since if self.strategy else None

    @property
    def days(self) -> int | None:
        """Whole days in this status."""
        if self.since is None:
            return None
        return (timezone.localdate() - timezone.localdate(self.since)).days

    @property
    def with_whom(self) -> str:
        """Whose turn it is."""
        if self.standing in (COVERED, Status.AGREED, Status.WITHDRAWN):
            return ""
        if self.standing == Status.WITH_MINISTERS:
            return "Ministers"
        if self.standing == Status.WITH_GOVERNMENT:
            return ", ".join(self.area_leads) or "Government: no Area Lead is assigned"
        if self.standing == Status.AWAITING_APPROVAL:
            return "The place’s approver"
        return "The place"


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; empty means everything."""

    wave: str = ""
    region: str = ""
    group: str = ""
    standing: str = ""


def rows(user: User, filters: Filters) -> list[Row]:
    """Every LEP and authority, this person's own first; government sees all of it."""
    places = list(_places(filters))
    strategies = _strategies(places)
    leads = _area_leads(places)
    dates = _next_dates(places, user)
    published = set(Publication.objects.live().values_list("strategy_id", flat=True))
    covered = _covered()
    seen = set(Strategy.objects.visible_to(user).values_list("pk", flat=True))
    mine = user.member_of
    found = []
    for place in places:
        strategy = strategies.get(place.pk)
        may_open = strategy is not None and strategy.pk in seen
        is_public = strategy is not None and strategy.pk in published
        standing = _standing(place, strategy, covered)
        row = Row(
            place=place,
            standing=standing,
            covered_by=covered.get(place.pk) if standing == COVERED else None,
            strategy=strategy,
            may_open=may_open,
            area_leads=leads.get(place.pk, []),
            next_date=dates.get(place.pk),
            is_published=is_public,
            is_mine=place.pk in mine,
        )
        if filters.standing in ("", standing):
            found.append(row)
    return sorted(found, key=lambda row: not row.is_mine)


def in_a_sentence(rows: Iterable[Row]) -> str:
    """How many places stand where, such as '1 agreed, 3 being drafted, 42 not begun'."""
    counts = Counter(row.standing for row in rows)
    said = [
        f"{counts[standing]} {_lower(words)}"
        for standing, words in WORDS.items()
        if counts[standing]
    ]
    return ", ".join(said)


def groups() -> list[Place]:
    return list(Place.objects.filter(kind=Place.Kind.GROUP).order_by("name"))


def _places(filters: Filters) -> Iterable[Place]:
    places = Place.objects.writing().current().order_by("name", "kind")
    if filters.wave.isdecimal():
        places = places.filter(wave=int(filters.wave[:4]))
    if filters.region:
        places = places.filter(region=filters.region)
    if filters.group:
        member = Relation.objects.current().filter(
            kind=Relation.Kind.MEMBER_OF,
            source=OuterRef("pk"),
            target__slug=filters.group,
        )
        places = places.filter(Exists(member))
    return places


def _strategies(places: list[Place]) -> dict[int, Strategy]:
    """Of each place the live strategy, or else its newest."""
    found: dict[int, Strategy] = {}
    for strategy in Strategy.objects.filter(place__in=places).order_by("begun_at"):
        before = found.get(strategy.place_id)
        if before is None or not before.is_editable:
            found[strategy.place_id] = strategy
    return found


def _area_leads(places: list[Place]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = (
        Membership.objects.current()
        .filter(role=Role.AREA_LEAD, place__in=places, user__is_active=True)
        .order_by("user__name")
        .values_list("place_id", "user__name")
    )
    for place, name in rows:
        found.setdefault(place, []).append(name)
    return found


def _next_dates(places: list[Place], user: User) -> dict[int, ImportantDate]:
    """The earliest date still to come of each place that this person follows."""
    today: date = timezone.localdate()
    coming = (
        ImportantDate.objects.visible_to(user)
        .live()
        .filter(place__in=places, latest__gte=today, done_at=None)
        .order_by("-latest")
    )
    return {row.place_id: row for row in coming if row.place_id}


def _covered() -> dict[int, Place]:
    rows = (
        Relation.objects.current()
        .filter(kind=Relation.Kind.LEADS)
        .select_related("source")
    )
    return {row.target_id: row.source for row in rows}


def _standing(
    place: Place, strategy: Strategy | None, covered: dict[int, Place]
) -> str:
    if strategy is not None:
        return strategy.status
    return COVERED if place.pk in covered else NOT_BEGUN


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
