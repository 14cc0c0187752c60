"""The door through which the clock comes in. It decides nothing."""

from celery import shared_task

from reviews import reminders


@shared_task(name="reviews.send_reminders")
def send_reminders() -> int:
    return reminders.send_due()
