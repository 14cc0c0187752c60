"""Long work: claimed once, given back when its worker dies, tried again to a limit."""

from datetime import timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from evidence.models import Import
from office import jobs
from office.models import State
from office.tasks import sweep, wake
from reviews.models import Export
from strategies.models.version import DraftRendering, Rendering
from tests.apart import Apart
from tests.factories import UserFactory


@pytest.fixture
def worked(monkeypatch):
    """Exports whose work only notes that it was done."""
    done = []
    monkeypatch.setattr(Export, "work", lambda job: done.append(job.pk))
    return done


@pytest.fixture
def job(db):
    return Export.objects.create(chosen_by="All", asked_by=UserFactory())


def fail(job):
    raise ValueError("The disk is full")


def test_every_kind_of_long_work_is_found_by_itself():
    assert set(jobs.kinds()) == {Export, Import, Rendering, DraftRendering}


def test_a_job_is_taken_up_once_and_done(worked, job):
    assert jobs.work_on_next() is True
    assert jobs.work_on_next() is False

    job.refresh_from_db()
    assert worked == [job.pk]
    assert (job.state, job.progress, job.tries, job.error) == (State.DONE, 100, 1, "")
    assert job.done_at is not None
    assert job.is_finished


def test_the_oldest_is_taken_up_first(worked, job):
    older = Export.objects.create(asked_at=timezone.now() - timedelta(hours=1))

    while jobs.work_on_next():
        pass

    assert worked == [older.pk, job.pk]


def test_a_job_that_fails_says_why_and_is_not_tried_again_by_itself(monkeypatch, job):
    monkeypatch.setattr(Export, "work", fail)

    wake()
    sweep()

    job.refresh_from_db()
    assert (job.state, job.tries) == (State.FAILED, 1)
    assert job.error == "ValueError: The disk is full"


def test_an_administrator_may_take_a_failed_job_up_again(monkeypatch, worked, job):
    Export.objects.update(state=State.FAILED, tries=3, error="Broken", progress=40)

    assert jobs.try_again(job) is True
    assert jobs.try_again(job) is False
    job.refresh_from_db()
    assert (job.state, job.tries, job.error, job.progress) == (State.WAITING, 0, "", 0)

    wake()
    assert worked == [job.pk]


@pytest.mark.parametrize("state", [State.WAITING, State.RUNNING, State.DONE])
def test_a_job_that_has_not_failed_is_left_alone(job, state):
    Export.objects.update(state=state)

    assert jobs.try_again(job) is False


def test_progress_is_a_sign_of_life_and_never_says_done_too_soon(job):
    Export.objects.update(state=State.RUNNING, heartbeat_at=None)

    job.advance(1, 3)
    assert job.progress == 33
    job.advance(3, 3)
    assert job.progress == 99
    job.advance(0, 0)
    job.refresh_from_db()
    assert job.progress == 0
    assert job.heartbeat_at is not None


def test_a_job_whose_worker_fell_silent_is_given_back(worked, job):
    now = timezone.now()
    Export.objects.update(state=State.RUNNING, tries=1, heartbeat_at=now)

    with time_machine.travel(now + timedelta(minutes=2)):
        assert jobs.release_stale() == 0
    with time_machine.travel(now + timedelta(minutes=4)):
        assert jobs.release_stale() == 1

    job.refresh_from_db()
    assert job.state == State.WAITING


def test_a_job_that_stops_every_worker_fails_at_the_limit(job):
    now = timezone.now()

    for _ in range(5):
        taken = jobs._claim_next(Export)
        now += timedelta(minutes=4)
        with time_machine.travel(now):
            if taken:
                Export.objects.update(heartbeat_at=now - timedelta(minutes=4))
            jobs.release_stale()

    job.refresh_from_db()
    assert (job.state, job.tries) == (State.FAILED, jobs.TRY_LIMIT)
    assert job.error == "The work stopped without an answer, each time it was tried."


def test_the_sweep_finds_what_a_stopped_broker_left(
    worked, job, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        sweep()

    assert worked == [job.pk]


def test_many_calls_in_one_transaction_wake_one_worker(
    db, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks, transaction.atomic():
        for _ in range(5):
            jobs.enqueue()

    assert len(callbacks) == 1


def test_a_broker_that_is_down_costs_the_person_nothing(
    monkeypatch, job, caplog, django_capture_on_commit_callbacks
):
    def refuse(*args, **kwargs):
        raise ConnectionError("no broker")

    monkeypatch.setattr(wake, "apply_async", refuse)

    with django_capture_on_commit_callbacks(execute=True):
        jobs.enqueue()

    assert "The broker does not answer" in caplog.text
    job.refresh_from_db()
    assert job.state == State.WAITING


SEED = """
from reviews.models import Export
for _ in range(10):
    Export.objects.create()
"""
WORK = """
from office import jobs
from reviews.models import Export
Export.work = lambda job: print(job.pk)
while jobs.work_on_next():
    pass
"""
HANG = """
import time
from office import jobs
from reviews.models import Export
Export.work = lambda job: time.sleep(60)
jobs.work_on_next()
"""
GIVE_BACK = """
from datetime import timedelta
from office import jobs
jobs.SILENT_FOR = timedelta(0)
jobs.release_stale()
"""
STATES = """
from reviews.models import Export
print(*Export.objects.values_list("state", flat=True))
"""


def test_workers_at_once_do_each_job_once(tmp_path):
    apart = Apart(tmp_path)
    apart.run(SEED)

    done = apart.run_at_once(WORK, times=3)

    numbers = sorted(int(number) for each in done for number in each.split())
    assert numbers == list(range(1, 11))


def test_a_job_whose_worker_was_killed_is_done_by_another(tmp_path):
    apart = Apart(tmp_path)
    apart.run(SEED.replace("range(10)", "range(1)"))
    worker = apart.start(HANG)
    while apart.run(STATES) != "running":
        pass

    worker.kill()
    worker.communicate()
    apart.run(GIVE_BACK)

    assert apart.run(WORK) == "1"
    assert apart.run(STATES) == "done"


def test_a_broker_that_is_away_is_known_at_once(settings):
    settings.BROKER_URL = "redis://127.0.0.1:1/0"

    assert not jobs.broker_answers()


def test_a_broker_of_files_is_always_there(settings):
    settings.BROKER_URL = "filesystem://"

    assert jobs.broker_answers()
