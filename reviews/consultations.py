"""Asking people: publishing questions, taking answers, and saying what became of them.

Answers come from anybody, without an account. None is turned away for what it says: what
looks like spam, comes twice or comes in a flood is set aside, for an officer to look at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from evidence import keeping
from evidence.models import Conversation
from office import ledger
from office.approximate import Approximate
from people.models import User
from reviews.models import Asked, Consultation, Entered, Response
from strategies.models import Strategy

Group = Conversation.Group

FLOOD, FLOOD_WITHIN = 30, timedelta(minutes=10)
MOST, MOST_WITHIN = 300, timedelta(minutes=10)
LINKS = 3
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)

TWICE = "The same answers came before"
FULL_OF_LINKS = "It is full of links"
IN_A_FLOOD = "It came with many others within ten minutes"
BY_A_MACHINE = "It was filled in the way machines do"


class Refused(Exception):
    """It cannot be done now; the message says why."""


@dataclass(frozen=True)
class Reply:
    """What came in, before it is known what to make of it."""

    group: str
    organisation: str
    answers: dict[str, str]
    is_by_machine: bool


@transaction.atomic
def begin(
    consultation: Consultation, questions: Iterable[str], *, by: User
) -> Consultation:
    """Keep a new one, not public yet."""
    consultation.created_by = by
    consultation.slug = free_slug(consultation)
    consultation.save(force_insert=True)
    ask(consultation, questions)
    return consultation


def ask(consultation: Consultation, questions: Iterable[str]) -> None:
    """Put these questions in the place of those there are."""
    consultation.questions.all().delete()
    Asked.objects.bulk_create(
        Asked(consultation=consultation, number=number, text=text)
        for number, text in enumerate(questions, 1)
    )


def free_slug(consultation: Consultation) -> str:
    words = slugify(f"{consultation.strategy.place.slug} {consultation.title}")[:100]
    taken = set(
        Consultation.objects.filter(slug__startswith=words).values_list(
            "slug", flat=True
        )
    )
    numbered = (f"{words}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (words, *numbered) if slug not in taken)


@transaction.atomic
def publish(consultation: Consultation, *, by: User) -> None:
    """From its first day anyone may read and answer it; its questions stay as they are."""
    consultation = locked(consultation)
    if consultation.published_at:
        return
    if consultation.is_over:
        raise Refused("Its last day has passed. Choose a later one first.")
    if not consultation.version_id and not consultation.questions.exists():
        raise Refused("Choose a version to show, or ask at least one question, first.")
    consultation.published_at, consultation.published_by = timezone.now(), by
    consultation.save(update_fields=["published_at", "published_by"])
    record(
        consultation,
        "consultation_published",
        by=by,
        opens_on=str(consultation.opens_on),
        closes_on=str(consultation.closes_on),
    )


@transaction.atomic
def change_last_day(consultation: Consultation, last: date, *, by: User) -> None:
    """Close it sooner or keep it open longer, once it is public."""
    consultation = locked(consultation)
    before, consultation.closes_on = consultation.closes_on, last
    if before == last:
        return
    consultation.save(update_fields=["closes_on"])
    record(
        consultation,
        "consultation_last_day",
        by=by,
        before_on=str(before),
        closes_on=str(last),
    )


@transaction.atomic
def take_down(consultation: Consultation, because: str, *, by: User) -> None:
    """Take it off the public pages. Its answers stay with the place."""
    consultation = locked(consultation)
    if not consultation.is_published:
        return
    consultation.taken_down_at = timezone.now()
    consultation.save(update_fields=["taken_down_at"])
    record(consultation, "consultation_taken_down", by=by, note=because)


@transaction.atomic
def receive(consultation: Consultation, reply: Reply) -> Response:
    """Keep an answer under the next number. Raises Refused when it is not open."""
    consultation = locked(consultation)
    if not consultation.is_open:
        raise Refused("This consultation has closed, so nothing was sent.")
    responses = consultation.responses.all()
    if since(responses, MOST_WITHIN).count() >= MOST:
        raise Refused(
            "Very many answers are coming in just now. Keep this page open and try "
            "again in ten minutes."
        )
    last = responses.aggregate(last=Max("number", default=0))["last"]
    return Response.objects.create(
        consultation=consultation,
        number=last + 1,
        group=reply.group,
        organisation=reply.organisation,
        answers=reply.answers,
        set_aside_because=doubt(responses, reply),
    )


def doubt(responses: QuerySet[Response], reply: Reply) -> str:
    """Why an officer should look before this counts; nothing if there is no reason."""
    if reply.is_by_machine:
        return BY_A_MACHINE
    if responses.filter(
        answers=reply.answers, organisation=reply.organisation
    ).exists():
        return TWICE
    if sum(len(LINK.findall(text)) for text in reply.answers.values()) > LINKS:
        return FULL_OF_LINKS
    if since(responses, FLOOD_WITHIN).count() >= FLOOD:
        return IN_A_FLOOD
    return ""


def since(responses: QuerySet[Response], how_long: timedelta) -> QuerySet[Response]:
    return responses.filter(at__gt=timezone.now() - how_long)


@transaction.atomic
def sort(response: Response, *, group: str, because: str, by: User) -> None:
    """Put it in a group, or set it aside with a reason; either can be done again."""
    response.sorted_as = group
    response.set_aside_because = because
    response.set_aside_by = by if because else None
    response.save(update_fields=["sorted_as", "set_aside_because", "set_aside_by"])


def counted(consultation: Consultation) -> QuerySet[Response]:
    """The answers that are not set aside."""
    return consultation.responses.filter(set_aside_because="")


def by_group(consultation: Consultation) -> Counter[str]:
    """How many answers each group gave; those nobody has put in one stand under ""."""
    rows = counted(consultation).values_list("group", "sorted_as")
    return Counter(sorted_as or group for group, sorted_as in rows)


@transaction.atomic
def enter_in_log(
    consultation: Consultation, said: dict[str, dict[str, str]], *, by: User
) -> list[Conversation]:
    """One entry of the consultation log for each group, with what it said and changed.

    Entered again, an entry says the new words and counts anew.
    """
    consultation = locked(consultation)
    counts = by_group(consultation)
    known = {
        row.group: row.conversation
        for row in consultation.entered.select_related("conversation")
    }
    entries = []
    for group, words in said.items():
        entry = known.get(group) or entry_of(consultation, group)
        says = {"people": counts[group], **words}
        before = {name: getattr(entry, name) for name in says}
        for name, value in says.items():
            setattr(entry, name, value)
        if group in known:
            keeping.save(entry, by=by, before=before)
        else:
            keeping.add(entry, by=by)
            Entered.objects.create(
                consultation=consultation, group=group, conversation=entry
            )
        entries.append(entry)
    consultation.logged_at = timezone.now()
    consultation.save(update_fields=["logged_at"])
    record(consultation, "consultation_logged", by=by, groups=len(entries))
    return entries


def entry_of(consultation: Consultation, group: str) -> Conversation:
    when = Approximate.parse(days(consultation))
    return Conversation(
        place_id=consultation.place_id,
        title=consultation.title,
        form=Conversation.Form.PUBLISHED,
        group=group,
        when=when.words,
        earliest=when.earliest,
        latest=when.latest,
        times=1,
    )


def days(consultation: Consultation) -> str:
    """Its first and last day, as the log writes them."""
    first, last = consultation.opens_on, consultation.closes_on
    return f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"


@transaction.atomic
def publish_outcome(consultation: Consultation, *, by: User) -> None:
    """Show on the public page what each group said and what was done."""
    consultation = locked(consultation)
    if consultation.logged_at is None:
        raise Refused("Enter the answers in the log first.")
    if consultation.outcome_at is None:
        consultation.outcome_at = timezone.now()
        consultation.save(update_fields=["outcome_at"])
        record(consultation, "consultation_outcome", by=by)


def outcome(consultation: Consultation) -> list[Conversation]:
    """You said, we did: the entries of the log that came of it, as they stand now."""
    entered = (
        Entered.objects.filter(
            consultation=consultation, conversation__removed_at__isnull=True
        )
        .select_related("conversation")
        .order_by("group")
    )
    return [row.conversation for row in entered]


def locked(consultation: Consultation) -> Consultation:
    return (
        Consultation.objects.select_for_update(of=("self",))
        .select_related("strategy__place")
        .get(pk=consultation.pk)
    )


def record(consultation: Consultation, verb: str, *, by: User, **facts: object) -> None:
    ledger.record(
        ledger.strategy_chain(consultation.strategy_id),
        verb,
        by=by,
        subject=consultation.title,
        facts=facts,
    )


def of_strategy(strategy: Strategy) -> QuerySet[Consultation]:
    """Those of the strategy, each with how many answers count and how many are aside."""
    return strategy.consultations.annotate(
        answers=Count("responses", filter=Q(responses__set_aside_because="")),
        aside=Count("responses", filter=~Q(responses__set_aside_because="")),
    )
