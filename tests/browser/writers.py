"""Somebody with a part open before them, as the tests of writing together need it."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import signed_in

OFFICER = "officer@marlshire.example"
SECOND = "second.officer@marlshire.example"
TEXT = "(box => box.face ? box.face.text() : box.value)(document.getElementById('id_text'))"
# The end of a block, as a click behind its last letter would choose it.
AT_END = """(number) => {
  const face = document.querySelector('.editor-text');
  face.focus();
  const texts = document.createTreeWalker(face.children[number], NodeFilter.SHOW_TEXT);
  let last;
  while (texts.nextNode()) last = texts.currentNode;
  getSelection().collapse(last, last.length);
}"""
BEFORE_CARET = """() => {
  const { anchorNode, anchorOffset } = getSelection();
  return (anchorNode?.textContent ?? '').slice(0, anchorOffset);
}"""

CARET_HEIGHT = (
    "() => Math.round(getSelection().getRangeAt(0).getBoundingClientRect().top)"
)


class Writer:
    """A tab in which somebody writes a part of Marlshire's strategy."""

    def __init__(self, page, part):
        self.page = page
        self.address = f"/strategies/marlshire/parts/{part}/edit/"
        self.opens()

    def opens(self):
        self.page.goto(self.address)
        self.page.locator(".editor-text").wait_for()

    @property
    def text(self):
        return self.page.evaluate(TEXT)

    @property
    def state(self):
        return self.page.locator("#writing-state [role=status]").first

    @property
    def words_before_caret(self):
        return self.page.evaluate(BEFORE_CARET)

    @property
    def caret_height(self):
        return self.page.evaluate(CARET_HEIGHT)

    def goes_to(self, block):
        """Put the caret at the end of a block; the editor reads it a moment later."""
        self.page.evaluate(AT_END, block)
        self.page.wait_for_timeout(100)

    def types(self, words):
        self.page.keyboard.type(words)

    def adds(self, words, block):
        self.goes_to(block)
        self.types(words)

    def looks(self):
        """Come back to the tab: it asks at once what is new."""
        self.page.bring_to_front()
        self.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    def sees(self, words, within=12_000):
        self.page.wait_for_function(
            f"words => {TEXT}.includes(words)", arg=words, timeout=within
        )

    def is_saved(self):
        """Asking for the text tells the script of what was typed a moment ago."""
        self.page.wait_for_function(
            f"""() => {TEXT} !== null &&
            !document.getElementById('writing-state').textContent.includes('Not saved')""",
            timeout=15_000,
        )
        expect(self.state).to_have_text(re.compile(r"^Saved at \d\d:\d\d$"))

    def is_told(self, words, within=15_000):
        expect(self.state).to_contain_text(words, timeout=within)

    def is_signed_out(self):
        """The session ends as it does by itself: its cookie is no longer known."""
        self.page.context.clear_cookies(name="session")

    def signs_in(self, page, portal, email="officer@marlshire.example"):
        page.locator("[name=login]").fill(email)
        page.locator("[name=password]").fill(portal.password)
        page.locator("main").get_by_role("button", name="Sign in").click()
        page.get_by_role("button", name="Sign out").wait_for()


def desks(browser, portal):
    """For a fixture: `at_desk(email, part)` is a tab in which somebody writes.

    Lines are cut and sessions end here, so only what our scripts throw is a fault.
    """
    contexts, faults = [], []

    def opened(email, part, **options):
        if email not in portal.cookies:
            portal.cookies[email] = signed_in(browser, portal, email)
        context = browser.new_context(
            base_url=portal.address, storage_state=portal.cookies[email], **options
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
