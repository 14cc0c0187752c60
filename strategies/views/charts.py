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
from strategies import charts, listing, placing
from strategies.forms.charts import StatisticForm, statistics
from strategies.listing import Line
from strategies.models import Part, Record, Strategy
from strategies.nouns import CHARTS
from strategies.permissions import may_edit_records
from strategies.views.fetch import draft_or_404
from strategies.views.lists import list_url, show_list
from strategies.views.records import record_add


@dataclass(frozen=True)
class ChartLine(Line):
    """A chart in the list: drawn, where it stands, and what it still needs."""

    template = "strategies/_chart_shown.html"
    drawn: SafeString
    table: drawing.Table | None
    notes: list[str]
    placed_in: list[Part]
    lacks: list[str]


@require_safe
def chart_list(request: Request, slug: str) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    rows = list(listing.rows_of(strategy, CHARTS))
    groups = listing.as_one(lines(strategy, rows))
    return show_list(request, strategy, CHARTS, rows, groups=groups)


def lines(strategy: Strategy, rows: list[Record]) -> list[ChartLine]:
    listed = listing.lines(CHARTS, rows, strategy.edition)
    plain = [{"ref": one.record.ref, **CHARTS.values(one.record)} for one in listed]
    drawn = charts.with_data(strategy.place, plain)
    parts = strategy.parts.live().select_related("latest")
    placed = placing.where(parts, CHARTS)
    return [
        line_of(line, row, placed.get(row["ref"], []))
        for line, row in zip(listed, drawn, strict=True)
    ]


def line_of(line: Line, row: charts.Row, parts: list[Part]) -> ChartLine:
    data, said = row["data"], charts.alternative(row)
    facts = [*line.facts, (CHARTS.label("alternative"), said)]
    return ChartLine(
        **{**vars(line), "facts": facts},
        drawn=drawing.drawn(data, row["title"], said) if data else SafeString(""),
        table=drawing.table(data) if data else None,
        notes=drawing.notes(data) if data else [],
        placed_in=parts,
        lacks=list(charts.lacks(row)),
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
