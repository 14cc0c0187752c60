"""HTML in, PDF out: a program of its own, for one document and gone after it.

It stands outside Django and outside the worker, with a limit on memory and time, and it
can fetch nothing at all: neither an address nor a file. What it is handed is all it has:
a line that says how long the page and each picture are, then these one after another.

    python -m strategies.press strategy.css 536870912 <handed-over >strategy.pdf
"""

import json
import re
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pydyf
from weasyprint import CSS, HTML, Document
from weasyprint.urls import URLFetcher, URLFetcherResponse

PRINT = 4  # of an annotation's flags: shown on paper too

# Where to break a line in a word too long for any takes the engine minutes to find out.
TOO_LONG = re.compile(r"\S{81,}")
PIECE = re.compile(r".{1,40}")
BREAK = "\u200b"


class NothingFetcher(URLFetcher):
    """Refuses every address: images, styles, fonts, frames, attachments, redirects.

    Only the pictures that were handed over are there, under the names they came with.
    """

    def __init__(self, pictures: dict[str, bytes] | None = None) -> None:
        super().__init__(allowed_protocols=[], allow_redirects=False)
        self.pictures = pictures or {}

    def fetch(
        self, url: str, headers: dict[str, str] | None = None
    ) -> URLFetcherResponse:
        if url in self.pictures:
            return URLFetcherResponse(url, self.pictures[url])
        raise ValueError(f"Nothing may be fetched for a PDF: {url[:200]}")


def pdf_of(html: str, css: str, pictures: dict[str, bytes] | None = None) -> bytes:
    """The tagged PDF. The same HTML, CSS and pictures always give the same bytes."""
    fetcher = NothingFetcher(pictures)
    style = CSS(string=css, url_fetcher=fetcher)
    page = HTML(string=html, url_fetcher=fetcher)
    for element in page.etree_element.iter():
        element.text = breakable(element.text)
        element.tail = breakable(element.tail)
    return page.write_pdf(
        stylesheets=[style],
        finisher=finish,
        pdf_variant="pdf/ua-1",
        pdf_identifier=b"local-industrial-strategy",
    )


def breakable(text: str | None) -> str | None:
    """The text with places to break a line in words that fill more than one."""
    return text and TOO_LONG.sub(lambda word: BREAK.join(PIECE.findall(word[0])), text)


def finish(document: Document, pdf: Any) -> None:
    """Put right in the tags what readers rely on and the engine leaves out."""
    objects = {item.reference: item for item in pdf.objects}
    for item in pdf.objects:
        if not isinstance(item, dict):
            continue
        if item.get("Type") == "/Annot":
            item["F"] = PRINT
        elif item.get("Type") == "/Page":
            leave_margins_out(item, objects, objects[pdf.catalog["StructTreeRoot"]])
        elif item.get("S") == "/TH":
            above = {parent["S"] for parent in lineage(item, objects)}
            scope = "/Column" if "/THead" in above else "/Row"
            item["A"].setdefault("Scope", scope)


def lineage(element: Any, objects: dict[bytes, Any]) -> Iterator[Any]:
    """This element and those above it in the tree of tags, below the document."""
    while element["S"] != "/Document":
        yield element
        element = objects[element["P"]]


def leave_margins_out(page: Any, objects: dict[bytes, Any], root: Any) -> None:
    """Say of headers and page numbers that they are not part of the text.

    The engine marks them as text that hangs in no tree, which readers read out or
    stumble on.
    """
    numbers = objects[root["ParentTree"]]["Nums"]
    owners = numbers[numbers.index(page["StructParents"]) + 1]
    top = set(objects[root["K"][0]]["K"])
    operations = objects[page["Contents"]].stream
    for place, operation in enumerate(operations):
        if operation != "/Span":
            continue
        number = operations[place + 1]["MCID"]
        *_, highest = lineage(objects[owners[number]], objects)
        if highest.reference not in top:
            operations[place] = "/Artifact"
            operations[place + 1] = pydyf.Dictionary({"Type": "/Pagination"})
            owners[number] = "null"


def main() -> None:
    memory = int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    css = Path(sys.argv[1]).read_text(encoding="utf-8")
    contents = handed_over(sys.stdin.buffer)
    html = contents.pop("html").decode("utf-8")
    sys.stdout.buffer.write(pdf_of(html, css, contents))


def handed_over(stream: IO[bytes]) -> dict[str, bytes]:
    sizes = json.loads(stream.readline())
    return {name: stream.read(size) for name, size in sizes.items()}


if __name__ == "__main__":
    main()
