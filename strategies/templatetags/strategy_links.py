"""`{% strategy_links strategy here %}`: the pages of one strategy for this reader."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse

from strategies.models import Strategy
from strategies.permissions import may_read_draft

register = template.Library()

# The key a page gives as `here`, what its link says, and its address.
FOR_ALL = (("strategy", "Overview", "strategies:strategy"),)
OF_THE_DRAFT = (
    ("read", "Read it all", "strategies:read"),
    ("findings", "Strengths and challenges", "strategies:findings"),
    ("priorities", "Priorities", "strategies:priorities"),
    ("checklist", "What the prospectus asks", "strategies:checklist"),
)
AFTER = (
    ("versions", "Versions", "strategies:versions"),
    ("review", "Comments", "reviews:review"),
    ("history", "History", "reviews:history"),
)


@dataclass(frozen=True)
class Link:
    words: str
    address: str
    is_here: bool


@register.simple_tag(takes_context=True)
def strategy_links(
    context: dict[str, Any], strategy: Strategy, here: str = ""
) -> list[Link]:
    """Only what this person may open; a page that is not there yet is left out."""
    reads = may_read_draft(context["request"].user, strategy)
    pages = (*FOR_ALL, *(OF_THE_DRAFT if reads else ()), *AFTER)
    found = ((words, _address(name, strategy), key) for key, words, name in pages)
    return [
        Link(words, address, key == here) for words, address, key in found if address
    ]


def _address(name: str, strategy: Strategy) -> str:
    try:
        return reverse(name, args=[strategy.slug])
    except NoReverseMatch:
        return ""
