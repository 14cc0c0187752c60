"""Taking the accepted rows of an import in: all of them in one transaction, or none.

First they are compared and staged, which takes long and locks nothing; then a short
transaction looks that nothing moved meanwhile, and makes them count (see staged).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from evidence import editions, register
from evidence.importing import staged, standing
from evidence.importing.reading import accepted
from evidence.importing.series import Series, title_words
from evidence.models import Import, ImportRow, Indicator, Item, Observation, Staged
from office import ledger
from people.models import Place, User

Stage = Import.Stage
Key = tuple[str | int, ...]
History = list[tuple[object, ...]]


class Moved(Exception):
    """The place's figures are no longer what the preview was shown beside."""


def take_in(import_: Import) -> None:
    """Raises Moved, and then nothing was taken in."""
    staged.clear(import_)
    try:
        _take_in(import_)
    finally:
        staged.clear(import_)


def _take_in(import_: Import) -> None:
    before = history(import_.place)
    intake = _Intake(import_)
    for batch in accepted(import_):
        intake.stage(batch)
    with transaction.atomic():
        place = Place.objects.select_for_update(no_key=True).get(pk=import_.place_id)
        kept = Import.objects.select_for_update(of=("self",)).get(pk=import_.pk)
        if kept.stage != Stage.TAKING_IN or kept.taken_in_by is None:
            import_.stage = kept.stage
            return
        if history(place) != before:
            raise Moved
        intake.take(kept.taken_in_by)
        import_.stage, import_.taken_in_at = Stage.TAKEN_IN, timezone.now()
        import_.save(update_fields=["stage", "taken_in_at", "found"])


def history(place: Place) -> History:
    """What was taken in and out of the place: nothing else changes its figures."""
    imports = Import.objects.filter(place=place).order_by("pk")
    taken = imports.exclude(taken_in_at=None)
    return list(taken.values_list("pk", "taken_in_at", "undone_at"))


@dataclass
class _Source:
    """What is cited for some of the figures: an item that stands, or one to be made."""

    number: int
    indicator: Indicator
    item: Item | None
    says: dict[str, Any]
    summary: _Summary


@dataclass
class _Intake:
    """One taking in: the sources its figures rest on, and what it did."""

    import_: Import
    sources: dict[Key, _Source] = field(default_factory=dict)
    count: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.place = self.import_.place
        self.series = Series.known_to(self.place)
        counts = self.import_.found["counts"]
        self.total = counts["new"] + counts["changed"]
        self.own = {item.ref: item for item in self.place.evidence.live()}

    def stage(self, batch: list[ImportRow]) -> None:
        for row in batch:
            says = row.values
            self.series.of(says["indicator"], says["title"], says["unit"])
        here = standing.standing(batch, self.place, self.series)
        figures = []
        for row in batch:
            found = here.get(standing.key_of(row, self.series))
            if has_moved(row, found):
                raise Moved
            self.count[row.outcome] += 1
            figures.append(
                Staged(
                    of=self.import_,
                    source=self._source(row).number,
                    changes=found.pk if found else None,
                    **standing.fields(row.values),
                )
            )
        staged.keep(figures)
        self.import_.advance(self.count.total(), self.total)

    def _source(self, row: ImportRow) -> _Source:
        """The item its row names, else one for each series and edition."""
        says = row.values
        indicator = standing.of_row(row, self.series)
        named = self.own.get(says["ref"])
        if named and not _is_of(named, says, indicator):
            named = None
        own = (says["dataset"], says["publisher"], says["edition"], says["licence"])
        key: Key = (indicator.key, *(own if named is None else (named.pk,)))
        if key not in self.sources:
            item = named or self._standing(indicator, *own)
            number = len(self.sources) + 1
            source = _Source(number, indicator, item, says, _Summary())
            self.sources[key] = source
        self.sources[key].summary.add(says)
        return self.sources[key]

    def _standing(
        self,
        indicator: Indicator,
        dataset: str,
        publisher: str,
        edition: str,
        licence: str,
    ) -> Item | None:
        if indicator.pk is None:
            return None
        found = Observation.objects.filter(
            place=self.place,
            indicator=indicator,
            dataset=dataset,
            publisher=publisher,
            edition=edition,
            item__licence=licence,
            item__withdrawn_at=None,
        )
        one = found.select_related("item").first()
        return one.item if one else None

    def take(self, by: User) -> None:
        sources = self.sources.values()
        cited = {source.item.pk for source in sources if source.item}
        if self.place.evidence.live().filter(pk__in=cited).count() != len(cited):
            raise Moved
        indicators = self._make_indicators()
        items = [self._make(source, by).pk for source in sources if not source.item]
        for source in sources:
            self.import_.staged.filter(source=source.number).update(
                indicator=source.indicator, item=source.item
            )
        staged.add_new(self.import_)
        staged.change_standing(self.import_)
        editions.settle(self.place, {source.indicator.pk for source in sources})
        self.import_.found |= {
            "items": items,
            "indicators": indicators,
            "taken": dict(self.count),
        }
        self._tell(by)

    def _make_indicators(self) -> list[int]:
        """Those that the file brings along are the place's own from now on."""
        made: list[int] = []
        for source in self.sources.values():
            one, says = source.indicator, source.says
            if one.pk is None:
                one.place = self.place
                one.dataset, one.publisher = says["dataset"], says["publisher"]
                one.licence = says["licence"]
                one.save()
                made.append(one.pk)
        return made

    def _make(self, source: _Source, by: User) -> Item:
        says, title = source.says, source.indicator.title
        if says["dataset"] and says["dataset"] != title:
            title = f"{title} ({says['dataset']})"
        source.item = Item(
            place=self.place,
            kind=Item.Kind.STATISTIC,
            title=title[:300],
            publisher=says["publisher"],
            published=says["edition"],
            edition=says["edition"],
            licence=says["licence"],
            address=says["address"],
            indicator=source.indicator,
            **source.summary.fields(),
        )
        return register.add(source.item, by=by)

    def _tell(self, by: User) -> None:
        ledger.record(
            ledger.place_chain(self.place.pk),
            "figures_taken_in",
            by=by,
            subject=self.import_.name,
            facts={
                "import": self.import_.number,
                "sha256": self.import_.sha256,
                **self.count,
            },
        )


def has_moved(row: ImportRow, found: Observation | None) -> bool:
    if found is None:
        return row.before is not None
    said = standing.as_json(standing.said(found))
    return found.pk != row.observation_id or said != row.before


def _is_of(item: Item, says: dict[str, Any], indicator: Indicator) -> bool:
    if item.indicator_id:
        return item.indicator_id == indicator.pk
    same = {title_words(says["title"]), title_words(indicator.title)}
    return item.kind == Item.Kind.STATISTIC and title_words(item.title) in same


@dataclass
class _Summary:
    """What an item made by an import sums up: its periods, its areas, its one figure."""

    periods: dict[str, tuple[str, str]] = field(default_factory=dict)
    areas: dict[str, None] = field(default_factory=dict)
    figures: list[str] = field(default_factory=list)

    def add(self, says: dict[str, Any]) -> None:
        period = says["period"]
        self.periods[period] = (says.get("earliest") or "", period)
        self.areas[says["area_name"]] = None
        if len(self.figures) < 2:
            self.figures.append(f"{says.get('value') or 'No figure'} {says['unit']}")

    def fields(self) -> dict[str, str]:
        first, last = min(self.periods.values())[1], max(self.periods.values())[1]
        names = list(self.areas)
        few = ", ".join(names)
        return {
            "period": (first if first == last else f"{first} to {last}")[:100],
            "geography": few if len(few) <= 200 else f"{len(names)} areas",
            "value": self.figures[0][:200] if len(self.figures) == 1 else "",
        }
