"""`{% cited_in item %}`: where the working text cites an item of evidence."""

from typing import Any

from django import template

from evidence.models import Item
from strategies import citing

register = template.Library()


@register.inclusion_tag("strategies/_cited_in.html", takes_context=True)
def cited_in(context: dict[str, Any], item: Item) -> dict[str, Any]:
    """Nothing at all to those to whom the working text is not open."""
    return {"cited_in": citing.cited_in(item, context["request"].user)}
