"""What the portal can see for itself of what the prospectus asks.

Each check is a pure function of a strategy's content – the draft's or a frozen
version's – that returns sentences of what is still open. An empty list means nothing
that the portal can see; whether it is good is for people to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from strategies.checks import (
    evaluation,
    evidence,
    figures,
    funding,
    leadership,
    priorities,
)
from strategies.checks.draft import around, of_strategy
from strategies.checks.registry import CHECKS
from strategies.checks.subject import Content, Open, of_document
from strategies.models import Strategy
from strategies.prospectus import Criterion

__all__ = [
    "CHECKS",
    "Content",
    "Open",
    "Seen",
    "around",
    "blockers",
    "evaluation",
    "evidence",
    "figures",
    "funding",
    "leadership",
    "loose_ends",
    "of_document",
    "of_strategy",
    "priorities",
    "seen",
    "standing_in_the_way",
]


@dataclass(frozen=True)
class Seen:
    """What the portal sees of one criterion."""

    criterion: Criterion
    open: list[Open]
    is_checked: bool  # False: the portal cannot see this yet
    claim: str = ""

    @property
    def is_open(self) -> bool:
        return bool(self.open)


def seen(content: Content, criterion: Criterion) -> Seen:
    """What is open of one criterion; where nothing checks it, a sentence is asked for."""
    claim = content.claim(criterion)
    if check := CHECKS.get(criterion.id):
        return Seen(criterion, check(content), True, claim)
    unsaid = [
        Open(
            f"Say in a sentence how this is shown: {criterion.title}",
            content.answer_url(criterion),
            criterion.id,
        )
    ]
    return Seen(criterion, [] if claim else unsaid, False, claim)


def blockers(
    strategy: Strategy, move: str, document: dict[str, object] | None = None
) -> list[str]:
    """Why the edition's gates bar this move: of the draft, or of a frozen document."""
    if not strategy.edition.gates_at(move):
        return []
    if document is None:
        content = of_strategy(strategy)
    else:
        content = of_document(document, around(strategy.place))
    return [item.sentence for item in standing_in_the_way(content, move)]


def standing_in_the_way(content: Content, move: str) -> Iterator[Open]:
    """What is open of the criteria that are gates at this move; warnings let pass."""
    for criterion in content.edition.gates_at(move):
        if not criterion.result and applies(criterion, content):
            for item in seen(content, criterion).open:
                if not item.is_warning:
                    yield item


def applies(criterion: Criterion, content: Content) -> bool:
    """By the kind of place; a LEP's conditions also where LEPs support the place."""
    if criterion.on_lep:
        return bool(content.surroundings.partnerships)
    return content.kind in criterion.applies_to


def loose_ends(content: Content) -> Iterator[Open]:
    """What is open whatever the prospectus asks: empty parts, what leads nowhere, figures."""
    for text in content.texts.values():
        if not text.is_written:
            yield Open(f"“{text.title}” is not written yet", content.part_url(text.key))
    for ref in content.refs:
        row = content.evidence.get(ref)
        if row is None:
            sentence = f"{ref} is cited but is not in your evidence base"
            yield Open(sentence, content.evidence_url(ref))
        elif row.get("withdrawn_at"):
            sentence = f"{ref} is cited but has been withdrawn: {row['title']}"
            yield Open(sentence, content.evidence_url(ref))
    yield from figures.undescribed(content)
    yield from figures.misplaced(content)
