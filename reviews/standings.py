"""Where every place stands on a day, as far as reminders ask."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Exists, Min, OuterRef, QuerySet, Subquery

from people.models import Place, Relation
from reviews.duties import NOT_BEGUN
from reviews.models import Point, Round
from strategies.models import CLOSED, Status, Strategy


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One place: the strategy it is at work on, or its last one, or none begun."""

    place: Place
    strategy: Strategy | None = None
    status: str = NOT_BEGUN
    has_agreed: bool = False
    round: int | None = None
    with_government_since: datetime | None = None
    submitted_at: datetime | None = None
    unanswered_since: datetime | None = None

    @property
    def is_paused(self) -> bool:
        return self.strategy is not None and self.strategy.is_paused


def standings(today: date) -> dict[int, Standing]:
    """By the place's id. A place that another writes for has none of its own."""
    covered = Relation.objects.current(today).filter(
        kind=Relation.Kind.LEADS, target=OuterRef("pk")
    )
    strategy = Strategy.objects.filter(place=OuterRef("pk"))
    places = Place.objects.writing().current(today)
    begun = _begun()
    return {
        place.pk: replace(begun[place.pk], place=place)
        if place.pk in begun
        else Standing(place=place)
        for place in places.filter(Exists(strategy) | ~Exists(covered))
    }


def _begun() -> dict[int, Standing]:
    """The standing of each place that ever began a strategy; the open one counts."""
    rounds = Round.objects.filter(strategy=OuterRef("pk"))
    open_round = rounds.filter(closed_at=None)
    submitted = rounds.exclude(outcome=Round.Outcome.ASKED_BACK).order_by("-opened_at")
    unanswered = (
        Point.objects.open()
        .sent()
        .filter(strategy=OuterRef("pk"), replies=None)
        .exclude(level=Point.Level.THOUGHT)
        .order_by()
        .values("strategy")
        .annotate(first=Min("sent_at"))
    )
    rows = (
        QuerySet(Strategy)
        .select_related("place")
        .annotate(
            round_pk=Subquery(open_round.values("pk")[:1]),
            round_opened_at=Subquery(open_round.values("opened_at")[:1]),
            submitted_at=Subquery(submitted.values("opened_at")[:1]),
            unanswered_since=Subquery(unanswered.values("first")[:1]),
        )
        .order_by("pk")
    )
    found: dict[int, Standing] = {}
    for row in rows:
        before = found.get(row.place_id)
        agreed = row.status == Status.AGREED or (
            before is not None and before.has_agreed
        )
        if before is not None and before.status not in CLOSED:
            found[row.place_id] = replace(before, has_agreed=agreed)
            continue
        found[row.place_id] = Standing(
            place=row.place,
            strategy=row,
            status=row.status,
            has_agreed=agreed,
            round=row.round_pk,
            with_government_since=row.round_opened_at,
            submitted_at=row.submitted_at,
            unanswered_since=row.unanswered_since,
        )
    return found
