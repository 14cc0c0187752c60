"""Long work: a row first, a nudge to the broker after, a sweep for what was lost.

Every concrete subclass of Job is found here by itself. A worker claims one row, calls its
work(), and settles it; a row whose heartbeat has stopped is given back, up to a limit.
"""

import logging
import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone

from office.models import Job, State

log = logging.getLogger(__name__)

TRY_LIMIT = 3
REDIS_PORT = 6379
SILENT_FOR = timedelta(minutes=3)


class CannotBeDone(Exception):
    """Why a job cannot be done now, in a sentence for the person who waits for it."""


class NotYet(CannotBeDone):
    """What it needs is still being made: it is taken up again, up to the try limit."""


def enqueue() -> None:
    """Wake a worker once this transaction has committed; once for many calls.

    A broker that is down costs nothing but time: the sweep finds what waits.
    """
    waiting = [function for _, function, *_ in connection.run_on_commit]
    if _nudge not in waiting:
        transaction.on_commit(_nudge, robust=True)


def _nudge() -> None:
    if not broker_answers():
        log.warning("The broker does not answer; the sweep will find what waits")
        return
    from office.tasks import wake  # noqa: PLC0415 - tasks import this module

    try:
        wake.apply_async(retry=False)
    except Exception as error:
        log.warning("The broker does not answer; the sweep will find it: %s", error)


def broker_answers() -> bool:
    """Whether anything listens there: the client itself takes seconds to give up."""
    broker = urlsplit(settings.BROKER_URL)
    if broker.hostname is None:
        return True
    try:
        with socket.create_connection(
            (broker.hostname, broker.port or REDIS_PORT), timeout=1
        ):
            return True
    except OSError:
        return False


def kinds() -> Iterator[type[Job]]:
    """Every kind of long work there is."""
    return (model for model in apps.get_models() if issubclass(model, Job))


def work_on_next() -> bool:
    """Take up the job that has waited longest; False when none waits, or it must wait."""
    waiting = {kind: _first_asked(kind) for kind in kinds()}
    asked = {kind: at for kind, at in waiting.items() if at is not None}
    for kind in sorted(asked, key=lambda kind: asked[kind]):
        job = _claim_next(kind)
        if job is not None:
            return _work(job)
    return False


def _first_asked(kind: type[Job]) -> datetime | None:
    rows = kind._default_manager.filter(state=State.WAITING)
    return rows.aggregate(first=Min("asked_at"))["first"]


def anything_waits() -> bool:
    return any(
        kind._default_manager.filter(state=State.WAITING).exists() for kind in kinds()
    )


def release_stale() -> int:
    """Give back what a dead worker held; what was tried too often has failed."""
    released = 0
    silent = {
        "state": State.RUNNING,
        "heartbeat_at__lt": timezone.now() - SILENT_FOR,
    }
    for kind in kinds():
        rows = kind._default_manager.filter(**silent)
        rows.filter(tries__gte=TRY_LIMIT).update(
            state=State.FAILED,
            error="The work stopped without an answer, each time it was tried.",
        )
        released += rows.update(state=State.WAITING)
    return released


def try_again(job: Job) -> bool:
    """An administrator's decision to take a failed job up once more."""
    changed = (
        type(job)
        ._default_manager.filter(pk=job.pk, state=State.FAILED)
        .update(state=State.WAITING, tries=0, error="", progress=0)
    )
    if changed:
        enqueue()
    return bool(changed)


@transaction.atomic
def _claim_next(kind: type[Job]) -> Job | None:
    job = (
        kind._default_manager.select_for_update(skip_locked=True, of=("self",))
        .filter(state=State.WAITING)
        .order_by("asked_at", "pk")
        .first()
    )
    if job is None:
        return None
    job.state = State.RUNNING
    job.tries += 1
    job.heartbeat_at = timezone.now()
    job.save(update_fields=["state", "tries", "heartbeat_at"])
    return job


def _work(job: Job) -> bool:
    """Do it and settle it; False when it is put back, for the sweep to take up again."""
    try:
        job.work()
    except NotYet as reason:
        put_back = job.tries < TRY_LIMIT
        _settle(job, State.WAITING if put_back else State.FAILED, str(reason))
        return not put_back
    except CannotBeDone as reason:
        _settle(job, State.FAILED, str(reason))
    except Exception as error:
        log.exception("%s %s failed", job._meta.label, job.pk)
        _settle(job, State.FAILED, f"{type(error).__name__}: {error}")
    else:
        _settle(job, State.DONE, "")
    return True


def _settle(job: Job, state: State, error: str) -> None:
    job.state = state
    job.error = error
    job.progress = 100 if state == State.DONE else job.progress
    job.done_at = timezone.now() if state == State.DONE else None
    job.save(update_fields=["state", "error", "progress", "done_at"])
