"""`{% cited_in item %}`, and what would break if an item or a record went."""

from typing import Any

from django import template

from evidence.models import Item
from strategies import resting
from strategies.models import Record, Strategy

register = template.Library()


@register.inclusion_tag("strategies/_cited_in.html", takes_context=True)
def cited_in(context: dict[str, Any], item: Item) -> dict[str, Any]:
    """Nothing at all to those to whom the working text is not open."""
    return {"item": item, "leaning": resting.on_item(item, context["request"].user)}


@register.inclusion_tag("strategies/_if_it_went.html", takes_context=True)
def if_withdrawn(context: dict[str, Any], item: Item) -> dict[str, Any]:
    leaving = resting.if_withdrawn(item, context["request"].user)
    return {"ref": item.ref, "leaving": leaving}


@register.inclusion_tag("strategies/_if_it_went.html")
def if_removed(strategy: Strategy, record: Record) -> dict[str, Any]:
    return {"ref": record.ref, "leaving": resting.if_removed(strategy, record)}
