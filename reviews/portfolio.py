"""Where every place stands, in words: a page of rows in a fixed number of queries.

Administrators and Area Leads know it of every place, others of those whose strategy they
see or anybody may read: of the rest nothing tells whether a strategy has been begun.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

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
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from people.models import Membership, Place, Relation, Role, User
from reviews.models import ImportantDate, Publication
from strategies.models import CLOSED, Status, Strategy

COVERED = "covered"
NOT_BEGUN = "not_begun"
NOT_KNOWN = "not_known"
WORDS = {
    NOT_BEGUN: "Not begun",
    COVERED: "Covered by another place’s strategy",
    **dict(Status.choices),
    NOT_KNOWN: "No agreed strategy published",
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One place: how it stands, with whom, for how long, and what comes next."""

    place: Place
    standing: str
    covered_by: str
    strategy: Strategy | None
    may_open: bool
    area_leads: list[str]
    next_date: ImportantDate | None
    launch: ImportantDate | None
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
        if self.standing in (COVERED, NOT_KNOWN, Status.AGREED, Status.WITHDRAWN):
            return ""
        if self.standing == Status.WITH_MINISTERS:
            return "Ministers"
        if self.standing == Status.WITH_GOVERNMENT:
            return ", ".join(self.area_leads) or "Government: no Area Lead is assigned"
        if self.standing == Status.AWAITING_APPROVAL:
            return "The place’s approver"
        return "The place"


@dataclass(frozen=True)
class Choices:
    """What the list can be narrowed to: the groups and the regions there are."""

    groups: list[Place]
    regions: list[str]


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; empty means everything."""

    wave: str = ""
    region: str = ""
    group: str = ""
    standing: str = ""


def places(user: User, filters: Filters) -> QuerySet[Place]:
    """Every LEP and authority that matches, this person's own first."""
    found: QuerySet[Place] = writing_places().annotate(
        is_other=Case(When(pk__in=user.member_of, then=0), default=1)
    )
    if filters.wave.isdecimal():
        found = found.filter(wave=int(filters.wave[:4]))
    if filters.region:
        found = found.filter(region=filters.region)
    if filters.standing:
        found = with_standing(found, user).filter(Q(standing=filters.standing))
    if filters.group:
        member = Relation.objects.current().filter(
            kind=Relation.Kind.MEMBER_OF,
            source=OuterRef("pk"),
            target__slug=filters.group,
        )
        found = found.filter(Exists(member))
    return found.order_by("is_other", "name", "kind")


def writing_places() -> QuerySet[Place]:
    """LEPs and authorities; `led_by` names the one whose strategy is theirs too."""
    leader = JSONObject(name="source__name", kind="source__kind")
    first = _leading().order_by("source__name").values(led=leader)[:1]
    return Place.objects.writing().current().annotate(led_by=Subquery(first))


def with_standing(places: QuerySet[Place], user: User) -> QuerySet[Place]:
    """With `standing`: the status that counts, or why there is none to tell."""
    status = _that_counts(user).filter(place=OuterRef("pk")).values("status")[:1]
    without = Case(
        When(Exists(_leading()), then=Value(COVERED)),
        When(_knows_all_of(user), then=Value(NOT_BEGUN)),
        default=Value(NOT_KNOWN),
    )
    return places.annotate(standing=Coalesce(Subquery(status), without))


def counts(places: QuerySet[Place], user: User) -> dict[str, int]:
    """How many of these places stand where."""
    standing = with_standing(places, user).order_by().values_list(F("standing"))
    return dict(standing.annotate(count=Count("pk")))


def in_a_sentence(counts: dict[str, int]) -> str:
    """The same in words, such as '1 agreed, 3 being drafted, 42 not begun'."""
    words = {**WORDS, NOT_KNOWN: "with no agreed strategy published"}
    said = [
        f"{counts[standing]} {what[:1].lower()}{what[1:]}"
        for standing, what in words.items()
        if counts.get(standing)
    ]
    return ", ".join(said)


def rows(user: User, places: Iterable[Place]) -> list[Row]:
    """What the list says of these places, in as many queries however many they are."""
    page = list(places)
    strategies = _strategies(page, user)
    leads = _area_leads(page)
    dates = _dates(page, user)
    return [
        _row(user, place, strategies.get(place.pk), leads, dates.get(place.pk, []))
        for place in page
    ]


def choices() -> Choices:
    """Every group and region, in one query."""
    places = list(Place.objects.only("kind", "name", "slug", "region").order_by("name"))
    return Choices(
        groups=[place for place in places if place.kind == Place.Kind.GROUP],
        regions=sorted(
            {
                place.region
                for place in places
                if place.region and place.kind != Place.Kind.GROUP
            }
        ),
    )


def _row(
    user: User,
    place: Place,
    strategy: Strategy | None,
    leads: dict[int, list[str]],
    dates: list[ImportantDate],
) -> Row:
    led_by = vars(place)["led_by"] if strategy is None else None
    return Row(
        place=place,
        standing=_standing(user, place, strategy, is_led=bool(led_by)),
        covered_by=Place(**led_by).label if led_by else "",
        strategy=strategy,
        may_open=strategy is not None and vars(strategy)["is_seen"],
        area_leads=leads.get(place.pk, []),
        next_date=dates[0] if dates else None,
        launch=next((day for day in dates if day.what == day.What.LAUNCH), None),
        is_published=strategy is not None and vars(strategy)["is_public"],
        is_mine=place.pk in user.member_of,
    )


def _standing(
    user: User, place: Place, strategy: Strategy | None, *, is_led: bool
) -> str:
    """The same answer as that of with_standing."""
    if strategy is not None:
        return strategy.status
    if is_led:
        return COVERED
    return NOT_BEGUN if _knows_all(user) or place.pk in user.reads_for() else NOT_KNOWN


def _leading() -> QuerySet[Relation]:
    """The relations by which another place leads that of the query around this one."""
    return Relation.objects.current().filter(
        kind=Relation.Kind.LEADS, target=OuterRef("pk")
    )


def _knows_all(user: User) -> bool:
    return user.is_administrator or bool(user.places((Role.AREA_LEAD,)))


def _knows_all_of(user: User) -> Q:
    """The places of which this person knows even that nothing has been begun."""
    return ~Q(pk=None) if _knows_all(user) else Q(pk__in=user.reads_for())


def _that_counts(user: User) -> QuerySet[Strategy]:
    """Of each place the one it is at work on, or else its newest, first."""
    closed = Case(When(Q(status__in=CLOSED), then=1), default=0)
    strategies = Strategy.objects.order_by(closed, "-begun_at", "-pk")
    if _knows_all(user):
        return strategies
    return strategies.filter(_is_seen_by(user) | _is_agreed_in_public())


def _is_seen_by(user: User) -> Exists:
    return Exists(Strategy.objects.visible_to(user).filter(pk=OuterRef("pk")))


def _is_agreed_in_public() -> Exists:
    agreed = Publication.objects.live().filter(kind=Publication.Kind.AGREED)
    return Exists(agreed.filter(strategy=OuterRef("pk")))


def _strategies(places: list[Place], user: User) -> dict[int, Strategy]:
    """Each place's, and whether this person may open it and everybody may read it."""
    public = Publication.objects.live().filter(strategy=OuterRef("pk"))
    shown = ("title", "slug", "status", "status_since", "paused_at", "place_id")
    strategies = _that_counts(user).annotate(
        is_seen=_is_seen_by(user), is_public=Exists(public)
    )
    found: dict[int, Strategy] = {}
    for strategy in strategies.filter(place__in=places).only(*shown):
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


def _dates(places: list[Place], user: User) -> dict[int, list[ImportantDate]]:
    """The dates still to come of each place, as far as this person follows it."""
    found: dict[int, list[ImportantDate]] = {}
    coming = (
        ImportantDate.objects.visible_to(user)
        .live()
        .filter(place__in=places, latest__gte=timezone.localdate(), done_at=None)
        .order_by("latest", "earliest", "pk")
    )
    for row in coming:
        if row.place_id:
            found.setdefault(row.place_id, []).append(row)
    return found
