"""The forms of a page as a browser finds them, and sensible answers for every box."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import html5lib
from django.core.files.uploadedfile import SimpleUploadedFile

ANSWERS = {
    "day": "3",
    "month": "11",
    "year": "2026",
    "when": "19 July 2027",
    "email": "new.person@example.org",
    "lead_days": "28, 7",
    "end_year": "2035",
    "target_year": "2030",
    "address": "https://www.example.org/figures",
    "password": "a long walk along the fell",
}
LATER = {"due_on_year": "2035", "last_day_day": "", "last_day_month": "", "last_day_year": ""}  # fmt: skip
CSV = b"name,email,place,role\nNew Person,new.one@example.org,Carrow LEP,Reader\n"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@dataclass
class Box:
    """Something to fill in, tick or choose from; free if any words may be typed."""

    name: str
    kind: str
    value: str = ""
    options: list[str] = field(default_factory=list)

    @property
    def is_free(self) -> bool:
        return self.kind in ("text", "email", "textarea", "search", "url", "tel")


@dataclass
class Form:
    """A form that posts: where to, and its boxes by name."""

    action: str
    boxes: dict[str, Box] = field(default_factory=dict)

    def filled(self) -> dict[str, Any]:
        """An answer in every box, such as somebody in good faith would give."""
        boxes = (box for box in self.boxes.values() if box.name != "preview")
        said = {box.name: answer(box) for box in boxes}
        return {name: value for name, value in said.items() if value not in ([], None)}


def parsed(html: str) -> Element:
    return html5lib.parse(html, namespaceHTMLElements=False)


def forms_of(page: Element, path: str) -> list[Form]:
    return [
        _form(found, path)
        for found in page.iter("form")
        if found.get("method", "").lower() == "post"
    ]


def _form(found: Element, path: str) -> Form:
    form = Form(urljoin(path, found.get("action") or path))
    for element in found.iter():
        name = element.get("name", "")
        if element.tag not in ("input", "textarea", "select", "button") or not name:
            continue
        kind = element.get("type", "text") if element.tag == "input" else element.tag
        box = form.boxes.setdefault(name, Box(name, kind))
        if kind == "textarea":
            box.value = (element.text or "").removeprefix("\n")
        elif kind == "select":
            box.options += [
                option.get("value", "") for option in element.iter("option")
            ]
        elif kind in ("radio", "checkbox"):
            box.options.append(element.get("value", "on"))
        elif kind != "button":
            box.value = element.get("value", "")
    form.boxes.pop("csrfmiddlewaretoken", None)
    return form


def answer(box: Box) -> Any:
    if box.kind == "file":
        is_list = box.name == "file" and not box.value
        return SimpleUploadedFile("figures.csv", CSV) if is_list else None
    if box.name == "minute":
        return SimpleUploadedFile("minute.pdf", PDF)
    if box.kind in ("radio", "select"):
        return next((option for option in box.options if option), "")
    if box.kind == "checkbox":
        return box.options
    if box.kind in ("hidden", "button"):
        return box.value
    if box.name in LATER:
        return LATER[box.name]
    if box.value:
        return box.value
    known = (text for name, text in ANSWERS.items() if box.name.endswith(name))
    return next(known, "Some plain words")
