"""First step of every page here: what this person may see, or 404."""

from typing import TypeVar, cast

from django.shortcuts import get_object_or_404

from evidence.models import Item, ItemQuerySet, Kept, bases_visible_to
from evidence.models.disclosure import readers_of
from office.http import Request
from people.models import Place

K = TypeVar("K", bound=Kept)


def base_of(request: Request, place: str) -> Place:
    return get_object_or_404(bases_visible_to(request.user), slug=place)


def item_of(request: Request, place: str, ref: str) -> Item:
    """The item; locked while it is being changed, so that nobody else changes it too."""
    items: ItemQuerySet = Item.objects.visible_to(request.user)
    items = items.select_related("place")
    if request.method == "POST":
        items = items.select_for_update(no_key=True, of=("self",))
    return get_object_or_404(items, place__slug=place, ref=ref)


def read_by(request: Request, place: str) -> Place:
    """A place whose working draft this person reads, and its conversations with it."""
    places = Place.objects.visible_to(request.user)
    return get_object_or_404(places.filter(readers_of("pk", request.user)), slug=place)


def kept_of(request: Request, model: type[K], place: str, pk: int) -> K:
    """A contributor or conversation; locked while it is being changed."""
    rows = model._default_manager.visible_to(request.user)  # type: ignore[attr-defined]
    rows = rows.select_related("place", "changed_by")
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    return cast(K, get_object_or_404(rows, place__slug=place, pk=pk))
