"""What waits, runs or failed: the mails and long works an administrator looks at."""

from __future__ import annotations

from dataclasses import dataclass

from office import jobs, outbox
from office.models import Job, Mail, State

MOST = 50


@dataclass(frozen=True)
class Kind:
    """One kind of long work, and those of it that are not done."""

    name: str
    label: str
    jobs: list[Job]


def troubled_mails() -> list[Mail]:
    """Failed, or not known to have arrived; the newest first."""
    troubled = (Mail.State.FAILED, Mail.State.UNKNOWN)
    return list(Mail.objects.filter(state__in=troubled).select_related("to")[:MOST])


def mails_in_hand() -> int:
    in_hand = (Mail.State.WAITING, Mail.State.SENDING)
    return Mail.objects.filter(state__in=in_hand).count()


def open_jobs() -> list[Kind]:
    """Of every kind, the jobs that failed, wait or run; failed ones first."""
    return [
        Kind(
            kind._meta.label,
            kind.called,
            list(
                kind._default_manager.exclude(state=State.DONE)
                .select_related("asked_by")
                .defer(*_long_fields(kind))
                .order_by("state", "-asked_at")[:MOST]
            ),
        )
        for kind in jobs.kinds()
    ]


def try_again(what: str) -> bool:
    """Take “mail:12” or “strategies.Rendering:5” up once more; False if it is not there."""
    name, _, number = what.rpartition(":")
    if not (number.isascii() and number.isdigit()):
        return False
    if name == "mail":
        mail = Mail.objects.filter(pk=int(number)).first()
        return mail is not None and outbox.try_again(mail)
    for kind in jobs.kinds():
        if kind._meta.label == name:
            job = kind._default_manager.filter(pk=int(number)).first()
            return job is not None and jobs.try_again(job)
    return False


def _long_fields(kind: type[Job]) -> list[str]:
    """A frozen document is long, and no list shows it."""
    return [
        field.name
        for field in kind._meta.concrete_fields
        if field.get_internal_type() == "JSONField"
    ]
