"""Where each thing of a thread is read: on pages of the draft, or in a frozen version."""

from __future__ import annotations

from django.urls import reverse

from strategies.models import Strategy, Version
from strategies.thread.graph import (
    CRITERIA,
    EVIDENCE,
    PARTS,
    PASSAGES,
    Key,
    Node,
    Thread,
)

Addresses = dict[Key, str]


def of_draft(thread: Thread, strategy: Strategy) -> Addresses:
    """Every node's own page, or its place in the list of its kind."""
    slug, place = strategy.slug, strategy.place.slug
    item = reverse("evidence:item", args=[place, "REF"])
    part = reverse("strategies:part", args=[slug, "KEY"])
    checklist = reverse("strategies:checklist", args=[slug])
    lists = {
        noun: reverse(f"strategies:{noun}", args=[slug])
        for noun in thread.content.records
    }

    def address(node: Node) -> str:
        if node.kind == CRITERIA:
            return f"{checklist}#{node.ref}"
        if node.kind == EVIDENCE:
            known = node.ref in thread.content.evidence
            return item.replace("REF", node.ref) if known else ""
        if node.kind in (PARTS, PASSAGES):
            key = node.ref if node.kind == PARTS else node.part
            return part.replace("KEY", key)
        return f"{lists[node.kind]}#{node.ref}"

    return {key: address(node) for key, node in thread.nodes.items()}


def of_version(thread: Thread, version: Version) -> Addresses:
    """Places on the version's own page, which is all that its readers may see."""
    page = version.get_absolute_url()
    return {
        key: f"{page}#{anchor}" if (anchor := anchored(node, thread)) else ""
        for key, node in thread.nodes.items()
    }


def in_print(thread: Thread) -> Addresses:
    """Parts alone: records are known by their refs."""
    return {key: f"#part-{key[1]}" for key in thread.nodes if key[0] == PARTS}


def anchored(node: Node, thread: Thread) -> str:
    if node.kind in (PARTS, PASSAGES):
        return f"part-{node.ref if node.kind == PARTS else node.part}"
    if node.kind == EVIDENCE:
        return f"source-{node.ref}" if node.ref in thread.content.evidence else ""
    return "" if node.kind == CRITERIA else node.ref


def of_leaning(slug: str, node: Node) -> str:
    """Where it is said what leans on it; nothing leans on a clause."""
    if node.kind == CRITERIA:
        return ""
    return reverse("strategies:thread_leans_on", args=[slug, node.kind, node.ref])
