"""Looking for words in everything this person may read."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from office.http import Request
from reviews.forms.search import SearchForm
from reviews.search import hits

A_PAGE = 20


@require_safe
def search(request: Request) -> HttpResponse:
    form = SearchForm(request.GET if "q" in request.GET else None)
    is_asked = form.is_bound and form.is_valid() and bool(form.sought.words)
    found = (
        hits(request.user, form.sought, form.cleaned_data["kind"]) if is_asked else []
    )
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "reviews/search.html",
        {"form": form, "is_asked": is_asked, "page": page},
    )
