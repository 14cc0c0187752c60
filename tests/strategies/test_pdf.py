"""What the PDF says of itself, read back from the file."""

import hashlib
import http.server
import io
import re
import threading
from datetime import date
from functools import cache
from pathlib import Path

import pikepdf
import pypdf
import pytest

from office import jobs
from office.models.job import State
from strategies import document, pdf, press, versions
from strategies.models import DraftRendering, Rendering
from strategies.models.version import Stage
from strategies.pdf import Imprint
from tests.strategies.written import a_written_strategy, write

SHA = "0123456789abcdef" * 4
SUBMITTED = Imprint(
    stage="Submitted, not agreed", sha256=SHA, on=date(2027, 5, 3), number=3
)


@pytest.fixture
def strategy(fictional_place, officer):
    return a_written_strategy(fictional_place, officer)


@cache
def press_once(html):
    return pdf.printed(html)


@pytest.fixture
def printed(strategy):
    """The strategy's PDF. Its HTML is the same in every test, so the press runs once."""
    return press_once(pdf.html_of(document.build(strategy), SUBMITTED))


@pytest.fixture
def pages(printed):
    return pypdf.PdfReader(io.BytesIO(printed)).pages


def words_of(page):
    return " ".join(page.extract_text().split())


def elements(root, kind):
    """Every element of this kind that hangs in the tree of tags."""
    found, waiting = [], [root]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Array):
            waiting.extend(element)
        elif isinstance(element, pikepdf.Dictionary):
            if element.get("/S") == kind:
                found.append(element)
            if "/K" in element:
                waiting.append(element.K)
    return found


def test_every_page_says_how_the_strategy_stands_and_which_page_it_is(pages):
    for number, page in enumerate(pages, start=1):
        words = words_of(page)
        assert "Submitted, not agreed" in words
        assert f"Page {number} of {len(pages)}" in words
        assert "Version 3" in words


def test_an_agreed_pdf_says_so_and_when_on_each_page(version, officer):
    rendering = versions.request_rendering(
        version, Stage.AGREED, by=officer, agreed_on=date(2027, 5, 3)
    )

    rendering.work()

    for page in pypdf.PdfReader(rendering.file.path).pages:
        assert "Agreed on 3 May 2027" in words_of(page)
        assert "not agreed" not in words_of(page)


def test_the_cover_says_what_this_is(pages):
    cover = words_of(pages[0])

    assert "Marlshire Local Industrial Strategy" in cover
    assert "Marlshire LEP" in cover
    assert "3 May 2027" in cover
    assert SHA[:12] in cover
    assert "A fictional place" in cover


def test_a_real_place_is_not_called_fictional(strategy):
    strategy.place.is_demo = False

    assert "fictional" not in pdf.html_of(document.build(strategy), SUBMITTED)


def test_the_contents_give_the_pages_on_which_things_stand(pages):
    contents = words_of(pages[1])

    told = re.findall(r"(\d\.\d) ([A-Z][\w ,]+?) [ .]*?(\d+)(?= )", contents)
    assert [(number, title) for number, title, _ in told] == [
        ("1.2", "Summary"),
        ("2.1", "The local economy"),
        ("2.2", "Strengths and weaknesses"),
        ("3.7", "How they connect"),
        ("5.2", "Priorities and actions"),
        ("6.1", "How we will know"),
    ]
    for number, title, page in told:
        assert f"{number} {title}" in words_of(pages[int(page) - 1])


def test_only_what_is_written_prints_once_submitted(pages):
    text = " ".join(words_of(page) for page in pages)

    assert "1.2 Summary" in text
    assert "Foreword" not in text


def test_a_draft_shows_what_is_not_written_yet(strategy):
    imprint = Imprint(stage=Stage.COPY.label, sha256=SHA, on=date(2027, 5, 3))

    reader = pypdf.PdfReader(io.BytesIO(pdf.render(document.build(strategy), imprint)))

    text = " ".join(words_of(page) for page in reader.pages)
    assert text.count("Draft, not agreed") >= len(reader.pages)
    assert "1.1 Foreword Not written yet." in text
    assert "Working draft" in text


def test_an_annex_says_how_it_fits_together(printed):
    reader = pypdf.PdfReader(io.BytesIO(printed))

    text = " ".join(words_of(page) for page in reader.pages)
    assert "Robust evidence base" in text
    assert "Not in this text" in text


def test_bookmarks_follow_sections_and_parts(printed):
    outline = pypdf.PdfReader(io.BytesIO(printed)).outline

    titles = [item.title for item in outline if not isinstance(item, list)]
    assert titles == [
        "Contents",
        "1 Opening",
        "2 Evidence",
        "3 Focus",
        "5 Prioritisation",
        "6 Evaluation",
        "Sources",
        "How it fits together",
        "About this document",
    ]


def test_sources_are_numbered_and_the_references_lead_to_them(printed):
    reader = pypdf.PdfReader(io.BytesIO(printed))
    sources = next(
        words_of(page) for page in reader.pages if words_of(page).count("ONS") > 1
    )
    assert re.search(
        r"Subregional productivity, ONS.*E02.*Annual Population Survey, ONS.*E01"
        r".*Firm survey, ONS.*E03.*1\. 2\. 3\.",
        sources,
    )

    targets = set(reader.named_destinations)
    links = [
        annotation.get_object().get("/Dest")
        for page in reader.pages
        for annotation in page.get("/Annots", [])
    ]
    inner = [link for link in links if link]
    assert {"source-E01", "source-E02", "source-E03"} <= {str(link) for link in inner}
    assert {str(link) for link in inner} <= targets


def test_records_print_where_the_edition_places_them(pages):
    text = " ".join(words_of(page) for page in pages)

    assert "2.2 Strengths and weaknesses Strengths S1 Welding Rests on [3]" in text
    assert "P1 Hydrogen The cluster cuts its own carbon." in text
    assert "Bears on Ideas, Clean growth" in text
    assert "A1.1 A cluster plan No cost" in text
    assert "M1 Tonnes of carbon [2] P1" in text


def test_the_file_names_itself_and_its_language(printed):
    with pikepdf.open(io.BytesIO(printed)) as file:
        assert file.Root.Lang == "en-GB"
        assert file.Root.MarkInfo.Marked
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert (
            file.docinfo.Title == "Marlshire Local Industrial Strategy – Marlshire LEP"
        )
        assert file.docinfo.Author == "Marlshire LEP"
        with file.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_headings_lists_and_tables_are_tagged(printed):
    with pikepdf.open(io.BytesIO(printed)) as file:
        tree = file.Root.StructTreeRoot.K
        counts = {
            kind: len(elements(tree, kind))
            for kind in ("/H1", "/H2", "/H3", "/H4", "/Table", "/L")
        }
        headers = elements(tree, "/TH")
        scopes = {str(header.A.Scope) for header in headers}

    assert counts["/H1"] == 1
    assert counts["/H2"] == 9
    assert counts["/H3"] == 6
    assert counts["/H4"] >= 3
    assert counts["/Table"] >= 4 + 5  # one that runs on over a page is tagged anew
    assert counts["/L"] >= 3
    assert len(headers) > 10
    assert scopes == {"/Column", "/Row"}


def test_running_headers_are_no_part_of_the_text(printed):
    """They are marked as belonging to the page, so that nothing reads them out."""
    with pikepdf.open(io.BytesIO(printed)) as file:
        page = file.pages[2]
        content = page.Contents.read_bytes()
        owners = file.Root.StructTreeRoot.ParentTree.Nums[
            2 * int(page.StructParents) + 1
        ]
        marked = {int(number) for number in re.findall(rb"/MCID (\d+)", content)}

    assert content.count(b"/Type /Pagination") >= 4
    assert all(owners[number] is not None for number in marked)


def test_links_are_printed_too(printed):
    with pikepdf.open(io.BytesIO(printed)) as file:
        flags = {int(link.F) for page in file.pages for link in page.get("/Annots", [])}
    assert flags == {4}


def test_fonts_are_embedded(printed):
    with pikepdf.open(io.BytesIO(printed)) as file:
        fonts = [
            item
            for item in file.objects
            if isinstance(item, pikepdf.Dictionary)
            and item.get("/Type") == "/FontDescriptor"
        ]
        names = {str(font.FontName).split("+")[-1] for font in fonts}

        assert all({"/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)
    assert any(name.startswith("Inter") for name in names)


def test_the_same_document_prints_to_the_same_bytes(strategy, printed):
    assert pdf.render(document.build(strategy), SUBMITTED) == printed


def test_letters_that_no_font_has_stop_nothing():
    html = "<html lang='en'><head><title>x</title></head><body>🏴 漢字 \uffff</body></html>"

    assert pdf.printed(html).startswith(b"%PDF-")


@pytest.fixture
def canary():
    """A server of this machine's own, and every address it was asked for."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_press_fetches_and_attaches_nothing(canary, tmp_path):
    address, asked = canary
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words")
    html = f"""<html lang="en"><head><title>x</title><base href="{address}/base/">
      <link rel="stylesheet" href="{address}/style.css">
      <link rel="attachment" href="{secret.as_uri()}">
      <style>@import url({address}/import.css);
      @font-face {{ font-family: far; src: url({address}/far.woff2) }}
      body {{ font-family: far; background: url({address}/back.png) }}</style></head>
      <body><img src="{address}/picture.png" alt="x"><img src="{secret.as_uri()}" alt="x">
      <iframe src="{address}/frame.html"></iframe>
      <object data="{address}/object.svg"></object><embed src="{address}/embed.svg">
      <svg xmlns="http://www.w3.org/2000/svg"><title>x</title>
      <image href="{address}/inner.png" width="9" height="9"/>
      <use href="{address}/use.svg#a"/></svg>
      <a rel="attachment" href="{secret.as_uri()}">words</a></body></html>"""

    printed = pdf.printed(html)

    assert asked == []
    with pikepdf.open(io.BytesIO(printed)) as file:
        assert len(file.attachments) == 0
        everything = b"".join(
            item.read_bytes()
            for item in file.objects
            if isinstance(item, pikepdf.Stream)
        )
    assert b"the secret words" not in everything


def test_markup_and_pictures_in_a_text_are_words_on_paper(canary, strategy, officer):
    address, asked = canary
    text = (
        f'<script>alert("x")</script> <img src="{address}/a.png">\n\n'
        f"![a picture]({address}/b.png) <base href='{address}'>"
    )
    write(strategy, "summary", text, officer)

    reader = pypdf.PdfReader(
        io.BytesIO(pdf.render(document.build(strategy), SUBMITTED))
    )

    words = " ".join(words_of(page) for page in reader.pages)
    assert '<script>alert("x")</script>' in words
    assert asked == []


HOSTILE = {
    "foreword": "word " * 40_000,
    "ideas": "x" * 100_000,
    "people": "مرحبا بالعالم و**שלום** e\u0301\u0323 \u202e reversed \u202c",
    "infrastructure": "\n".join(f"{'  ' * deep}- level {deep}" for deep in range(9)),
    "places": f"|{' heading |' * 12}\n|{' --- |' * 12}\n"
    + f"|{' averylongword |' * 12}\n" * 20,
    "consultation": "> " * 30 + "deep",
}


def test_hostile_texts_print(strategy, officer):
    for key, text in HOSTILE.items():
        write(strategy, key, text, officer)

    reader = pypdf.PdfReader(
        io.BytesIO(pdf.render(document.build(strategy), SUBMITTED))
    )

    text = " ".join(words_of(page) for page in reader.pages)
    assert text.count("word word word") > 10_000
    assert text.count("x" * 40) > 2_000
    assert "م" in text
    assert "level 8" in text
    assert text.count("heading") >= 12
    assert "deep" in text


def test_the_worker_makes_a_pdf_once_and_keeps_it_whole(version, officer, settings):
    versions.request_rendering(version, Stage.COPY, by=officer)

    assert jobs.work_on_next()

    rendering = Rendering.objects.get()
    first, content = rendering.file.name, Path(rendering.file.path).read_bytes()
    assert (rendering.state, rendering.error) == (State.DONE, "")
    assert re.fullmatch(r"renderings/\w\w/\w{32}\.pdf", first)
    assert content.startswith(b"%PDF-")
    assert rendering.size == len(content)
    assert rendering.sha256 == hashlib.sha256(content).hexdigest()

    rendering.work()

    assert Rendering.objects.get().file.name == first
    kept = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert [path.suffix for path in kept] == [".pdf"]


def test_a_press_that_takes_too_long_is_stopped_and_reported(
    version, officer, monkeypatch
):
    monkeypatch.setattr(pdf, "SECONDS", 0.05)
    versions.request_rendering(version, Stage.COPY, by=officer)

    assert jobs.work_on_next()

    rendering = Rendering.objects.get()
    assert rendering.state == State.FAILED
    assert "longer than" in rendering.error
    assert not rendering.file


def test_a_press_short_of_memory_is_reported(strategy, monkeypatch):
    monkeypatch.setattr(pdf, "MEMORY", 1024 * 1024)

    with pytest.raises(pdf.NotPrinted):
        pdf.render(document.build(strategy), SUBMITTED)


def test_old_drafts_are_let_go(strategy, officer, settings, monkeypatch):
    monkeypatch.setattr(pdf, "DRAFTS_KEPT", 1)
    monkeypatch.setattr(pdf, "printed", lambda html, pictures: html.encode())
    for number in range(3):
        write(strategy, "summary", f"Summary number {number}.", officer)
        versions.request_draft(strategy, by=officer)
        assert jobs.work_on_next()

    last, before = DraftRendering.objects.order_by("-pk")
    assert "Summary number 2" in document.canonical_json(last.document)
    assert "Summary number 1" in document.canonical_json(before.document)
    on_disk = {str(path) for path in settings.MEDIA_ROOT.rglob("*.pdf")}
    assert on_disk == {last.file.path, before.file.path}


def test_nothing_may_be_fetched():
    fetcher = press.NothingFetcher()

    for address in ("https://www.example.org/", "file:///etc/hosts", "data:,x"):
        with pytest.raises(ValueError, match="Nothing may be fetched"):
            fetcher.fetch(address)
