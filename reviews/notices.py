"""Who is told what. The words are in templates/emails/; office.outbox hands them over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from office import outbox
from office.ledger import entries, strategy_chain
from people.models import Place, Role, User
from reviews.attempt import Attempt
from reviews.commitments import asked_of, is_of
from reviews.models import Point, Round
from strategies.models import Strategy

if TYPE_CHECKING:
    from reviews.move import Move

OFFICERS = (Role.OFFICER,)
DECIDERS = (Role.OFFICER, Role.APPROVER)
EVERYONE_AT_THE_PLACE = (Role.OFFICER, Role.CONTRIBUTOR, Role.APPROVER, Role.READER)
AREA_LEADS = (Role.AREA_LEAD,)


@dataclass(frozen=True)
class Told:
    """Who learns of a move, in which words, and what they may do next."""

    roles: tuple[Role, ...]
    headline: str
    next_step: str


TOLD = {
    "ask_for_approval": Told(
        (Role.APPROVER,),
        "Your approval is asked for: {strategy}",
        "Read version {version}, then approve it, or talk to your officers.",
    ),
    "take_back": Told(
        DECIDERS,
        "{strategy} was taken back",
        "Version {version} is no longer waiting for approval or submission.",
    ),
    "approve": Told(
        OFFICERS,
        "{strategy} is approved",
        "Version {version} can now be submitted to government.",
    ),
    "submit": Told(
        (*AREA_LEADS, *DECIDERS),
        "{strategy} is with government",
        "Version {version} waits for its Area Lead to start reading.",
    ),
    "ask_back": Told(
        (*AREA_LEADS, *DECIDERS),
        "{strategy} was asked for back",
        "The place will submit it again. Nothing needs to be done now.",
    ),
    "send_back": Told(
        DECIDERS,
        "{strategy} came back with comments",
        "Read the letter and the points, reply to each, and submit again.",
    ),
    "send_to_ministers": Told(
        DECIDERS,
        "{strategy} is with ministers",
        "Nothing needs to be done now. You will be told what they decide.",
    ),
    "agree": Told(
        (*EVERYONE_AT_THE_PLACE, *AREA_LEADS),
        "{strategy} is agreed with government",
        "Version {version} is the agreed text. The place can publish it.",
    ),
    "withdraw": Told(
        (*DECIDERS, *AREA_LEADS),
        "{strategy} was withdrawn",
        "Work on it stops. It can be reinstated by the place's approver.",
    ),
    "reinstate": Told(
        (*DECIDERS, *AREA_LEADS),
        "{strategy} was reinstated",
        "It is back where it was when it was withdrawn.",
    ),
    "pause": Told(
        (*DECIDERS, *AREA_LEADS),
        "{strategy} is paused",
        "No reminders go out until it is resumed.",
    ),
    "resume": Told(
        (*DECIDERS, *AREA_LEADS),
        "{strategy} goes on",
        "The pause has ended. Reminders start again.",
    ),
}


def moved(move: Move, attempt: Attempt) -> None:
    """Tell those whose turn it now is, or who must know; never the one who did it."""
    strategy = attempt.strategy
    words = TOLD[move.verb]
    version = strategy.in_question.number if strategy.in_question else "…"
    filled = {"strategy": strategy.title, "version": version}
    number = entries(strategy_chain(strategy.pk)).count()
    told = User.objects.holding(words.roles, strategy.place)
    for user in told.exclude(pk=attempt.by.pk):
        _write(
            user,
            "moved",
            strategy,
            key=f"moved:{strategy.pk}:{number}:{user.pk}",
            headline=words.headline.format(**filled),
            next_step=words.next_step.format(**filled),
            note=attempt.note.strip(),
            by=attempt.by,
        )


def support_asked(strategy: Strategy, place: Place) -> None:
    number = entries(strategy_chain(strategy.pk)).count()
    for user in User.objects.holding((Role.APPROVER,), place):
        _write(
            user,
            "support_asked",
            strategy,
            key=f"support:{strategy.pk}:{number}:{place.pk}:{user.pk}",
            supporter=place,
        )


def reading_started(round_: Round) -> None:
    """The place learns that its Area Lead has begun to read."""
    for user in User.objects.holding(DECIDERS, round_.strategy.place):
        _write(
            user,
            "reading_started",
            round_.strategy,
            key=f"reading:{round_.pk}:{user.pk}",
            round=round_,
        )


def circulated(round_: Round, to: User, due_on: Any) -> None:
    _write(
        to,
        "circulated",
        round_.strategy,
        key=f"circulated:{round_.pk}:{to.pk}",
        round=round_,
        due_on=due_on,
    )


def departments_asked(strategy: Strategy, people: Iterable[User]) -> None:
    """Those of them who may answer for their department, once for each wording."""
    for user in people:
        for asked in asked_of(user, slug=strategy.slug):
            if asked.waits and is_of(user, asked.department):
                _write(
                    user,
                    "department_asked",
                    strategy,
                    "reviews:commitment_answer",
                    asked.commitment.ref,
                    key=f"asked:{asked.commitment.pk}:{asked.wording}:{user.pk}",
                    asked=asked,
                )


def points_sent(strategy: Strategy, points: Iterable[Point]) -> None:
    """Single points sent before the letter: one mail for all of them."""
    sent = list(points)
    last = max(point.pk for point in sent)
    for user in User.objects.holding(DECIDERS, strategy.place):
        _write(
            user,
            "points_sent",
            strategy,
            key=f"points:{strategy.pk}:{last}:{len(sent)}:{user.pk}",
            points=sent,
        )


def replied(point: Point, reply_pk: int) -> None:
    for user in User.objects.holding(AREA_LEADS, point.strategy.place):
        _write(
            user,
            "replied",
            point.strategy,
            key=f"reply:{reply_pk}:{user.pk}",
            point=point,
        )


def _write(
    user: User,
    template: str,
    strategy: Strategy,
    page: str = "strategies:strategy",
    *more: str,
    key: str,
    **context: Any,
) -> None:
    address = settings.SITE_URL + reverse(page, args=[strategy.slug, *more])
    outbox.write(
        user, template, {"strategy": strategy, "address": address, **context}, key=key
    )
