"""Reading a text beside its known blocks gives what reading all of it gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies.text import join, split, word_count
from strategies.text.again import count_again, split_again
from tests.strategies.text.documents import CORPUS, quick, texts


@pytest.mark.parametrize("document", CORPUS, ids=lambda document: document["name"])
def test_a_text_of_the_corpus_put_in_the_middle(document):
    known = split(
        "A first paragraph.\n\n- a list\n\nIn between.\n\n1. numbers\n\nLast."
    )
    for place in range(len(known) + 1):
        text = (
            join(known[:place])
            + "\n"
            + document["source"]
            + "\n\n"
            + join(known[place:])
        )

        assert split_again(text, known) == split(text)


@st.composite
def spliced(draw):
    """A text in its form, and the same with a stretch of it written over."""
    known = split("\n\n".join(draw(st.lists(texts, min_size=1, max_size=4))))
    text = join(known)
    first = draw(st.integers(0, len(text)))
    last = draw(st.integers(first, len(text)))
    return known, text[:first] + draw(texts) + text[last:]


@quick
@given(spliced())
def test_any_stretch_written_over_reads_the_same(known_and_text):
    known, text = known_and_text

    assert split_again(text, known) == split(text)


@quick
@given(spliced())
def test_words_are_counted_by_what_came_and_went(known_and_text):
    known, text = known_and_text
    new = split(text)

    assert count_again(new, known, word_count(join(known))) == word_count(join(new))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One.",
        "One.\n\n",
        "One.\r\n\r\nTwo.\r\n\r\n- a\r\n\r\nThree.\r\n",
        "Two.\n\n- a\n\nThree.",
        "One.\n\n- a\n\n- b",
        "One.\n\nTwo.\n\n- a\n\n    Three.",
        "One.\n\nOne.\n\nTwo.\n\n- a\n\nThree.\n\nThree.",
    ],
)
def test_where_the_known_blocks_begin_end_or_repeat(text):
    known = ["One.", "Two.", "- a", "Three."]

    assert split_again(text, known) == split(text)


def test_what_stands_far_from_a_change_is_not_read():
    known = ["Far   away", *(f"Paragraph {number}." for number in range(50))]
    text = join(known).replace("h 25.", "h   25 again.")

    assert split_again(text, known)[0] == "Far   away"  # which split would tidy
    assert split_again(text, known)[26] == "Paragraph 25 again."
