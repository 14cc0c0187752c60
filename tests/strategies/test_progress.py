"""How far the parts are, in words."""

from types import SimpleNamespace

import pytest

from strategies.contents import Line
from strategies.models import Part, Revision
from strategies.progress import in_words


def a_line(words=None, *, ready=False, suggested=0):
    """A part with so many words; without any it has not been started."""
    latest = None if words is None else Revision(number=1, words=words)
    spec = SimpleNamespace(suggested_words=suggested) if suggested else None
    return Line(Part(is_ready=ready, latest=latest), spec, "1.1")


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([], ""),
        (
            [a_line(1200, ready=True, suggested=900), a_line(5), a_line(suggested=300)],
            "Of 3 parts: 1 ready, 1 in progress, 1 not started. "
            "1,205 words of about 1,200 suggested.",
        ),
        (
            [a_line(suggested=300), a_line(suggested=900)],
            "None of 2 parts has been started. About 1,200 words are suggested.",
        ),
        ([a_line(7), a_line(8)], "All 2 parts are in progress. 15 words."),
        ([a_line(1, ready=True)], "Its one part is ready. 1 word."),
    ],
)
def test_progress_is_said_in_words(lines, words):
    assert in_words(lines) == words
