"""The kinds of record, as addresses, pages and documents name them.

What every kind needs said once stands here: its words, its model, and which of its
fields make up what it says.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Field

from strategies import enclosures
from strategies.models import (
    Action,
    ChecklistAnswer,
    Enclosure,
    Figure,
    Finding,
    Measure,
    Part,
    Priority,
    Record,
)
from strategies.prospectus import Edition


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

    def values(self, record: Record | ChecklistAnswer) -> dict[str, Any]:
        """What the record says, as plain values: those it refers to by their refs."""
        return {name: plain(getattr(record, name)) for name in self.fields}

    def words(self, values: dict[str, Any], edition: Edition) -> list[tuple[str, str]]:
        """The same for people to read: each field's label and what stands in it."""
        return [
            (self.label(name), in_words(self, name, values.get(name), edition))
            for name in self.fields
        ]

    def differences(
        self, mine: dict[str, Any], theirs: dict[str, Any], edition: Edition
    ) -> list["Difference"]:
        """The fields in which two people left it saying different things."""
        said = zip(self.words(mine, edition), self.words(theirs, edition), strict=True)
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
    return value.key if isinstance(value, Part) else value


def in_words(noun: Noun, name: str, value: Any, edition: Edition) -> str:
    if value in (None, "", []):
        return ""
    if name == "tags":
        return titles(value, (tag for group in edition.tags for tag in group.tags))
    if name == "where":
        return titles([value], edition.parts)
    if name == "funding_source":
        return titles([value], edition.funding_sources)
    if name == "enclosure":
        return enclosures.in_words(value)
    if isinstance(value, list):
        return ", ".join(value)
    choices = dict(noun.field(name).flatchoices)
    return str(choices.get(value, value))


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
    fields=("kind", "title", "text", "evidence", "set_aside_because"),
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
        "rationale",
        "why_local",
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
        "funding_source",
        "funding_note",
        "by_when",
    ),
)
MEASURES = Noun(
    key="measures",
    one="measure",
    title="How we will know",
    about="What you will watch to know whether a priority works: where it stands now "
    "and where you look to be. A direction is as good as a number where that is honest.",
    enough="What is measured is enough to save. The rest can follow.",
    empty="Say for each priority what would be different if it worked, and where that "
    "stands today. Fixing this early keeps the priorities honest.",
    model=Measure,
    fields=(
        "priority",
        "title",
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

NOUNS = {noun.key: noun for noun in (FINDINGS, PRIORITIES, ACTIONS, MEASURES, FIGURES)}


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
