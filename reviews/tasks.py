"""The doors through which the clock comes in. They decide nothing."""

from celery import shared_task

from reviews import reminders


@shared_task(name="reviews.send_reminders")
def send_reminders() -> int:
    return reminders.send_due()


@shared_task(name="reviews.clear_expired_exports")
def clear_expired_exports() -> int:
    from reviews import exports  # noqa: PLC0415 - openpyxl lives in the worker

    return exports.clear_expired()
