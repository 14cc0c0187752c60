"""The signs of a weak draft: what those who read many of them look for first.

Most are seen by the check of a criterion and marked there. Those that belong to none
stand here.
"""

from collections.abc import Iterator

from strategies.checks import wording
from strategies.checks.disagreeing import figures_that_disagree
from strategies.checks.subject import Content, Open


def loose(content: Content) -> Iterator[Open]:
    """What no criterion asks about, in the whole text and its records."""
    yield from wording.left_behind(content.reading)
    yield from wording.stock_phrases(content.reading)
    yield from figures_that_disagree(content)
