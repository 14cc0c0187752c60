"""What follows a move, in the same transaction. Called by workflow.perform alone."""

from datetime import date

from django.utils import timezone

from office import files
from office.models import Entry
from office.uploads import CheckedFile
from reviews import findings, notices, searchable
from reviews.attempt import Attempt
from reviews.gates import open_round
from reviews.models import Agreement, Approval, Judgement, Point, Round
from strategies import landmarks, versions
from strategies.models import Disclosure, Version
from strategies.models.version import Stage

GOVERNMENT = (Disclosure.Audience.AREA_LEAD, Disclosure.Audience.ADMINISTRATORS)


def freeze_for_approval(attempt: Attempt, entry: Entry) -> None:
    """The version that approval, submission and agreement will all be about."""
    attempt.strategy.in_question = versions.freeze(
        attempt.strategy, Version.Purpose.APPROVAL, by=attempt.by
    )


def ask_for_support(attempt: Attempt, entry: Entry) -> None:
    for place in attempt.strategy.place.supporters():
        notices.support_asked(attempt.strategy, place)


def end_approval(attempt: Attempt, entry: Entry) -> None:
    Approval.objects.filter(
        version=attempt.strategy.in_question, taken_back_at=None
    ).update(taken_back_at=timezone.now())


def record_approval(attempt: Attempt, entry: Entry) -> None:
    recorded = not attempt.by_who_signs()
    minute = attempt.facts.get("minute")
    approval = Approval(
        version=_version(attempt),
        by=attempt.by,
        note=attempt.note,
        is_recorded=recorded,
        board=attempt.said("board"),
        decided_on=_day(attempt, "decided_on"),
    )
    if isinstance(minute, CheckedFile):
        kept = files.keep(minute.upload, "minutes", minute.kind.key)
        approval.minute, approval.minute_name = kept.name, minute.name
    approval.save()


def begin_round(attempt: Attempt, entry: Entry) -> None:
    """Government's turn begins: the version is disclosed, last round's findings carried."""
    strategy, version = attempt.strategy, _version(attempt)
    for audience in GOVERNMENT:
        versions.disclose(version, audience, why="Submitted to government")
    versions.request_rendering(version, Stage.SUBMITTED, by=attempt.by)
    searchable.index(version)
    landmarks.mark_submitted(version, by=attempt.by)
    round_ = Round.objects.create(
        strategy=strategy,
        number=strategy.rounds.count() + 1,
        version=version,
        opened_by=attempt.by,
    )
    findings.carry_forward(round_)


def close_round_asked_back(attempt: Attempt, entry: Entry) -> None:
    _close_round(attempt, Round.Outcome.ASKED_BACK)


def send_comments(attempt: Attempt, entry: Entry) -> None:
    """Everything taken over and not yet sent goes with the letter."""
    now = timezone.now()
    rounds = open_round(attempt.strategy)
    Point.objects.filter(round__in=rounds).unsent().update(sent_at=now)
    Judgement.objects.filter(round__in=rounds, sent_at=None).update(sent_at=now)
    rounds.update(letter=attempt.note)
    _close_round(attempt, Round.Outcome.SENT_BACK)


def record_ministers(attempt: Attempt, entry: Entry) -> None:
    open_round(attempt.strategy).update(
        ministers_asked=attempt.said("asked"),
        ministers_cleared=attempt.said("cleared"),
        ministers_reference=attempt.said("reference")[:100],
    )


def record_agreement(attempt: Attempt, entry: Entry) -> None:
    """Approval, support and agreement stand on one and the same version."""
    version = _version(attempt)
    day = _day(attempt, "decided_on") or timezone.localdate()
    round_ = open_round(attempt.strategy).get()
    Agreement.objects.create(
        strategy=attempt.strategy,
        version=version,
        round=round_,
        sha256=version.sha256,
        edition_key=attempt.strategy.edition_key,
        decided_by=attempt.said("decided_by")[:300],
        decided_on=day,
        reference=attempt.said("reference")[:100],
        note=attempt.note,
        by=attempt.by,
    )
    Judgement.objects.filter(round=round_, sent_at=None).update(sent_at=timezone.now())
    versions.request_rendering(version, Stage.AGREED, by=attempt.by, agreed_on=day)
    _close_round(attempt, Round.Outcome.AGREED)


def pause(attempt: Attempt, entry: Entry) -> None:
    strategy = attempt.strategy
    strategy.paused_at = timezone.now()
    strategy.paused_by = attempt.by
    strategy.paused_because = attempt.note.strip()[:500]


def resume(attempt: Attempt, entry: Entry) -> None:
    strategy = attempt.strategy
    strategy.paused_at = strategy.paused_by = None
    strategy.paused_because = ""


def _close_round(attempt: Attempt, outcome: Round.Outcome) -> None:
    open_round(attempt.strategy).update(closed_at=timezone.now(), outcome=outcome)


def _version(attempt: Attempt) -> Version:
    version = attempt.strategy.in_question
    if version is None:
        raise ValueError("No version is in question")
    return version


def _day(attempt: Attempt, name: str) -> date | None:
    value = attempt.facts.get(name)
    return value if isinstance(value, date) else None
