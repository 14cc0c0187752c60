"""What a citation says of an item, and what a frozen version keeps of it."""

from typing import Any

from django.db.models import Exists, OuterRef

from evidence.models import Item, ItemQuerySet, Observation
from evidence.series import in_words


def for_facts(items: ItemQuerySet) -> ItemQuerySet:
    """The items with all that their facts tell, in a constant number of queries."""
    observed = Observation.objects.filter(item=OuterRef("pk"))
    return (
        items.select_related("indicator")
        .prefetch_related("files")
        .annotate(
            has_districts=Exists(observed.filter(area_kind="LAD")),
            has_comparator=Exists(observed.filter(comparator_value__isnull=False)),
        )
    )


def facts(item: Item) -> dict[str, Any]:
    """What a version stores: a restricted item is named, and no more is told of it.

    Takes an item read by `for_facts`.
    """
    named = {
        "ref": item.ref,
        "title": item.title,
        "restricted": item.is_restricted,
        "withdrawn_at": item.withdrawn_at and item.withdrawn_at.isoformat(),
    }
    if item.is_restricted:
        return named
    return {
        **named,
        "kind": item.kind,
        "publisher": item.publisher,
        "published": item.published,
        "period": item.period,
        "geography": item.geography,
        "edition": item.edition,
        "address": item.address,
        "licence": item.licence,
        "scale": item.scale,
        "detail": item.detail,
        "indicator": item.indicator.key if item.indicator else None,
        "bears_on": item.indicator.bears_on if item.indicator else None,
        "has_districts": getattr(item, "has_districts", False),
        "has_comparator": getattr(item, "has_comparator", False),
        "files": [
            {"name": file.name, "sha256": file.sha256}
            for file in item.files.all()
            if file.is_current
        ],
    }


def citation_line(facts: dict[str, Any]) -> str:
    """One line of sources: "Annual Population Survey, ONS, January to December 2018."."""
    if facts["restricted"]:
        return f"{_bare(facts['title'])}, not published."
    published = facts["published"] and f"published {in_words(facts['published'])}"
    said = [facts["title"], facts["publisher"], facts["period"], published]
    return f"{', '.join(_bare(part) for part in said if part)}."


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(".")
