"""Figures: what only they have among records, which is a picture or a file."""

from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from office.files import attachment
from office.http import Request
from office.uploads import KINDS
from strategies.forms.figures import FigureForm
from strategies.models import Enclosure
from strategies.views.fetch import draft_or_404

__all__ = ["FigureForm"]


@require_safe
def figure_picture(request: Request, slug: str, ref: str) -> FileResponse:
    """The picture or file of a figure as the draft has it now."""
    strategy = draft_or_404(request, slug)
    held = strategy.enclosures.filter(figures__strategy=strategy, figures__ref=ref)
    return handed_out(held.first())


def handed_out(enclosure: Enclosure | None) -> FileResponse:
    """A browser draws it where a page of ours asks for it, and else saves it."""
    if enclosure is None:
        raise Http404
    return attachment(
        enclosure.file,
        name=enclosure.name,
        content_type=KINDS[enclosure.kind].content_type,
    )
