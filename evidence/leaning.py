"""What leans on an item of evidence: told by higher rooms, which know the texts."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from people.models import Place, User


@dataclass(frozen=True)
class Leaning:
    """One passage or record that rests on evidence, in words, and where it is read."""

    words: str
    address: str


Leanings = Mapping[str, Sequence[Leaning]]
# All that leans on these refs of the place; nothing to whom the texts are not open.
Source = Callable[[Place, User, Collection[str]], Leanings]
_sources: list[Source] = []


def tell_leanings(source: Source) -> None:
    _sources.append(source)


def on(place: Place, user: User, refs: Collection[str]) -> dict[str, list[Leaning]]:
    """By ref, what leans on each of these, as far as this person may know."""
    found: dict[str, list[Leaning]] = {}
    for source in _sources if refs else ():
        for ref, those in source(place, user, refs).items():
            found.setdefault(ref, []).extend(those)
    return found
