"""What a text may cite and place, for the writer to choose from."""

from typing import Any

from django.http import JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from evidence.models import Item
from office.http import Request
from people.models import User
from strategies import content
from strategies.content import Row
from strategies.models import Strategy
from strategies.nouns import FIGURES, NOUNS
from strategies.views.fetch import draft_or_404

PLACEABLE = ("figures", "charts", "priorities", "actions", "measures", "findings")


@require_safe
def references(request: Request, slug: str) -> JsonResponse:
    """The answer is a contract with the editor."""
    strategy = draft_or_404(request, slug)
    records = content.records(strategy)
    return JsonResponse(
        {
            "sources": sources_of(strategy, request.user),
            "records": [
                record_of(strategy, noun, row)
                for noun in PLACEABLE
                for row in records[noun]
            ],
        }
    )


def sources_of(strategy: Strategy, user: User) -> list[dict[str, str]]:
    """The evidence base as far as it is open to them; of restricted items the title."""
    items = Item.objects.visible_to(user).filter(place=strategy.place)
    return [
        {
            "ref": item.ref,
            "title": item.title,
            "source": "" if item.is_restricted else from_where(item),
            "state": "withdrawn" if item.is_withdrawn else "",
        }
        for item in items.order_by("number")
    ]


def from_where(item: Item) -> str:
    return ", ".join(words for words in (item.publisher, item.period) if words)


def record_of(strategy: Strategy, noun: str, row: Row) -> dict[str, Any]:
    """A record as a line `[[kind:ref]]` places it; a picture with where it is shown."""
    has_picture = bool(row.get("enclosure") and row["enclosure"]["width"])
    address = reverse("strategies:figure_picture", args=[strategy.slug, row["ref"]])
    return {
        "kind": NOUNS[noun].one,
        "ref": row["ref"],
        "title": row["title"],
        "picture": address if noun == FIGURES.key and has_picture else None,
        "alternative": row.get("alternative", ""),
    }
