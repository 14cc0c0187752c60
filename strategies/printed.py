"""The records of a strategy as plain dictionaries: what pages, versions and PDF print.

Everything is drawn from these dictionaries and never from the rows themselves, so a
record looks the same on the page, in a frozen version and on paper.
"""

from typing import Any

from strategies import content
from strategies.models import Strategy

Records = dict[str, list[dict[str, Any]]]


def as_document(strategy: Strategy) -> Records:
    """Findings, priorities, actions and measures in their order, with the words."""
    return content.records(strategy)
