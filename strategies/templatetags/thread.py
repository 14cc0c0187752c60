"""`{{ nodes|linked:links }}`: the refs of things of the thread, each where it is read."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from strategies.thread import Node, addresses

register = template.Library()
LINK = '<a class="govuk-link" href="{}">{}</a>'
BARE = '<a href="{}">{}</a>'  # thousands on a page: .portal-chain says how they look


@register.filter
def linked(nodes: Iterable[Node], links: addresses.Addresses) -> SafeString:
    """By their refs alone, in one line; within a .portal-chain."""
    found = ((link(node.short, node, links, BARE),) for node in nodes)
    return format_html_join(", ", "{}", found)


@register.filter
def named(node: Node, links: addresses.Addresses) -> SafeString:
    """With its title too."""
    return link(node.words, node, links)


def link(
    words: str, node: Node, links: addresses.Addresses, shape: str = LINK
) -> SafeString:
    return drawn(words, links.get(node.key, ""), node.problem, shape)


@lru_cache(maxsize=4096)  # a page names the same thing under many clauses
def drawn(words: str, address: str, problem: str, shape: str) -> SafeString:
    shown = format_html(shape, address, words) if address else format_html("{}", words)
    return format_html("{} ({})", shown, problem) if problem else shown


@register.simple_tag
def leans_on(slug: str, node: Node) -> str:
    return addresses.of_leaning(slug, node)


@register.filter
def address_in(links: addresses.Addresses, node: Node) -> str:
    return links.get(node.key, "")
