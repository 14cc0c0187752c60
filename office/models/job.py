from django.conf import settings
from django.db import models
from django.utils import timezone


class State(models.TextChoices):
    """How far a long work has come. office/jobs.py alone moves it."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Being made"
    DONE = "done", "Ready"
    FAILED = "failed", "Failed"


class Job(models.Model):
    """A long work that a worker takes up. The row is the truth, the broker a nudge."""

    called = "Jobs"

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(default=0, help_text="Per cent done.")
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def work(self) -> None:
        """Do it, and save what came of it. May be called again after a crash."""
        raise NotImplementedError

    def advance(self, done: int, total: int) -> None:
        """Say how far the work has come; also the sign that the worker lives."""
        self.progress = min(99, round(100 * done / max(total, 1)))
        self.heartbeat_at = timezone.now()
        type(self)._default_manager.filter(pk=self.pk).update(
            progress=self.progress, heartbeat_at=self.heartbeat_at
        )

    @property
    def is_finished(self) -> bool:
        return self.state in (State.DONE, State.FAILED)
