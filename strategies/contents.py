"""The sections and parts of a strategy as pages list them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from people.models import Place
from strategies.models import Part, Status, Strategy
from strategies.prospectus import PartSpec, Section


class Progress(Enum):
    NOT_STARTED = "Not started"
    IN_PROGRESS = "In progress"
    READY = "Ready"


@dataclass(frozen=True)
class Line:
    """One part as a list shows it."""

    part: Part
    spec: PartSpec | None
    number: str
    here: str = ""  # who else is in it now, in words

    @property
    def progress(self) -> Progress:
        if self.part.is_ready:
            return Progress.READY
        return Progress.IN_PROGRESS if self.part.latest else Progress.NOT_STARTED

    @property
    def suggested_words(self) -> int:
        return self.spec.suggested_words if self.spec else 0


@dataclass(frozen=True)
class Group:
    """A section with its parts, numbered as they print."""

    section: Section
    number: int
    lines: list[Line] = field(default_factory=list)


def groups(
    strategy: Strategy, parts: Iterable[Part], here: Mapping[Part, str] | None = None
) -> list[Group]:
    """Every section in print order, with those of the parts that stand in it."""
    here = here or {}
    specs = {spec.key: spec for spec in strategy.edition.parts}
    found = {
        section.key: Group(section, number)
        for number, section in enumerate(strategy.edition.sections, start=1)
    }
    for part in parts:
        part.strategy = strategy
        group = found[part.section]
        number = f"{group.number}.{len(group.lines) + 1}"
        group.lines.append(Line(part, specs.get(part.key), number, here.get(part, "")))
    return list(found.values())


def in_order_of_work(groups: Iterable[Group]) -> list[Line]:
    """The edition's suggested order; parts of the place's own come last."""
    lines = [line for group in groups for line in group.lines]
    last = len(lines) + 1000
    return sorted(lines, key=lambda one: one.spec.order_of_work if one.spec else last)


def suggested_next(groups: Iterable[Group]) -> Line | None:
    """The first part in that order of which nothing is written yet."""
    lines = in_order_of_work(groups)
    waiting = (line for line in lines if line.progress is Progress.NOT_STARTED)
    return next(waiting, None)


def with_whom(strategy: Strategy) -> str:
    """Whose turn it is, in words."""
    place: Place = strategy.place
    match strategy.status:
        case Status.AWAITING_APPROVAL:
            return strategy.edition.signing_for(place.kind).title
        case Status.WITH_GOVERNMENT:
            leads = ", ".join(lead.name for lead in place.area_leads())
            return leads or "government (no Area Lead is assigned yet)"
        case Status.WITH_MINISTERS:
            return "ministers"
        case Status.AGREED | Status.WITHDRAWN:
            return ""
        case _:
            return place.label
