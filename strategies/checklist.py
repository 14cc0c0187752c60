"""What the prospectus asks of one strategy, and what is still open before it can go.

Levels are said in plain words: nothing here is a score.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from strategies import checks
from strategies.checks import Content, Open, Seen
from strategies.prospectus import AGREEMENT, CONDITIONS, Criterion, Edition

LEVELS = {"must": "Needed", "should": "Expected", "may": "Welcome"}
BITES = {
    "ask_for_approval": "before you can ask for approval",
    "approve": "before it can be approved",
    "submit": "before you can submit",
    "send_to_ministers": "before it can go to ministers",
    "agree": "before it can be agreed",
}
APART = {
    CONDITIONS: "What each Local Enterprise Partnership has undertaken",
    AGREEMENT: "What agreement itself settles",
}
GATES = "These stand in the way"
LOOSE = "Parts and references"
SIGNS = "Signs of a draft that is not ready"
GROUPS = {"must": "Needed", "should": "Expected", "may": "Welcome, and not required"}


@dataclass(frozen=True)
class Asked:
    """One criterion as the place meets it."""

    seen: Seen
    where: str  # the title of the part it is shown in
    where_url: str

    @property
    def criterion(self) -> Criterion:
        return self.seen.criterion

    @property
    def level(self) -> str:
        return LEVELS[self.criterion.level]

    @property
    def bites(self) -> str:
        return BITES.get(self.criterion.gate, "")

    @property
    def is_open(self) -> bool:
        """Whether the place has something to do; what agreement settles is not its own."""
        return self.seen.is_open and not self.criterion.result


@dataclass(frozen=True)
class Heading:
    key: str
    title: str
    asked: list[Asked]

    @property
    def open(self) -> list[Asked]:
        return [item for item in self.asked if item.is_open]

    @property
    def in_words(self) -> str:
        """How many things are asked for here, and how many are open."""
        count, left = len(self.asked), len(self.open)
        things = "1 thing" if count == 1 else f"{count} things"
        return f"{things}, {left or 'none'} with something open"


@dataclass(frozen=True)
class OpenGroup:
    title: str
    open: list[Open]


def headings(content: Content) -> list[Heading]:
    """Every criterion that applies to the place, under the edition's sections."""
    edition = content.edition
    titles = {section.key: section.title for section in edition.sections}
    found = [
        Heading(
            key, title, [asked(content, item) for item in criteria_at(content, key)]
        )
        for key, title in {**titles, **APART}.items()
    ]
    return [heading for heading in found if heading.asked]


def criteria_at(content: Content, section: str) -> Iterator[Criterion]:
    for criterion in content.edition.criteria_of_section(section):
        if checks.applies(criterion, content):
            yield criterion


def asked(content: Content, criterion: Criterion) -> Asked:
    key = where(content, criterion)
    text = content.texts.get(key)
    return Asked(
        checks.seen(content, criterion),
        text.title if text else "",
        content.part_url(key) if text else "",
    )


def only_open(headings: Iterable[Heading]) -> list[Heading]:
    narrowed = (replace(heading, asked=heading.open) for heading in headings)
    return [heading for heading in narrowed if heading.asked]


def where(content: Content, criterion: Criterion) -> str:
    """The part the officer named, else the first it belongs to that is there."""
    named = content.answers.get(criterion.id, {}).get("where")
    keys = [named, *criterion.parts]
    return next((key for key in keys if key in content.texts), "")


def open_groups(content: Content) -> list[OpenGroup]:
    """Everything open: what stands in the way first, then by level, then loose ends.

    The signs of a weak draft stand together, whichever criterion they bear on.
    """
    gates: list[Open] = []
    signs: list[Open] = []
    by_level: dict[str, list[Open]] = {level: [] for level in GROUPS}
    for heading in headings(content):
        for item in heading.open:
            for one in item.seen.open:
                if stops(item.criterion, one):
                    gates.append(one)
                elif one.is_sign:
                    signs.append(one)
                else:
                    by_level[item.criterion.level].append(one)
    groups = [
        OpenGroup(GATES, gates),
        OpenGroup(GROUPS["must"], by_level["must"]),
        OpenGroup(LOOSE, list(checks.loose_ends(content))),
        OpenGroup(SIGNS, [*signs, *checks.signs.loose(content)]),
        OpenGroup(GROUPS["should"], by_level["should"]),
        OpenGroup(GROUPS["may"], by_level["may"]),
    ]
    return [group for group in each_once(groups) if group.open]


def stops(criterion: Criterion, item: Open) -> bool:
    return bool(criterion.gate) and not item.is_warning


def each_once(groups: Iterable[OpenGroup]) -> Iterator[OpenGroup]:
    """Several criteria may ask for the same thing: it is listed where it comes first."""
    listed: set[str] = set()
    for group in groups:
        new = {item.sentence: item for item in group.open}
        yield OpenGroup(
            group.title, [item for said, item in new.items() if said not in listed]
        )
        listed |= set(new)


def criterion_of(edition: Edition, kind: str, id: str) -> Criterion | None:
    """The criterion, if a place of this kind answers it in its strategy."""
    asked = (item for item in edition.judged(kind) if item.id == id)
    return next(asked, None)
