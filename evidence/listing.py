"""The evidence base as a table, for the CSV file and for exports; what of it is cited."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, F, Q

from evidence.models import Item, ItemQuerySet
from evidence.models.item import DEAD_AFTER, is_public
from people.models import Place, User

# Texts are a higher room's: it says here what they cite (strategies.apps), and None
# to whom they are not open.
Citations = Callable[[Place, User], frozenset[str] | None]
_citations: list[Citations] = []


def tell_citations(source: Citations) -> None:
    """Ask this source, too, which refs of a place are cited."""
    _citations.append(source)


def cited_refs(place: Place, user: User) -> frozenset[str] | None:
    """The refs that are cited, as far as this person may know; else None."""
    told = [source(place, user) for source in _citations]
    known = [refs for refs in told if refs is not None]
    return frozenset().union(*known) if known else None


def narrowed(items: ItemQuerySet, cited: str, place: Place, user: User) -> ItemQuerySet:
    """Only those that are cited (“yes”) or are not (“no”), to whom may know it."""
    refs = cited_refs(place, user) if cited else None
    if refs is None:
        return items
    return items.filter(ref__in=refs) if cited == "yes" else items.exclude(ref__in=refs)


@dataclass(frozen=True)
class Chip:
    """A short list within the list, and how long it is."""

    state: str
    label: str
    count: int


def chips(user: User, place: Place) -> list[Chip]:
    """What is worth a look, as far as there is any of it."""
    items = Item.objects.visible_to(user).filter(place=place)
    dead = Q(link__failures__gte=DEAD_AFTER, link__address=F("address"))
    counts = items.live().aggregate(
        gaps=Count("pk", filter=Q(kind=Item.Kind.GAP)),
        dead=Count("pk", filter=dead),
        closed=Count("pk", filter=~is_public()),
    )
    found = [
        Chip("gaps", "Gaps", counts["gaps"]),
        Chip("dead-links", "Links that no longer work", counts["dead"]),
        Chip("not-public", "Not public", counts["closed"]),
    ]
    return [chip for chip in found if chip.count]


COLUMNS = (
    "Reference",
    "Title",
    "Kind",
    "Publisher",
    "Published",
    "Period",
    "Area",
    "What it says",
    "Web address",
    "Licence",
    "Edition",
    "Note",
    "Restricted because",
    "Withdrawn because",
    "Replaced by",
    "Files",
    "SHA-256 of files",
)
NOT_PUBLISHED = "Not published"


def for_rows(items: ItemQuerySet) -> ItemQuerySet:
    """The items with all that their rows tell, in a constant number of queries."""
    return items.select_related("replaced_by").prefetch_related("files")


def rows(items: Iterable[Item], *, in_full: bool = False) -> Iterator[list[str]]:
    """The columns, then a row an item; restricted ones as their title unless in full.

    The cells are raw: make them safe with office.cells when they are written.
    """
    yield list(COLUMNS)
    for item in items:
        yield _row(item) if in_full or not item.is_restricted else _bare_row(item)


OURS = ("Restricted because", "Withdrawn because", "Replaced by")


def open_rows(items: Iterable[Item]) -> Iterator[list[str]]:
    """The same for anyone, of items that are public: without what is between ourselves."""
    kept = [number for number, name in enumerate(COLUMNS) if name not in OURS]
    for row in rows(items):
        yield [row[number] for number in kept]


def _row(item: Item) -> list[str]:
    files = [file for file in item.files.all() if file.is_current]
    return [
        item.ref,
        item.title,
        item.get_kind_display(),
        item.publisher,
        item.published,
        item.period,
        item.geography,
        item.value,
        item.address,
        item.licence,
        item.edition,
        item.note,
        item.restricted_because if item.is_restricted else "",
        item.withdrawn_because,
        item.replaced_by.ref if item.replaced_by else "",
        "; ".join(file.name for file in files),
        "; ".join(file.sha256 for file in files),
    ]


def _bare_row(item: Item) -> list[str]:
    shown = {
        "Reference": item.ref,
        "Title": item.title,
        "Kind": item.get_kind_display(),
    }
    shown["Restricted because"] = NOT_PUBLISHED
    return [shown.get(column, "") for column in COLUMNS]
