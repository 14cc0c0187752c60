"""Charts: what only they have among records, which is figures to choose from and draw."""

from dataclasses import dataclass

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from evidence import drawing
from office.http import Request
from office.permissions import require
from strategies import charts, listing, placing, records
from strategies.forms.charts import StatisticForm, statistics
from strategies.listing import Group, Line
from strategies.models import Part, Record, Strategy
from strategies.nouns import CHARTS, NOUNS
from strategies.permissions import may_edit_records, may_see_problems
from strategies.views.fetch import draft_or_404
from strategies.views.records import list_url, record_add

HIDDEN = ("areas", "source", "indicator", "alternative")


@dataclass(frozen=True)
class ChartLine(Line):
    """A chart in the list: drawn, where it stands, and what it still needs."""

    drawn: SafeString
    table: drawing.Table | None
    notes: list[str]
    placed_in: list[Part]
    lacks: list[str]


@require_safe
def chart_list(request: Request, slug: str) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    rows = list(listing.rows_of(strategy, CHARTS))
    shown = lines(strategy, [row for row in rows if row.removed_at is None])
    return render(
        request,
        "strategies/records.html",
        {
            "strategy": strategy,
            "noun": CHARTS,
            "nouns": [(other, list_url(strategy, other)) for other in NOUNS.values()],
            "groups": [Group("", list(shown))] if shown else [],
            "is_empty": not shown,
            "removed": [row for row in rows if row.removed_at is not None],
            "mark": records.order_mark(rows),
            "may_edit": may_edit_records(request.user, strategy),
            "sees_problems": may_see_problems(request.user, strategy),
        },
    )


def lines(strategy: Strategy, rows: list[Record]) -> list[ChartLine]:
    plain = [{"ref": row.ref, **CHARTS.values(row)} for row in rows]
    drawn = charts.with_data(strategy.place, plain)
    parts = strategy.parts.live().select_related("latest")
    texts = ((part, [block.text for block in part.blocks]) for part in parts)
    placed = placing.where(texts, CHARTS)
    listed = listing.lines(CHARTS, rows, strategy.edition)
    return [
        line_of(line, row, placed.get(row["ref"], []))
        for line, row in zip(listed, drawn, strict=True)
    ]


def line_of(line: Line, row: charts.Row, parts: list[Part]) -> ChartLine:
    data = row["data"]
    hidden = {CHARTS.label(name) for name in HIDDEN}
    said = [fact for fact in line.facts if fact[0] not in hidden]
    return ChartLine(
        line.record,
        [*said, (CHARTS.label("alternative"), charts.alternative(row))],
        line.is_first,
        line.is_last,
        drawing.drawn(data, row["title"], charts.alternative(row))
        if data
        else SafeString(""),
        drawing.table(data) if data else None,
        drawing.notes(data) if data else [],
        parts,
        list(charts.lacks(row)),
    )


@transaction.atomic
def chart_add(request: Request, slug: str) -> HttpResponse:
    """First which statistic, of those there are figures of; then the chart itself."""
    strategy = draft_or_404(request, slug)
    require(may_edit_records(request.user, strategy))
    if request.method == "POST":
        return record_add(request, slug, CHARTS)

    choices = statistics(strategy.place)
    form = StatisticForm(
        request.GET if "indicator" in request.GET else None, choices=choices
    )
    if form.is_valid():
        return record_add(request, slug, CHARTS)
    return render(
        request,
        "strategies/chart_add.html",
        {
            "strategy": strategy,
            "form": form,
            "is_empty": not choices,
            "back": list_url(strategy, CHARTS),
        },
    )
