"""No new money, as it stands in the version that somebody decides about."""

from reviews.attempt import Attempt
from strategies import checks
from strategies.funding.reading import Reading, read
from strategies.models import Version


def in_version(version: Version) -> Reading:
    """The marked sentences of a version, with what was said of each until today."""
    return read(version.strategy, checks.of_document(version.document))


def marks_open(attempt: Attempt) -> list[str]:
    """Sentences of the version in question that ask for money and nobody has closed.

    One may be opened again after approval was asked for.
    """
    version = attempt.strategy.in_question
    if version is None:
        return []
    return [
        f"{said.mark.where} reads like an ask for new money: “{said.mark.sentence[:120]}”. "
        "Say on the page “No new money” what it is."
        for said in in_version(version).flags
    ]
