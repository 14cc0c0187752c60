"""What happened, in order, sealed so that a change shows.

Each entry's hash covers every column and the hash of the entry before it; the chain's
own row holds its length and last hash, so that a tail cut off is seen as well. Entries
are written inside the transaction of what they tell of, and never changed.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from office.models import Chain, Entry

if TYPE_CHECKING:
    from people.models import User

PEOPLE = "people"


def strategy_chain(pk: int) -> str:
    return f"strategy:{pk}"


def place_chain(pk: int) -> str:
    return f"place:{pk}"


@transaction.atomic
def record(
    chain: str,
    verb: str,
    *,
    by: "User | None",
    subject: str = "",
    facts: dict[str, Any] | None = None,
) -> Entry:
    """Add one entry to the end of the chain. Others who write to it wait their turn."""
    head = _locked(chain)
    entry = Entry(
        chain=chain,
        number=head.length + 1,
        subject=subject[:300],
        verb=verb,
        by=by,
        at=timezone.now(),
        facts=facts or {},
        previous_hash=head.head,
    )
    entry.hash = seal(entry)
    entry.save(force_insert=True)
    head.length, head.head = entry.number, entry.hash
    head.save(update_fields=["length", "head"])
    return entry


def entries(chain: str) -> "Any":
    """The chain's entries, oldest first, with the people who made them."""
    return Entry.objects.filter(chain=chain).select_related("by").order_by("number")


def seal(entry: Entry) -> str:
    """SHA-256 over every column but the hash itself, as canonical JSON."""
    content = [
        entry.chain,
        entry.number,
        entry.subject,
        entry.verb,
        entry.by_id,
        entry.at.isoformat(timespec="microseconds"),
        entry.facts,
        entry.previous_hash,
    ]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def faults() -> Iterator[str]:
    """A sentence for each place where the record does not hold together."""
    known = {chain.name: chain for chain in Chain.objects.all()}
    ends: dict[str, tuple[int, str]] = {}
    for entry in Entry.objects.order_by("chain", "number").iterator():
        number, previous = ends.get(entry.chain, (0, ""))
        if entry.number != number + 1:
            yield f"{entry.chain}: entry {number + 1} is missing"
        elif entry.previous_hash != previous:
            yield f"{entry.chain}: entry {entry.number} does not follow the one before"
        if seal(entry) != entry.hash:
            yield f"{entry.chain}: entry {entry.number} was altered"
        ends[entry.chain] = (entry.number, entry.hash)
    for name in sorted({*known, *ends}):
        chain = known.get(name)
        if chain is None:
            yield f"{name}: the chain's own row is missing"
        elif (chain.length, chain.head) != ends.get(name, (0, "")):
            yield f"{name}: the end was cut off or altered"


def _locked(name: str) -> Chain:
    Chain.objects.get_or_create(name=name)
    return Chain.objects.select_for_update().get(name=name)
