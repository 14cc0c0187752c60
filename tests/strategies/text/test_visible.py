import pytest

from strategies.text import Placed, placed, plain, references, word_count


@pytest.mark.parametrize(
    ("text", "visible"),
    [
        ("", ""),
        ("### A **bold** head\n\nand _text_", "A bold head and text"),
        ("- one\n- two\n  - three", "one two three"),
        ("| a | b |\n| --- | --- |\n| 1 |  |", "a b 1"),
        ("one\\\ntwo\nthree", "one two three"),
        ("See [the report](https://a.b).", "See the report."),
        ("Jobs grew [@E01]. More [@E02][@E03] follow", "Jobs grew. More follow"),
        ("\\*not bold\\* & <b>", "*not bold* & <b>"),
        ("above\n[[figure:F1]]\nbelow", "above below"),
    ],
)
def test_the_visible_text_in_one_line(text, visible):
    assert plain(text) == visible


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One two three", 3),
        ("Growth of £22.9bn – up 3% – a cost-benefit ratio", 8),
        ("Jobs grew [@E01].", 2),
        ("5 * 6 = 30", 3),
        ("|a|b|\n|-|-|\n|c|d|", 4),
        ("[a report](https://a.b/c)", 2),
        ("un**usual** rise", 2),
        ("[[figure:F1]]", 0),
        ("\\[[figure:F1]]", 1),
    ],
)
def test_words_are_counted_as_a_reader_would(text, words):
    assert word_count(text) == words


def test_references_come_once_in_the_order_of_first_use():
    text = "[@E07] and [@E01]\n\n- [@E07]\n- [@E02-b]\n\n\\[@E09] [@ E10] `[@E11]`"

    assert references(text) == ["E07", "E01", "E02-b", "E11"]


def test_placed_records_come_in_order_and_as_often_as_they_stand():
    text = "[[figure:F2]]\n\n[[priority:P1]]\n[[figure:F2]]\n\n- [[figure:F3]]"

    assert placed(text) == [
        Placed("figure", "F2"),
        Placed("priority", "P1"),
        Placed("figure", "F2"),
    ]
