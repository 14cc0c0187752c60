"""One edition of a policy prospectus: what a strategy is made of and must show.

These are shapes only. Nothing here reads a file (`reader` does) or knows what any one
edition says, and everything is frozen: an edition stays what it was when published.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

KINDS = ("LEP", "MCA")
LEVELS = ("must", "should", "may")
GATES = ("ask_for_approval", "approve", "submit", "send_to_ministers", "agree")
RECORDS = (
    "strengths",
    "weaknesses",
    "opportunities",
    "challenges",
    "priorities",
    "actions",
    "measures",
    "evidence",
    "links",
    "connections",
    "communities",
    "commitments",
    "decisions",
    "evaluation",
    "monitoring",
    "contributors",
    "conversations",
)
ROLES = ("officer", "contributor", "approver", "reader", "area_lead", "reviewer")
STANCES = ("ok", "warn", "refused")
OUTCOMES = ("flag", "person", "clear")
MILESTONE_KINDS = ("deadline", "target", "event")
AGREEMENT_MODES = ("whole",)
SEEN_BY = ("portal", "both", "person")
UNLESS = ("always", "a name", "a date", "a source")

CONDITIONS = "conditions"
AGREEMENT = "agreement"

Thing = TypeVar("Thing")


def one_of(*choices: str) -> Mapping[str, Any]:
    """Say of a field that its value, or each of its values, is one of these."""
    return {"one_of": choices}


DERIVED = {"derived": True}


@dataclass(frozen=True, kw_only=True)
class Tag:
    """One thing a priority can be marked as bearing on."""

    key: str
    title: str


@dataclass(frozen=True, kw_only=True)
class TagSet:
    """The tags that answer one question, such as the foundations of productivity."""

    key: str
    title: str
    hint: str
    tags: tuple[Tag, ...]
    national: bool = False  # a tag of this set ties a priority to national policy
    criterion: str = ""  # the one whose check looks at these tags


@dataclass(frozen=True, kw_only=True)
class FundingSource:
    """Where the money for an action may come from, and how that is looked on."""

    key: str
    title: str
    stance: str = field(metadata=one_of(*STANCES))
    hint: str


@dataclass(frozen=True, kw_only=True)
class WordList:
    """Words and phrases that mean the same to the scan; its signs are in the file."""

    key: str
    words: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ScanRule:
    """What a sentence is that has something of each list needed, and none of others."""

    outcome: str = field(metadata=one_of(*OUTCOMES))
    why: str
    needs: tuple[str, ...]
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FundingScan:
    """How a sentence that reads like an ask for new money is known: first rule wins."""

    headings: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    lists: tuple[WordList, ...] = ()
    rules: tuple[ScanRule, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Department:
    """A part of government that a commitment can be shared with."""

    key: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a strategy is warned for passing. Limits never stop anybody."""

    words: int
    priorities: int
    horizon_years: int
    evidence_years: int = 5  # older than this before the edition is old
    foundation_words: int = 50  # with fewer, a part says little of what it is about


@dataclass(frozen=True, kw_only=True)
class Stock:
    """A phrase that says little, unless such a thing stands beside it."""

    phrase: str
    unless: str = field(default="always", metadata=one_of(*UNLESS))


@dataclass(frozen=True, kw_only=True)
class Signs:
    """The words by which a draft shows that it is not finished, or not yet thought out.

    Each is matched whole and in any case. Signs never stop anybody.
    """

    superlatives: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()
    stock: tuple[Stock, ...] = ()
    units: tuple[str, ...] = ()  # a number with one of these wants a source
    own_figures: tuple[str, ...] = ()  # parts whose figures are the place's own account


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A national date, in its own words: "early 2020" is never made a day."""

    key: str
    title: str
    when: str
    kind: str = field(metadata=one_of(*MILESTONE_KINDS))
    source: str


@dataclass(frozen=True, kw_only=True)
class Signing:
    """Who signs for a kind of place, and whether others must say they support it."""

    kind: str = field(metadata=one_of(*KINDS))
    approver: str = field(metadata=one_of(*ROLES))
    title: str
    needs_support: bool


@dataclass(frozen=True, kw_only=True)
class PartSpec:
    """What one part of a strategy is for, and the records printed after its text."""

    key: str
    title: str
    guidance: tuple[str, ...]
    prompts: tuple[str, ...]
    suggested_words: int
    order_of_work: int
    prints: tuple[str, ...] = field(default=(), metadata=one_of(*RECORDS))
    tags: tuple[str, ...] = ()
    section: str = field(default="", metadata=DERIVED)


@dataclass(frozen=True, kw_only=True)
class Section:
    """One heading of a strategy and the parts under it, in the order of print."""

    key: str
    title: str
    intro: str
    parts: tuple[PartSpec, ...]


@dataclass(frozen=True, kw_only=True)
class Quote:
    """Words of the prospectus, and the line of its text they stand on."""

    line: int
    text: str


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One thing the prospectus asks for.

    The first of its parts is where it is looked for first. A criterion held on the LEP
    (`on_lep`) or one that agreement itself settles (`result`) belongs to no part.
    """

    id: str
    theme: str
    section: str
    title: str
    level: str = field(metadata=one_of(*LEVELS))
    modal: str
    quotes: tuple[Quote, ...]
    applies_to: tuple[str, ...] = field(metadata=one_of(*KINDS))
    satisfies: str
    question: str
    failure: str
    best_practice: bool = False
    applies_note: str = ""
    border_only: bool = False
    gate: str = field(default="", metadata=one_of(*GATES))
    parts: tuple[str, ...] = ()
    on_lep: bool = False
    result: bool = False
    seen_by: str = field(default="person", metadata=one_of(*SEEN_BY))

    @property
    def clause(self) -> str:
        """The prospectus's own words."""
        return " … ".join(quote.text for quote in self.quotes)

    @property
    def where(self) -> str:
        """Where those words stand: "line 27", "lines 27 and 39"."""
        lines = [str(line) for line in sorted({quote.line for quote in self.quotes})]
        if len(lines) == 1:
            return f"line {lines[0]}"
        return f"lines {', '.join(lines[:-1])} and {lines[-1]}"

    @property
    def is_judged(self) -> bool:
        """Whether the strategy's text is what shows it."""
        return not (self.on_lep or self.result)


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A whole prospectus. A strategy keeps the edition it was begun under."""

    key: str
    title: str
    document: str
    published: date
    source: str
    agreement_mode: str = field(metadata=one_of(*AGREEMENT_MODES))
    limits: Limits
    signing: tuple[Signing, ...]
    tags: tuple[TagSet, ...]
    funding_sources: tuple[FundingSource, ...]
    milestones: tuple[Milestone, ...]
    sections: tuple[Section, ...]
    criteria: tuple[Criterion, ...]
    departments: tuple[Department, ...] = ()
    funding_scan: FundingScan = FundingScan()
    signs: Signs = Signs()
    hash: str = field(default="", metadata=DERIVED)

    def __str__(self) -> str:
        return self.title

    @property
    def parts(self) -> tuple[PartSpec, ...]:
        """Every part, in the order of print."""
        return tuple(part for section in self.sections for part in section.parts)

    @property
    def parts_in_order_of_work(self) -> tuple[PartSpec, ...]:
        return tuple(sorted(self.parts, key=lambda part: part.order_of_work))

    @property
    def gates(self) -> tuple[Criterion, ...]:
        return tuple(criterion for criterion in self.criteria if criterion.gate)

    @property
    def conditions(self) -> tuple[Criterion, ...]:
        """What each LEP must have accepted, held on the LEP and not on its strategy."""
        return tuple(criterion for criterion in self.criteria if criterion.on_lep)

    @property
    def submit_conditions(self) -> tuple[Criterion, ...]:
        """The conditions that stand in the way of submitting."""
        return tuple(item for item in self.conditions if item.gate == "submit")

    @property
    def results(self) -> tuple[Criterion, ...]:
        """What agreement itself settles, and nobody is asked to judge."""
        return tuple(criterion for criterion in self.criteria if criterion.result)

    def section(self, key: str) -> Section:
        return self._one("section", key, {item.key: item for item in self.sections})

    def part(self, key: str) -> PartSpec | None:
        """None for a part the edition does not name: places add parts of their own."""
        return next((part for part in self.parts if part.key == key), None)

    def criterion(self, id: str) -> Criterion:
        return self._one("criterion", id, {item.id: item for item in self.criteria})

    def tags_asked_by(self, id: str) -> tuple[TagSet, ...]:
        """The sets of tags by which a priority answers this criterion."""
        return tuple(item for item in self.tags if item.criterion == id)

    def tag_set(self, key: str) -> TagSet:
        return self._one("tag set", key, {item.key: item for item in self.tags})

    def tag(self, key: str) -> Tag:
        tags = {tag.key: tag for tag_set in self.tags for tag in tag_set.tags}
        return self._one("tag", key, tags)

    def funding_source(self, key: str) -> FundingSource:
        sources = {source.key: source for source in self.funding_sources}
        return self._one("funding source", key, sources)

    def signing_for(self, kind: str) -> Signing:
        return self._one("signing", kind, {item.kind: item for item in self.signing})

    def judged(self, kind: str) -> tuple[Criterion, ...]:
        """What a place of this kind must show in the text of its strategy."""
        return tuple(
            item for item in self.criteria if item.is_judged and kind in item.applies_to
        )

    def criteria_of_part(self, key: str) -> tuple[Criterion, ...]:
        return tuple(item for item in self.criteria if key in item.parts)

    def criteria_of_section(self, key: str) -> tuple[Criterion, ...]:
        return tuple(item for item in self.criteria if item.section == key)

    def gates_at(self, move: str) -> tuple[Criterion, ...]:
        return tuple(item for item in self.criteria if item.gate == move)

    def _one(self, noun: str, key: str, things: Mapping[str, Thing]) -> Thing:
        if key not in things:
            raise KeyError(f"The edition {self.key} has no {noun} {key!r}")
        return things[key]
