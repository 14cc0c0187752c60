"""Lists of records with more over them than a list: districts, connections, the plan."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Min
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from office.http import Request
from people.models import Place
from strategies import districts, listing, printed
from strategies.connections import picture
from strategies.models import Connection, Strategy
from strategies.nouns import COMMUNITIES, CONNECTIONS, EVALUATION
from strategies.records import Kind
from strategies.views.fetch import draft_or_404
from strategies.views.lists import show_list


@dataclass(frozen=True)
class District:
    """One district: what bears on it, what is said of it, and who else it belongs to."""

    title: str
    priorities: list[dict[str, Any]]
    statements: list[dict[str, Any]]
    add: str
    is_silent: bool
    also_in: list[Place] = field(default_factory=list)


@require_safe
def communities(request: Request, slug: str) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    return show_list(
        request,
        strategy,
        COMMUNITIES,
        list(listing.rows_of(strategy, COMMUNITIES)),
        before_list="strategies/_districts.html",
        districts=all_of(strategy),
    )


def all_of(strategy: Strategy) -> list[District]:
    """Every district of the place today, and the other parts that have a statement."""
    elsewhere = districts.also_in(strategy)
    add = reverse("strategies:record_add", args=[strategy.slug, COMMUNITIES])
    return [
        District(
            row["title"],
            row["priorities"],
            row["statements"],
            add=f"{add}?{urlencode({'authority': row['code']})}",
            is_silent=districts.is_silent(row),
            also_in=elsewhere.get(row["code"], []),
        )
        for row in districts.rows(printed.as_document(strategy))
    ]


@require_safe
def connections(request: Request, slug: str) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    rows = list(listing.rows_of(strategy, CONNECTIONS))
    return show_list(
        request,
        strategy,
        CONNECTIONS,
        rows,
        before_list="strategies/_connections_picture.html",
        picture=picture_of(strategy, [row for row in rows if row.removed_at is None]),
    )


def picture_of(strategy: Strategy, standing: list[Connection]) -> str:
    priorities: Any = strategy.priorities.filter(removed_at=None)
    arrows = [
        {"ref": row.ref, "source": row.source.ref, "target": row.target.ref}
        for row in standing
    ]
    return picture(list(priorities.values("ref", "title")), arrows)


@require_safe
def evaluation(request: Request, slug: str) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    return show_list(
        request,
        strategy,
        EVALUATION,
        list(listing.rows_of(strategy, EVALUATION)),
        before_list="strategies/_evaluation_begun.html",
        begun=begun_at(strategy),
    )


def begun_at(strategy: Strategy) -> datetime | None:
    """When the first question was recorded, be it removed since."""
    saved = strategy.record_changes.filter(noun=EVALUATION.key, kind=Kind.SAVED)
    found: datetime | None = saved.aggregate(begun=Min("at"))["begun"]
    return found
