"""Who is told what passes between places. The words are in templates/emails/."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from office import outbox
from office.ledger import entries, place_chain, strategy_chain
from people.models import Place, Role, User
from strategies.commitments import values_of, words_of
from strategies.models import Commitment, CommitmentAnswer, SharedPart, Strategy

OFFICERS = (Role.OFFICER,)
DECIDERS = (Role.OFFICER, Role.APPROVER)


def to_neighbour(
    commitment: Commitment, *, by: User, key: str, headline: str, next_step: str
) -> None:
    """Its officers and approvers read exactly these words, and nothing else of the draft."""
    assert commitment.neighbour is not None  # noqa: S101 - for the types
    _write(
        _people(commitment.neighbour, DECIDERS, by),
        # The place's own page, since the strategy's are not for them.
        address="/commitments/",
        key=f"commitment-{key}:{commitment.pk}:{_count(place_chain(commitment.neighbour.pk))}",
        headline=headline,
        next_step=next_step,
        quote=words_of(values_of(commitment)),
        by=by,
    )


def commitment_answered(given: CommitmentAnswer, *, other: str) -> None:
    commitment = given.commitment
    said = given.get_answer_display().lower()
    _write(
        _people(commitment.strategy.place, DECIDERS, given.by),
        address=reverse("strategies:commitments", args=[commitment.strategy.slug]),
        key=f"commitment-answer:{given.pk}",
        headline=f"{other} has answered {commitment.ref}: {said}",
        next_step="You see the whole answer, and what can be done with it, beside the "
        "commitment.",
        quote=given.amended or given.note,
        by=given.by,
    )


def commitment_changed(commitment: Commitment, *, other: str, by: User) -> None:
    """The place's own people learn what their new words cost."""
    _write(
        _people(commitment.strategy.place, DECIDERS, by),
        address=reverse("strategies:commitments", args=[commitment.strategy.slug]),
        key=f"commitment-words:{commitment.pk}:{commitment.revision}",
        headline=f"The words of {commitment.ref} changed: {other} had answered them",
        next_step="Its answer was to the words before, so the strategy now says that "
        "these are not confirmed.",
        quote=words_of(values_of(commitment)),
        by=by,
    )


def to_taker(
    share: SharedPart, *, by: User, key: str, headline: str, next_step: str
) -> None:
    """The officers of the place that a shared part is offered to."""
    _write(
        _people(share.place, DECIDERS, by),
        address=f"/shared/{share.part.strategy.slug}/{share.part.key}/",
        key=f"share-{key}:{share.pk}:{_count(place_chain(share.place_id))}",
        headline=headline,
        next_step=next_step,
        by=by,
    )


def to_owner(
    share: SharedPart,
    *,
    by: User,
    key: str,
    headline: str,
    next_step: str,
    quote: str = "",
) -> None:
    strategy: Strategy = share.part.strategy
    _write(
        _people(strategy.place, OFFICERS, by),
        address=reverse("strategies:part_share", args=[strategy.slug, share.part.key]),
        key=f"share-{key}:{share.pk}:{_count(strategy_chain(strategy.pk))}",
        headline=headline,
        next_step=next_step,
        quote=quote,
        by=by,
    )


def _people(place: Place, roles: Iterable[str], by: User) -> Iterable[User]:
    return User.objects.holding(roles, place).exclude(pk=by.pk)


def _count(chain: str) -> int:
    """How much had happened there: tells one mail of a kind from the next."""
    return int(entries(chain).count())


def _write(
    people: Iterable[User], *, address: str, key: str, quote: str = "", **context: Any
) -> None:
    for user in people:
        outbox.write(
            user,
            "between_places",
            {"address": settings.SITE_URL + address, "quote": quote, **context},
            key=f"{key}:{user.pk}",
        )
