"""What this place shows to others, and others to this one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from evidence import sharing as shares
from evidence.forms.sharing import ShowForm
from evidence.permissions import (
    may_edit_evidence,
    may_open_evidence,
    may_see_what_is_shown,
)
from evidence.views.fetch import base_of, item_of
from office.http import Request
from office.once import claim
from office.permissions import require
from people.models import Place

A_PAGE = 50


@transaction.atomic
def item_show(request: Request, place: str, ref: str) -> HttpResponse:
    """Show an item to another place, or to every place."""
    item = item_of(request, place, ref)
    require(may_edit_evidence(request.user, item))

    form = ShowForm(request.POST if request.method == "POST" else None, own=item.place)
    if item.is_restricted:
        return render(request, "evidence/item_not_to_show.html", {"item": item})
    if form.is_valid():
        if claim(form.cleaned_data["once"]):
            said = {name: form.cleaned_data[name] for name in ("until", "why")}
            shares.show(item, form.to, **said, by=request.user)
            messages.success(
                request, f"{item.ref} is shown to {form.to or 'every place'}"
            )
        return redirect("evidence:sharing", item.place.slug)

    shown = shares.shown_by(item.place).filter(item=item)
    context = {"item": item, "form": form, "shown": shown}
    return render(request, "evidence/item_show.html", context)


@require_safe
def sharing(request: Request, place: str) -> HttpResponse:
    """What is shown with whom, for the place's own people."""
    base = own_base(request, place)
    page = Paginator(shares.shown_by(base), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "evidence/sharing.html",
        {
            "place": base,
            "page": page,
            "may_end": may_open_evidence(request.user, base),
        },
    )


@require_POST
@transaction.atomic
def sharing_end(request: Request, place: str, pk: int) -> HttpResponse:
    base = own_base(request, place)
    require(may_open_evidence(request.user, base))
    shown = get_object_or_404(shares.shown_by(base), pk=pk)

    assert shown.item is not None  # noqa: S101 - what shown_by leaves out
    shares.end(shown, shown.item, by=request.user)
    messages.success(
        request,
        f"{shown.item.ref} is no longer shown to {shown.shown_to or 'every place'}",
    )
    return redirect("evidence:sharing", base.slug)


@require_safe
def shared_with_us(request: Request, place: str) -> HttpResponse:
    base = own_base(request, place)
    page = Paginator(shares.shown_to(base), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "evidence/shared_with_us.html", {"place": base, "page": page}
    )


def own_base(request: Request, place: str) -> Place:
    """For the people of the place alone; to others there is no such page."""
    base = base_of(request, place)
    if not may_see_what_is_shown(request.user, base):
        raise Http404
    return base
