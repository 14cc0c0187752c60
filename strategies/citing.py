"""Where a place's evidence is cited: in which parts and records of its strategy."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.urls import reverse

from evidence.leaning import Leaning
from evidence.models import Item
from people.models import Place, User
from strategies import checks
from strategies.checks.subject import Content, cited
from strategies.permissions import may_read_draft
from strategies.resting import at_work_on
from strategies.text.grammar import CITATION

WORDS = 12  # of a passage, by which it is known again


@dataclass(frozen=True)
class Citing:
    """One part or record that cites, in words, and where it is read."""

    words: str
    address: str


def cited_in(item: Item, user: User) -> list[Citing] | None:
    """All that cites the item; None without a strategy that is open to this person."""
    strategy = at_work_on(item.place)
    if strategy is None or not may_read_draft(user, strategy):
        return None
    content = checks.of_strategy(strategy)
    ref = item.ref.upper()
    return [*_parts(content, ref), *_records(content, ref)]


def cited_refs(place: Place, user: User) -> frozenset[str] | None:
    """The refs that the strategy cites; None to whom its text is not open."""
    strategy = at_work_on(place)
    if strategy is None:
        return frozenset() if place.pk in user.reads_for() else None
    if not may_read_draft(user, strategy):
        return None
    return frozenset(checks.of_strategy(strategy).refs)


def leaning_on(
    place: Place, user: User, refs: Collection[str]
) -> dict[str, list[Leaning]]:
    """By ref, every passage, record and priority that rests on it; nothing to others."""
    strategy = at_work_on(place)
    if strategy is None or not may_read_draft(user, strategy):
        return {}
    content = checks.of_strategy(strategy)
    return {
        ref: [
            *_passages(content, ref),
            *(Leaning(one.words, one.address) for one in _records(content, ref)),
            *_answering(content, ref),
        ]
        for ref in refs
    }


def _parts(content: Content, ref: str) -> Iterator[Citing]:
    for text in content.texts.values():
        if ref in text.refs:
            address = reverse("strategies:part", args=[content.slug, text.key])
            yield Citing(text.title, address)


def _records(content: Content, ref: str) -> Iterator[Citing]:
    for noun, row, refs in content.citing_records():
        if ref in refs:
            address = f"{content.list_url(noun)}#{row['ref']}"
            yield Citing(f"{row['ref']} {row['title']}", address)


def _passages(content: Content, ref: str) -> Iterator[Leaning]:
    """Each paragraph that cites it, by the title of its part and its first words."""
    for text in content.texts.values():
        address = reverse("strategies:part", args=[content.slug, text.key])
        for block in text.blocks:
            if ref in cited(block):
                yield Leaning(f"{text.title}: “{_first_words(block)}”", address)


def _answering(content: Content, ref: str) -> Iterator[Leaning]:
    """The priorities that answer a finding which rests on it."""
    resting = {
        row["ref"]
        for noun, row, refs in content.citing_records()
        if noun == "findings" and ref in refs
    }
    for row in content.priorities:
        if through := [one for one in row["findings"] if one in resting]:
            address = f"{content.list_url('priorities')}#{row['ref']}"
            words = f"{row['ref']} {row['title']}, through {', '.join(through)}"
            yield Leaning(words, address)


def _first_words(block: str) -> str:
    words = CITATION.sub("", block).lstrip("#-> ").split()
    return " ".join(words[:WORDS]) + ("…" if len(words) > WORDS else "")
