"""`{% record_links strategy noun %}`: the kinds of record; `{{ text|drawn }}`: their Markdown."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from strategies.models import Strategy
from strategies.nouns import (
    ACTIONS,
    CHARTS,
    COMMITMENTS,
    COMMUNITIES,
    CONNECTIONS,
    DECISIONS,
    EVALUATION,
    FIGURES,
    FINDINGS,
    MEASURES,
    MONITORING,
    PRIORITIES,
    Noun,
)
from strategies.text import to_html

register = template.Library()

GROUPS = {
    "What we found": (FINDINGS,),
    "What we choose": (PRIORITIES, ACTIONS, COMMITMENTS),
    "How it holds together": (CONNECTIONS, COMMUNITIES, DECISIONS),
    "How we will know": (MEASURES, EVALUATION, MONITORING),
    "Pictures": (FIGURES, CHARTS),
}


@dataclass(frozen=True)
class Group:
    title: str
    address: str
    is_open: bool


@dataclass(frozen=True)
class Kind:
    title: str
    address: str
    is_here: bool


@register.inclusion_tag("strategies/_record_links.html")
def record_links(strategy: Strategy, noun: Noun) -> dict[str, Any]:
    """A link to the first kind of every group, and to every kind of this one's."""
    return {
        "groups": [
            Group(title, address(strategy, nouns[0]), noun in nouns)
            for title, nouns in GROUPS.items()
        ],
        "kinds": [
            Kind(one.title, address(strategy, one), one is noun)
            for nouns in GROUPS.values()
            if noun in nouns
            for one in nouns
        ],
    }


def address(strategy: Strategy, noun: Noun) -> str:
    return reverse(f"strategies:{noun.key}", args=[strategy.slug])


@register.filter
def drawn(markdown: str) -> SafeString:
    """Where no list of sources stands below."""
    return to_html(markdown)
