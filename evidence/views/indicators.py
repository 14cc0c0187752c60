"""The statistics a base holds figures of, and one of them with all that is known of it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from evidence import series, statistics
from evidence.models import Indicator, Item, ItemQuerySet
from evidence.permissions import (
    may_add_evidence,
    may_change_figures,
    may_read_restricted,
)
from evidence.statistics import Cut
from evidence.views.fetch import base_of
from office.http import Request
from people.models import Place

PAGE_LENGTH = 50


@require_safe
def indicators(request: Request, place: str) -> HttpResponse:
    base = base_of(request, place)
    rows = series.visible_to(request.user, base)
    return render(
        request,
        "evidence/indicators.html",
        {
            "place": base,
            "held": statistics.held(rows, base, gaps_of(request, base)),
            "may_add": may_add_evidence(request.user, base),
        },
    )


@require_safe
def indicator(request: Request, place: str, key: str) -> HttpResponse:
    base = base_of(request, place)
    shown = get_object_or_404(Indicator.objects.known_to(base), key=key)
    rows = series.visible_to(request.user, base).filter(indicator=shown)
    cuts = statistics.cuts(rows, base)
    cut = chosen(request, cuts)
    found = rows.filter(unit=cut.unit, breakdown=cut.breakdown) if cut else rows.none()
    figures = series.figures(found, base) if cut else []
    has_districts = any(one.area_kind == "LAD" for one in figures)
    said = statistics.shown(
        figures,
        cut,
        shown,
        districts_of(base) if has_districts else {},
        base,
        request.user,
    )
    is_older = request.GET.get("show") == "older"
    listed = said.older if is_older else said.figures

    return render(
        request,
        "evidence/indicator.html",
        {
            "place": base,
            "indicator": shown,
            "cuts": cuts,
            "cut": cut,
            "said": said,
            "is_older": is_older,
            "page": Paginator(listed, PAGE_LENGTH).get_page(request.GET.get("page")),
            "gaps": gaps_of(request, base).filter(indicator=shown),
            "may_add": may_add_evidence(request.user, base),
            "may_change": may_change_figures(request.user, base),
        },
    )


def chosen(request: Request, cuts: list[Cut]) -> Cut | None:
    """The one that is asked for, or else the first there is."""
    asked = (request.GET.get("unit"), request.GET.get("breakdown", ""))
    named = (cut for cut in cuts if (cut.unit, cut.breakdown) == asked)
    return next(named, cuts[0] if cuts else None)


def gaps_of(request: Request, base: Place) -> ItemQuerySet:
    """Where the place says that no figure exists."""
    items: ItemQuerySet = Item.objects.visible_to(request.user)
    gaps = items.filter(place=base, kind=Item.Kind.GAP).live().order_by("number")
    if may_read_restricted(request.user, base):
        return gaps
    return gaps.filter(is_restricted=False)


def districts_of(base: Place) -> dict[str, str]:
    current = base.place_authorities.current()
    return dict(current.values_list("authority__code", "authority__name"))
