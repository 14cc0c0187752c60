"""The Celery application. The database row is the truth; the broker is only a nudge."""

import os

from celery import Celery
from celery.schedules import crontab
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lis_portal.settings")


def transport_options() -> dict[str, object]:
    """How the broker is spoken to, by its kind (the figures are in docs/decisions)."""
    if settings.BROKER_URL.startswith("filesystem"):
        folder = settings.DATA_DIR / "broker"
        for name in ("queue", "processed", "control"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        return {
            "data_folder_in": str(folder / "queue"),
            "data_folder_out": str(folder / "queue"),
            "processed_folder": str(folder / "processed"),
            "control_folder": str(folder / "control"),
            "polling_interval": 0.1,
        }
    return {"visibility_timeout": 1800, "socket_connect_timeout": 1}


app = Celery("lis_portal")
app.conf.update(
    broker_url=settings.BROKER_URL,
    broker_transport_options=transport_options(),
    broker_connection_retry_on_startup=True,
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_time_limit=600,
    task_publish_retry=False,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    timezone=settings.TIME_ZONE,
    beat_schedule_filename=str(settings.DATA_DIR / "beat-schedule"),
    beat_schedule={
        "take up what waits or has gone stale": {
            "task": "office.sweep",
            "schedule": 30.0,
        },
        "send the reminders that are due": {
            "task": "reviews.send_reminders",
            "schedule": crontab(minute="*/15"),
        },
        "see whether links still work": {
            "task": "evidence.look_at_links",
            "schedule": 120.0,
        },
        "delete the downloads whose days are over": {
            "task": "reviews.clear_expired_exports",
            "schedule": crontab(hour=3, minute=20),
        },
    },
)
app.autodiscover_tasks()
