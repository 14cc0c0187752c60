from dataclasses import dataclass, field
from datetime import date

from office.uploads import CheckedFile
from people.models import User
from strategies.models import Strategy


@dataclass(frozen=True)
class Attempt:
    """Somebody trying to take a move: what they saw, and what they said with it."""

    strategy: Strategy
    verb: str
    by: User
    note: str = ""
    version: int | None = None
    facts: dict[str, object] = field(default_factory=dict)

    def by_who_signs(self) -> bool:
        """Whether this is the person who signs for the place, by its edition."""
        place = self.strategy.place
        signs = self.strategy.edition.signing_for(place.kind).approver
        return self.by.holds_now((signs,), place)

    def said(self, name: str) -> str:
        """A fact given as text, or nothing."""
        return str(self.facts.get(name) or "").strip()

    def recorded_facts(self) -> dict[str, str]:
        """The facts as the ledger keeps them: text and dates, never a file's content."""
        return {
            name: value.isoformat() if isinstance(value, date) else _in_words(value)
            for name, value in self.facts.items()
            if value not in (None, "")
        }


def _in_words(value: object) -> str:
    return value.name if isinstance(value, CheckedFile) else str(value)
