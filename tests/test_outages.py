"""The database away, the broker down: what is typed is kept, what is asked for is done."""

import json
import re
import shutil
import socket
import subprocess
import sys
import time

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.apart import ROOT, Apart
from tests.test_access import rows

TYPED = "Output per hour is lower here than anywhere nearby, and that is our case."


def gone(execute, sql, params, many, context):
    raise OperationalError("server closed the connection unexpectedly")


def gone_for_writes(execute, sql, params, many, context):
    if sql.startswith(("INSERT", "UPDATE")):
        raise OperationalError("the database system is shutting down")
    return execute(sql, params, many, context)


@pytest.mark.django_db
@pytest.mark.parametrize("away", [gone, gone_for_writes])
def test_a_text_typed_while_the_database_is_away_is_on_the_page(away, world):
    client = world.client("officer", raise_request_exception=False)
    data = {"text": f"{TYPED} <b>Bold</b>", "base": "2", "password": TYPED[::-1]}

    with connection.execute_wrapper(away):
        answer = client.post("/strategies/shared/parts/what-we-see/edit/", data)

    page = answer.content.decode()
    assert answer.status_code == 503
    assert TYPED in page
    assert "&lt;b&gt;Bold&lt;/b&gt;" in page
    assert TYPED[::-1] not in page
    assert "Traceback" not in page


@pytest.mark.django_db
def test_every_page_says_that_the_service_is_away(world):
    client = Client(raise_request_exception=False)
    without_database = ("/accounts/password/reset/done/", "/accounts/logout/")
    wrong = {}

    with connection.execute_wrapper(gone):
        for row in rows():
            path = row.path.partition("#")[0].format(**world.numbers[row.place])
            world.greet(client, "officer")
            if row.method == "GET" and path not in without_database:
                code = client.get(path).status_code
                if code not in (405, 503):
                    wrong[path] = code

    assert wrong == {}


@pytest.mark.django_db
def test_health_names_what_does_not_answer(client):
    with connection.execute_wrapper(gone):
        answer = client.get("/health/")

    assert answer.status_code == 503
    assert answer.json()["database"] == "does not answer"
    assert answer.json()["storage"] == "ok"


SEED = """
from django.core.management import call_command
call_command("collectstatic", verbosity=0, interactive=False)
from people.models import Membership, Place, Role, User
from strategies import outline
place = Place.objects.create(kind="LEP", name="Marlshire", slug="marlshire")
user = User.objects.create_user("o@example.org", name="O")
Membership.objects.create(user=user, place=place, role=Role.OFFICER)
outline.begin(place, title="A strategy", end_year=2035, by=user)
"""
ASK = """
import json, time
from django.test import Client
from people.models import User
from strategies.models import DraftRendering
client = Client()
client.force_login(User.objects.get())
slowest, codes = 0, []
for path in ("/", "/strategies/marlshire/", "/strategies/marlshire/draft.pdf"):
    start = time.monotonic()
    codes.append(client.get(path).status_code)
    slowest = max(slowest, time.monotonic() - start)
health = client.get("/health/")
states = list(DraftRendering.objects.values_list("state", flat=True))
print(json.dumps([codes, slowest, health.status_code, health.json()["broker"], states]))
"""
SWEEP = """
from office.tasks import sweep
sweep()
"""
STATE = """
from strategies.models import DraftRendering
print(DraftRendering.objects.get().state)
"""


@pytest.fixture
def broker():
    """A Redis of our own that is not there yet; `start` brings it up."""
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not installed")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = []

    def start():
        command = [
            "redis-server",
            "--port",
            str(port),
            "--save",
            "",
            "--daemonize",
            "no",
        ]
        started.append(subprocess.Popen(command, stdout=subprocess.DEVNULL))
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.1)

    start.url = f"redis://127.0.0.1:{port}/0"
    yield start
    for process in started:
        process.terminate()
        process.wait(timeout=10)


def test_what_was_asked_for_while_the_broker_was_down_is_done_when_it_is_back(
    tmp_path, broker
):
    apart = Apart(tmp_path, BROKER_URL=broker.url)
    apart.run(SEED)

    codes, slowest, health, said, states = json.loads(apart.run(ASK).splitlines()[-1])

    assert codes == [200, 200, 200]
    assert slowest < 5
    assert (health, said) == (503, "does not answer")
    assert states == ["waiting"]

    broker()
    worker = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "lis_portal",
            "worker",
            "--pool",
            "solo",
        ],
        cwd=ROOT,
        env=apart.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        apart.run(SWEEP)
        assert done_within(60, apart)
    finally:
        worker.terminate()
        worker.wait(timeout=30)


def done_within(seconds, apart):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if re.fullmatch("done", apart.run(STATE).splitlines()[-1]):
            return True
        time.sleep(1)
    return False
