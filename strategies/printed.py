"""The records of a strategy as plain dictionaries: what pages, versions and PDF print.

Everything is drawn from these dictionaries and never from the rows themselves, so a
record looks the same on the page, in a frozen version and on paper.
"""

from typing import Any

from strategies import content
from strategies.models import Strategy


def as_document(strategy: Strategy) -> dict[str, Any]:
    """All that a document holds beside the texts, with the words."""
    records, beside = content.whole(strategy)
    return {"records": records, **beside}
