"""Writing together in real browsers: whatever happens on the way, no sentence is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import signed_in
from tests.browser.looking import PHONE, overflow, violations
from tests.browser.writers import Writer

ROUNDS = 50
CUT_OFF = range(18, 26)
SIGNED_OUT = 30
BACK = 36
PASTE = "text => document.getElementById('id_text').face.replace(text)"
OFFICER = "officer@marlshire.example"
SECOND = "second.officer@marlshire.example"


@pytest.fixture
def at_desk(browser, portal, cookies):
    """`at_desk(email, part)`: a tab in which somebody writes.

    Lines are cut and sessions end here, so only what our scripts throw is a fault.
    """
    contexts, faults = [], []

    def opened(email, part, **options):
        if email not in cookies:
            cookies[email] = signed_in(browser, portal, email)
        context = browser.new_context(
            base_url=portal.address, storage_state=cookies[email], **options
        )
        contexts.append(context)
        return another_tab(context, part)

    def another_tab(context, part):
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        return Writer(page, part)

    opened.another_tab = another_tab
    yield opened
    for context in contexts:
        context.close()
    assert faults == []


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


def test_the_back_button_leads_to_the_text_as_it_is_saved(at_desk):
    writer = at_desk(OFFICER, "places")
    writer.adds(" Saved before.", 0)
    writer.is_saved()
    writer.page.goto("/strategies/")
    writer.page.go_back()
    writer.sees("Saved before.")
    writer.adds(" And after.", 0)
    writer.is_saved()

    assert "Saved before. And after." in writer.text
    assert not writer.page.get_by_text("Found unsaved text").is_visible()


def test_leaving_asks_only_while_something_is_unsaved(at_desk):
    writer = at_desk(OFFICER, "places")
    asked = []
    writer.page.on("dialog", lambda one: (asked.append(one.type), one.accept()))
    writer.adds(" Saved.", 0)
    writer.is_saved()
    writer.page.goto("/strategies/")
    assert asked == []

    writer.opens()
    writer.page.route("**/edit/", lambda route: route.abort())
    writer.adds(" Not saved.", 0)
    writer.is_told("Not saved")
    writer.page.goto("/strategies/")
    assert asked == ["beforeunload"]


def test_a_text_left_by_a_crash_is_found_compared_and_taken(at_desk):
    lost = at_desk(OFFICER, "infrastructure")
    context = lost.page.context
    context.set_offline(True)
    lost.adds(" Written before the crash.", 0)
    lost.is_told("trying again")
    lost.page.close()
    context.set_offline(False)

    writer = at_desk.another_tab(context, "infrastructure")
    page = writer.page
    expect(
        page.get_by_role("heading", name=re.compile("^Found unsaved text"))
    ).to_be_visible()
    page.get_by_text("Compare it").click()
    expect(page.locator("#writing-questions mark")).to_contain_text("before the crash")
    assert violations(page) == []
    page.set_viewport_size(PHONE)
    assert overflow(page) == 0

    page.get_by_role("button", name="Use this text").click()
    writer.is_saved()
    assert "before the crash" in writer.text
    writer.opens()
    assert "before the crash" in writer.text
    assert not page.get_by_text("Found unsaved text").is_visible()


def test_a_found_text_is_not_offered_while_its_tab_lives_and_can_be_discarded(at_desk):
    first = at_desk(OFFICER, "infrastructure")
    context = first.page.context
    first.page.evaluate(PASTE, "far too many words " * 15_000)
    first.is_told("Not saved: ")
    second = at_desk.another_tab(context, "infrastructure")
    second.page.wait_for_timeout(500)
    assert not second.page.get_by_text("Found unsaved text").is_visible()

    first.page.close()
    second.opens()
    for name in ("Discard it", "Bring it back", "Discard it"):
        second.page.get_by_role("button", name=name).click()
    second.opens()
    second.page.wait_for_timeout(500)
    assert not second.page.get_by_text("Found unsaved text").is_visible()


def test_a_save_that_met_the_log_in_page_is_saved_after_it(at_desk, portal):
    writer = at_desk(OFFICER, "business-environment")
    writer.is_signed_out()
    writer.adds(" Typed after the end.", 1)
    writer.page.keyboard.press("ArrowLeft")
    writer.is_told("You have been signed out. Your text is safe in this browser")
    before = writer.words_before_caret
    writer.page.get_by_role("link", name="Sign in again").click()
    writer.signs_in(writer.page, portal)
    writer.page.wait_for_url(f"**{writer.address}")
    writer.sees("Typed after the end.")
    writer.is_saved()

    assert writer.words_before_caret == before
    expect(writer.page.locator("#writing-state")).to_contain_text(
        "before you were signed out"
    )


def test_another_person_is_never_shown_what_was_kept(at_desk, portal):
    writer = at_desk(OFFICER, "business-environment")
    writer.is_signed_out()
    writer.adds(" Only Olive’s.", 0)
    writer.is_told("You have been signed out")
    writer.page.get_by_role("link", name="Sign in again").click()
    writer.signs_in(writer.page, portal, SECOND)
    writer.page.wait_for_url(f"**{writer.address}")
    writer.page.wait_for_timeout(700)

    assert "Only Olive’s." not in writer.page.content()
    assert "Only Olive’s." not in writer.text


def test_a_save_with_an_old_token_works_all_the_same(at_desk):
    writer = at_desk(OFFICER, "business-environment")
    writer.page.context.clear_cookies(name="csrf")
    writer.adds(" Past the token.", 0)
    writer.is_saved()


def test_the_same_paragraph_changed_by_both_is_asked_about_by_keyboard(at_desk):
    ana, sam = at_desk(OFFICER, "consultation"), at_desk(SECOND, "consultation")
    sam.page.context.set_offline(True)
    sam.adds(" Sam’s view.", 0)
    ana.adds(" Ana’s view.", 0)
    ana.is_saved()
    sam.page.context.set_offline(False)
    sam.is_told("both changed the same words")
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
    ana.sees("Sam’s view. Written on.")

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
