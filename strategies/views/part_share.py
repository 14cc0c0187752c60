"""Sharing a part of one's own: with whom, which texts were offered, and who may read it."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from office.http import Request
from office.once import claim
from office.permissions import require
from strategies import drafting, sharing_parts, showing_parts
from strategies.forms.shared_parts import PlaceForm, ShowForm
from strategies.models import Part, PartDisclosure, SharedPart
from strategies.permissions import may_write
from strategies.standing import held
from strategies.views.fetch import part_or_404

SHARE = "The place to share its text with"
SHOW = "Who may read it"


@transaction.atomic
def part_share(request: Request, slug: str, key: str) -> HttpResponse:
    """Who has the part, who accepted which text, and who may read it."""
    found = part_to_share(request, slug, key)

    form = PlaceForm(
        request.POST if request.method == "POST" else None,
        place=found.strategy.place,
        label=SHARE,
    )
    if form.is_valid() and form.chosen is not None:
        if is_older(request, found):
            return redirect("strategies:part_share", slug, key)
        if claim(form.cleaned_data["once"]):
            try:
                sharing_parts.share(found, form.chosen, by=request.user)
            except sharing_parts.CannotBeOffered as error:
                return show_share(request, found, form, reasons=error.reasons)
            messages.success(request, f"“{found.title}” is offered to {form.chosen}")
        return redirect("strategies:part_share", slug, key)
    return show_share(request, found, form)


@require_POST
@transaction.atomic
def shared_text_offer(
    request: Request, slug: str, key: str, place: str
) -> HttpResponse:
    found = part_to_share(request, slug, key)
    shared = share_or_404(found, place)
    if is_older(request, found):
        return redirect("strategies:part_share", slug, key)
    try:
        offered = sharing_parts.offer(shared, by=request.user)
    except sharing_parts.CannotBeOffered as error:
        form = PlaceForm(place=found.strategy.place, label=SHARE)
        return show_share(request, found, form, reasons=error.reasons)
    if offered is None:
        messages.info(request, "They have been offered this text already")
    else:
        messages.success(request, f"Text {offered.number} is offered to {shared.place}")
    return redirect("strategies:part_share", slug, key)


@require_POST
@transaction.atomic
def part_share_end(request: Request, slug: str, key: str, place: str) -> HttpResponse:
    found = part_to_share(request, slug, key)
    shared = share_or_404(found, place)
    sharing_parts.end(shared, by=request.user)
    messages.success(
        request, f"“{found.title}” is no longer shared with {shared.place}"
    )
    return redirect("strategies:part_share", slug, key)


@require_POST
@transaction.atomic
def part_show(request: Request, slug: str, key: str) -> HttpResponse:
    found = part_to_share(request, slug, key)
    form = ShowForm(request.POST, place=found.strategy.place, label=SHOW)
    if not form.is_valid():
        blank = PlaceForm(place=found.strategy.place, label=SHARE)
        return show_share(request, found, blank, showing=form)
    if claim(form.cleaned_data["once"]):
        showing_parts.show(found, form.chosen, by=request.user)
        whom = form.chosen or "Every place"
        messages.success(request, f"{whom} can now read “{found.title}”")
    return redirect("strategies:part_share", slug, key)


@require_POST
@transaction.atomic
def part_show_end(request: Request, slug: str, key: str, number: int) -> HttpResponse:
    found = part_to_share(request, slug, key)
    shown = get_object_or_404(found.disclosures.select_related("shown_to"), pk=number)
    shown.part = found
    showing_parts.stop_showing(shown, by=request.user)
    messages.success(request, "They can no longer read it")
    return redirect("strategies:part_share", slug, key)


def part_to_share(request: Request, slug: str, key: str) -> Part:
    """The part, for its officers; the strategy's row locked where they change something."""
    found = part_or_404(request, slug, key)
    require(may_write(request.user, found.strategy))
    if found.removed_at is not None:
        raise Http404
    if request.method == "POST":
        held(found.strategy_id)
        found = part_or_404(request, slug, key)
    return found


def is_older(request: Request, part: Part) -> bool:
    """Whether another text was saved since the page was read: nothing goes out unread."""
    if request.POST.get("base") == str(part.base):
        return False
    messages.info(
        request,
        "The part was saved again since you read it, so nothing was offered. Read it, "
        "then offer it",
    )
    return True


def share_or_404(part: Part, place: str) -> SharedPart:
    shares = part.shares.filter(ended_at=None).select_related("place")
    shared = get_object_or_404(shares, place__slug=place)
    shared.part = part
    return shared


def show_share(
    request: Request,
    part: Part,
    form: PlaceForm,
    *,
    showing: ShowForm | None = None,
    reasons: list[str] | None = None,
) -> HttpResponse:
    shares = part.shares.select_related("place").prefetch_related("texts__answered_by")
    current = PartDisclosure.objects.current().filter(part=part)
    place = part.strategy.place
    return render(
        request,
        "strategies/part_share.html",
        {
            "part": part,
            "strategy": part.strategy,
            "form": form,
            "showing": showing or ShowForm(place=place, label=SHOW),
            "shares": [row for row in shares if row.ended_at is None],
            "ended": [row for row in shares if row.ended_at is not None],
            "shown": current.select_related("shown_to"),
            "reasons": reasons or [],
            "is_taken": drafting.is_taken(part),
        },
    )
