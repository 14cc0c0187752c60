"""PDFs of versions and of the working text: made once by a worker, then handed out."""

from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from office import access
from office.files import attachment
from office.http import Request
from office.jobs import try_again
from office.models.job import State
from strategies import versions
from strategies.models import DraftRendering, Rendering
from strategies.models.version import Stage
from strategies.views.fetch import draft_or_404
from strategies.views.versions import version_or_404

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@transaction.atomic
def version_pdf(request: Request, slug: str, number: int) -> HttpResponseBase:
    """GET: the PDF, or how far it has come. POST: try again what failed."""
    version = version_or_404(request, slug, number)
    rendering = versions.rendering_of(version) or versions.request_rendering(
        version, Stage.COPY, by=request.user
    )
    return file_or_progress(
        request,
        rendering,
        name=f"{slug}-version-{number}-{rendering.stage}.pdf",
        page={
            "strategy": version.strategy,
            "back": version.get_absolute_url(),
            "title": f"PDF of version {number}",
            "address": request.path,
        },
    )


@require_http_methods(METHODS)
@transaction.atomic
def draft_pdf(request: Request, slug: str) -> HttpResponseBase:
    """The text as it stood when it was first asked for, which its address then keeps."""
    strategy = draft_or_404(request, slug)
    asked = strategy.draft_pdfs.filter(fingerprint=request.GET.get("text", ""))
    rendering = asked.first() or versions.request_draft(strategy, by=request.user)
    return file_or_progress(
        request,
        rendering,
        name=f"{slug}-draft.pdf",
        page={
            "strategy": strategy,
            "back": strategy.get_absolute_url(),
            "title": "PDF of the working draft",
            "address": f"{request.path}?text={rendering.fingerprint}",
        },
    )


def file_or_progress(
    request: Request,
    job: Rendering | DraftRendering,
    *,
    name: str,
    page: dict[str, object],
) -> HttpResponseBase:
    """The file once it is there; a page that asks for HTML alone is told of it first."""
    if request.method == "POST" and try_again(job):
        job.refresh_from_db()
    if job.state == State.DONE and request.accepts("application/pdf"):
        access.note(request, "downloaded", file=name)
        return attachment(job.file, name=name, content_type="application/pdf")
    return render(request, "strategies/pdf_progress.html", {"job": job, **page})
