"""What word processors put on the clipboard, and what a part keeps of it.

The files in pastes/ are one short document in the shape that each program gives it.
"""

from pathlib import Path

import pytest

from tests.browser.desk import Desk

PASTES = Path(__file__).parent / "pastes"
NORTHMARK = "officer@northmark.example"
WANTED = """\
### Skills in Fellshire

More people work in **engineering** than _anywhere_ else: see [the plan](https://www.example.gov.uk/plan).

- Apprenticeships
  - Engineering
- Colleges

1. Ask employers
2. Build places

| Place | Jobs |  |
| --- | --- | --- |
| Fellport | 4,200 | and rising |

That is 40 km² of new ground.
"""
LEFT_OUT = {
    "word-windows": "1 picture, 1 merged cell, 1 footnote and 1 tracked deletion were left out",
    "word-mac": "1 picture and 1 merged cell were left out",
    "word-online": "1 picture and 1 merged cell were left out",
    "google-docs": "1 picture and 1 merged cell were left out",
    "libreoffice": "1 picture, 1 merged cell and 1 footnote were left out",
}


@pytest.fixture
def desk(as_person):
    desk = Desk(as_person(NORTHMARK), "places", "northmark").open()
    desk.fill("")
    return desk


@pytest.mark.parametrize("program", LEFT_OUT)
def test_a_document_comes_across_and_the_writer_is_told_what_did_not(desk, program):
    desk.paste((PASTES / f"{program}.html").read_text())

    assert desk.text == WANTED
    assert desk.said == f"Pasted. {LEFT_OUT[program]}."
    assert desk.page.get_by_role("link", name="Add a figure").is_visible()
    assert desk.page.locator(".editor-text [style]").count() == 0


def item(words, style, mark="·"):
    return (
        f"<p class=MsoListParagraph style='{style}'><![if !supportLists]>"
        f"<span style='mso-list:Ignore'>{mark}<span>&nbsp; </span></span><![endif]>"
        f"{words}<o:p></o:p></p>"
    )


def online(words, level):
    return (
        "<div class='ListContainerWrapper'><ul><li class='OutlineElement' "
        f"data-aria-level='{level}'><p class='Paragraph'>{words}</p></li></ul></div>"
    )


IN = "mso-list:l0 level{} lfo1"
AT = "margin-left:{}pt;mso-list:{} level1 lfo1"
# What it is: what was on the clipboard, and what the text is then.
PIECES = {
    "a level that is left out": (
        item("one", IN.format(1)) + item("two", IN.format(3)),
        "- one\n  - two\n",
    ),
    "lists of two kinds that touch are nested by their margins": (
        item("one", AT.format(36, "l0")) + item("two", AT.format(72, "l5"), "1."),
        "- one\n  1. two\n",
    ),
    "a second paragraph of an item": (
        item("one", AT.format(36, "l0"))
        + "<p style='margin-left:36.0pt'>more</p>"
        + item("two", AT.format(36, "l0")),
        "- one\n\n  more\n\n- two\n",
    ),
    "an empty paragraph inside a list": (
        item("one", IN.format(1)) + "<p>&nbsp;</p>" + item("two", IN.format(1)),
        "- one\n- two\n",
    ),
    "an empty paragraph between two lists": (
        item("one", IN.format(1))
        + "<p>&nbsp;</p>"
        + item("two", "mso-list:l1 level1 lfo2", "1."),
        "- one\n\n1. two\n",
    ),
    "a list that goes on counting": (
        item("three", IN.format(1), "3.") + item("four", IN.format(1), "4."),
        "3. three\n4. four\n",
    ),
    "bullets that were typed": (
        "<p>•&nbsp; one</p><p>• two</p><p>last</p>",
        "- one\n- two\n\nlast\n",
    ),
    "a picture as a bullet": (
        item("one", IN.format(1), "<img src='file:///b.gif'>"),
        "- one\n",
    ),
    "deep lists of Word Online": (
        online("one", 1) + online("two", 2) + online("three", 3) + online("four", 1),
        "- one\n  - two\n    - three\n- four\n",
    ),
    "numbered headings": (
        "<ol><li><h1>One</h1></li><li><h1>Two</h1></li></ol><p>text</p>",
        "### One\n\n### Two\n\ntext\n",
    ),
    "smaller headings": ("<h2>One</h2><h4>Two</h4>", "### One\n\n#### Two\n"),
    "a box round some text": (
        "<table><tr><td><p>one</p><p>two</p></td></tr></table>",
        "one\n\ntwo\n",
    ),
    "cells merged downwards": (
        "<table><tr><td>a</td><td>b</td></tr><tr><td rowspan=2>c</td><td>d</td></tr>"
        "<tr><td>e</td></tr></table>",
        "| a | b |\n| --- | --- |\n| c | d |\n|  | e |\n",
    ),
    "a list in a cell": (
        "<table><tr><td>a</td><td>b</td></tr>"
        "<tr><td><ul><li>c</li><li>d</li></ul></td><td>&nbsp;</td></tr></table>",
        "| a | b |\n| --- | --- |\n| c; d |  |\n",
    ),
    "a table inside a table": (
        "<table><tr><td>a</td><td>b</td></tr><tr><td>c <table><tr><td>d</td></tr>"
        "</table></td><td>e</td></tr></table>",
        "| a | b |\n| --- | --- |\n| c d | e |\n",
    ),
    "weights that only look like bold": (
        "<p><b style='font-weight:normal'>one</b> "
        "<span style='mso-bidi-font-weight:bold'>two</span> "
        "<span style='font-weight:700'>three</span></p>",
        "one two **three**\n",
    ),
    "addresses that could do harm": (
        "<p><a href='javascript:alert(1)'>one</a> <a href='file:///x'>two</a> "
        "<a href='mailto:a@example.org'>three</a></p>",
        "one two [three](mailto:a@example.org)\n",
    ),
    "an address as broken as can be": (
        "<p><a href='https://www.google.com/url?q=%E0%A4%A'>one</a></p>",
        "[one](https://www.google.com/url?q=%E0%A4%A)\n",
    ),
    "script and markup as text": (
        "<p>one<script>alert(1)</script> &lt;img src=x onerror=alert(1)&gt;</p>",
        "one \\<img src=x onerror=alert(1)>\n",
    ),
    "small numbers": ("<p>CO<sub>2</sub> and m<sup>3</sup></p>", "CO₂ and m³\n"),
    "words in lines": ("<p>one<br>two</p>", "one\\\ntwo\n"),
    "a quotation": ("<blockquote><p>one</p></blockquote>", "> one\n"),
    "plain words": ("", "words\n"),
}


def test_odd_pieces_of_documents_come_out_right(desk):
    found = {}
    for name, (html, _) in PIECES.items():
        desk.fill("")
        desk.paste(html)
        found[name] = desk.text

    assert found == {name: wanted for name, (_, wanted) in PIECES.items()}


def test_several_paragraphs_pasted_into_a_cell_stay_in_it(desk):
    desk.fill("| a | b |\n| --- | --- |\n| c | d |\n")
    desk.page.get_by_role("cell", name="d").click()
    desk.page.wait_for_timeout(60)
    desk.press("End", "Space")
    desk.paste("<p>one <b>two</b></p><ul><li>three</li></ul>")

    assert "| c | d one **two** three |" in desk.text


def test_what_was_copied_in_the_editor_is_pasted_as_it_was(desk):
    text = "### Head\n\nOne **two** [@E01].\n\n- a\n  - b\n\n[[figure:F1]]\n\n| a | b |\n| --- | --- |\n| c | d |\n"
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.fill(text)
    desk.press("Control+a", "Control+c")
    desk.fill("")
    desk.press("Control+v")
    desk.page.wait_for_timeout(200)

    assert desk.text == text


def test_a_picture_cannot_be_pasted_and_the_writer_learns_what_to_do(desk):
    desk.page.evaluate(
        """() => {
          const clipboardData = new DataTransfer();
          clipboardData.items.add(new File(["x"], "a.png", { type: "image/png" }));
          const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
          document.querySelector(".editor-text").dispatchEvent(event);
        }"""
    )

    assert desk.text == ""
    assert desk.said.startswith("A picture cannot be pasted into the text.")
    desk.page.get_by_role("button", name="Hide this").click()
    assert desk.said == ""


def test_far_too_much_is_refused_and_what_stood_there_stays(desk):
    desk.fill("What stood there.\n")
    desk.paste(plain="word " * 1_000_000)

    assert desk.said.startswith("That is too long to paste in one go")
    assert desk.text == "What stood there.\n"
