"""A part that two places print.

One place owns the text of a shared part and offers texts of it when it chooses to. The
other reads each, and accepts it into a part of its own or says why not; nothing it has
written is lost, because an accepted text is one more revision.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from evidence import register
from evidence.models import Item
from office import ledger
from people.models import PLACE_ROLES, Place, Role, User
from strategies import citations, document, drafting, notices, outline, placing
from strategies.models import Part, SharedPart, SharedText, Strategy
from strategies.text import references
from strategies.text.grammar import CITATION

Answer = SharedText.Answer
COPIED = (
    "kind",
    "title",
    "publisher",
    "published",
    "period",
    "geography",
    "value",
    "address",
    "licence",
    "edition",
    "scale",
    "detail",
    "indicator_id",
)


class CannotBeOffered(Exception):
    """What stands in the text that would mean something else at another place."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(reasons)
        self.reasons = reasons


class NotWaiting(Exception):
    """The text was answered before, or a newer one has been offered."""


def shared_with(user: User) -> QuerySet[SharedPart]:
    """What is offered to this person's places, while it is."""
    shares = SharedPart.objects.filter(place__in=user.places(PLACE_ROLES))
    return shares.filter(ended_at=None, part__removed_at=None)


def may_accept(user: User, share: SharedPart) -> bool:
    """An officer of the other place: to take a text in is to write."""
    return user.holds((Role.OFFICER,), share.place)


def reasons_against(part: Part) -> list[str]:
    """Why the text that stands cannot be offered: what it names is the owner's alone."""
    texts = [block.text for block in part.blocks]
    if not texts:
        return ["Nothing is written in it yet"]
    if drafting.is_taken(part):
        return ["Its text is another place’s, so it is theirs to offer"]
    placed = [
        f"It places {place.kind} {place.ref}, which only you have. Take the line "
        f"[[{place.kind}:{place.ref}]] out"
        for place in placing.in_blocks(texts)
    ]
    refs = refs_in(texts)
    items = document.items_of(part.strategy.place) if refs else {}
    return [*placed, *citations.problems(items, refs)]


def refs_in(texts: Sequence[str]) -> list[str]:
    return document.unique(ref for text in texts for ref in references(text))


@transaction.atomic
def share(part: Part, place: Place, *, by: User) -> SharedPart:
    """Offer the part to a place, with the text that stands now.

    Raises CannotBeOffered. Asked twice, it is shared once.
    """
    if reasons := reasons_against(part):
        raise CannotBeOffered(reasons)
    shared, is_new = SharedPart.objects.get_or_create(
        part=part, place=place, ended_at=None, defaults={"offered_by": by}
    )
    if is_new:
        record(shared, "part_offered", by=by)
        offer(shared, by=by)
    return shared


@transaction.atomic
def offer(shared: SharedPart, *, by: User) -> SharedText | None:
    """Offer the text that stands; None where it was offered before."""
    part = shared.part
    if reasons := reasons_against(part):
        raise CannotBeOffered(reasons)
    if shared.texts.filter(number=part.base).exists():
        return None
    shared.texts.filter(answer=Answer.OFFERED).update(answer=Answer.OVERTAKEN)
    text = SharedText.objects.create(
        share=shared,
        number=part.base,
        blocks=[{"id": block.id, "text": block.text} for block in part.blocks],
        offered_by=by,
    )
    record(shared, "part_text_offered", by=by, text=text.number)
    notices.to_taker(
        shared,
        by=by,
        key="offered",
        headline=f"{part.strategy.place} offers you a text of “{part.title}”",
        next_step="Read it, compare it with the last one you accepted, and accept it or "
        "say why not.",
    )
    return text


def waiting(shared: SharedPart) -> SharedText | None:
    """The newest text until it is accepted: who declined it may think better of it."""
    text = shared.newest
    return text if text and text.answer in (Answer.OFFERED, Answer.DECLINED) else None


def last_accepted(shared: SharedPart) -> SharedText | None:
    return shared.texts.filter(answer=Answer.ACCEPTED).last()


def standing_in(shared: SharedPart) -> Part | None:
    """The part of the other strategy where it stands, if that can be written today."""
    part = shared.taken_as
    if part is None or part.removed_at is not None or not part.strategy.is_editable:
        return None
    return part


@transaction.atomic
def accept(
    shared: SharedPart, number: int, *, where: Part | str, into: Strategy, by: User
) -> Part:
    """Let the offered text stand in a part, or in a new one at the end of a section.

    Raises NotWaiting where the text was answered, or is no longer the newest.
    """
    text = answered(shared, number, Answer.ACCEPTED, by=by)
    if isinstance(where, str):
        title = shared.part.title
        where = outline.add_part(into, section=where, title=title, by=by)
    SharedPart.objects.filter(taken_as=where).exclude(pk=shared.pk).update(
        taken_as=None
    )
    shared.taken_as = where
    shared.save(update_fields=["taken_as"])
    texts = with_own_evidence(shared, [row["text"] for row in text.blocks], by=by)
    drafting.take(where, texts, by=by)
    record(shared, "part_text_accepted", by=by, text=number)
    notices.to_owner(
        shared,
        by=by,
        key="accepted",
        headline=f"{shared.place} accepted text {number} of “{shared.part.title}”",
        next_step="It stands in their draft as you offered it. You need not do anything.",
    )
    return where


@transaction.atomic
def decline(shared: SharedPart, number: int, *, note: str, by: User) -> None:
    text = answered(shared, number, Answer.DECLINED, by=by, note=note.strip())
    record(shared, "part_text_declined", by=by, text=number)
    notices.to_owner(
        shared,
        by=by,
        key="declined",
        headline=f"{shared.place} did not accept text {number} of "
        f"“{shared.part.title}”",
        next_step="Their draft stays as it was. You can offer another text.",
        quote=text.note,
    )


def answered(
    shared: SharedPart, number: int, said: str, *, by: User, note: str = ""
) -> SharedText:
    """Take the answer down, once. The share's row is locked until the end."""
    SharedPart.objects.select_for_update().get(pk=shared.pk, ended_at=None)
    text = waiting(shared)
    if text is None or text.number != number or text.answer == said:
        raise NotWaiting
    text.answer, text.note = said, note
    text.answered_by, text.answered_at = by, timezone.now()
    text.save(update_fields=["answer", "note", "answered_by", "answered_at"])
    return text


@transaction.atomic
def end(shared: SharedPart, *, by: User) -> None:
    """Each place keeps the text that it has, and may write it; either side may end it."""
    ended = SharedPart.objects.filter(pk=shared.pk, ended_at=None)
    if not ended.update(ended_at=timezone.now()):
        return
    record(shared, "part_share_ended", by=by)
    words = {
        "key": "ended",
        "headline": f"The sharing of “{shared.part.title}” has ended",
        "next_step": "Each place keeps the text that it has, and can write it.",
    }
    notices.to_taker(shared, by=by, **words)
    notices.to_owner(shared, by=by, **words)


def with_own_evidence(
    shared: SharedPart, texts: Sequence[str], *, by: User
) -> list[str]:
    """The texts citing the accepting place's own evidence base.

    What it does not hold yet is added there, as the owner's citation describes it:
    under the owner's number it would be another thing.
    """
    theirs = document.items_of(shared.part.strategy.place)
    own = {
        alike(item): item.ref for item in Item.objects.filter(place=shared.place).live()
    }
    refs = {}
    for ref in refs_in(texts):
        if (item := theirs.get(ref)) is None:
            continue
        if alike(item) not in own:
            copied = register.add(copy_of(item, shared.place), by=by)
            own[alike(item)] = copied.ref
        refs[ref] = own[alike(item)]
    return [
        CITATION.sub(lambda found: f"[@{refs.get(found[1].upper(), found[1])}]", text)
        for text in texts
    ]


def alike(item: Item) -> tuple[str, ...]:
    """Two items with the same of these are the same thing, at whichever place."""
    said = (item.title, item.publisher, item.period, item.address)
    return tuple(word.strip().casefold() for word in said)


def copy_of(item: Item, place: Place) -> Item:
    """What a citation says of it, and no more than its title where it is restricted."""
    where = f"Held by {item.place.label} as {item.ref}."
    if item.is_restricted:
        reason = f"{where} Its owner keeps it restricted."
        return Item(
            place=place,
            kind=item.kind,
            title=item.title,
            is_restricted=True,
            restricted_because=reason[:300],
        )
    copied = {name: getattr(item, name) for name in COPIED}
    if item.indicator is not None and item.indicator.place_id is not None:
        copied["indicator_id"] = None  # a statistic of the owner's own
    return Item(place=place, note=where, **copied)


def record(shared: SharedPart, verb: str, *, by: User, **facts: Any) -> None:
    """In the owner's ledger and in that of the other place."""
    part = shared.part
    said = {
        "part": part.key,
        "place": shared.place.label,
        "owner": part.strategy.place.label,
        **facts,
    }
    own, other = part.strategy_id, shared.place_id
    for chain in (ledger.strategy_chain(own), ledger.place_chain(other)):
        ledger.record(chain, verb, by=by, subject=part.title, facts=said)
