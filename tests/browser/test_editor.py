"""The rich editor as a writer meets it: nothing changes by itself, and a keyboard is enough."""

import gzip
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from strategies.text import canonical
from tests.browser.desk import Desk
from tests.browser.looking import PHONE, overflow, violations

CORPUS = Path(__file__).parent.parent / "strategies" / "text" / "corpus.json"
PART = "ideas"
TEXT = """\
### Skills

More people work in **engineering** than _anywhere_ else [@E01].

- one
  - two

| Place | Jobs |
| --- | --- |
| Fellport | 4,200 |

Last words.
"""
DIALOGS = {
    "link": "Add a link",
    "cite": "Cite evidence",
    "place": "Place a figure or record",
    "table": "Add a table",
}
BROKEN = "globalThis.EditContext = 1; Element.prototype.after = () => { throw new Error('no') };"


@pytest.fixture
def desk(as_person):
    return Desk(as_person("officer"), PART)


def chunks():
    """Every awkward text we know, as a few long ones."""
    texts = [one["canonical"] for one in json.loads(CORPUS.read_text())]
    return [canonical("\n\n".join(texts[number::4])) for number in range(4)]


@pytest.mark.parametrize("text", chunks(), ids=["first", "second", "third", "fourth"])
def test_a_text_that_is_opened_touched_and_saved_is_the_same(desk, text):
    desk.store(text)
    desk.open()
    assert desk.text == text

    desk.page.locator(".editor-text").focus()
    desk.types("Q")
    assert desk.text != text
    desk.press("Control+z")
    desk.save()

    assert desk.stored == text


def test_a_part_is_written_by_keyboard_alone(desk):
    desk.store("")
    desk.open()
    desk.page.get_by_label("Text of this part").focus()
    desk.press("Alt+F10", "Enter")
    desk.types("Skills")
    desk.press("Enter")
    desk.types("More people work in ")
    desk.press("Control+b")
    desk.types("engineering")
    desk.press("Control+b")
    cite(desk, "E02")
    desk.press("Enter")
    desk.types("- one")
    desk.press("Enter", "Alt+Shift+ArrowRight")
    desk.types("two")
    desk.press("Enter", "Enter", "Enter")
    desk.types("1. first")
    desk.press("Enter", "Enter")
    add_table(desk, columns=2, rows=2)
    for words in ("Place", "Jobs", "Fellport"):
        desk.types(words)
        desk.press("Enter")
    desk.types("4,200")
    desk.press("Control+Enter")
    desk.types("Last words.")

    assert desk.text == (
        "### Skills\n\nMore people work in **engineering**[@E02]\n\n- one\n  - two\n\n"
        "1. first\n\n| Place | Jobs |\n| --- | --- |\n| Fellport | 4,200 |\n\n"
        "Last words.\n"
    )


def cite(desk, ref):
    choose(desk, "cite")
    desk.types(ref)
    desk.press("Enter")


def add_table(desk, columns, rows):
    choose(desk, "table")
    desk.press("Control+a")
    desk.types(str(columns))
    desk.press("Tab", "Control+a")
    desk.types(str(rows))
    desk.press("Enter")


def choose(desk, name):
    """Go to a button of the toolbar by its arrows, and press it."""
    desk.press("Alt+F10", "Home")
    for _ in range(40):
        if desk.focused == name:
            break
        desk.press("ArrowRight")
    assert desk.focused == name
    desk.press("Enter")


def test_the_toolbar_is_one_stop_and_escape_leads_back(desk):
    desk.store(TEXT)
    desk.open().page.get_by_label("Text of this part").focus()
    desk.press("Shift+Tab")
    assert desk.focused == "heading"
    desk.press("ArrowLeft")
    assert desk.focused == "make"
    desk.press("ArrowRight", "ArrowRight")
    assert desk.focused == "subheading"
    desk.press("Tab")
    assert desk.focused == "id_text-rich"
    desk.press("Alt+F10")
    assert desk.focused == "subheading"
    desk.press("Escape")
    assert desk.focused == "id_text-rich"


def test_tab_leaves_the_text_also_from_a_table(desk):
    desk.store(TEXT)
    desk.open().click("Fellport")
    expect(desk.button("row-below")).to_be_visible()
    desk.press("Tab")

    assert desk.focused != "id_text-rich"
    assert desk.text == TEXT


def test_rows_columns_and_the_header_of_a_table(desk):
    desk.store(TEXT)
    desk.open().click("Fellport")
    for name in ("row-above", "column-after", "make-header"):
        desk.button(name).click()

    assert (
        "| Fellport |  | 4,200 |\n| --- | --- | --- |\n| Place |  | Jobs |" in desk.text
    )

    desk.button("remove-column").click()
    desk.button("remove-row").click()
    assert "| Fellport" not in desk.text
    desk.button("remove-table").click()
    assert "|" not in desk.text
    desk.press(*["Control+z"] * 6)
    assert desk.text == TEXT


def test_a_source_is_shown_with_its_title_and_a_wrong_one_is_flagged(desk):
    desk.store("Jobs grew [@E01] and fell [@E999].\n")
    desk.open()

    known = desk.page.get_by_role("img", name=re.compile("^Source E01 "))
    expect(known).to_have_attribute("title", re.compile(".{10}"))
    expect(desk.page.get_by_role("img", name="Source E999 (unknown)")).to_be_visible()


def test_a_record_is_placed_on_a_line_of_its_own(desk):
    desk.store("Some words.\n\nLast words.\n")
    desk.open().click("Some words.")
    choose(desk, "place")
    desk.types("priority P1")
    desk.press("ArrowDown", "Space", "Enter")

    assert desk.text == "Some words.\n\n[[priority:P1]]\n\nLast words.\n"
    expect(desk.page.locator(".editor-placed")).to_contain_text("Priority P1")
    desk.press("Control+z")
    assert desk.text == "Some words.\n\nLast words.\n"


def test_a_link_that_leads_nowhere_safe_is_refused_with_a_reason(desk):
    desk.store("Some words.\n")
    desk.open().click("Some words.")
    desk.press("Control+a", "Control+k")
    desk.types("javascript:alert(1)")
    desk.press("Enter")
    expect(desk.page.get_by_role("alert")).to_contain_text("Enter a web address")
    desk.press("Control+a")
    desk.types("www.example.gov.uk/plan")
    desk.press("Enter")

    assert desk.text == "[Some words.](https://www.example.gov.uk/plan)\n"


def test_selected_words_lead_into_the_form_that_adds_a_priority(desk):
    desk.store("Train 1,000 engineers. They stay.\n")
    desk.open().click("Train")
    desk.press("Control+a")
    desk.button("make").click()
    with desk.page.context.expect_page() as opened:
        desk.page.get_by_role("link", name="A priority").click()

    assert opened.value.url.endswith(
        "/priorities/add/?title=Train+1%2C000+engineers"
        "&text=Train+1%2C000+engineers.+They+stay."
    )


def test_a_list_begun_by_its_sign_is_taken_back_by_undo(desk):
    desk.store("Some words.\n")
    desk.open().fill("")
    desk.types("1. one")
    assert desk.text == "1. one\n"
    desk.press("Control+z", "Control+z")

    assert desk.text == "1\\.\n"


def test_the_page_is_small_and_comes_in_few_requests(desk):
    desk.store(TEXT)
    replies = []
    desk.page.on("response", lambda reply: replies.append(reply))
    desk.open().page.wait_for_timeout(500)

    assert len(replies) <= 10
    assert sum(len(gzip.compress(reply.body())) for reply in replies) <= 155_000


def test_the_plain_box_is_remembered_until_the_writer_goes_back(desk):
    desk.store(TEXT)
    page = desk.open().page
    with page.expect_response("**/accounts/editor/") as kept:
        page.get_by_role("button", name="Edit as plain text").click()
    assert kept.value.status == 204
    assert desk.focused == "id_text"
    page.reload()
    box = page.get_by_label("Text of this part")
    expect(box).to_have_value(TEXT)
    box.fill("Plain words.\n")
    with page.expect_response("**/accounts/editor/"):
        page.get_by_role("button", name="Edit with formatting").click()

    assert desk.text == "Plain words.\n"
    assert page.locator("#id_text").is_hidden()


@pytest.mark.parametrize("fault", ["throws", "is blocked"])
def test_a_script_that_fails_leaves_the_plain_box(desk, fault, portal, browser):
    desk.store(TEXT)
    state = desk.page.context.storage_state()
    page = browser.new_context(base_url=portal.address, storage_state=state).new_page()
    if fault == "throws":
        page.add_init_script(BROKEN)
    else:
        page.route("**/built/editor.*.js", lambda route: route.abort())
    page.goto(desk.address)
    page.wait_for_timeout(300)

    expect(page.get_by_label("Text of this part")).to_have_value(TEXT)
    if fault == "throws":
        expect(page.get_by_text("You can carry on in this box.")).to_be_visible()
    page.locator("#id_text").fill("Written all the same.\n")
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    assert desk.stored == "Written all the same.\n"
    page.context.close()


def test_the_whole_window_hides_nothing_from_the_keyboard(desk):
    desk.store(TEXT)
    page = desk.open().page
    desk.button("full").click()
    assert page.evaluate("document.elementFromPoint(9, 9).closest('.editor-full')")
    expect(page.locator("body > header")).to_have_attribute("inert", "")
    for _ in range(12):
        desk.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body"
            " || document.activeElement.closest('.editor-full') !== null"
        )
    page.get_by_label("Text of this part").focus()
    desk.press("Escape")

    assert page.locator(".editor-full").count() == 0
    assert page.locator("[inert]").count() == 0


def test_the_editor_is_accessible_in_all_its_states(desk):
    desk.store(TEXT)
    page = desk.open().page
    found = {"rich": violations(page)}
    for name, title in DIALOGS.items():
        desk.button(name).click()
        page.get_by_role("dialog", name=title).wait_for()
        found[name] = violations(page)
        desk.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert desk.focused == "id_text-rich"
    desk.paste("<p>one</p><img src=x><p>two</p>")
    found["pasted"] = violations(page)
    desk.click("Fellport")
    found["in a table"] = violations(page)
    page.set_viewport_size(PHONE)
    found["on a phone"] = violations(page)
    assert overflow(page) == 0

    assert {state for state, faults in found.items() if faults} == set()


def test_screen_readers_learn_what_the_text_is_called_and_that_it_has_lines(desk):
    desk.store(TEXT)
    box = desk.open().page.get_by_role("textbox", name="Text of this part")

    assert box.get_attribute("aria-multiline") == "true"
    assert "Press Alt and F10" in " ".join(described(desk.page, box))
    desk.page.get_by_text("Text of this part").click()
    assert desk.focused == "id_text-rich"


def described(page, box):
    ids = box.get_attribute("aria-describedby").split()
    return [page.locator(f"#{one}").inner_text() for one in ids]
