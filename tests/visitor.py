"""Somebody with a browser but no JavaScript: reads a page, fills in a form, presses."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.test import Client


@dataclass
class PageForm:
    """A form as it stands on a page, with what its boxes say already."""

    method: str
    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)  # words first
    names: set[str] = field(default_factory=set)

    def button(self, words: str) -> tuple[str, str, str] | None:
        return next((one for one in self.buttons if one[0].startswith(words)), None)


class Reader(HTMLParser):
    """Reads the forms of a page and all its words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.words: list[str] = []
        self._open: dict[str, str] | None = None  # the box or button being read
        self._select = ""
        self._text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(
                PageForm(said.get("method", "get"), said.get("action", ""))
            )
        elif self.forms and tag in ("input", "select", "textarea", "button"):
            self._box(tag, said, {name for name, _ in attrs})
        elif self._select and tag == "option" and "selected" in dict(attrs):
            self._set(self._select, said.get("value", ""))

    def _box(self, tag, said, given):
        name = said.get("name", "")
        self.forms[-1].names.add(name)
        if tag in ("textarea", "button"):
            self._open, self._text = said, ""
        elif tag == "select":
            self._select = name
        elif (
            said.get("type") not in ("checkbox", "radio", "file") or "checked" in given
        ):
            self._set(name, said.get("value", ""))

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = ""
        elif tag == "textarea" and self._open is not None:
            self._set(self._open.get("name", ""), self._text.removeprefix("\n"))
            self._open = None
        elif tag == "button" and self._open is not None:
            said, words = self._open, " ".join(self._text.split())
            pressed = (words, said.get("name", ""), said.get("value", ""))
            self.forms[-1].buttons.append(pressed)
            self._open = None

    def handle_data(self, data):
        self._text += data
        self.words.append(data)

    def _set(self, name, value):
        self.forms[-1].values.setdefault(name, []).append(value)


class Visitor:
    """One person; tokens and numbers read at come from the pages alone."""

    def __init__(self, user=None):
        self.client = Client(enforce_csrf_checks=True)
        if user is not None:
            self.client.force_login(user)

    def reads(self, url: str) -> str:
        """The page's words, with single spaces."""
        answer = self.client.get(url)
        assert answer.status_code == 200, f"{answer.status_code} at {url}"
        return words_of(answer)

    def gets(self, url: str):
        return self.client.get(url)

    def presses(self, words: str, url: str, **typed) -> str:
        """Fill in the form with that button and press it; the words of where it leads."""
        answer = self.answer_to(words, url, **typed)
        assert answer.status_code == 200, f"{answer.status_code}: {words_of(answer)}"
        assert "There is a problem" not in words_of(answer), words_of(answer)
        return words_of(answer)

    def answer_to(self, words: str, url: str, **typed):
        """The same for presses that are refused: the answer, whatever it is."""
        page = self.client.get(url)
        assert page.status_code == 200, f"{page.status_code} at {url}"
        forms = Reader(page.content.decode()).forms
        found = [form for form in forms if form.button(words) and form.method == "post"]
        assert found, f"No form with “{words}” at {url}: {words_of(page)}"
        form = found[0]
        unknown = set(typed) - form.names
        assert not unknown, f"{unknown} is not asked at {url}; {form.names} is"
        _, name, value = form.button(words)
        data = {**form.values, **typed, **({name: value} if name else {})}
        target = urljoin(url, form.action) if form.action else url
        return self.client.post(target, data, follow=True)


def words_of(answer) -> str:
    return " ".join(" ".join(Reader(answer.content.decode()).words).split())
