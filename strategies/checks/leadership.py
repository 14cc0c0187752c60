"""What the portal can see of who leads, with whom, and on what conditions."""

import re
from collections.abc import Iterator

from django.urls import reverse

from strategies.checks.registry import check
from strategies.checks.subject import Content, Open
from strategies.prospectus import Criterion

DASHES = re.compile(r"[‐‑‒–—−]")


@check("LD-1")
def one_strategy_for_the_ground(
    content: Content, criterion: Criterion
) -> Iterator[Open]:
    for name in content.surroundings.rivals:
        sentence = f"{name} writes a strategy of its own, though yours covers it"
        yield Open(sentence, content.overview_url())


@check("LD-2")
def led_by_the_partnership(content: Content, criterion: Criterion) -> Iterator[Open]:
    for name in content.surroundings.written_for_by:
        yield Open(f"{name} writes the strategy for your area", content.overview_url())


@check("LD-3", "LD-4", "NF-2", "SP-1", "SP-2")
def is_written(content: Content, criterion: Criterion) -> Iterator[Open]:
    """That there is text to read where it is looked for first; a person reads it."""
    yield from content.unwritten(criterion, first=True)


@check("EL-1")
def is_written_throughout(content: Content, criterion: Criterion) -> Iterator[Open]:
    yield from content.unwritten(criterion)


@check("CL-3")
def wider_groups_are_named(content: Content, criterion: Criterion) -> Iterator[Open]:
    texts = content.texts_of(criterion)
    said = plain(" ".join(block for text in texts for block in text.blocks))
    for name in content.surroundings.groups:
        if plain(name) not in said and texts:
            sentence = f"“{texts[0].title}” does not name {name}, of which you are part"
            yield Open(sentence, content.part_url(texts[0].key))


@check("LR-1", "LR-2", "LR-3")
def condition_is_recorded(content: Content, criterion: Criterion) -> Iterator[Open]:
    for name, slug in content.surroundings.partnerships:
        if (slug, criterion.id) not in content.surroundings.accepted:
            sentence = f"{name} has not recorded: {criterion.title}"
            yield Open(sentence, reverse("people:conditions", args=[slug]))


def plain(text: str) -> str:
    return DASHES.sub("-", text).casefold()
