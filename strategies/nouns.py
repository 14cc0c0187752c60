"""The kinds of record, as addresses, pages and documents name them.

What every kind needs said once stands here: its words, its model, and which of its
fields make up what it says.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.db.models import Field

from people.models import Place
from strategies import enclosures
from strategies.models import (
    Action,
    Chart,
    ChecklistAnswer,
    Commitment,
    Connection,
    Decision,
    Enclosure,
    Figure,
    Finding,
    Measure,
    Part,
    Priority,
    Question,
    Record,
    Report,
    Statement,
)
from strategies.prospectus import Edition

# What stands behind the codes, keys and refs that records name other things by.
Names = Mapping[str, str]
NO_NAMES: Names = {}


@dataclass(frozen=True, kw_only=True)
class Noun:
    key: str
    one: str
    title: str
    about: str
    enough: str  # said over an empty form
    empty: str
    model: Any  # a class of Record, or ChecklistAnswer
    fields: tuple[str, ...]

    def __str__(self) -> str:
        return self.key

    @property
    def article(self) -> str:
        return "an" if self.one[0] in "aeiou" else "a"

    @property
    def many(self) -> str:
        return f"{self.one[:-1]}ies" if self.one.endswith("y") else f"{self.one}s"

    def completed(self, row: dict[str, Any]) -> dict[str, Any]:
        """The row of an older document with the fields it did not know, empty."""
        return {**self.blank, **row}

    @cached_property
    def blank(self) -> dict[str, Any]:
        empty = self.model()
        return {name: plain_default(empty, name) for name in self.fields}

    def values(self, record: Record | ChecklistAnswer) -> dict[str, Any]:
        """What the record says, as plain values: those it refers to by their refs."""
        return {name: plain(getattr(record, name)) for name in self.fields}

    def words(
        self, values: dict[str, Any], edition: Edition, names: Names = NO_NAMES
    ) -> list[tuple[str, str]]:
        """The same for people to read: each field's label and what stands in it."""
        return [
            (self.label(name), in_words(self, name, values.get(name), edition, names))
            for name in self.fields
        ]

    def differences(
        self,
        mine: dict[str, Any],
        theirs: dict[str, Any],
        edition: Edition,
        names: Names = NO_NAMES,
    ) -> list["Difference"]:
        """The fields in which two people left it saying different things."""
        said = zip(
            self.words(mine, edition, names),
            self.words(theirs, edition, names),
            strict=True,
        )
        return [
            Difference(label, one, other)
            for (label, one), (_, other) in said
            if one != other
        ]

    def label(self, name: str) -> str:
        words = str(self.field(name).verbose_name)
        return words[:1].upper() + words[1:]

    def field(self, name: str) -> "Field[Any, Any]":
        return cast("Field[Any, Any]", self.model._meta.get_field(name))


@dataclass(frozen=True)
class Difference:
    """One field of a record as two people left it, in words."""

    label: str
    mine: str
    theirs: str


def plain(value: Any) -> Any:
    """Records and parts by what they are called in the strategy, files by what they are."""
    if isinstance(value, Record):
        return value.ref
    if isinstance(value, Enclosure):
        return enclosures.token(value)
    if isinstance(value, Place):
        return value.slug
    return value.key if isinstance(value, Part) else value


def plain_default(empty: Any, name: str) -> Any:
    """What a field says that was never filled in."""
    return None if empty._meta.get_field(name).is_relation else getattr(empty, name)


def in_words(
    noun: Noun, name: str, value: Any, edition: Edition, names: Names = NO_NAMES
) -> str:
    if value in (None, "", []):
        return ""
    if name == "tags":
        return titles(value, (tag for group in edition.tags for tag in group.tags))
    if name == "where":
        return titles([value], edition.parts)
    if name == "funding_source":
        return titles([value], edition.funding_sources)
    if name in ("department", "departments"):
        return titles([value] if isinstance(value, str) else value, edition.departments)
    if name == "enclosure":
        return enclosures.in_words(value)
    if name == "partner_kinds":
        known = dict(Action.PartnerKind.choices)
        return ", ".join(str(known.get(key, key)) for key in value)
    if isinstance(value, list):
        return ", ".join(names.get(one, one) for one in value)
    if name in NAMED:
        return names.get(str(value), str(value))
    choices = dict(noun.field(name).flatchoices)
    return str(choices.get(value, value))


# One thing of elsewhere, by its code, key or ref.
NAMED = ("authority", "indicator", "neighbour", "priority", "source", "target")


def titles(keys: Iterable[str], things: Iterable[Any]) -> str:
    """The titles of these keys; a key that this edition does not know stays itself."""
    known = {thing.key: thing.title for thing in things}
    return ", ".join(known.get(key, key) for key in keys)


FINDINGS = Noun(
    key="findings",
    one="finding",
    title="Strengths and challenges",
    about="What the evidence shows about your place. Each prints in the part of the "
    "strategy that is about it, with its sources, so you type it only here.",
    enough="What it is and one line are enough to save. The rest can follow.",
    empty="Start with one strength and one weakness that your evidence shows. "
    "Priorities can then say which of them they answer.",
    model=Finding,
    fields=("kind", "title", "text", "market", "evidence", "set_aside_because"),
)
PRIORITIES = Noun(
    key="priorities",
    one="priority",
    title="Priorities",
    about="What you choose to do first. A title and one sentence are enough to begin "
    "with; the rest can follow as the argument firms up.",
    enough="A title is enough to save. The rest can follow.",
    empty="When you know your strengths and challenges, say in one sentence what you "
    "choose to do first. Actions and measures then hang on each priority.",
    model=Priority,
    fields=(
        "title",
        "sentence",
        "tags",
        "findings",
        "market",
        "rationale",
        "why_local",
        "success",
        "deliverability",
        "departments",
        "districts",
        "where_felt",
        "owner",
        "end_year",
    ),
)
ACTIONS = Noun(
    key="actions",
    one="action",
    title="Actions",
    about="What will be done for each priority, who leads it and what pays for it. "
    "A strategy may not ask for new funding, so every action names its source.",
    enough="A priority and what will be done are enough to save. The rest can follow.",
    empty="Each priority needs at least one action: something somebody will do, with a "
    "budget that exists.",
    model=Action,
    fields=(
        "priority",
        "title",
        "lead",
        "partners",
        "partner_kinds",
        "confirmed",
        "funding_source",
        "funding_note",
        "starts",
        "by_when",
    ),
)
MEASURES = Noun(
    key="measures",
    one="measure",
    title="Measures",
    about="What you will watch to know whether a priority works: where it stands now "
    "and where you look to be. A direction is as good as a number where that is honest.",
    enough="What is measured is enough to save. The rest can follow.",
    empty="Say for each priority what would be different if it worked, and where that "
    "stands today. Fixing this early keeps the priorities honest.",
    model=Measure,
    fields=(
        "priority",
        "title",
        "indicator",
        "unit",
        "baseline",
        "baseline_period",
        "target",
        "target_year",
        "source",
    ),
)
FIGURES = Noun(
    key="figures",
    one="figure",
    title="Figures",
    about="Charts, maps, photographs and files. Add each one here once, then place it in "
    "a part by a line of its own.",
    enough="A caption is enough to save. The picture and the rest can follow.",
    empty="Add a chart, a map or a photograph, then place it where the text speaks of it.",
    model=Figure,
    fields=("title", "alternative", "source", "licence", "enclosure"),
)

CONNECTIONS = Noun(
    key="connections",
    one="connection",
    title="How priorities connect",
    about="What each priority does for another. They print as a small diagram with these "
    "sentences.",
    enough="Two priorities and one sentence are all it needs.",
    empty="When you have two priorities, say in a sentence what one does for the other.",
    model=Connection,
    fields=("source", "target", "title"),
)
COMMUNITIES = Noun(
    key="communities",
    one="statement",
    title="Places and communities",
    about="What the strategy means for one district, where ticking it on a priority does "
    "not say enough.",
    enough="The district is enough to save. The rest can follow.",
    empty="Tick on each priority the districts it bears on. Add a statement here only for "
    "a district of which more is to be said, or on which nothing in particular bears.",
    model=Statement,
    fields=("title", "authority", "text", "priorities", "no_impact_because"),
)
DECISIONS = Noun(
    key="decisions",
    one="decision",
    title="Boards and decisions",
    about="Which boards own the strategy and its delivery, and what they have decided.",
    enough="A board and what it decided are enough to save. The day can follow.",
    empty="Name the board that owns the strategy, and what it decided on which day.",
    model=Decision,
    fields=("board", "title", "decided_on", "owns"),
)
EVALUATION = Noun(
    key="evaluation",
    one="question",
    title="Evaluation plan",
    about="What you will ask of the strategy later, and how it will be answered. The day "
    "of the first question is recorded: a plan begun early keeps priorities honest.",
    enough="A question is enough to save. The rest can follow.",
    empty="Begin with one question: how would you know that your first priority worked?",
    model=Question,
    fields=("title", "priorities", "method", "data", "who", "by_when", "effort"),
)
MONITORING = Noun(
    key="monitoring",
    one="report",
    title="Monitoring",
    about="Who will say how it goes, to whom, how often, and where anyone can read it.",
    enough="What is reported is enough to save. The rest can follow.",
    empty="Say who will report on progress, how often, and where the public will find it.",
    model=Report,
    fields=(
        "title",
        "owner",
        "audience",
        "frequency",
        "first_on",
        "published_at",
    ),
)
COMMITMENTS = Noun(
    key="commitments",
    one="commitment",
    title="Commitments",
    about="What you promise: alone, with a government department, or with a neighbouring "
    "place. The other side reads the same words as you, and answers them.",
    enough="Whose it is and one line are enough to save. The rest can follow.",
    empty="Start with one thing you will do by yourselves, then with what you and a "
    "department or a neighbour will do together.",
    model=Commitment,
    fields=("voice", "title", "text", "priority", "department", "neighbour"),
)
CHARTS = Noun(
    key="charts",
    one="chart",
    title="Charts",
    about="Statistics of your evidence base, drawn. Place each in a part by a line of its "
    "own.",
    enough="A caption, a kind of chart and a statistic are all it needs.",
    empty="When your evidence base has figures, draw one of them here over time or across "
    "places.",
    model=Chart,
    fields=(
        "title",
        "shape",
        "indicator",
        "unit",
        "breakdown",
        "areas",
        "period",
        "alternative",
        "source",
    ),
)

ANSWERS = Noun(
    key="answers",
    one="answer",
    title="What the prospectus asks",
    about="",
    enough="",
    empty="",
    model=ChecklistAnswer,
    fields=("claim", "where"),
)

NOUNS = {
    noun.key: noun
    for noun in (
        FINDINGS,
        PRIORITIES,
        ACTIONS,
        MEASURES,
        CONNECTIONS,
        COMMUNITIES,
        COMMITMENTS,
        DECISIONS,
        EVALUATION,
        MONITORING,
        FIGURES,
        CHARTS,
    )
}


def noun_of(record: Record | ChecklistAnswer) -> Noun:
    nouns = (*NOUNS.values(), ANSWERS)
    return next(noun for noun in nouns if isinstance(record, noun.model))


class NounConverter:
    """The kind of record that an address names."""

    regex = "|".join(NOUNS)

    def to_python(self, value: str) -> Noun:
        return NOUNS[value]

    def to_url(self, value: Noun | str) -> str:
        return str(value)
