"""The PDF of about 100 pages against plain WeasyPrint on the same HTML."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
from django.utils import timezone

from bench.seed import blocks
from strategies import pdf, prospectus
from strategies.models.version import Stage

WORDS_A_PART = 1300
PLAIN = """
import sys
from pathlib import Path
from weasyprint import CSS, HTML
html = Path(sys.argv[1]).read_text()
HTML(string=html).write_pdf(
    sys.argv[3], stylesheets=[CSS(filename=sys.argv[2])], pdf_variant="pdf/ua-1"
)
"""


def document() -> dict[str, object]:
    """A strategy of about 100 pages, as frozen."""
    pick = random.Random(7)
    edition = prospectus.edition(prospectus.CURRENT)
    return {
        "edition": {
            "key": edition.key,
            "title": edition.title,
            "hash": "",
            "tags": {},
            "funding_sources": {},
        },
        "place": {
            "name": "Bench",
            "kind": "LEP",
            "slug": "bench",
            "is_fictional": True,
        },
        "title": "A long strategy",
        "slug": "bench",
        "end_year": 2035,
        "words": WORDS_A_PART * len(edition.parts),
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "parts": [
                    {
                        "key": part.key,
                        "title": part.title,
                        "section": section.key,
                        "words": WORDS_A_PART,
                        "prints": [],
                        "blocks": blocks(pick, WORDS_A_PART),
                    }
                    for part in section.parts
                ],
            }
            for section in edition.sections
        ],
        "records": {"findings": [], "priorities": [], "actions": [], "measures": []},
        "evidence": [],
        "checklist": [],
    }


def measure(folder: Path) -> None:
    """Both as programs of their own, so that both pay for starting up."""
    imprint = pdf.Imprint(
        stage=Stage.COPY.label, sha256="0" * 64, on=timezone.localdate(), number=1
    )
    page = pdf.html_of(document(), imprint)
    source, target = folder / "long.html", folder / "plain.pdf"
    source.write_text(page)
    began = time.perf_counter()
    ours = pdf.printed(page)
    middle = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", PLAIN, str(source), str(pdf.CSS), str(target)],
        check=True,
    )
    ended = time.perf_counter()
    (folder / "ours.pdf").write_bytes(ours)
    with pikepdf.open(folder / "ours.pdf") as book:
        count = len(book.pages)
    ratio = (middle - began) / (ended - middle)
    verdict = "" if ratio <= 1.15 else "  MISSED"
    print(
        f"PDF of {count} pages: {middle - began:.1f} s, plain WeasyPrint "
        f"{ended - middle:.1f} s = {ratio:.2f} x (goal 1.15){verdict}"
    )
