import pytest
from hypothesis import given

from strategies.text import canonical, join, placed, plain, references, split
from tests.strategies.text.documents import CORPUS, quick, texts


@pytest.mark.parametrize("document", CORPUS, ids=lambda document: document["name"])
def test_each_text_of_the_corpus_has_its_form_and_keeps_it(document):
    assert canonical(document["source"]) == document["canonical"]
    assert canonical(document["canonical"]) == document["canonical"]


DIALECT = [
    ("", ""),
    (" \n\n", ""),
    ("One\r\nline", "One line\n"),
    ("a\n\n\n\nb", "a\n\nb\n"),
    ("# One\n###### Six", "### One\n\n#### Six\n"),
    ("- ### Head", "- Head\n"),
    ("* a\n* b", "- a\n- b\n"),
    ("3) a\n9) b", "3. a\n4. b\n"),
    ("- a\n\n+ b", "- a\n- b\n"),
    ("- a\n\n  b\n- c", "- a\n\n  b\n\n- c\n"),
    ("__b__ and *i* and un*usu*al", "**b** and _i_ and un*usu*al\n"),
    ("a***b*c**d", "a**bc**d\n"),
    ("a**c*b***d", "a**cb**d\n"),
    ("**[bold](https://a.b)**", "[**bold**](https://a.b)\n"),
    ("[x](ftp://a.b)", "[x\\](ftp://a.b)\n"),
    ("[x\\](b) [c [d", "[x\\](b) [c [d\n"),
    ('[x](https://a.b "title")', "[x](https://a.b)\n"),
    ("[x](<https://a.b/c d|e>)", "[x](https://a.b/c%20d%7Ce)\n"),
    ("[x](https://a.b?c&amp;d)", "[x](https://a.b?c\\&amp;d)\n"),
    ("**a [@E01] b**", "**a** [@E01] **b**\n"),
    ("[a [@E01] b](https://c.d)", "[a [@E01] b\\](https://c.d)\n"),
    ("|a|b|\n|:-|-|\n|1|", "| a | b |\n| --- | --- |\n| 1 |  |\n"),
    (">one\n>\n>two", "> one\n>\n> two\n"),
    ("one  \ntwo", "one\\\ntwo\n"),
    ("1986\\. A year", "1986\\. A year\n"),
    ("\\# no\n\n\\- no\n\n\\> no", "\\# no\n\n\\- no\n\n\\> no\n"),
    ("a\\\n--- | ---", "a\\\n\\--- | ---\n"),
    ("# C#", "### C#\n"),
    ("# C \\#", "### C \\#\n"),
    ("    no code", "no code\n"),
    ("[x]()", "x\n"),
    ("a\u00a0\u200bb", "a b\n"),
    ("a\x00\x07b", "ab\n"),
    ("a\ud800b", "ab\n"),
]


@pytest.mark.parametrize(("text", "form"), DIALECT)
def test_the_dialect(text, form):
    assert canonical(text) == form


PLACED = [
    ("[[figure:F1]]", "[[figure:F1]]\n"),
    ("   [[action:A-1.2]]\t ", "[[action:A-1.2]]\n"),
    ("above\n[[figure:F1]]\nbelow", "above\n\n[[figure:F1]]\n\nbelow\n"),
    ("- a\n[[figure:F1]]\n- b", "- a\n\n[[figure:F1]]\n\n- b\n"),
    ("> a\n[[figure:F1]]", "> a\n\n[[figure:F1]]\n"),
    ("- > a\n[[figure:F1]]", "- > a\n\n[[figure:F1]]\n"),
    ("|a|\n|-|\n[[figure:F1]]", "| a |\n| --- |\n\n[[figure:F1]]\n"),
    ("[[figure:F1]]\n|-|", "[[figure:F1]]\n\n|-|\n"),
]


@pytest.mark.parametrize(("text", "form"), PLACED)
def test_a_record_is_placed_by_a_line_of_its_own_outside_all_else(text, form):
    assert canonical(text) == form
    assert len(placed(form)) == 1


NOT_PLACED = [
    ("\\[[figure:F1]]", "\\[[figure:F1]]\n"),
    ("See [[figure:F1]]", "See [[figure:F1]]\n"),
    ("[[figure:F1]] [[figure:F2]]", "[[figure:F1]] [[figure:F2]]\n"),
    ("[[Figure:F1]]", "[[Figure:F1]]\n"),
    ("[[figure:1]]", "[[figure:1]]\n"),
    ("[[figure:F1]](https://a.b)", "[\\[figure:F1\\]](https://a.b)\n"),
    ("- [[figure:F1]]", "- \\[[figure:F1]]\n"),
    ("- a\n  [[figure:F1]]", "- a [[figure:F1]]\n"),
    ("> [[figure:F1]]", "> \\[[figure:F1]]\n"),
    ("|[[figure:F1]]|\n|-|", "| [[figure:F1]] |\n| --- |\n"),
    ("### [[figure:F1]]", "### [[figure:F1]]\n"),
]


@pytest.mark.parametrize(("text", "form"), NOT_PLACED)
def test_words_that_only_look_like_a_placed_record_stay_words(text, form):
    assert canonical(text) == form
    assert canonical(form) == form
    assert placed(form) == []


@quick
@given(texts)
def test_the_form_of_the_form_is_the_form(text):
    form = canonical(text)

    assert canonical(form) == form
    assert split(form) == split(text)
    assert join(split(text)) == form


@quick
@given(texts)
def test_each_block_is_its_own_form(text):
    for block in split(text):
        assert split(block) == [block]


@quick
@given(texts)
def test_no_word_no_citation_and_no_record_is_lost(text):
    form = canonical(text)

    assert plain(form).replace(" ", "") == plain(text).replace(" ", "")
    assert references(form) == references(text)
    assert placed(form) == placed(text)


def test_no_level_of_a_long_list_is_lost():
    text = "".join(f"{'  ' * level}- level {level}\n" for level in range(40))

    assert canonical(text) == text


def test_lists_of_two_kinds_in_turn_and_deep_take_no_longer_than_others():
    text = "".join(f"{'   ' * level}- a\n{'   ' * level}1. b\n" for level in range(40))

    assert canonical(text).count("b") == 40
