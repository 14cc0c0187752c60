"""The first step of every view of this room: what this person may see, or 404."""

from django.db.models import Exists, OuterRef
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404

from office.http import Request
from strategies.models import Part, Strategy
from strategies.permissions import may_read_draft
from strategies.standing import taken


def strategy_or_404(request: Request, slug: str) -> Strategy:
    strategies = Strategy.objects.visible_to(request.user).select_related("place")
    return get_object_or_404(strategies, slug=slug)


def part_or_404(request: Request, slug: str, key: str) -> Part:
    parts = Part.objects.visible_to(request.user).select_related(
        "strategy__place", "latest__by"
    )
    parts = parts.annotate(is_taken=Exists(taken(OuterRef("pk"))))
    return get_object_or_404(parts, strategy__slug=slug, key=key)


def draft_or_404(request: Request, slug: str) -> Strategy:
    """The strategy, if they read its draft; its row locked if they are about to write.

    A view that writes calls this first, inside its transaction.
    """
    strategies = Strategy.objects.visible_to(request.user).select_related("place")
    if request.method == "POST":
        strategies = strategies.select_for_update(no_key=True, of=("self",))
    strategy = get_object_or_404(strategies, slug=slug)
    if not may_read_draft(request.user, strategy):
        raise Http404
    return strategy


def typed_again(typed: QueryDict, **numbers: int) -> QueryDict:
    """What was typed, on a form that is now read at these numbers."""
    data = typed.copy()
    for name, number in numbers.items():
        data[name] = str(number)
    return data
