"""What a move is; the moves themselves are in workflow.MOVES."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from office import ledger
from office.models import Entry
from people.models import Role, User
from reviews.attempt import Attempt
from strategies.models import Status, Strategy


class Back(Enum):
    """Targets that depend on where the strategy came from."""

    BEFORE_ASKING = "where it came from"
    BEFORE_WITHDRAWING = "where it was"
    STAYS = "status stays"


Blocker = Callable[[Attempt], list[str]]
Effect = Callable[[Attempt, Entry], None]


@dataclass(frozen=True)
class Move:
    """One arrow of the diagram: who may take it, what bars it, what follows."""

    verb: str
    label: str
    explains: str
    sources: tuple[Status, ...]
    target: Status | Back
    roles: tuple[Role, ...]
    blockers: tuple[Blocker, ...] = ()
    warnings: tuple[Blocker, ...] = ()
    then: tuple[Effect, ...] = ()
    is_on_version: bool = True
    needs_note: bool = False
    note_label: str = "Note"
    by_administrator: bool = False

    def is_open_to(self, user: User, strategy: Strategy) -> bool:
        """Whether the person holds a role that takes this move."""
        if self.by_administrator and user.is_administrator:
            return True
        return user.holds(self.roles_at(strategy), strategy.place)

    def is_open_now_to(self, user: User, strategy: Strategy) -> bool:
        """The same question asked of the database again, account and roles alike."""
        if self.by_administrator and (
            User.objects.administrators().filter(pk=user.pk).exists()
        ):
            return True
        return user.holds_now(self.roles_at(strategy), strategy.place)

    def target_from(self, strategy: Strategy) -> str:
        """The status it leads to; where that depends on the past, the ledger knows."""
        if isinstance(self.target, Status):
            return self.target.value
        if self.target is Back.STAYS:
            return strategy.status
        is_withdrawn = self.target is Back.BEFORE_WITHDRAWING
        verb = "withdraw" if is_withdrawn else "ask_for_approval"
        chain = ledger.entries(ledger.strategy_chain(strategy.pk))
        last = chain.filter(verb=verb).last()
        return str(last.facts["from"]) if last else Status.DRAFTING.value

    def roles_at(self, strategy: Strategy) -> tuple[Role, ...]:
        """Its roles, with whoever signs under the strategy's edition as the approver."""
        signs = Role(strategy.edition.signing_for(strategy.place.kind).approver)
        return tuple(signs if role == Role.APPROVER else role for role in self.roles)
