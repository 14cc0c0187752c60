"""Taking an import out again, as one step: what it changed stands as it stood before."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from evidence import editions, listing, register
from evidence.importing import staged, standing
from evidence.importing.reading import BATCH
from evidence.models import Import, ImportRow, Indicator, Item, Staged
from office import ledger
from people.models import Place, User

Stage = Import.Stage
BECAUSE = "The import it came with was taken out again"


def take_out(import_: Import) -> None:
    staged.clear(import_)
    _stage(import_)
    with transaction.atomic():
        place = Place.objects.select_for_update(no_key=True).get(pk=import_.place_id)
        kept = Import.objects.select_for_update(of=("self",)).get(pk=import_.pk)
        if kept.stage != Stage.UNDOING or kept.undone_by is None:
            import_.stage = kept.stage
            return
        indicators = _indicators(import_)
        staged.change_standing(import_)
        removed = staged.remove_new(import_)
        kept_items = _withdraw_items(import_, place, kept.undone_by)
        _drop_indicators(import_)
        editions.settle(place, indicators)
        import_.found |= {"kept_items": kept_items}
        ledger.record(
            ledger.place_chain(place.pk),
            "figures_taken_out",
            by=kept.undone_by,
            subject=import_.name,
            facts={"import": import_.number, "removed": removed},
        )
        import_.stage, import_.undone_at = Stage.UNDONE, timezone.now()
        import_.save(update_fields=["stage", "undone_at", "found"])
    staged.clear(import_)


def _indicators(import_: Import) -> set[int]:
    new = import_.observations.order_by().values_list("indicator", flat=True)
    changed = _changed_rows(import_).values_list("observation__indicator", flat=True)
    return {*new.distinct(), *changed.order_by().distinct()} - {None}


def _changed_rows(import_: Import) -> QuerySet[ImportRow]:
    return import_.rows.filter(outcome=ImportRow.Outcome.CHANGED).exclude(
        observation=None
    )


def _stage(import_: Import) -> None:
    """What stood before, ready to be put back. Rows of a taken import no longer change."""
    rows = _changed_rows(import_).order_by("pk")
    said = rows.values_list("observation", "observation__indicator", "before")
    for start in range(0, rows.count(), BATCH):
        staged.keep(
            Staged(
                of=import_,
                changes=pk,
                indicator_id=indicator,
                item_id=before.get("item"),
                **standing.fields(before),
            )
            for pk, indicator, before in said[start : start + BATCH]
            if before
        )


def _withdraw_items(import_: Import, place: Place, by: User) -> list[str]:
    """Withdraw those it made that nothing rests on; the refs of those that stay."""
    made = Item.objects.live().filter(pk__in=import_.found.get("items", []))
    cited = listing.cited_refs(place, by) or frozenset()
    kept = []
    for item in made.filter(place=place).order_by("number"):
        if item.ref in cited or item.observations.exists():
            kept.append(item.ref)
        else:
            register.withdraw(item, by=by, because=BECAUSE)
    return kept


def _drop_indicators(import_: Import) -> None:
    made = Indicator.objects.filter(pk__in=import_.found.get("indicators", []))
    made.filter(observations=None, items=None).delete()
