"""Figures: what only they have among records, which is a picture or a file."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from office.files import attachment
from office.http import Request
from office.permissions import require
from office.uploads import KINDS, Refused
from strategies import enclosures, listing, placing
from strategies.drafting import held
from strategies.forms.figures import FigureForm
from strategies.listing import Line
from strategies.models import Enclosure, Figure, Part, Strategy
from strategies.nouns import FIGURES
from strategies.permissions import may_edit_records, may_read_draft
from strategies.views.fetch import draft_or_404, strategy_or_404, typed_again
from strategies.views.lists import show_list
from strategies.views.records import record_add, record_edit, show_form
from strategies.views.versions import version_or_404


@dataclass(frozen=True)
class FigureLine(Line):
    """A figure in the list: what it shows, where it stands, what it still needs."""

    template = "strategies/_figure_shown.html"
    address: str
    is_picture: bool
    placed_in: list[Part]
    lacks: list[str]


@require_safe
def figures(request: Request, slug: str) -> HttpResponse:
    strategy = draft_or_404(request, slug)
    rows = list(listing.rows_of(strategy, FIGURES))
    groups = listing.as_one(lines(strategy, rows))
    return show_list(request, strategy, FIGURES, rows, groups=groups)


def lines(strategy: Strategy, rows: list[Figure]) -> list[FigureLine]:
    parts = strategy.parts.live().select_related("latest")
    placed = placing.where(parts, FIGURES)
    return [
        line_of(strategy, line, placed.get(line.record.ref, []))
        for line in listing.lines(FIGURES, rows, strategy.edition)
    ]


def line_of(strategy: Strategy, line: Line, parts: list[Part]) -> FigureLine:
    row: Any = line.record
    facts = enclosures.facts(row.enclosure) if row.enclosure else None
    lacks = list(placing.lacks({"enclosure": facts, "alternative": row.alternative}))
    return FigureLine(
        **vars(line),
        address=reverse("strategies:figure_picture", args=[strategy.slug, row.ref])
        if row.enclosure
        else "",
        is_picture=row.enclosure is not None and row.enclosure.is_picture,
        placed_in=parts,
        lacks=lacks if parts else [*lacks, "is not placed in any part"],
    )


def figure_add(request: Request, slug: str) -> HttpResponse:
    """As any record is added, once a file that came with it is kept."""
    return keep_its_file(request, slug) or record_add(request, slug, FIGURES)


def figure_edit(request: Request, slug: str, ref: str) -> HttpResponse:
    return keep_its_file(request, slug, ref) or record_edit(request, slug, FIGURES, ref)


def keep_its_file(request: Request, slug: str, ref: str = "") -> HttpResponse | None:
    """Keep the upload and name it in what was posted; or show why it cannot be kept.

    A picture is drawn anew before the strategy is locked, so that nobody waits for it.
    """
    if request.method != "POST" or "upload" not in request.FILES:
        return None
    strategy = strategy_or_404(request, slug)
    if not may_read_draft(request.user, strategy):
        raise Http404
    require(may_edit_records(request.user, strategy))
    figure = Figure.objects.filter(strategy=strategy, ref=ref).first()
    form = FigureForm(request.POST, request.FILES, strategy=strategy, instance=figure)
    form.is_valid()
    try:
        upload = form.cleaned_data.get("upload")
        ready = enclosures.ready(upload) if upload else None
    except Refused as refused:
        form.add_error("upload", str(refused))
        ready = None
    if ready is None:
        return show_form(request, strategy, FIGURES, form)
    with transaction.atomic():
        kept = enclosures.enclose(held(strategy.pk), ready, by=request.user)
    posted = typed_again(request.POST)
    posted["enclosure"] = enclosures.token(kept)
    request.POST = posted  # type: ignore[assignment]
    return None


@require_safe
def figure_picture(request: Request, slug: str, ref: str) -> FileResponse:
    """The picture or file of a figure, the logo or the cover, as the draft has it now."""
    strategy = draft_or_404(request, slug)
    if ref in enclosures.COVER:
        return handed_out(getattr(strategy, ref))
    held_by = strategy.enclosures.filter(figures__strategy=strategy, figures__ref=ref)
    return handed_out(held_by.first())


@require_safe
def version_figure(request: Request, slug: str, number: int, ref: str) -> FileResponse:
    """The picture or file as it was frozen, whatever the draft has by now."""
    version = version_or_404(request, slug, number)
    return handed_out(
        enclosures.in_document(version.strategy_id, version.document, ref)
    )


def handed_out(enclosure: Enclosure | None) -> FileResponse:
    """A browser draws it where a page of ours asks for it, and else saves it."""
    if enclosure is None:
        raise Http404
    return attachment(
        enclosure.file,
        name=enclosure.name,
        content_type=KINDS[enclosure.kind].content_type,
    )
