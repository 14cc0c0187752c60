"""What a place's strategy rests on its evidence, told to the room of evidence."""

from collections.abc import Collection

from evidence.leaning import Leaning
from people.models import Place, User
from strategies import checks, thread
from strategies.nouns import NOUNS
from strategies.permissions import may_read_draft
from strategies.resting import at_work_on, open_strategy
from strategies.thread import addresses
from strategies.thread.graph import EVIDENCE, PASSAGES


def cited_refs(place: Place, user: User) -> frozenset[str] | None:
    """The refs that the strategy cites; None to whom its text is not open."""
    strategy = at_work_on(place)
    if strategy is None:
        return frozenset() if place.pk in user.reads_for() else None
    if not may_read_draft(user, strategy):
        return None
    return frozenset(checks.of_strategy(strategy).refs)


def leaning_on(
    place: Place, user: User, refs: Collection[str]
) -> dict[str, list[Leaning]]:
    """By ref, every passage and record that rests on it, through others too."""
    strategy = open_strategy(place, user)
    if strategy is None:
        return {}
    woven = thread.weave(checks.of_strategy(strategy))
    links = addresses.of_draft(woven, strategy)
    return {
        ref: [
            Leaning(woven.nodes[key].words, links[key])
            for key in woven.all_above((EVIDENCE, ref))
            if key[0] in (PASSAGES, *NOUNS)
        ]
        for ref in refs
    }
