"""Draws the parts of one document: text as HTML, and the records that stand in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from evidence import conversations, drawing
from evidence.citation import citation_line
from evidence.models import Contributor
from strategies import (
    called,
    charts,
    commitments,
    connections,
    districts,
    document,
    placing,
    text,
)
from strategies.document import FINDINGS, Document, rows_printed
from strategies.models import Market
from strategies.nouns import CHARTS, COMMITMENTS, COMMUNITIES, CONNECTIONS, FIGURES
from strategies.text import Citation, Placed

HEADINGS = 4  # of the text, under h2 for a section and h3 for a part

Row = dict[str, Any]

# Where the picture or file is had that a figure, the logo or the cover shows: of a
# figure's ref, or the name of the other two, and the facts of its enclosure.
Address = Callable[[str, Row], str]


def nowhere(ref: str, enclosure: Row) -> str:
    """Pictures are left out, and files named."""
    return ""


@dataclass(frozen=True)
class Listing:
    """Records of one kind, where the edition prints them."""

    kind: str
    title: str
    rows: list[Row]
    picture: str = ""

    @property
    def is_findings(self) -> bool:
        return self.kind in FINDINGS

    @property
    def template(self) -> str:
        """Of those that are one table or list, and no run of records with headings."""
        return f"components/printed_{self.kind}.html"


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


TITLES = {
    "strengths": "Strengths",
    "weaknesses": "Weaknesses",
    "opportunities": "Opportunities",
    "challenges": "Challenges",
    "priorities": "Our priorities",
    "actions": "What will be done",
    "measures": "How we will know",
    "links": "How priorities answer what was found",
    "connections": "How priorities connect",
    "communities": "What this means in each district",
    "commitments": "What we commit to",
    "decisions": "Boards and decisions",
    "evaluation": "What will be evaluated",
    "monitoring": "How progress will be reported",
    "contributors": "Who helped",
    "conversations": "Who was asked",
}


MARKETS: dict[str, str] = dict(Market.choices)
KINDS: dict[str, str] = dict(Contributor.Kind.choices)


class Pen:
    """Draws the parts of one document, knowing its records, sources and tags."""

    def __init__(self, document_: Document, address_of: Address = nowhere) -> None:
        self.address_of = address_of
        self.numbers: dict[str, int] = {}  # of figures and charts, as they are met
        self.records = document.completed(document_["records"])
        self.document = {**document_, "records": self.records}
        self.names = called.of_document(document_)
        self.tags = document_["edition"]["tags"]
        self.funding = document_["edition"]["funding_sources"]
        self.departments = document_["edition"].get("departments", {})
        self.sources = {
            row["ref"].upper(): {**row, "line": citation_line(row)}
            for row in document_["evidence"]
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
        if place.kind == CHARTS.one:
            chart = self.chart(row)
            return render_to_string("components/printed_chart.html", {"chart": chart})
        kind = placing.NOUN_OF[place.kind].key
        drawn = getattr(self, f"_{kind}", self._plain)(row)
        return render_to_string(
            "components/printed_placed.html",
            {"kind": kind, "row": drawn},
        )

    def figure(self, row: Row) -> Row:
        """Numbered where it is met first; placed again, it keeps its number."""
        ref, enclosure = row["ref"], row["enclosure"]
        return {
            **row,
            **self.numbered(ref),
            "is_picture": placing.is_picture(row),
            "address": self.address_of(ref, enclosure) if enclosure else "",
            "source": self.html(row["source"]),
        }

    def chart(self, row: Row) -> Row:
        """Numbered among the figures, and drawn from the figures it was built with."""
        data, said = row.get("data"), charts.alternative(row)
        sources = data["sources"] if data else []
        return {
            **row,
            **self.numbered(f"{CHARTS.one}:{row['ref']}"),
            "svg": drawing.drawn(data, row["title"], said) if data else "",
            "table": drawing.table(data) if data else None,
            "notes": drawing.notes(data) if data else [],
            "sources": [{**one, "cited": self.citation(one["ref"])} for one in sources],
        }

    def numbered(self, name: str) -> Row:
        is_first = name not in self.numbers
        number = self.numbers.setdefault(name, len(self.numbers) + 1)
        return {"number": number, "is_first": is_first}

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
            Listing(kind, TITLES[kind], found, self.picture(kind))
            for kind, found in rows.items()
            if found
        ]

    def rows(self, kind: str) -> list[Row]:
        found = rows_printed(kind, self.document)
        match kind:
            case "contributors":
                return [self.contributor(row) for row in found]
            case "conversations":
                return [vars(line) for line in conversations.summary(found)]
            case COMMUNITIES.key:
                spoken = (row for row in found if not districts.is_silent(row))
                return [self.district(row) for row in spoken]
            case CONNECTIONS.key:
                found = [row for row in found if self.joins_two(row)]
            case COMMITMENTS.key:
                found = commitments.in_order_of_voice(found)
        drawn = getattr(self, f"_{kind}", self._plain)
        return [drawn(row) for row in found]

    def picture(self, kind: str) -> str:
        if kind != CONNECTIONS.key:
            return ""
        standing = self.records[kind]
        joining = [row for row in standing if self.joins_two(row)]
        return connections.picture(self.records["priorities"], joining)

    def joins_two(self, row: Row) -> bool:
        return row["source"] in self.priorities and row["target"] in self.priorities

    def contributor(self, row: Row) -> Row:
        return {**row, "kind": KINDS.get(row["kind"], row["kind"])}

    def district(self, row: Row) -> Row:
        """A district with the priorities that bear on it and what is said of it."""
        said = [{**one, "text": self.html(one["text"])} for one in row["statements"]]
        return {**row, "statements": said}

    def _plain(self, row: Row) -> Row:
        drawn: Row = {
            name: self.html(row[name]) for name in ("text", "method") if name in row
        }
        if "market" in row:
            drawn["market"] = MARKETS.get(row["market"], "")
        if isinstance(row.get("priorities"), list):
            drawn["priorities"] = self.standing(row["priorities"])
        return {**row, **drawn, "sources": self._sources(row.get("evidence", []))}

    def _priorities(self, row: Row) -> Row:
        texts = ("rationale", "why_local", "success", "deliverability", "where_felt")
        return {
            **row,
            **{name: self.html(row[name]) for name in texts},
            "market": MARKETS.get(row["market"], ""),
            "marks": [self.tags.get(key, key) for key in row["tags"]],
            "departments": [
                self.departments.get(key, key) for key in row["departments"]
            ],
            "districts": [self.names.get(code, code) for code in row["districts"]],
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

    def _commitments(self, row: Row) -> Row:
        return {**self._plain(row), "whose": commitments.whose(row, self.departments)}

    def _actions(self, row: Row) -> Row:
        source = row["funding_source"]
        return {**row, "paid_from": self.funding.get(source, source)}

    def _measures(self, row: Row) -> Row:
        statistic = self.names.get(row["indicator"], "")
        return {
            **row,
            "statistic": "" if statistic == row["title"] else statistic,
            "answers_to": self.priorities.get(row["priority"]),
            "sources": self._sources([row["source"]]),
        }

    def _connections(self, row: Row) -> Row:
        ends = {end: self.priorities.get(row[end]) for end in ("source", "target")}
        return {**row, **ends}

    def standing(self, refs: list[str]) -> list[Row]:
        return [self.priorities[ref] for ref in refs if ref in self.priorities]

    def _sources(self, refs: list[str]) -> list[Row]:
        found = (self.sources.get(ref.upper()) for ref in refs)
        return [source for source in found if source]
