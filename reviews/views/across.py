"""Across places, for government: where priorities lie, and who claims the same."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from office.http import Request
from office.permissions import require
from reviews.across import lines, said_across
from reviews.claims import claims
from reviews.forms.across import AcrossForm, ClaimsForm
from reviews.permissions import may_look_across
from reviews.portfolio import choices
from strategies import prospectus

A_PAGE = 20


@require_safe
def across(request: Request) -> HttpResponse:
    """Foundations by Grand Challenges by places, with counts and links."""
    require(may_look_across(request.user))
    form = AcrossForm(request.GET, regions=choices().regions)
    found = said_across(request.user, form.chosen("kind"), form.chosen("region"))
    foundations, challenges = prospectus.edition(prospectus.CURRENT).tags[:2]
    page = Paginator(lines(found, foundations, challenges), A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "reviews/across.html",
        {
            "form": form,
            "foundations": foundations,
            "challenges": challenges,
            "page": page,
        },
    )


@require_safe
def across_claims(request: Request) -> HttpResponse:
    """The same sector or asset in several places, side by side."""
    require(may_look_across(request.user))
    form = ClaimsForm(request.GET, regions=choices().regions)
    found = said_across(request.user, form.chosen("kind"), form.chosen("region"))
    page = Paginator(claims(found, form.chosen("about")), A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "reviews/claims.html", {"form": form, "page": page})
