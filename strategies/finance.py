"""What the finance officer of the accountable body said of a version (clause line 56).

Recorded once and never edited: a later statement stands beside the earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from office import ledger
from office.uploads import CheckedFile
from people.models import User
from strategies import enclosures
from strategies.drafting import held
from strategies.models import FinanceStatement, Version

WORDS = (
    "I have read version {number} of “{title}”. It contains no proposal that requires new "
    "funding, and none that has spending implications outside existing budgets available "
    "to the local area. Each action names the budget that pays for it, or needs none."
)


@dataclass(frozen=True)
class Said:
    """Who said it, for which body, on which day, and in what words."""

    name: str
    post: str
    body: str
    made_on: date
    text: str


def suggested(version: Version) -> str:
    """Words to begin with, after the prospectus; hers are whatever she signed."""
    return WORDS.format(number=version.number, title=version.document["title"])


@transaction.atomic
def record(
    version: Version, said: Said, *, file: CheckedFile | None, by: User
) -> FinanceStatement:
    """Keep the statement and its file. Raises Refused for a picture that cannot be drawn."""
    ready = enclosures.ready(file) if file else None
    strategy = held(version.strategy_id)
    statement = FinanceStatement.objects.create(
        version=version,
        enclosure=enclosures.enclose(strategy, ready, by=by) if ready else None,
        recorded_by=by,
        **vars(said),
    )
    ledger.record(
        ledger.strategy_chain(strategy.pk),
        "finance_statement",
        by=by,
        subject=said.name,
        facts={
            "version": version.number,
            "post": said.post,
            "made_on": said.made_on.isoformat(),
            "file": statement.enclosure.sha256 if statement.enclosure else "",
        },
    )
    return statement
