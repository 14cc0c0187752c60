"""Sentences that read like an ask for new money, and what people said of them.

The prospectus lets no strategy ask for any (line 56). A scan helps to find them and
decides nothing: a person closes each mark, and its Area Lead sees how.
"""

from strategies.checks.subject import Content
from strategies.funding.passages import passages_of
from strategies.funding.scan import Mark, key_of, scan

__all__ = ["Mark", "key_of", "marks_in", "passages_of", "scan"]


def marks_in(content: Content) -> list[Mark]:
    """The marked sentences of a draft or of a version, in the order of print."""
    return scan(passages_of(content), content.edition)
