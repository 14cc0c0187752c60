"""The clock: what it strikes is there to be done."""

from lis_portal.celery import app


def test_whatever_the_clock_strikes_is_a_task_there_is():
    app.loader.import_default_modules()

    struck = {entry["task"] for entry in app.conf.beat_schedule.values()}

    assert struck == {
        "office.sweep",
        "evidence.look_at_links",
        "reviews.send_reminders",
        "reviews.clear_expired_exports",
    }
    assert struck <= set(app.tasks)
