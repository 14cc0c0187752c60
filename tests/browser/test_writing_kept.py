"""What is typed outlives crashes, closed tabs, log-in pages and sessions that end."""

import re
import time
from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect

from tests.browser.looking import PHONE, overflow, violations
from tests.browser.writers import OFFICER, SECOND, desks

PASTE = "text => document.getElementById('id_text').face.replace(text)"


@pytest.fixture
def at_desk(browser, portal):
    yield from desks(browser, portal)


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
    crashes(lost.page)
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


def crashes(page):
    """The tab ends with no chance to do anything more."""
    with suppress(Error):
        page.goto("chrome://crash")
    page.close()


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


def test_a_session_warns_before_it_ends_whatever_the_clock_says(at_desk):
    writer = at_desk(OFFICER, "foreword")
    page, notices = writer.page, writer.page.locator("#writing-state")
    page.add_init_script("const now = Date.now; Date.now = () => now() + 86_400_000;")
    writer.opens()
    writer.adds(" Tomorrow.", 0)
    writer.is_saved()
    expect(notices).not_to_contain_text("You will be signed out")

    def nearly_over(route):
        answer = route.fetch()
        told = answer.json() if answer.status == 200 else None  # a tab that goes: 204
        if told:
            told["session_ends"] = int(time.time()) + 300
        route.fulfill(response=answer, json=told)

    page.route("**/presence/", nearly_over)
    writer.looks()
    expect(notices).to_contain_text("You will be signed out at")
    page.get_by_role("button", name="Close").click()
    writer.looks()
    expect(notices).not_to_contain_text("You will be signed out")
    page.unroute_all(behavior="wait")
