"""The headings that stand in texts, numbered on under their parts, for reading pages."""

import re
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from strategies.pen import HEADINGS, DrawnPart
from strategies.rendering import DrawnSection

HEADING = re.compile(rf"<h{HEADINGS}>(.*?)</h{HEADINGS}>", re.DOTALL)
CITATION = re.compile(r'\s*<(a|mark) class="citation.*?</\1>', re.DOTALL)


@dataclass(frozen=True)
class Heading:
    number: str
    anchor: str
    words: str


@dataclass(frozen=True)
class ReadPart:
    """A part whose headings can be led to."""

    drawn: DrawnPart
    html: SafeString
    headings: list[Heading]


@dataclass(frozen=True)
class ReadSection:
    drawn: DrawnSection
    parts: list[ReadPart]


def numbered(sections: list[DrawnSection]) -> list[ReadSection]:
    return [
        ReadSection(section, [_numbered(part) for part in section.parts])
        for section in sections
    ]


def _numbered(part: DrawnPart) -> ReadPart:
    """The upper of the two levels of heading a text can have; the lower is as it was."""
    headings: list[Heading] = []

    def write(found: re.Match[str]) -> str:
        count = len(headings) + 1
        number, anchor = f"{part.number}.{count}", f"heading-{part.key}-{count}"
        words = unescape(strip_tags(CITATION.sub("", found[1]))).strip()
        headings.append(Heading(number, anchor, words))
        return f'<h{HEADINGS} id="{anchor}">{number} {found[1]}</h{HEADINGS}>'

    html = SafeString(HEADING.sub(write, part.html))
    return ReadPart(part, html, headings)
