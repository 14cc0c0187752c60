"""A frozen document made ready to be drawn: numbers given, records joined, text as HTML.

Pages and PDF alike draw from here and so look alike. Everything comes from the document;
the database is not asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from evidence.citation import citation_line
from strategies import placing, text
from strategies.document import FINDINGS, Document, records_printed
from strategies.enclosures import COVER
from strategies.nouns import FIGURES
from strategies.text import Citation, Placed

HEADINGS = 4  # of the text, under h2 for a section and h3 for a part

Row = dict[str, Any]

# Where the picture or file is had that a figure, the logo or the cover shows: of a
# figure's ref, or the name of the other two, and the facts of its enclosure.
Address = Callable[[str, Row], str]


def nowhere(ref: str, enclosure: Row) -> str:
    """Pictures are left out, and files named."""
    return ""


def served_at(name: str, *args: object) -> Address:
    """At the page of this name, under the ref of what it belongs to."""
    return lambda ref, enclosure: reverse(name, args=[*args, ref])


@dataclass(frozen=True)
class Listing:
    """Records of one kind, where the edition prints them."""

    kind: str
    title: str
    rows: list[Row]

    @property
    def is_findings(self) -> bool:
        return self.kind in FINDINGS


@dataclass(frozen=True)
class DrawnPart:
    number: str
    key: str
    title: str
    html: SafeString
    listings: list[Listing]

    @property
    def anchor(self) -> str:
        return f"part-{self.key}"

    @property
    def is_written(self) -> bool:
        return bool(self.html or self.listings)


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


TITLES = {
    "strengths": "Strengths",
    "weaknesses": "Weaknesses",
    "opportunities": "Opportunities",
    "challenges": "Challenges",
    "priorities": "Our priorities",
    "actions": "What will be done",
    "measures": "How we will know",
    "links": "How priorities answer what was found",
}


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


class Pen:
    """Draws the parts of one document, knowing its records, sources and tags."""

    def __init__(self, document: Document, address_of: Address = nowhere) -> None:
        self.address_of = address_of
        self.numbers: dict[str, int] = {}  # of figures, as a reader meets them
        self.records = document["records"]
        self.tags = document["edition"]["tags"]
        self.funding = document["edition"]["funding_sources"]
        self.sources = {
            row["ref"].upper(): {**row, "line": citation_line(row)}
            for row in document["evidence"]
        }
        self.findings = {row["ref"]: row for row in self.records["findings"]}
        self.priorities = {row["ref"]: row for row in self.records["priorities"]}

    def part(self, part: Row, number: str) -> DrawnPart:
        return DrawnPart(
            number=number,
            key=part["key"],
            title=part["title"],
            html=self.written(text.join([block["text"] for block in part["blocks"]])),
            listings=self.listings(part["prints"]),
        )

    def written(self, markdown: str, headings: int = HEADINGS) -> SafeString:
        """The text of a part, with the records that it places."""
        return text.to_html(
            markdown,
            number_of=self.citation,
            heading_base=headings,
            placed=self.placed,
        )

    def placed(self, place: Placed) -> SafeString:
        """The record in its place in a text, or that there is no such record now."""
        row = placing.row_of(place, self.records)
        if row is None:
            return text.unknown_record(place)
        if place.kind == FIGURES.one:
            figure = self.figure(row)
            return render_to_string(
                "components/printed_figure.html", {"figure": figure}
            )
        kind = placing.NOUN_OF[place.kind].key
        drawn = getattr(self, f"_{kind}", self._plain)(row)
        return render_to_string(
            "components/printed_placed.html",
            {"kind": kind, "row": drawn},
        )

    def figure(self, row: Row) -> Row:
        """Numbered where it is met first; placed again, it keeps its number."""
        ref, is_first = row["ref"], row["ref"] not in self.numbers
        number = self.numbers.setdefault(ref, len(self.numbers) + 1)
        enclosure = row["enclosure"]
        return {
            **row,
            "number": number,
            "is_first": is_first,
            "is_picture": placing.is_picture(row),
            "address": self.address_of(ref, enclosure) if enclosure else "",
            "source": self.html(row["source"]),
        }

    def html(self, markdown: str) -> SafeString:
        return text.to_html(markdown, number_of=self.citation, heading_base=HEADINGS)

    def citation(self, ref: str) -> Citation | None:
        source = self.sources.get(ref.upper())
        return Citation(source["number"], source["ref"]) if source else None

    def listings(self, prints: list[str]) -> list[Listing]:
        """A listing a kind; actions stand inside their priorities where both print."""
        inside = {"actions"} if "priorities" in prints else set()
        rows = {kind: self.rows(kind) for kind in prints if kind not in inside}
        return [
            Listing(kind, TITLES[kind], found) for kind, found in rows.items() if found
        ]

    def rows(self, kind: str) -> list[Row]:
        drawn = getattr(self, f"_{kind}", self._plain)
        return [drawn(row) for row in records_printed(kind, self.records)]

    def _plain(self, row: Row) -> Row:
        texts = {"text": self.html(row["text"])} if "text" in row else {}
        return {**row, **texts, "sources": self._sources(row.get("evidence", []))}

    def _priorities(self, row: Row) -> Row:
        return {
            **row,
            "rationale": self.html(row["rationale"]),
            "why_local": self.html(row["why_local"]),
            "marks": [self.tags.get(key, key) for key in row["tags"]],
            "answers": [
                self.findings[ref] for ref in row["findings"] if ref in self.findings
            ],
            "actions": [
                self._actions(action)
                for action in self.records["actions"]
                if action["priority"] == row["ref"]
            ],
            "measures": [
                measure
                for measure in self.records["measures"]
                if measure["priority"] == row["ref"]
            ],
        }

    _links = _priorities

    def _actions(self, row: Row) -> Row:
        source = row["funding_source"]
        return {**row, "paid_from": self.funding.get(source, source)}

    def _measures(self, row: Row) -> Row:
        return {
            **row,
            "answers_to": self.priorities.get(row["priority"]),
            "sources": self._sources([row["source"]]),
        }

    def _sources(self, refs: list[str]) -> list[Row]:
        found = (self.sources.get(ref.upper()) for ref in refs)
        return [source for source in found if source]
