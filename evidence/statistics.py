"""The statistics a place holds figures of, as its pages list and show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils.safestring import SafeString

from evidence import adding, drawing, leaning, plotting, series
from evidence.leaning import Leaning
from evidence.models import Indicator, Item, Observation
from evidence.series import WIDE, Disagreement, Figure
from people.models import Place, User

MOST_COMPARED = 4

Row = dict[str, Any]


@dataclass(frozen=True)
class Held:
    """One statistic in the list: what the base has of it, or that there is none."""

    indicator: Indicator
    areas: int = 0
    span: str = ""
    latest: Figure | None = None
    gaps: list[Item] = field(default_factory=list)


def held(rows: QuerySet[Observation], place: Place, gaps: Iterable[Item]) -> list[Held]:
    """Every statistic with a figure or a stated gap, by title; in two queries."""
    current = rows.filter(is_superseded=False)
    spans = {
        row["indicator"]: row
        for row in current.order_by()
        .values("indicator")
        .annotate(
            areas=Count("area", distinct=True),
            periods=Count("period", distinct=True),
            first=Min("earliest"),
            last=Max("latest"),
        )
    }
    stated = by_indicator(gaps)
    found = (
        Indicator.objects.filter(pk__in={*spans, *stated}) if spans or stated else []
    )
    ours = latest_of_ours(current, place)
    return [
        Held(
            one,
            spans[one.pk]["areas"] if one.pk in spans else 0,
            span(spans[one.pk]) if one.pk in spans else "",
            ours.get(one.key),
            stated.get(one.pk, []),
        )
        for one in found
    ]


def by_indicator(gaps: Iterable[Item]) -> dict[int, list[Item]]:
    found: dict[int, list[Item]] = {}
    for gap in gaps:
        if gap.indicator_id:
            found.setdefault(gap.indicator_id, []).append(gap)
    return found


def span(row: Row) -> str:
    """“2008 to 2017”; of undated periods how many there are."""
    if not (row["first"] and row["last"]):
        return f"{row['periods']} period{'' if row['periods'] == 1 else 's'}"
    first, last = row["first"].year, row["last"].year
    return str(first) if first == last else f"{first} to {last}"


def latest_of_ours(rows: QuerySet[Observation], place: Place) -> dict[str, Figure]:
    """By key, the newest figure of the whole place that is no part of something."""
    ours = rows.filter(area__in=place.codes.values("code"), breakdown="")
    newest: dict[str, Figure] = {}
    for one in series.standing(series.figures(ours, place)):
        known = newest.get(one.key)
        rank = (one.when, one.comparator_value is not None, one.unit)
        if known is None or rank > (
            known.when,
            known.comparator_value is not None,
            known.unit,
        ):
            newest[one.key] = one
    return newest


@dataclass(frozen=True)
class Cut:
    """One unit of a statistic and one part of it: what stands in one table."""

    unit: str
    breakdown: str
    count: int
    older: int
    is_ours: bool

    @property
    def words(self) -> str:
        return ", ".join(said for said in (self.breakdown, self.unit) if said)


def cuts(rows: QuerySet[Observation], place: Place) -> list[Cut]:
    """Those there are, ours and the whole first."""
    current = Q(is_superseded=False)
    ours = Q(area__in=place.codes.values("code"))
    found = [
        Cut(row["unit"], row["breakdown"], row["n"], row["older"], row["ours"] > 0)
        for row in rows.order_by()
        .values("unit", "breakdown")
        .annotate(
            n=Count("pk", filter=current),
            older=Count("pk", filter=~current),
            ours=Count("pk", filter=ours),
        )
    ]
    return sorted(
        found, key=lambda cut: (cut.breakdown, not cut.is_ours, -cut.count, cut.unit)
    )


@dataclass(frozen=True)
class Chart:
    """A chart on a page: the drawing, its figures as a table, and what is said under it."""

    title: str
    svg: SafeString
    table: drawing.Table
    notes: list[str]


def charts_of(found: list[Figure], cut: Cut, title: str) -> list[Chart]:
    """Over time, and in order; of each only where there is more than one to compare."""
    said = {"statistic": title, "unit": cut.unit, "breakdown": cut.breakdown}
    over_time = plotting.data("series", found, areas=over_time_of(found), **said)
    in_order = plotting.data(
        "ranked", found, areas=[*plotting.in_order_of(found), *beside(found)], **said
    )
    charts = []
    if any(len(line["points"]) > 1 for line in over_time["lines"]):
        charts.append(chart_of(over_time, f"{title} over time"))
    if sum(not line["is_compared"] for line in in_order["lines"]) > 1:
        charts.append(chart_of(in_order, f"{title}, {in_order['period']}"))
    return charts


def chart_of(data: Row, title: str) -> Chart:
    svg = drawing.drawn(data, title, "")
    return Chart(title, svg, drawing.table(data), drawing.notes(data))


def over_time_of(found: list[Figure]) -> list[str]:
    """Ours, the country, and what ours was compared with; else the districts."""
    ours = unique(one.area for one in found if one.is_ours)
    wide = unique(one.area for one in found if one.area_kind in WIDE)
    lines = [*ours, *wide[:MOST_COMPARED], *beside(found)]
    lines = lines or unique(one.area for one in found)
    return lines[: plotting.MOST_LINES]


def beside(found: Iterable[Figure]) -> list[str]:
    """What ours was compared with that has no figures of its own here."""
    found = list(found)
    names = {one.area_name for one in found if one.area_kind in WIDE}
    said = unique(
        one.comparator_name
        for one in found
        if one.is_ours and one.comparator_value is not None
    )
    return [f"{plotting.COMPARED}{name}" for name in said if name not in names]


def unique(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


@dataclass(frozen=True)
class Older:
    """Figures of an older edition, what is newer, and what still leans on them."""

    ref: str | None
    source: str
    newer: str
    newer_ref: str | None
    count: int
    leaning: list[Leaning]


def older_editions(found: list[Figure], place: Place, user: User) -> list[Older]:
    """One for each source that has been superseded, with all that cites it."""
    groups: dict[tuple[str | None, str], list[Figure | None]] = {}
    for old, new in series.superseded_by(found):
        groups.setdefault((old.ref, old.source), []).append(new)
    refs = {ref.upper() for ref, _ in groups if ref}
    leans = leaning.on(place, user, refs)
    return [
        Older(
            ref,
            source,
            newest(news).source if newest(news) else "",
            newest(news).ref if newest(news) else None,
            len(news),
            leans.get((ref or "").upper(), []) if is_other(ref, news) else [],
        )
        for (ref, source), news in groups.items()
    ]


def newest(news: Iterable[Figure | None]) -> Any:
    known = [one for one in news if one]
    return max(known, key=lambda one: one.newest) if known else None


def is_other(ref: str | None, news: Iterable[Figure | None]) -> bool:
    """Whether the newer figures are cited by another item: else what leans is safe."""
    return any(one is None or one.ref != ref for one in news)


@dataclass(frozen=True)
class Shown:
    """All that one page says of one cut of a statistic."""

    figures: list[Figure]
    older: list[Figure]
    charts: list[Chart]
    whole: adding.Whole | None
    disagreements: list[Disagreement]
    editions: list[Older]


def shown(
    found: list[Figure],
    cut: Cut | None,
    indicator: Indicator,
    districts: Mapping[str, str],
    place: Place,
    user: User,
) -> Shown:
    current = [one for one in found if not one.is_superseded]
    return Shown(
        in_order(current),
        in_order(one for one in found if one.is_superseded),
        charts_of(current, cut, indicator.title) if cut else [],
        adding.whole(indicator.adding, current, districts),
        series.disagreements(current),
        older_editions(found, place, user),
    )


def in_order(found: Iterable[Figure]) -> list[Figure]:
    """Ours first, then the country, then by name; the latest period first."""
    latest_first = sorted(found, key=lambda one: one.when, reverse=True)
    return sorted(
        latest_first,
        key=lambda one: (not one.is_ours, one.area_kind not in WIDE, one.area_name),
    )
