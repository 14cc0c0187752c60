"""Where every place stands, in words: a page of rows in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from people.models import Membership, Place, Relation, Role, User
from reviews.models import ImportantDate, Publication
from strategies.models import CLOSED, Status, Strategy

COVERED = "covered"
NOT_BEGUN = "not_begun"
WORDS = {
    NOT_BEGUN: "Not begun",
    COVERED: "Covered by another place’s strategy",
    **dict(Status.choices),
}


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


def places(user: User, filters: Filters) -> QuerySet[Place]:
    """Every LEP and authority that matches, this person's own first."""
    found = standing_places() if filters.standing else writing_places()
    found = found.annotate(
        is_other=Case(When(pk__in=user.member_of, then=0), default=1)
    )
    if filters.wave.isdecimal():
        found = found.filter(wave=int(filters.wave[:4]))
    if filters.region:
        found = found.filter(region=filters.region)
    if filters.standing:
        found = found.filter(Q(standing=filters.standing))
    if filters.group:
        member = Relation.objects.current().filter(
            kind=Relation.Kind.MEMBER_OF,
            source=OuterRef("pk"),
            target__slug=filters.group,
        )
        found = found.filter(Exists(member))
    return found.order_by("is_other", "name", "kind")


def writing_places() -> QuerySet[Place]:
    return Place.objects.writing().current()


def standing_places() -> QuerySet[Place]:
    """Those that write, with `standing`: the status that counts, or why there is none."""
    led = Relation.objects.current().filter(
        kind=Relation.Kind.LEADS, target=OuterRef("pk")
    )
    status = _that_counts().filter(place=OuterRef("pk")).values("status")[:1]
    without = Case(When(Exists(led), then=Value(COVERED)), default=Value(NOT_BEGUN))
    return writing_places().annotate(standing=Coalesce(Subquery(status), without))


def in_a_sentence(places: QuerySet[Place]) -> str:
    """How many places stand where, such as '1 agreed, 3 being drafted, 42 not begun'."""
    these = standing_places().filter(pk__in=places.order_by().values("pk"))
    counts = dict(
        these.order_by().values_list(F("standing")).annotate(count=Count("pk"))
    )
    said = [
        f"{counts[standing]} {words[:1].lower()}{words[1:]}"
        for standing, words in WORDS.items()
        if counts.get(standing)
    ]
    return ", ".join(said)


def rows(user: User, places: Iterable[Place]) -> list[Row]:
    """What the list says of these places, in as many queries however many they are."""
    page = list(places)
    strategies = _strategies(page)
    leads = _area_leads(page)
    dates = _next_dates(page, user)
    covered = _covered(page)
    begun = [strategy.pk for strategy in strategies.values()]
    visible = Strategy.objects.visible_to(user).filter(pk__in=begun)
    seen = set(begun if user.is_administrator else visible.values_list("pk", flat=True))
    published = set(
        Publication.objects.live()
        .filter(strategy__in=begun)
        .values_list("strategy_id", flat=True)
    )
    mine = user.member_of
    return [
        Row(
            place=place,
            standing=_standing(place, strategy, covered),
            covered_by=None if strategy else covered.get(place.pk),
            strategy=strategy,
            may_open=strategy is not None and strategy.pk in seen,
            area_leads=leads.get(place.pk, []),
            next_date=dates.get(place.pk),
            is_published=strategy is not None and strategy.pk in published,
            is_mine=place.pk in mine,
        )
        for place in page
        for strategy in [strategies.get(place.pk)]
    ]


def groups() -> list[Place]:
    return list(Place.objects.filter(kind=Place.Kind.GROUP).order_by("name"))


def _standing(
    place: Place, strategy: Strategy | None, covered: dict[int, Place]
) -> str:
    """The same answer as that of standing_places."""
    if strategy is not None:
        return strategy.status
    return COVERED if place.pk in covered else NOT_BEGUN


def _that_counts() -> QuerySet[Strategy]:
    """Of each place the one it is at work on, or else its newest, first."""
    closed = Case(When(Q(status__in=CLOSED), then=1), default=0)
    return Strategy.objects.order_by(closed, "-begun_at", "-pk")


def _strategies(places: list[Place]) -> dict[int, Strategy]:
    found: dict[int, Strategy] = {}
    shown = ("title", "slug", "status", "status_since", "paused_at", "place_id")
    for strategy in _that_counts().filter(place__in=places).only(*shown):
        found.setdefault(strategy.place_id, strategy)
    return found


def _area_leads(places: list[Place]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    held = (
        Membership.objects.current()
        .filter(role=Role.AREA_LEAD, place__in=places, user__is_active=True)
        .order_by("user__name")
        .values_list("place_id", "user__name")
    )
    for place, name in held:
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


def _covered(places: list[Place]) -> dict[int, Place]:
    leading = (
        Relation.objects.current()
        .filter(kind=Relation.Kind.LEADS, target__in=places)
        .select_related("source")
    )
    return {row.target_id: row.source for row in leading}
