"""Writing together in real browsers: whatever happens on the way, no sentence is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import PHONE, overflow, violations
from tests.browser.writers import OFFICER, SECOND, desks

ROUNDS = 50
CUT_OFF = range(18, 26)
SIGNED_OUT = 30
BACK = 36


@pytest.fixture
def at_desk(browser, portal):
    yield from desks(browser, portal)


def test_two_browsers_write_one_part_and_every_sentence_is_there(at_desk, portal):
    ana, sam = at_desk(OFFICER, "people"), at_desk(SECOND, "people")
    ana.goes_to(0)
    sam.goes_to(1)
    for number in range(ROUNDS):
        ana.types(f" Ana wrote {number}.")
        sam.types(f" Sam wrote {number}.")
        happens_to(sam, number, portal)
        ana.page.wait_for_timeout(150)
    for one, last in (
        (ana, f"Sam wrote {ROUNDS - 1}."),
        (sam, f"Ana wrote {ROUNDS - 1}."),
    ):
        one.sees(last, within=40_000)
        one.is_saved()

    all_of = {
        name: [f" {name} wrote {n}." for n in range(ROUNDS)] for name in ("Ana", "Sam")
    }
    assert ana.text == sam.text
    for words in all_of.values():
        assert "".join(words) in ana.text
    assert ana.words_before_caret.endswith(f"Ana wrote {ROUNDS - 1}.")
    assert sam.words_before_caret.endswith(f"Sam wrote {ROUNDS - 1}.")

    sam.page.keyboard.press("Control+z")
    assert f"Sam wrote {ROUNDS - 1}." not in sam.text
    assert "".join(all_of["Ana"]) in sam.text


def happens_to(writer, number, portal):
    """The line is cut for a while; later the session ends and is begun again elsewhere."""
    context = writer.page.context
    context.set_offline(number in CUT_OFF)
    if number == SIGNED_OUT:
        writer.is_signed_out()
    if number == BACK:
        other = context.new_page()
        other.goto("/accounts/login/")
        writer.signs_in(other, portal, SECOND)
        other.close()


def test_one_person_in_three_tabs_meets_no_conflict_with_themselves(at_desk):
    first = at_desk(OFFICER, "opportunities-and-challenges")
    part = "opportunities-and-challenges"
    tabs = [first, *(at_desk.another_tab(first.page.context, part) for _ in range(2))]
    for number, tab in enumerate(tabs):
        tab.page.bring_to_front()
        tab.adds(f" Tab {number}.", number)
    for tab in tabs:
        tab.looks()
        for number in range(3):
            tab.sees(f"Tab {number}.")
    expect(tabs[0].page.locator("#writing-people")).to_contain_text("in another tab")

    assert len({tab.text for tab in tabs}) == 1


def test_the_same_paragraph_changed_by_both_is_asked_about_by_keyboard(at_desk):
    ana, sam = at_desk(OFFICER, "consultation"), at_desk(SECOND, "consultation")
    sam.page.context.set_offline(True)
    sam.adds(" Sam’s view.", 0)
    ana.adds(" Ana’s view.", 0)
    ana.is_saved()
    height = sam.caret_height
    sam.page.context.set_offline(False)
    sam.is_told("both changed the same words")
    assert sam.caret_height == height
    sam.types(" Written on.")
    assert violations(sam.page) == []
    sam.page.set_viewport_size(PHONE)
    assert overflow(sam.page) == 0

    sam.page.get_by_role("link", name="Choose what to go on with").press("Enter")
    for _ in range(3):
        sam.page.keyboard.press("Tab")
    expect(sam.page.get_by_role("button", name="Keep both")).to_be_focused()
    sam.page.keyboard.press("Enter")
    expect(sam.page.get_by_role("button", name="Keep both")).to_have_count(0)
    sam.is_saved()
    ana.looks()
    ana.sees(sam.text)

    assert ana.text == sam.text
    assert ana.text.index("Ana’s view.") < ana.text.index("Sam’s view. Written on.")
    assert (
        sam.page.evaluate("document.activeElement.className").find("editor-text") >= 0
    )


def test_save_sends_the_form_without_meeting_its_own_autosave(at_desk):
    writer = at_desk(OFFICER, "ideas")
    writer.adds(" Pressed Save.", 0)
    with writer.page.expect_navigation():
        writer.page.get_by_role("button", name="Save", exact=True).click()

    expect(writer.page).not_to_have_title(re.compile("Two texts"))
    expect(writer.page.get_by_text("Pressed Save.")).to_be_visible()
    writer.opens()
    assert not writer.page.get_by_text("Found unsaved text").is_visible()


def test_the_plain_box_saves_by_itself_and_joins_too(at_desk):
    ana, sam = at_desk(OFFICER, "how-they-connect"), at_desk(SECOND, "how-they-connect")
    sam.page.route("**/accounts/editor/", lambda route: route.abort())
    sam.page.get_by_role("button", name="Edit as plain text").click()
    box = sam.page.locator("#id_text")
    box.press("Control+End")
    sam.types("\n\nSam’s   in the plain box. ")
    ana.adds(" Ana’s first.", 0)
    sam.is_saved()
    ana.looks()
    ana.sees("Sam’s in the plain box.")
    ana.is_saved()
    sam.looks()
    sam.sees("Ana’s first.")
    sam.types("And on.")
    sam.is_saved()

    assert sam.text.rstrip().endswith("Sam’s   in the plain box. And on.")


def test_a_frozen_version_does_not_hold_a_save_up_and_is_told(at_desk):
    writer = at_desk(OFFICER, "summary")
    writer.adds(" Before the version.", 0)
    writer.is_saved()
    other = at_desk(SECOND, "summary")
    other.page.goto("/strategies/marlshire/versions/add/")
    other.page.locator("main input[type=radio]").first.check()
    with other.page.expect_navigation():
        other.page.locator("main form[method=post] .govuk-button").first.click()
    writer.types(" After the version.")
    writer.looks()
    notices = writer.page.locator("#writing-state")
    expect(notices).to_contain_text(
        re.compile(r"Version \d+ was frozen at"), timeout=10_000
    )
    writer.is_saved()

    writer.opens()
    assert "Before the version. After the version." in writer.text
