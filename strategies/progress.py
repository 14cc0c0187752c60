"""How far the parts of a strategy are, in words: nothing here is a score."""

from collections import Counter
from collections.abc import Sequence

from strategies.contents import Line, Progress

SAID = {
    Progress.READY: "ready",
    Progress.IN_PROGRESS: "in progress",
    Progress.NOT_STARTED: "not started",
}


def in_words(lines: Sequence[Line]) -> str:
    """How many parts are ready, in progress and not started, and how long they are."""
    if not lines:
        return ""
    return f"{_of_parts(lines)}. {_of_words(lines)}."


def _of_parts(lines: Sequence[Line]) -> str:
    counts = Counter(line.progress for line in lines)
    said = {words: counts[state] for state, words in SAID.items() if counts[state]}
    if len(lines) == 1:
        return f"Its one part is {''.join(said)}"
    if counts[Progress.NOT_STARTED] == len(lines):
        return f"None of {len(lines)} parts has been started"
    if len(said) == 1:
        return f"All {len(lines)} parts are {''.join(said)}"
    each = ", ".join(f"{count} {words}" for words, count in said.items())
    return f"Of {len(lines)} parts: {each}"


def _of_words(lines: Sequence[Line]) -> str:
    words = sum(line.part.words for line in lines)
    suggested = sum(line.suggested_words for line in lines)
    if suggested and not words:
        return f"About {suggested:,} words are suggested"
    said = f"{words:,} word{'' if words == 1 else 's'}"
    return f"{said} of about {suggested:,} suggested" if suggested else said
