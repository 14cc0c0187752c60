import pytest
from hypothesis import given

from strategies.text import canonical, join, plain, references, split
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
    ("**[bold](https://a.b)**", "[**bold**](https://a.b)\n"),
    ("[x](ftp://a.b)", "[x\\](ftp://a.b)\n"),
    ("[x\\](b) [c [d", "[x\\](b) [c [d\n"),
    ('[x](https://a.b "title")', "[x](https://a.b)\n"),
    ("[x](<https://a.b/c d|e>)", "[x](https://a.b/c%20d%7Ce)\n"),
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
    ("[[figure:F1]]", "[[figure:F1]]\n"),
    ("a\u00a0\u200bb", "a b\n"),
    ("a\x00\x07b", "ab\n"),
    ("a\ud800b", "ab\n"),
]


@pytest.mark.parametrize(("text", "form"), DIALECT)
def test_the_dialect(text, form):
    assert canonical(text) == form


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
def test_no_word_and_no_citation_is_lost(text):
    form = canonical(text)

    assert plain(form).replace(" ", "") == plain(text).replace(" ", "")
    assert references(form) == references(text)


def test_no_level_of_a_long_list_is_lost():
    text = "".join(f"{'  ' * level}- level {level}\n" for level in range(40))

    assert canonical(text) == text


def test_lists_of_two_kinds_in_turn_and_deep_take_no_longer_than_others():
    text = "".join(f"{'   ' * level}- a\n{'   ' * level}1. b\n" for level in range(40))

    assert canonical(text).count("b") == 40
