"""What another place shares: the texts offered, to accept or not, or a part to read."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from office.http import Request
from office.once import claim
from office.permissions import require
from people.models import User
from strategies import sharing_parts, showing_parts
from strategies.forms.shared_parts import AcceptForm, DeclineForm
from strategies.models import (
    Part,
    PartDisclosure,
    SharedPart,
    SharedText,
    Strategy,
)
from strategies.permissions import may_write
from strategies.reading import words_alone
from strategies.standing import held
from strategies.text import Block, compare


@require_safe
def shared_list(request: Request) -> HttpResponse:
    """What other places share with this person's, and let it read."""
    shares = sharing_parts.shared_with(request.user).select_related(
        "part__strategy__place", "place", "taken_as"
    )
    shown = showing_parts.shown_to(request.user).select_related("part__strategy__place")
    return render(
        request,
        "strategies/shared_parts.html",
        {
            "shares": shares.prefetch_related("texts"),
            "shown": list({row.part_id: row for row in shown}.values()),
        },
    )


@require_safe
def shared_part(request: Request, slug: str, key: str) -> HttpResponse:
    """The text offered, to accept or not; or the part as it stands, to read."""
    shared = shared_or_none(request, slug, key)
    if shared is not None:
        return show_offered(request, shared)
    shown = showing_parts.shown_to(request.user).select_related(
        "part__strategy__place", "part__latest__by"
    )
    disclosure = shown.filter(part__key=key, part__strategy__slug=slug).first()
    if disclosure is None:
        raise Http404
    return show_as_written(request, disclosure)


@require_POST
@transaction.atomic
def shared_part_accept(request: Request, slug: str, key: str) -> HttpResponse:
    shared = shared_to_answer(request, slug, key)
    into = strategy_to_take_into(request.user, shared)
    if into is None:
        raise Http404
    held(into.pk)
    where = sharing_parts.standing_in(shared)
    form = AcceptForm(request.POST, into=into, is_first=where is None)
    if not form.is_valid():
        return show_offered(request, shared, accepting=form)
    if claim(form.cleaned_data["once"]):
        chosen = where or place_chosen(form)
        number = form.cleaned_data["number"]
        try:
            part = sharing_parts.accept(
                shared, number, where=chosen, into=into, by=request.user
            )
        except sharing_parts.NotWaiting:
            return show_overtaken(request, shared)
        messages.success(request, f"Text {number} now stands in “{part.title}”")
    return redirect("strategies:shared_part", slug, key)


@require_POST
@transaction.atomic
def shared_part_decline(request: Request, slug: str, key: str) -> HttpResponse:
    shared = shared_to_answer(request, slug, key)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return show_offered(request, shared, declining=form)
    if claim(form.cleaned_data["once"]):
        number, note = form.cleaned_data["number"], form.cleaned_data["note"]
        try:
            sharing_parts.decline(shared, number, note=note, by=request.user)
        except sharing_parts.NotWaiting:
            return show_overtaken(request, shared)
        messages.success(request, f"{shared.part.strategy.place} has been told")
    return redirect("strategies:shared_part", slug, key)


@require_POST
@transaction.atomic
def shared_part_stop(request: Request, slug: str, key: str) -> HttpResponse:
    """The other place goes on by itself, with the text that it has."""
    shared = shared_to_answer(request, slug, key)
    kept = sharing_parts.standing_in(shared)
    sharing_parts.end(shared, by=request.user)
    messages.success(request, "The sharing has ended. You keep the text that you have")
    return redirect(kept) if kept else redirect("strategies:shared_parts")


def shared_or_none(request: Request, slug: str, key: str) -> SharedPart | None:
    """To somebody at two places that have it, the one named after `?place=` is shown."""
    shares = sharing_parts.shared_with(request.user).select_related(
        "part__strategy__place", "part__latest", "place", "taken_as__strategy__place"
    )
    shares = shares.filter(part__key=key, part__strategy__slug=slug)
    if place := request.GET.get("place", "").replace("\0", ""):
        shares = shares.filter(place__slug=place[:120])
    return shares.first()


def shared_to_answer(request: Request, slug: str, key: str) -> SharedPart:
    shared = shared_or_none(request, slug, key)
    if shared is None:
        raise Http404
    require(sharing_parts.may_accept(request.user, shared))
    return shared


def strategy_to_take_into(user: User, shared: SharedPart) -> Strategy | None:
    strategy = shared.place.strategies.live().select_related("place").first()
    return strategy if strategy and may_write(user, strategy) else None


def place_chosen(form: AcceptForm) -> Part | str:
    kind, _, key = form.cleaned_data["where"].partition(":")
    return key if kind == "section" else form.parts[key]


def show_offered(
    request: Request,
    shared: SharedPart,
    *,
    accepting: AcceptForm | None = None,
    declining: DeclineForm | None = None,
) -> HttpResponse:
    text = sharing_parts.waiting(shared)
    accepted = sharing_parts.last_accepted(shared)
    shown = text or accepted
    may_accept = sharing_parts.may_accept(request.user, shared)
    into = strategy_to_take_into(request.user, shared) if may_accept else None
    where = sharing_parts.standing_in(shared)
    owner = shared.part.strategy
    if text and into and accepting is None:
        initial = {"number": text.number}
        accepting = AcceptForm(initial=initial, into=into, is_first=where is None)
    is_open = text is not None and text.answer == SharedText.Answer.OFFERED
    if text and is_open and may_accept and declining is None:
        declining = DeclineForm(initial={"number": text.number})
    return render(
        request,
        "strategies/shared_part.html",
        {
            "shared": shared,
            "owner": owner,
            "part": shared.part,
            "text": text,
            "accepted": accepted,
            "page": words_alone(owner, texts_of(shown)) if shown else None,
            "changes": compare(blocks_of(accepted), blocks_of(text))
            if text and accepted
            else [],
            "answered": shared.texts.exclude(answered_by=None).select_related(
                "answered_by"
            ),
            "where": where,
            "may_accept": may_accept,
            "into": into,
            "accepting": accepting,
            "declining": declining,
        },
    )


def show_overtaken(request: Request, shared: SharedPart) -> HttpResponse:
    messages.info(
        request,
        "That text was answered already, or a newer one was offered, so nothing was done",
    )
    part = shared.part
    return redirect("strategies:shared_part", part.strategy.slug, part.key)


def show_as_written(request: Request, disclosure: PartDisclosure) -> HttpResponse:
    part = disclosure.part
    texts = [block.text for block in part.blocks]
    return render(
        request,
        "strategies/shared_part_read.html",
        {
            "part": part,
            "owner": part.strategy,
            "page": words_alone(part.strategy, texts) if texts else None,
        },
    )


def texts_of(text: Any) -> list[str]:
    return [row["text"] for row in text.blocks]


def blocks_of(text: Any) -> list[Block]:
    return [Block(row["id"], row["text"]) for row in text.blocks]
