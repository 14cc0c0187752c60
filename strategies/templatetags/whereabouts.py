"""`{% who_is_here part as people %}`: those who have the part open, the reader too."""

from typing import Any

from django import template

from strategies import presence
from strategies.models import Part

register = template.Library()

NO_TAB = ""  # a page that only reads is nobody's editor


@register.simple_tag(takes_context=True)
def who_is_here(context: dict[str, Any], part: Part) -> list[presence.Person]:
    return presence.beside(presence.here(part), context["request"].user, NO_TAB)
