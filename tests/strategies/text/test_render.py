import re

import html5lib
import pytest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from hypothesis import given

from strategies.text import Citation, to_html
from tests.strategies.text.documents import CORPUS, quick, texts

SOURCES = {
    "E01": Citation(1),
    "e02": Citation(2, ref="E02"),
    "E03": Citation(3, problem="withdrawn on 4 May 2019"),
}
KNOWN_TAGS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li"),
    *("strong", "em", "br", "a", "mark"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
KNOWN_ATTRIBUTES = {"href", "rel", "class", "scope", "start"}
SAFE_ADDRESS = re.compile(r"https?://|mailto:|#source-", re.IGNORECASE)


def html(text, **options):
    return to_html(text, number_of=SOURCES.get, **options)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("One\\\ntwo", "<p>One<br>\ntwo</p>\n"),
        ("**b** and _i_", "<p><strong>b</strong> and <em>i</em></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>\n'),
        ("> q", "<blockquote>\n<p>q</p>\n</blockquote>\n"),
        ("", ""),
    ],
)
def test_each_kind_of_block(text, drawn):
    assert html(text) == drawn


def test_the_html_is_safe_for_a_template():
    assert conditional_escape(html("**b**")) == "<p><strong>b</strong></p>\n"


def test_a_citation_is_a_numbered_link_to_its_source():
    assert html("Jobs [@E01]") == (
        '<p>Jobs <a class="citation" href="#source-E01">[1]</a></p>\n'
    )


def test_a_citation_leads_to_the_reference_as_the_evidence_base_has_it():
    assert 'href="#source-E02"' in html("[@e02]")


def test_a_page_with_several_lists_of_sources_tells_them_apart():
    assert 'href="#ideas-source-E01"' in html("[@E01]", prefix="ideas-")


@pytest.mark.parametrize(
    ("ref", "shown"),
    [
        ("E99", "[E99: not in the evidence base]"),
        ("E03", "[E03: withdrawn on 4 May 2019]"),
    ],
)
def test_a_reference_that_leads_nowhere_is_shown_as_a_problem(ref, shown):
    assert (
        html(f"[@{ref}]") == f'<p><mark class="citation-problem">{shown}</mark></p>\n'
    )


def test_what_a_problem_says_cannot_be_html():
    drawn = to_html("[@E1]", number_of=lambda ref: Citation(1, problem="<b>x</b>"))

    assert "[E1: &lt;b&gt;x&lt;/b&gt;]" in drawn


@pytest.mark.parametrize(
    ("base", "upper", "lower"), [(2, "h2", "h3"), (3, "h3", "h4"), (6, "h6", "h6")]
)
def test_headings_stand_at_the_level_of_their_page(base, upper, lower):
    drawn = html("### Upper\n\n#### Lower", heading_base=base)

    assert drawn == f"<{upper}>Upper</{upper}>\n<{lower}>Lower</{lower}>\n"


def test_headers_of_tables_are_headers_of_columns():
    drawn = html("| a | b |\n| --- | --- |\n| 1 | 2 |")

    assert drawn.count('<th scope="col">') == 2
    assert "<td>1</td>" in drawn


def test_links_give_nothing_away():
    assert html('[x](https://a.b/?c="d"&e)') == (
        '<p><a href="https://a.b/?c=&quot;d&quot;&amp;e" rel="noopener nofollow">'
        "x</a></p>\n"
    )
    assert 'href="mailto:a@b.gov.uk"' in html("[x](mailto:a@b.gov.uk)")


def test_what_stands_for_a_record_comes_between_the_runs_of_text_as_it_is():
    def drawn(placed):
        return SafeString(f'<figure id="{placed.ref}"><img src="/x.png"></figure>')

    text = "One\n[[figure:F1]]\n\n[[figure:F2]]\n\n<img src=x>"

    assert html(text, placed=drawn) == (
        '<p>One</p>\n<figure id="F1"><img src="/x.png"></figure>'
        '<figure id="F2"><img src="/x.png"></figure><p>&lt;img src=x&gt;</p>\n'
    )


def test_a_record_that_nobody_knows_is_shown_as_a_problem():
    assert html("[[figure:F1]]") == (
        '<p><mark class="citation-problem">[figure F1: not in this strategy]</mark></p>\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java\nscript:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "[x](//evil.example)",
        "[x](https:javascript)",
        '[x](https://a.b/"onmouseover="alert(1))',
        "![x](https://a.b/c.png)",
        "![x](file:///etc/passwd)",
        '| a" onclick="x |\n| --- |\n| <style>*{}</style> |',
        "`<b>`\n\n    <i>\n\n```html\n<u>\n```",
        "<https://a.b/<script>>",
        "<!-- x --><svg/onload=x>",
        "[@E01<script>]",
    ],
)
def test_nothing_hostile_lives(text):
    assert_harmless(html(text))


@pytest.mark.parametrize("document", CORPUS, ids=lambda document: document["name"])
def test_the_corpus_is_drawn_as_it_is_and_in_its_form(document):
    assert_harmless(html(document["source"]))
    assert_harmless(html(document["canonical"]))


@quick
@given(texts)
def test_any_text_is_drawn_with_known_html_only(text):
    assert_harmless(html(text))


def test_a_lone_half_of_a_character_is_left_out():
    assert html("a\ud83db") == "<p>ab</p>\n"


def assert_harmless(drawn):
    tree = html5lib.parseFragment(drawn, namespaceHTMLElements=False)
    for element in list(tree.iter())[1:]:
        assert element.tag in KNOWN_TAGS
        assert set(element.attrib) <= KNOWN_ATTRIBUTES
        assert SAFE_ADDRESS.match(element.get("href", "https://"))
