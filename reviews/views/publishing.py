"""What anyone may read, and who makes it public."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Prefetch
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString

from office.files import attachment
from office.http import Request
from office.models.job import State
from office.permissions import require
from reviews import publishing
from reviews.forms.publishing import PublishForm, TakeDownForm
from reviews.models import Publication, Support
from reviews.permissions import may_publish
from reviews.views.review import visible_strategy
from strategies.models.version import Rendering, Stage
from strategies.views.figures import handed_out

A_PAGE = 100
STAGES = {
    Publication.Kind.AGREED: Stage.AGREED,
    Publication.Kind.LOCAL_ONLY: Stage.LOCAL,
}


def publish(request: Request, slug: str) -> HttpResponse:
    """Publish the agreed version, or the place's own approved one, from a day on."""
    strategy = visible_strategy(request.user, slug)
    require(may_publish(request.user, strategy))
    standing = strategy.publications.filter(withdrawn_on=None).first()
    choice = publishing.what_to_publish(strategy)
    if standing and request.method == "POST":  # a second click, or somebody was quicker
        messages.info(request, "This strategy is published already.")
        return redirect(strategy)
    if standing or choice is None:
        return render(
            request,
            "reviews/cannot_publish.html",
            {"strategy": strategy, "standing": standing},
        )

    kind, version = choice
    form = PublishForm(
        request.POST if request.method == "POST" else None, version=version
    )
    if form.is_valid():
        read = strategy.versions.filter(number=form.cleaned_data["version"]).first()
        try:
            publishing.publish(
                strategy, read or version, form.cleaned_data["on"], by=request.user
            )
        except publishing.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The strategy is published.")
            return redirect(strategy)
    return render(
        request,
        "reviews/publish.html",
        {
            "strategy": strategy,
            "version": version,
            "is_agreed": kind == Publication.Kind.AGREED,
            "holds": publishing.holds_to_come(strategy.place),
            "form": form,
        },
    )


@transaction.atomic
def unpublish(request: Request, slug: str) -> HttpResponse:
    """Take it off the public pages, with a reason."""
    strategy = visible_strategy(request.user, slug)
    require(may_publish(request.user, strategy))
    publication = get_object_or_404(
        strategy.publications.select_related("version"), withdrawn_on=None
    )
    form = TakeDownForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if publishing.withdraw(
            publication, form.cleaned_data["because"], by=request.user
        ):
            messages.success(request, "The strategy is no longer public.")
        return redirect(strategy)
    return render(
        request,
        "reviews/unpublish.html",
        {"strategy": strategy, "publication": publication, "form": form},
    )


@login_not_required
def published_list(request: HttpRequest) -> HttpResponse:
    """Every published strategy, agreed ones first."""
    found = (
        Publication.objects.live()
        .select_related("strategy__place")
        .defer("page")
        .order_by("kind", "strategy__title", "pk")
    )
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "reviews/published_list.html", {"page": page})


@login_not_required
def published(request: HttpRequest, slug: str) -> HttpResponse:
    """The text as an accessible page, with its PDF, sources and how it was agreed."""
    publication = _live(slug)
    page = SafeString(publication.page)  # made by our own sanitised rendering
    return render(
        request, "reviews/published.html", {"publication": publication, "page": page}
    )


@login_not_required
def published_pdf(request: HttpRequest, slug: str) -> HttpResponse | FileResponse:
    """The stored PDF of the published version at its own stage, and no other."""
    publication = _live(slug)
    rendering = Rendering.objects.filter(
        version=publication.version_id,
        stage=STAGES[Publication.Kind(publication.kind)],
        state=State.DONE,
    ).first()
    if rendering is None:
        return render(
            request, "reviews/pdf_soon.html", {"publication": publication}, status=503
        )
    return attachment(
        rendering.file, name=f"{slug}.pdf", content_type="application/pdf"
    )


@login_not_required
def published_figure(request: HttpRequest, slug: str, ref: str) -> FileResponse:
    """A picture or file that the public page shows."""
    live = Publication.objects.live().select_related("version").defer("page")
    publication = get_object_or_404(live, strategy__slug=slug)
    return handed_out(publishing.enclosure_of(publication, ref))


def _live(slug: str) -> Publication:
    return get_object_or_404(
        Publication.objects.live()
        .select_related("strategy__place", "strategy__agreement", "version__approval")
        .prefetch_related(
            Prefetch("version__supports", Support.objects.select_related("place"))
        )
        .defer("version__document"),
        strategy__slug=slug,
    )
