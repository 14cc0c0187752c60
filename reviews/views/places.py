"""Where every place stands, and one place: who, how it stands, and when."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from evidence.permissions import may_see_evidence
from office.http import Request
from people.models import Place
from people.pages import place_facts
from reviews import portfolio
from reviews.dates import may_set_for
from reviews.forms.places import FilterForm
from reviews.models import ImportantDate
from reviews.permissions import may_look_across
from strategies.models import Strategy

A_PAGE = 60  # the 46 places of England stand on one page


def places(request: Request) -> HttpResponse:
    """All of them in a sentence and a table; one's own first."""
    form = FilterForm(request.GET, choices=portfolio.choices())
    found = portfolio.places(request.user, form.filters())
    counts = portfolio.counts(found, request.user)
    paginator = Paginator(found, A_PAGE)
    paginator.count = sum(counts.values())  # known by now: not asked again
    page = paginator.get_page(request.GET.get("page"))
    rows = portfolio.rows(request.user, page.object_list)
    return render(
        request,
        "reviews/places.html",
        {
            "form": form,
            "page": page,
            "rows": rows,
            "mine": [row for row in rows if row.is_mine],
            "sentence": portfolio.in_a_sentence(counts),
            "is_filtered": form.is_filtered,
            "may_look_across": may_look_across(request.user),
        },
    )


def place(request: Request, slug: str) -> HttpResponse:
    """People, relations, conditions, dates, strategies and evidence of one place."""
    place = get_object_or_404(Place.objects.visible_to(request.user), slug=slug)
    dates = (
        ImportantDate.objects.visible_to(request.user)
        .live()
        .filter(place=place, latest__gte=timezone.localdate(), done_at=None)
        .order_by("latest")[:5]
    )
    return render(
        request,
        "reviews/place.html",
        {
            "place": place,
            "facts": place_facts(place, request.user),
            "strategies": Strategy.objects.visible_to(request.user).filter(place=place),
            "dates": dates,
            "may_see_evidence": may_see_evidence(request.user, place),
            "may_set_dates": may_set_for(request.user, place),
        },
    )
