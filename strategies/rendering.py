"""A frozen document made ready to be drawn: numbers given, records joined, text as HTML.

Pages and PDF alike draw from here and so look alike. Everything comes from the document;
the database is not asked.
"""

from dataclasses import dataclass

from django.urls import reverse

from strategies.document import Document
from strategies.enclosures import COVER
from strategies.pen import Address, DrawnPart, Listing, Pen, Row, nowhere

__all__ = ["Address", "Drawing", "Listing", "Pen", "draw", "nowhere", "served_at"]


def served_at(name: str, *args: object) -> Address:
    """At the page of this name, under the ref of what it belongs to."""
    return lambda ref, enclosure: reverse(name, args=[*args, ref])


@dataclass(frozen=True)
class DrawnSection:
    number: int
    key: str
    title: str
    parts: list[DrawnPart]

    @property
    def is_written(self) -> bool:
        return any(part.is_written for part in self.parts)

    @property
    def anchor(self) -> str:
        return f"section-{self.key}"


@dataclass(frozen=True)
class Drawing:
    """The whole document in the order of print."""

    document: Document
    sections: list[DrawnSection]
    sources: list[Row]
    logo: Row | None = None
    cover: Row | None = None

    @property
    def unwritten(self) -> list[str]:
        """The titles of the parts in which nothing stands."""
        return [
            part.title
            for section in self.sections
            for part in section.parts
            if not part.is_written
        ]


def draw(document: Document, address_of: Address = nowhere) -> Drawing:
    """Number every section and part, as the working text's own pages do."""
    pen = Pen(document, address_of)
    sections = [
        DrawnSection(
            number,
            section["key"],
            section["title"],
            [
                pen.part(part, f"{number}.{place}")
                for place, part in enumerate(section["parts"], 1)
            ],
        )
        for number, section in enumerate(document["sections"], 1)
    ]
    logo, cover = (cover_picture(document, name, address_of) for name in COVER)
    return Drawing(document, sections, list(pen.sources.values()), logo, cover)


def cover_picture(document: Document, name: str, address_of: Address) -> Row | None:
    """The logo or the cover's picture as pages show it; old documents know of neither."""
    facts = document.get(name)
    if not facts:
        return None
    address = address_of(name, facts)
    words = {
        "logo": f"Logo of {document['place']['name']}",
        "cover": document["cover_alternative"],
    }
    return {**facts, "address": address, "alternative": words[name]}
