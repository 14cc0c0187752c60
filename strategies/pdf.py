"""How a strategy prints. The words are in `templates/print/`, the look in `static/print/`.

Only workers call this. The laying out itself is done by `press`, a program of its own
with a limit on time and memory, so that neither outlives the document.
"""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.utils import timezone

from office.files import Kept, keep
from office.models.job import State
from office.uploads.redrawn import on_paper
from strategies import enclosures
from strategies.document import Document
from strategies.models import DraftRendering, Enclosure, Rendering, Strategy
from strategies.models.version import Stage
from strategies.rendering import draw
from strategies.thread.table import annex

CSS = settings.BASE_DIR / "static" / "print" / "strategy.css"
FOLDER = "renderings"
SECONDS = 60
MEMORY = 512 * 1024 * 1024
DRAFTS_KEPT = 3

# A picture is named in the page by its check sum; its bytes are handed over beside it.
PICTURE = "picture:"
NAMED = re.compile(rf'src="{PICTURE}([0-9a-f]{{64}})"')

# All that the press is told of this machine: where programs, fonts and caches are.
KEPT_NAMES = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "FONTCONFIG_FILE")


class NotPrinted(Exception):
    """No PDF came out, and why, in words for an administrator."""


@dataclass(frozen=True, kw_only=True)
class Imprint:
    """What a printed strategy says of itself: which text it is, and how it stands."""

    stage: str
    sha256: str
    on: date
    number: int | None = None

    @property
    def is_draft(self) -> bool:
        return self.stage == Stage.COPY.label

    @property
    def word(self) -> str:
        return "Version" if self.number else "Text"

    @property
    def name(self) -> str:
        return f"Version {self.number}" if self.number else "Working draft"

    @property
    def check_code(self) -> str:
        return self.sha256[:12]


def store(rendering: Rendering) -> None:
    """Make the version's PDF for this stage, once; a second call changes nothing."""
    if rendering.file:
        return
    version = rendering.version
    imprint = Imprint(
        stage=rendering.words,
        sha256=version.sha256,
        on=day_of(version.at),
        number=version.number,
    )
    kept = kept_pdf(version.document, imprint)
    rendering.file.name = kept.name
    rendering.sha256 = kept.sha256
    rendering.size = kept.size
    rendering.save(update_fields=["file", "sha256", "size"])


def store_draft(rendering: DraftRendering) -> None:
    """Make the PDF of a working text, and let go of the ones before the last few."""
    imprint = Imprint(
        stage=Stage.COPY.label,
        sha256=rendering.fingerprint,
        on=day_of(rendering.asked_at),
    )
    rendering.file.name = kept_pdf(rendering.document, imprint).name
    rendering.save(update_fields=["file"])
    let_go(rendering.strategy)


def let_go(strategy: Strategy) -> None:
    """Drop the finished drafts before the last few, their files with them."""
    finished = strategy.draft_pdfs.filter(state__in=[State.DONE, State.FAILED])
    for old in finished.order_by("-asked_at", "-pk")[DRAFTS_KEPT:]:
        old.delete()
        if old.file:
            old.file.delete(save=False)


def day_of(moment: datetime) -> date:
    return timezone.localtime(moment).date()


def kept_pdf(document: Document, imprint: Imprint) -> Kept:
    return keep(ContentFile(render(document, imprint)), FOLDER, "pdf")


def render(document: Document, imprint: Imprint) -> bytes:
    """The PDF of this document. The same document and imprint give the same bytes."""
    html = html_of(document, imprint)
    return printed(html, pictures_in(html))


def html_of(document: Document, imprint: Imprint) -> str:
    return render_to_string(
        "print/strategy.html",
        {
            "document": document,
            "drawing": draw(document, name_in_print),
            "annex": annex(document),
            "imprint": imprint,
        },
    )


def name_in_print(ref: str, enclosure: dict[str, Any]) -> str:
    """Pictures by what the press knows them by; other files cannot be printed."""
    return f"{PICTURE}{enclosure['sha256']}" if enclosure["width"] else ""


def pictures_in(html: str) -> dict[str, bytes]:
    """The pictures of a page by what it calls them, as fine as paper shows them.

    Raises NotPrinted when one is not there: nothing is printed with a hole in it.
    """
    wanted = set(NAMED.findall(html))
    held = {one.sha256: one for one in Enclosure.objects.filter(sha256__in=wanted)}
    try:
        return {
            f"{PICTURE}{sha256}": on_paper(
                enclosures.content(held[sha256]), held[sha256].kind
            )
            for sha256 in sorted(wanted)
        }
    except (KeyError, OSError) as error:
        raise NotPrinted(
            "A picture is missing from the files of this portal"
        ) from error


def printed(html: str, pictures: dict[str, bytes] | None = None) -> bytes:
    """Hand the page to the press and take the PDF from it, or raise NotPrinted."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module, nothing of the document's
            [sys.executable, "-m", "strategies.press", str(CSS), str(MEMORY)],
            input=handed_over({"html": html.encode(), **(pictures or {})}),
            capture_output=True,
            timeout=SECONDS,
            cwd=settings.BASE_DIR,
            env={name: os.environ[name] for name in KEPT_NAMES if name in os.environ},
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise NotPrinted(f"It took longer than {SECONDS} seconds") from error
    except subprocess.CalledProcessError as error:
        last = error.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise NotPrinted("".join(last) or "The press stopped") from error
    return done.stdout


def handed_over(contents: dict[str, bytes]) -> bytes:
    """One line that says what follows and how long each is, then one after another."""
    sizes = {name: len(content) for name, content in contents.items()}
    return b"".join([json.dumps(sizes).encode(), b"\n", *contents.values()])
