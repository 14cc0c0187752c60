"""For each break, the thing itself, what it says, and the page on which it is mended."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from strategies import text
from strategies.thread.breaks import Break
from strategies.thread.graph import CRITERIA, EVIDENCE, PARTS, PASSAGES, Node, Thread

EXCERPT = 160


@dataclass(frozen=True)
class Loose:
    """One break: the thing, a word on it, and the link that leads to its mending."""

    node: Node
    about: str
    mend: str
    address: str


def loose(thread: Thread, found: Break) -> list[Loose]:
    return [
        Loose(node, about(thread, node), *mended(thread, node)) for node in found.nodes
    ]


def about(thread: Thread, node: Node) -> str:
    """What a clause asks, or how a passage begins."""
    if node.kind == CRITERIA:
        return f"“{thread.content.edition.criterion(node.ref).clause}”"
    if node.kind == PASSAGES:
        return excerpt(thread, node)
    return ""


def excerpt(thread: Thread, passage: Node) -> str:
    place = passage.ref.rpartition(".")[2]
    blocks = thread.content.texts[passage.part].blocks
    if place.isdecimal():
        blocks = (blocks[int(place) - 1],)
    for block in blocks:
        if said := text.plain(block):
            return said if len(said) <= EXCERPT else f"{said[:EXCERPT].rstrip()}…"
    return ""


def mended(thread: Thread, node: Node) -> tuple[str, str]:
    slug = thread.content.slug
    if node.kind == CRITERIA:
        return of_clause(thread, node)
    if node.kind == PASSAGES:
        checklist = reverse("strategies:checklist", args=[slug])
        return "Name its part for a clause", checklist
    if node.kind == EVIDENCE:
        add = reverse("strategies:record_add", args=[slug, "findings"])
        return "Let a finding rest on it", add
    if node.kind == "priorities":
        return of_priority(thread, node)
    return "Give it a starting value", edit(slug, node)


def of_clause(thread: Thread, clause: Node) -> tuple[str, str]:
    """Write the first part where it is looked for, or say where it is shown."""
    slug = thread.content.slug
    for kind, key in thread.on(clause.key, PARTS):
        title = thread.nodes[kind, key].title
        return f"Write “{title}”", reverse("strategies:part_edit", args=[slug, key])
    address = reverse("strategies:checklist_answer", args=[slug, clause.ref])
    return "Say where it is shown", address


def of_priority(thread: Thread, priority: Node) -> tuple[str, str]:
    """Give evidence to the first finding it answers, or let it answer one."""
    for key in thread.on(priority.key, "findings"):
        finding = thread.nodes[key]
        return f"Give {finding.ref} its evidence", edit(thread.content.slug, finding)
    return "Say which findings it answers", edit(thread.content.slug, priority)


def edit(slug: str, node: Node) -> str:
    return reverse("strategies:record_edit", args=[slug, node.kind, node.ref])
