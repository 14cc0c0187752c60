"""What one pasted cell says of a record, or why it cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from strategies.columns import bare
from strategies.forms.fields import REF
from strategies.forms.strategy import FIRST_YEAR, LAST_YEAR, YEAR
from strategies.models import Action, Finding, Market, Priority
from strategies.nouns import FINDINGS, Noun
from strategies.prospectus import Edition
from strategies.text import canonical, problems
from strategies.text.limits import CONTROL

# What a spreadsheet shows in a cell whose formula fails.
FAILED = re.compile(r"#(REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|SPILL!|CALC!|#+)")
BETWEEN_REFS = re.compile(r"[\s,;]+")
REFS = re.compile(r"P\d+([\s,;]+P\d+)*", re.IGNORECASE)
BETWEEN_KINDS = re.compile(r"[\n,;/]+")


def by_name(standing: Sequence[Priority]) -> dict[str, Priority]:
    """Priorities by all that a cell may call them; of two called the same, the first."""
    found: dict[str, Priority] = {}
    for one in standing:
        found.setdefault(bare(one.title), one)
    for one in standing:
        found[bare(one.ref)] = found[bare(str(one))] = one
    return found


def by_title(statistics: Mapping[str, str]) -> dict[str, str]:
    """Keys of statistics by all that a cell may call them: a key goes before a title."""
    titles = {bare(title): key for key, title in statistics.items()}
    return titles | {bare(key): key for key in statistics}


class Refused(Exception):
    """The cell cannot be taken, for a reason that is said beside its row."""


@dataclass
class Reader:
    """What cells may name in one strategy."""

    edition: Edition
    noun: Noun
    priorities: Mapping[str, Priority]
    statistics: Mapping[str, str]

    def value(self, name: str, cell: str) -> Any:
        """What the field is to hold; raises Refused."""
        if found := CONTROL.search(cell):
            before = cell[: found.start()].split()[-2:]
            raise Refused(f"Remove the control character after “{' '.join(before)}”")
        if FAILED.fullmatch(cell):
            raise Refused(f"The spreadsheet shows an error here: {cell}")
        match name:
            case "priority":
                return self.priority(cell)
            case "priorities":
                return self.priorities_named(cell)
            case "funding_source":
                return self.funding_source(cell)
            case "kind":
                return kind(cell)
            case "market":
                return market(cell)
            case "partner_kinds":
                return partner_kinds(cell)
            case "indicator":
                return self.statistic(cell)
            case "target_year":
                return year(cell)
            case "evidence":
                return [ref(one) for one in BETWEEN_REFS.split(cell) if one]
            case "source":
                return ref(cell) if cell else ""
        if isinstance(self.noun.field(name), models.TextField):
            return text(cell)
        return self.line(name, cell)

    def priority(self, cell: str) -> Priority | None:
        if not cell:
            return None
        found = self.priorities.get(bare(cell))
        if found is None:
            raise Refused(
                f"There is no priority “{short(cell)}”. Write its ref, like P1, or its title"
            )
        return found

    def priorities_named(self, cell: str) -> list[str]:
        """Their refs, each once; a cell names them by those or by their titles."""
        if bare(cell) in self.priorities:
            named = [cell]
        else:
            named = (BETWEEN_REFS if REFS.fullmatch(cell) else BETWEEN_KINDS).split(
                cell
            )
        found = (self.priority(one.strip()) for one in named)
        return list(dict.fromkeys(one.ref for one in found if one is not None))

    def funding_source(self, cell: str) -> str:
        for source in self.edition.funding_sources:
            if bare(cell) in ("", bare(source.key), bare(source.title)):
                return source.key if cell else ""
        raise Refused(
            f"“{short(cell)}” is not a source of funding. See the list of them below"
        )

    def statistic(self, cell: str) -> str:
        key = self.statistics.get(bare(cell))
        if key is None and cell:
            raise Refused(
                f"“{short(cell)}” is no statistic we know. Write its key, like PROD_HOUR, or "
                "its title as your evidence base gives it"
            )
        return key or ""

    def line(self, name: str, cell: str) -> str:
        words = " ".join(cell.split())
        longest = self.noun.field(name).max_length or 0
        if len(words) > longest:
            raise Refused(
                f"“{self.noun.label(name)}” takes at most {longest} characters: "
                f"this has {len(words):,}"
            )
        return words


def kind(cell: str) -> str:
    """A kind of finding by its name, one or many of them."""
    for one in Finding.Kind:
        if bare(cell) in (one.value, bare(one.label), *PLURALS[one]):
            return one.value
    if not cell:
        return ""
    raise Refused(
        f"“{short(cell)}” is not a kind of {FINDINGS.one}. Write strength, weakness, "
        "opportunity or challenge"
    )


PLURALS = {
    Finding.Kind.STRENGTH: ("strengths", "s"),
    Finding.Kind.WEAKNESS: ("weaknesses", "w"),
    Finding.Kind.OPPORTUNITY: ("opportunities", "o"),
    Finding.Kind.CHALLENGE: ("challenges", "c", "threat", "threats", "t"),
}


def market(cell: str) -> str:
    for one in Market:
        label = bare(one.label)
        if bare(cell) in (one.value, label, label.removeprefix("a ")):
            return one.value
    if not cell:
        return ""
    raise Refused(
        f"“{short(cell)}” is not what it is for the market. Write market opportunity, "
        "market failure or both"
    )


def partner_kinds(cell: str) -> list[str]:
    """Each kind that is named, once, in the order in which forms offer them."""
    named = {partner_kind(said) for said in BETWEEN_KINDS.split(cell) if bare(said)}
    return [kind for kind in Action.PartnerKind.values if kind in named]


def partner_kind(cell: str) -> str:
    for one in Action.PartnerKind:
        if bare(cell) in (bare(one.value), bare(one.label)):
            return one.value
    raise Refused(
        f"“{short(cell)}” is not a kind of partner. Write any of: "
        f"{'; '.join(map(str, Action.PartnerKind.labels))}"
    )


def year(cell: str) -> int | None:
    if not cell:
        return None
    if re.fullmatch(r"[0-9]{4}", cell) and FIRST_YEAR <= int(cell) <= LAST_YEAR:
        return int(cell)
    raise Refused(f"{YEAR}, not “{short(cell)}”")


def ref(cell: str) -> str:
    bare_ref = cell.strip("[]@")
    if not REF.fullmatch(bare_ref):
        raise Refused(f"“{short(cell)}” is no ref of your evidence base, like E01")
    return bare_ref.upper()


def text(cell: str) -> str:
    found = problems(cell)
    if found:
        raise Refused(found[0])
    return canonical(cell).strip("\n")


def short(cell: str) -> str:
    """Enough of a cell to know it again."""
    words = " ".join(cell.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
