from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render

from evidence import listing
from evidence.forms.listed import FilterForm
from evidence.models import Item, ItemQuerySet
from evidence.permissions import (
    may_add_evidence,
    may_open_evidence,
    may_read_log,
    may_read_restricted,
    may_see_what_is_shown,
)
from evidence.views.fetch import base_of
from office import ledger
from office.cells import csv_bytes
from office.http import Request
from people.models import Place

PAGE_LENGTH = 50


def items(request: Request, place: str) -> HttpResponse:
    base = base_of(request, place)
    form = _form(request, base)
    found = _found(request, base, form)
    page = Paginator(found.listed(), PAGE_LENGTH).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)

    return render(
        request,
        "evidence/items.html",
        {
            "place": base,
            "form": form,
            "page": page,
            "query": query.urlencode(),
            "is_filtered": any(form.cleaned_data.values()),
            "may_add": may_add_evidence(request.user, base),
            "in_full": may_read_restricted(request.user, base),
            "chips": listing.chips(request.user, base),
            "state": form.cleaned_data.get("state", ""),
            "may_read_log": may_read_log(request.user, base),
            "is_ours": may_see_what_is_shown(request.user, base),
            "may_open": may_open_evidence(request.user, base),
        },
    )


@transaction.atomic
def items_csv(request: Request, place: str) -> HttpResponse:
    """What the list shows, with its filters, as a file for a spreadsheet."""
    base = base_of(request, place)
    found = _found(request, base, _form(request, base)).order_by("number")
    in_full = may_read_restricted(request.user, base)
    content = csv_bytes(listing.rows(listing.for_rows(found), in_full=in_full))
    ledger.record(
        ledger.place_chain(base.pk), "evidence_list_downloaded", by=request.user
    )

    return HttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{base.slug}-evidence.csv"',
            "Cache-Control": "private, no-store",
        },
    )


def _form(request: Request, base: Place) -> FilterForm:
    return FilterForm(request.GET, reads_draft=base.pk in request.user.reads_for())


def _found(request: Request, base: Place, form: FilterForm) -> ItemQuerySet:
    """The items of the base this person sees that answer the form, as far as it is valid."""
    form.is_valid()
    asked = form.cleaned_data
    found = Item.objects.visible_to(request.user).filter(place=base)
    found = found.in_state(asked.get("state", ""))
    if asked.get("kind"):
        found = found.filter(kind=asked["kind"])
    found = listing.narrowed(found, asked.get("cited", ""), base, request.user)
    in_full = may_read_restricted(request.user, base)
    return found.matching(asked.get("q", ""), in_full=in_full)
