"""A part open in the rich editor, and what stands in it here and on the server."""

import html
import re

FIELD = re.compile("<textarea[^>]*>\n?(.*?)</textarea>", re.DOTALL)
TEXT = "document.querySelector('#id_text').face.text()"
FILL = "text => document.querySelector('#id_text').face.replace(text)"
PASTE = """([html, plain]) => {
  const clipboardData = new DataTransfer();
  if (html) clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", plain);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.querySelector(".editor-text").dispatchEvent(event);
}"""


class Desk:
    def __init__(self, page, part, strategy="marlshire"):
        self.page = page
        self.address = f"/strategies/{strategy}/parts/{part}/edit/"

    def open(self):
        self.page.goto(self.address)
        self.page.locator(".editor-text").wait_for()
        return self

    @property
    def text(self):
        """The Markdown as the editor holds it."""
        return self.page.evaluate(TEXT)

    @property
    def stored(self):
        """The text as the server has it."""
        form = self.page.request.get(self.address).text()
        return html.unescape(FIELD.search(form)[1])

    @property
    def focused(self):
        """What has the keyboard, by its name in the toolbar or its id."""
        return self.page.evaluate(
            "document.activeElement.dataset.name || document.activeElement.id"
        )

    @property
    def said(self):
        return self.page.locator(".editor-note [role=status]").inner_text()

    def store(self, text):
        """Make it the text of the part, past any editor."""
        form = self.page.request.get(self.address).text()
        reply = self.page.request.post(
            self.address,
            headers={"Accept": "application/json"},
            form={"text": text, **hidden(form)},
        )
        assert reply.ok, reply.text()

    def fill(self, text):
        """Another text in the editor, with the caret at its end."""
        self.page.evaluate(FILL, text)
        self.page.locator(".editor-text").focus()
        self.page.keyboard.press("Control+End")
        self.page.wait_for_timeout(60)  # the editor hears of the caret a little later

    def paste(self, html="", plain="words"):
        self.page.evaluate(PASTE, [html, plain])

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def types(self, words):
        self.page.keyboard.type(words)

    def click(self, words):
        """Into the words in the text; the editor hears of it a little later."""
        self.page.locator(".editor-text").get_by_text(words).click()
        self.page.wait_for_timeout(60)

    def button(self, name):
        return self.page.locator(f".editor-toolbar [data-name={name}]")

    def save(self):
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Save", exact=True).click()


def hidden(form):
    """The hidden inputs of the form that is written in, as name and value."""
    part = form[form.index('class="editor-form"') :]
    inputs = re.findall("<input[^>]*>", part[: part.index("</form>")])
    found = {}
    for one in inputs:
        given = dict(re.findall('(name|value)="([^"]*)"', one))
        found[given["name"]] = given.get("value", "")
    return found
