"""Words found in a whole strategy: in its parts, and in the records beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from django.db.models import CharField, TextField
from django.urls import reverse

from people.models import User
from strategies import content, contents
from strategies.models import Part, Strategy
from strategies.nouns import NOUNS, Noun
from strategies.permissions import may_edit_records, may_write_part
from strategies.text.occurrences import Occurrence, Sought, in_words, occurrences

SHOWN = 300
# Said by keys and codes.
NOT_WORDS = ("funding_source", "authority", "indicator", "department")


@dataclass(frozen=True)
class Hit:
    """One place in the text of a part, as the part stands now."""

    part: Part
    place: int  # among those in the part, from 0
    found: Occurrence
    becomes: str = ""  # what is to stand there

    @property
    def name(self) -> str:
        """What a form calls it: the part, the saved text it was read in, the place."""
        return f"{self.part.key}:{self.part.base}:{self.place}"


@dataclass(frozen=True)
class FoundPart:
    """A part that says the words, and those of the places that are shown."""

    line: contents.Line
    may_write: bool
    hits: list[Hit]

    @property
    def may_change(self) -> bool:
        return self.may_write and not all(hit.found.is_address for hit in self.hits)


@dataclass(frozen=True)
class FoundRecord:
    """A record that says the words, in which of its fields, and where to read it."""

    noun: Noun
    ref: str
    title: str
    address: str
    said: list[tuple[str, Occurrence]]


@dataclass(frozen=True)
class Found:
    """What was found. There may be more places in the parts than are shown."""

    parts: list[FoundPart]
    records: list[FoundRecord]
    titles: list[contents.Line]
    count: int  # in the texts of parts

    @property
    def shown(self) -> int:
        return sum(len(part.hits) for part in self.parts)

    @property
    def is_empty(self) -> bool:
        return not (self.parts or self.records or self.titles)


def in_strategy(strategy: Strategy, sought: Sought, user: User) -> Found:
    """Every part and record that says the words, as this person may change it."""
    lines = lines_of(strategy)
    parts, count = in_parts(lines, sought, user)
    return Found(
        parts=parts,
        records=list(in_records(strategy, sought, user)),
        titles=[line for line in lines if in_words(line.part.title, sought)],
        count=count,
    )


def lines_of(strategy: Strategy) -> list[contents.Line]:
    """The parts with their texts, numbered as they print."""
    parts = strategy.parts.live().select_related("latest")
    groups = contents.groups(strategy, parts)
    return list(chain.from_iterable(group.lines for group in groups))


def in_parts(
    lines: Iterable[contents.Line], sought: Sought, user: User, replacement: str = ""
) -> tuple[list[FoundPart], int]:
    """The parts that say the words, as many places as are shown, and how many there are."""
    parts, count = [], 0
    for line in lines:
        found = list(_in_part(line.part, sought, replacement))
        hits = found[: max(SHOWN - count, 0)]
        count += len(found)
        if hits:
            parts.append(FoundPart(line, may_write_part(user, line.part), hits))
    return parts, count


def in_records(strategy: Strategy, sought: Sought, user: User) -> Iterator[FoundRecord]:
    """The records that stand and say the words, each with a link to where it is changed."""
    rows = content.records(strategy)
    may_edit = may_edit_records(user, strategy)
    for noun in NOUNS.values():
        for row in rows[noun.key]:
            said = list(_in_record(noun, row, sought))
            if said:
                address = _address(strategy, noun, row["ref"], may_edit=may_edit)
                yield FoundRecord(noun, row["ref"], row["title"], address, said)


def _in_part(part: Part, sought: Sought, replacement: str) -> Iterator[Hit]:
    places = (one for block in part.blocks for one in occurrences(block.text, sought))
    for place, found in enumerate(places):
        yield Hit(part, place, found, sought.fitted(replacement, found.words))


def _in_record(
    noun: Noun, row: content.Row, sought: Sought
) -> Iterator[tuple[str, Occurrence]]:
    """Each place with the name of its field, as people see that."""
    for name in noun.fields:
        if look := _way_to_look(noun, name):
            for found in look(row[name], sought):
                yield noun.label(name), found


def _way_to_look(
    noun: Noun, name: str
) -> Callable[[str, Sought], list[Occurrence]] | None:
    """How words are found in this field; None if people do not write words in it."""
    field = noun.field(name)
    if isinstance(field, TextField):
        return occurrences
    is_words = isinstance(field, CharField) and not field.choices
    return in_words if is_words and name not in NOT_WORDS else None


def _address(strategy: Strategy, noun: Noun, ref: str, *, may_edit: bool) -> str:
    if may_edit:
        return reverse("strategies:record_edit", args=[strategy.slug, noun, ref])
    return reverse(f"strategies:{noun.key}", args=[strategy.slug])
