"""Words in the parts of a strategy replaced by others, exactly where that was asked.

Each part is saved as any other save is: on the text that was read. Where somebody wrote
in between the two are joined, or both are kept and somebody is asked; nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from people.models import User
from strategies import drafting
from strategies.models import Part, Strategy
from strategies.text import problems
from strategies.text.occurrences import Sought, occurrences, replaced

NOT_THERE = "It no longer says so where you ticked it. Search again to see it as it is"


@dataclass(frozen=True)
class Chosen:
    """The places chosen in one part, in the saved text that was read."""

    key: str
    base: int
    places: frozenset[int]


@dataclass(frozen=True)
class Outcome:
    """What came of it in one part: in how many places, and what stands there now."""

    part: Part
    base: int
    count: int
    saving: drafting.Saving | None = None
    why_not: str = ""

    @property
    def is_done(self) -> bool:
        """The replacement now stands in the part, and it did not before."""
        saving = self.saving
        return saving is not None and saving.outcome in ("saved", "merged")


@transaction.atomic
def replace(
    strategy: Strategy,
    chosen: Iterable[Chosen],
    sought: Sought,
    replacement: str,
    *,
    by: User,
) -> list[Outcome]:
    """Write the replacement in the chosen places, part by part in the order of print."""
    wanted = {one.key: one for one in chosen}
    parts = strategy.parts.filter(key__in=wanted).select_related("latest")
    outcomes = []
    for part in parts:
        part.strategy = strategy
        outcomes.append(_replace_in(part, wanted[part.key], sought, replacement, by))
    return outcomes


def _replace_in(
    part: Part, chosen: Chosen, sought: Sought, replacement: str, by: User
) -> Outcome:
    def nothing(why: str) -> Outcome:
        return Outcome(part, chosen.base, 0, why_not=why)

    if part.removed_at is not None:
        return nothing("It has been removed meanwhile")
    texts = _texts_read(part, chosen.base)
    count = _count(texts, sought, chosen.places)
    if not count:
        return nothing(NOT_THERE)
    text = replaced(texts, sought, replacement, chosen.places)
    if reasons := problems(text):
        return nothing(". ".join(reasons))
    try:
        saving = drafting.save(part, text, base=chosen.base, by=by)
    except drafting.Locked:
        return nothing("It can no longer be written")
    except PermissionDenied:
        return nothing("You do not write this part")
    return Outcome(part, chosen.base, count, saving)


def _texts_read(part: Part, base: int) -> list[str]:
    """The blocks of the saved text that was read; none if there is no such text."""
    read = part.latest
    if read is None or read.number != base:
        read = part.revisions.filter(number=base).first()
    return [block.text for block in read.as_blocks()] if read else []


def _count(texts: list[str], sought: Sought, places: frozenset[int]) -> int:
    found = [one for text in texts for one in occurrences(text, sought)]
    return sum(
        place in places and not one.is_address for place, one in enumerate(found)
    )
