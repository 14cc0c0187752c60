"""The consultation log. It stands in this room because it names the parts it changed."""

from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from evidence import conversations
from evidence.forms.kept import ConversationAddForm, ConversationEditForm
from evidence.models import Conversation
from evidence.permissions import may_add_evidence, may_edit_kept, may_open_evidence
from evidence.views import kept
from evidence.views.fetch import kept_of, read_by
from office.files import csv_file
from office.http import Request
from office.permissions import require
from people.models import Place
from strategies.models import Part


@require_safe
def engagement(request: Request, place: str) -> HttpResponse:
    """What was said to the place, what it adds up to, and what is missing."""
    shown = read_by(request, place)
    every = Conversation.objects.filter(place=shown).select_related("changed_by")
    standing = [one for one in every if one.removed_at is None]
    rows = [conversations.row_of(one) for one in standing]
    parts = parts_of(request, shown)
    return render(
        request,
        "strategies/engagement.html",
        {
            "place": shown,
            "summary": conversations.summary(rows),
            "gaps": conversations.gaps(rows),
            "log": [
                (one, [parts[key] for key in one.parts if key in parts])
                for one in standing
            ],
            "removed": [one for one in every if one.removed_at is not None],
            "may_add": may_add_evidence(request.user, shown),
            "may_edit": may_open_evidence(request.user, shown),
        },
    )


@require_safe
def engagement_csv(request: Request, place: str) -> StreamingHttpResponse:
    shown = read_by(request, place)
    log = Conversation.objects.filter(place=shown, removed_at=None)
    titles = {key: part.title for key, part in parts_of(request, shown).items()}
    rows = conversations.table(log, titles)
    return csv_file(rows, name=f"{shown.slug}-consultation-log.csv")


@transaction.atomic
def conversation_add(request: Request, place: str) -> HttpResponse:
    asked = read_by(request, place)
    require(may_add_evidence(request.user, asked))

    form = ConversationAddForm(
        request.POST if request.method == "POST" else None,
        instance=Conversation(place=asked),
        parts=choices(request, asked),
    )
    return kept.add(request, form, back=list_url(asked))


@transaction.atomic
def conversation_edit(request: Request, place: str, pk: int) -> HttpResponse:
    saved = kept_of(request, Conversation, place, pk)
    require(may_edit_kept(request.user, saved))

    form = ConversationEditForm(
        request.POST if request.method == "POST" else None,
        instance=saved,
        parts=choices(request, saved.place),
    )
    again = reverse("strategies:conversation_bring_back", args=[place, pk])
    return kept.edit(request, form, back=list_url(saved.place), bring_back=again)


@transaction.atomic
def conversation_remove(request: Request, place: str, pk: int) -> HttpResponse:
    saved = kept_of(request, Conversation, place, pk)
    require(may_edit_kept(request.user, saved))
    return kept.remove(request, saved, back=list_url(saved.place))


@require_POST
@transaction.atomic
def conversation_bring_back(request: Request, place: str, pk: int) -> HttpResponse:
    saved = kept_of(request, Conversation, place, pk)
    require(may_edit_kept(request.user, saved))
    return kept.bring_back(request, saved, back=list_url(saved.place))


def parts_of(request: Request, place: Place) -> dict[str, Part]:
    """The parts of the place's strategy by key; of the newest, if it wrote several."""
    found = Part.objects.visible_to(request.user).live()
    found = found.filter(strategy__place=place).select_related("strategy")
    parts: dict[str, Part] = {}
    for part in found.order_by("-strategy", "order"):
        parts.setdefault(part.key, part)
    return parts


def choices(request: Request, place: Place) -> list[tuple[str, str]]:
    return [(key, part.title) for key, part in parts_of(request, place).items()]


def list_url(place: Place) -> str:
    return reverse("strategies:engagement", args=[place.slug])
