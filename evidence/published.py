"""What anyone may read of a place's evidence, in two queries a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from evidence.models import Disclosure, Item, ItemFile, Observation
from evidence.models.item import is_licensed, is_public
from people.models import Place

FACTS = (
    "ref",
    "title",
    "kind",
    "publisher",
    "published",
    "period",
    "geography",
    "value",
    "address",
    "licence",
)
FILE = ("pk", "name", "kind", "size")


def places() -> QuerySet[Place]:
    """Those with evidence anyone may read: how much of it, since when, and what of the rest."""
    items = Item.objects.filter(place=OuterRef("pk")).public().order_by()
    shown = Disclosure.objects.filter(place=OuterRef("pk")).public()
    return (
        Place.objects.filter(Exists(items))
        .annotate(
            open_items=Subquery(
                items.values("place").annotate(n=Count("pk")).values("n")
            ),
            open_since=Subquery(shown.order_by("since").values("since")[:1]),
            open_why=Subquery(shown.order_by("-since").values("why")[:1]),
        )
        .order_by("name", "kind")
    )


@dataclass
class Shown:
    """An item as the public page shows it, with its files."""

    facts: dict[str, Any]
    files: list[dict[str, Any]] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return Item.Kind(self.facts["kind"]).label


@dataclass
class Base:
    """The open part of a base, and the refs of what is withheld, by the reason."""

    items: list[Shown] = field(default_factory=list)
    gaps: list[Shown] = field(default_factory=list)
    restricted: set[str] = field(default_factory=set)
    unlicensed: set[str] = field(default_factory=set)
    not_yet: set[str] = field(default_factory=set)

    @property
    def withheld(self) -> int:
        return len(self.restricted) + len(self.unlicensed) + len(self.not_yet)


def base_of(place: Place) -> Base:
    """In one query, however many items and files there are."""
    base = Base()
    shown: dict[str, Shown] = {}
    for row in _rows(place):
        ref = row["ref"]
        if row["is_restricted"]:
            base.restricted.add(ref)
        elif not row["is_licensed"]:
            base.unlicensed.add(ref)
        elif not row["is_open"]:
            base.not_yet.add(ref)
        else:
            if ref not in shown:
                shown[ref] = Shown({name: row[name] for name in FACTS})
                is_gap = row["kind"] == Item.Kind.GAP
                (base.gaps if is_gap else base.items).append(shown[ref])
            if row["file_pk"]:
                file = {name: row[f"file_{name}"] for name in FILE}
                shown[ref].files.append(file)
    return base


def _rows(place: Place) -> QuerySet[Item, dict[str, Any]]:
    """A row for each item in use and each of its files."""
    return (
        Item.objects.filter(place=place)
        .live()
        .annotate(
            current=FilteredRelation("files", condition=Q(files__replaced_by=None)),
            is_open=_whether(is_public()),
            is_licensed=_whether(is_licensed()),
        )
        .order_by("number", "current__pk")
        .values(
            *FACTS,
            "is_open",
            "is_licensed",
            "is_restricted",
            **{f"file_{name}": F(f"current__{name}") for name in FILE},
        )
    )


def _whether(condition: Q) -> ExpressionWrapper:
    return ExpressionWrapper(condition, output_field=BooleanField())


def files_of(place: str) -> QuerySet[ItemFile]:
    """The files of the place that anyone may have."""
    items = Item.objects.filter(place__slug=place).public()
    return ItemFile.objects.filter(item__in=items, replaced_by=None)


COLUMNS = (
    "Indicator",
    "Statistic",
    "Breakdown",
    "Area code",
    "Area",
    "Period",
    "Value",
    "Why there is no value",
    "Unit",
    "Lower limit",
    "Upper limit",
    "Compared with",
    "Its value",
    "Dataset",
    "Edition",
    "Publisher",
    "Licence",
    "Evidence",
)


def figures_of(place: Place) -> QuerySet[Observation]:
    """Figures whose evidence is open; and those of no item, where the whole base is."""
    items = Item.objects.filter(place=place).public()
    whole = Disclosure.objects.filter(place=place, item=None).public()
    loose = Q(item=None) & ~Q(indicator__licence="") & Q(Exists(whole))
    return (
        Observation.objects.filter(Q(item__in=items) | loose, place=place)
        .select_related("indicator", "item")
        .order_by("indicator__key", "area_name", "earliest", "pk")
    )


def figure_rows(figures: QuerySet[Observation]) -> Iterator[list[object]]:
    """The columns, then a row a figure. What has no value says why, and is never nought."""
    yield list(COLUMNS)
    for one in figures.iterator(chunk_size=1000):
        yield [
            one.indicator.key,
            one.indicator.title,
            one.breakdown,
            one.area_code,
            one.area_name,
            one.period,
            written(one.value, one.decimals),
            "" if one.value is not None else one.get_state_display(),
            one.unit,
            written(one.ci_low, one.decimals),
            written(one.ci_high, one.decimals),
            one.comparator_name,
            written(one.comparator_value, one.decimals),
            one.dataset,
            one.edition,
            one.publisher,
            one.item.licence if one.item else one.indicator.licence,
            one.item.ref if one.item else "",
        ]


def written(value: Any, decimals: int) -> str:
    """As its publisher gives it: 28.90 is not 28.9."""
    return "" if value is None else f"{value:.{decimals}f}"
