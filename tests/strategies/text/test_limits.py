import time

import pytest

from strategies.text import canonical, problems, to_html


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain.\r\nText\twith tabs, é, עברית, \u202eturned\u202c, e\u0301 and 🙂",
        "Word's own line\x0bbreak and a page\x0cbreak",
        "w " * 20_000,
        "é" * 100_000,
        "-" * 100,
        "\n".join("  " * level + "- a" for level in range(9)),
        "[@E01] " * 2_000,
    ],
)
def test_a_text_that_can_be_saved_has_no_problems(text):
    assert problems(text) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "é" * 100_001,
            "Shorten the text: it takes 200,002 bytes, and a part may take at most"
            " 200,000",
        ),
        (
            "w " * 20_001,
            "Shorten the text: it has 20,001 words, and a part may have at most 20,000",
        ),
        (
            "One two three four\x00five",
            "Remove the character after “two three four”: it is a control character,"
            " which cannot be stored or printed",
        ),
        (
            "\x1bfirst",
            "Remove the character at the beginning: it is a control character, which"
            " cannot be stored or printed",
        ),
        (
            "\n".join("  " * level + "- a" for level in range(10)),
            "Use fewer lists within lists: one goes 10 levels deep, and 9 is the most",
        ),
        (
            "[" * 501,
            "Take out square brackets: one paragraph has 501 that open, and it may"
            " have at most 500",
        ),
    ],
)
def test_each_problem_is_a_sentence_that_says_what_to_do(text, problem):
    assert problems(text) == [problem]


@pytest.mark.parametrize("character", ["\x01", "\x7f", "\x9b", "\ud800"])
def test_control_characters_are_refused(character):
    (problem,) = problems(f"a{character}b")

    assert "control character" in problem


def test_many_parts_of_words_are_not_many_words():
    assert problems("a-" * 30_000) == []


NASTY = {
    "brackets": "[" * 500,
    "links in links": "[" * 250 + "a](x)" * 250,
    "open links": "[a](" * 500,
    "stars": "*a" * 4_000,
    "bold in words": "a**b" * 2_000,
    "underscores": "_*a" * 2_000,
    "backslashes": "\\" * 8_000,
    "angles": "<a" * 4_000,
    "backticks": "`" * 8_000,
    "quotes": ">" * 8_000,
    "columns": "|" * 4_000 + "\n" + "|-" * 4_000,
    "rows": "|a|b|\n|-|-|\n" + "|x\n" * 1_000,
    "lists in turn": "- a\n1. b\n" * 600,
    "lists on a line": "- " * 4_000,
    "blank": "\n" * 8_000,
    "spaces": "a" + " " * 8_000 + "b",
    "half links": "](" * 4_000,
    "round brackets": "[a](https://a.b/" + "(" * 4_000 + ")",
}


@pytest.mark.parametrize("name", NASTY)
def test_nasty_texts_take_no_unreasonable_time(name):
    start = time.perf_counter()

    problems(NASTY[name])
    form = canonical(NASTY[name])
    to_html(form, number_of=lambda ref: None)

    assert canonical(form) == form
    assert time.perf_counter() - start < 4


def test_a_line_of_200_000_brackets_is_still_read():
    start = time.perf_counter()

    assert canonical("[" * 200_000) == "[" * 200_000 + "\n"
    assert time.perf_counter() - start < 10
