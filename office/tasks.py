"""The two doors through which work comes in. They decide nothing."""

from celery import shared_task

from office import jobs, outbox


@shared_task(name="office.wake")
def wake() -> None:
    """Hand over the mails that wait and take up one job; wake again if more waits."""
    outbox.deliver_waiting()
    if jobs.work_on_next() and jobs.anything_waits():
        jobs.enqueue()


@shared_task(name="office.sweep")
def sweep() -> None:
    """Find what a dead worker or a stopped broker left behind."""
    outbox.release_stale()
    jobs.release_stale()
    if jobs.anything_waits() or outbox.anything_waits():
        jobs.enqueue()
