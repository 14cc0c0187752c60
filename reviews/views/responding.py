"""Asking people, as anybody sees it: what is asked, the form, and what became of it."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from office.once import claim
from reviews import consultations
from reviews.forms.responses import ResponseForm
from reviews.models import Consultation
from strategies import enclosures, placing, text
from strategies.rendering import draw, served_at
from strategies.views.figures import handed_out

A_PAGE = 50


@login_not_required
@require_safe
def consultation_list(request: HttpRequest) -> HttpResponse:
    """Every consultation that is open, and those that are over."""
    found = (
        Consultation.objects.published()
        .select_related("place")
        .defer("about")
        .order_by("-closes_on", "pk")
    )
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "reviews/consultation_list.html", {"page": page})


@login_not_required
@require_safe
def consultation(request: HttpRequest, slug: str) -> HttpResponse:
    asked = published(slug)
    return render(
        request,
        "reviews/consultation.html",
        {
            "consultation": asked,
            "about": text.to_html(asked.about, number_of=lambda ref: None),
            "outcome": consultations.outcome(asked) if asked.outcome_at else [],
            "questions": [] if asked.outcome_at else asked.questions.all(),
        },
    )


@login_not_required
@transaction.atomic
def respond(request: HttpRequest, slug: str) -> HttpResponse:
    asked = published(slug)
    if not asked.is_open:
        return redirect("reviews:consultation", slug)
    form = ResponseForm(
        request.POST if request.method == "POST" else None,
        questions=list(asked.questions.all()),
    )
    if form.is_valid():
        try:
            with transaction.atomic():  # refused, its token may be used again
                if claim(form.cleaned_data["once"]):
                    consultations.receive(asked, form.reply())
        except consultations.Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("reviews:responded", slug)
    return render(
        request, "reviews/respond.html", {"consultation": asked, "form": form}
    )


@login_not_required
@require_safe
def responded(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "reviews/responded.html", {"consultation": published(slug)})


@login_not_required
@require_safe
def consultation_text(request: HttpRequest, slug: str) -> HttpResponse:
    """The version that is shown, whole."""
    asked = published(slug, version__isnull=False)
    assert asked.version  # noqa: S101 - asked for above
    address_of = served_at("reviews:consultation_figure", slug)
    drawing = draw(asked.version.document, address_of)
    page = render_to_string("components/whole_strategy.html", {"drawing": drawing})
    return render(
        request,
        "reviews/consultation_text.html",
        {
            "consultation": asked,
            "version": asked.version,
            "page": SafeString(page),  # made by our own sanitised rendering
        },
    )


@login_not_required
@require_safe
def consultation_figure(request: HttpRequest, slug: str, ref: str) -> FileResponse:
    """A picture or file that the text shows, and no other."""
    version = published(slug, version__isnull=False).version
    assert version  # noqa: S101 - asked for above
    known = {*enclosures.COVER, *placing.figures_of(version.document)}
    found = (
        enclosures.in_document(version.strategy_id, version.document, ref)
        if ref in known
        else None
    )
    return handed_out(found)


def published(slug: str, **of: object) -> Consultation:
    found = Consultation.objects.published().select_related(
        "place", "strategy", "version"
    )
    if not of:
        found = found.defer("version__document")
    return get_object_or_404(found, slug=slug, **of)
