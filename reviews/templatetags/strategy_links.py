"""`{% strategy_links strategy here %}`: the pages of one strategy for this reader."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse

from reviews.permissions import may_read_review
from strategies.models import Strategy
from strategies.nouns import NOUNS
from strategies.permissions import may_read_draft, may_see_problems

register = template.Library()

# The key a page gives as `here`, what its link says, and its address.
OF_THE_DRAFT = (
    ("read", "Read it all", "strategies:read"),
    ("find", "Find", "strategies:find"),
    ("findings", "Strengths and challenges", "strategies:findings"),
    ("priorities", "Priorities and more", "strategies:priorities"),
    ("checklist", "What the prospectus asks", "strategies:checklist"),
    ("funding", "No new money", "strategies:funding"),
    ("thread", "How it fits together", "strategies:thread"),
)
# All other kinds of record are reached from any of their pages.
LISTED_WITH = dict.fromkeys(set(NOUNS) - {"findings"}, "priorities")
OF_THE_PLACE = (("consultations", "Asking people", "reviews:consultations"),)
OF_THE_ROUND = (
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
    """Only what this person may open."""
    user = context["request"].user
    here = LISTED_WITH.get(here, here)
    links = [Link("Overview", strategy.get_absolute_url(), here == "strategy")]
    if may_read_draft(user, strategy):
        links += _links(OF_THE_DRAFT, strategy, here)
        evidence = reverse("evidence:items", args=[strategy.place.slug])
        links.append(Link("Evidence", evidence, here == "evidence"))
    if may_see_problems(user, strategy):
        links += _links(OF_THE_PLACE, strategy, here)
    links += _links((("versions", "Versions", "strategies:versions"),), strategy, here)
    if may_read_review(user, strategy):
        links += _links(OF_THE_ROUND, strategy, here)
    return links


def _links(
    pages: tuple[tuple[str, str, str], ...], strategy: Strategy, here: str
) -> list[Link]:
    return [
        Link(words, reverse(name, args=[strategy.slug]), key == here)
        for key, words, name in pages
    ]
