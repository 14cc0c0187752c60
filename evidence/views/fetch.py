"""First step of every page here: what this person may see, or 404."""

from django.shortcuts import get_object_or_404

from evidence.models import Item, ItemQuerySet, bases_visible_to
from office.http import Request
from people.models import Place


def base_of(request: Request, place: str) -> Place:
    return get_object_or_404(bases_visible_to(request.user), slug=place)


def item_of(request: Request, place: str, ref: str) -> Item:
    """The item; locked while it is being changed, so that nobody else changes it too."""
    items: ItemQuerySet = Item.objects.visible_to(request.user)
    items = items.select_related("place")
    if request.method == "POST":
        items = items.select_for_update(no_key=True, of=("self",))
    return get_object_or_404(items, place__slug=place, ref=ref)
