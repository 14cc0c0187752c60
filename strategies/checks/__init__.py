"""What the portal can see for itself of what the prospectus asks.

Each check is a pure function of a strategy's content – the draft's or a frozen
version's – that returns sentences of what is still open. An empty list means nothing
that the portal can see; whether it is good is for people to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from strategies.checks import (
    agreement,
    collaboration,
    communities,
    conditions,
    consultation,
    evaluation,
    evidence,
    figures,
    finance,
    focus,
    funding,
    leadership,
    priorities,
    scope,
    signs,
)
from strategies.checks.draft import of_strategy
from strategies.checks.frozen import of_document
from strategies.checks.registry import CHECKS
from strategies.checks.subject import Content, Open
from strategies.checks.surroundings import around
from strategies.models import Strategy
from strategies.prospectus import Criterion

__all__ = [
    "CHECKS",
    "Content",
    "Open",
    "Seen",
    "agreement",
    "around",
    "blockers",
    "collaboration",
    "communities",
    "conditions",
    "consultation",
    "evaluation",
    "evidence",
    "figures",
    "finance",
    "focus",
    "funding",
    "leadership",
    "loose_ends",
    "of_document",
    "of_strategy",
    "priorities",
    "scope",
    "seen",
    "signs",
    "standing_in_the_way",
]


@dataclass(frozen=True)
class Seen:
    """What the portal sees of one criterion, and who can tell the rest.

    `by` is “portal” where it can settle it, “both” where it lists what it sees and a
    person says the rest, and “person” where it can only ask.
    """

    criterion: Criterion
    open: list[Open]
    by: str
    claim: str = ""

    @property
    def is_open(self) -> bool:
        return bool(self.open)


def seen(content: Content, criterion: Criterion) -> Seen:
    """What is open of one criterion; what only a person can say is asked in a sentence."""
    claim = content.claim(criterion)
    check = CHECKS.get(criterion.id)
    found = check(content) if check else []
    by = criterion.seen_by if check else "person"
    if by == "person" and not content.is_answered(criterion):
        found = [*found, unsaid(content, criterion)]
    return Seen(criterion, found, by, claim)


def unsaid(content: Content, criterion: Criterion) -> Open:
    return Open(
        f"Say in a sentence how this is shown: {criterion.title}",
        content.answer_url(criterion),
        criterion.id,
    )


def blockers(
    strategy: Strategy, move: str, document: dict[str, object] | None = None
) -> list[str]:
    """Why the edition's gates bar this move: of the draft, or of a frozen document."""
    if not strategy.edition.gates_at(move):
        return []
    if document is None:
        content = of_strategy(strategy)
    else:
        content = of_document(document, around(strategy.place, strategy))
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
    if criterion.border_only and not content.surroundings.borders:
        return False
    if criterion.on_lep:
        return bool(content.surroundings.partnerships)
    return content.kind in criterion.applies_to


def loose_ends(content: Content) -> Iterator[Open]:
    """What is open whatever the prospectus asks: empty parts, what leads nowhere, figures."""
    for text in content.texts.values():
        if not text.is_written:
            yield Open(f"“{text.title}” is not written yet", content.part_url(text.key))
    for ref in content.refs:
        if ref not in content.evidence:
            sentence = f"{ref} is cited but is not in your evidence base"
            yield Open(sentence, content.evidence_url(ref))
        elif content.problem(ref):
            title = content.evidence[ref]["title"]
            sentence = f"{ref} is cited but has been withdrawn: {title}"
            yield Open(sentence, content.bring_back_url(ref))
    yield from figures.undescribed(content)
    yield from figures.misplaced(content)
