"""Start everything, say when it is ready, keep it going, and end all of it together."""

import ctypes
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import deque
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import TextIO

from house.paths import PYTHON, ROOT, data_dir, environment

LOG_INS = """\
Log in as (all with the password below)
  officer@marlshire.example         writes Marlshire’s strategy
  second.officer@marlshire.example  … so that two people can meet in one text
  contributor@marlshire.example     writes the parts they are named to
  approver@marlshire.example        chairs the partnership, approves
  reader@marlshire.example          reads
  area.lead@government.example      reads, comments and agrees for government
  reviewer@government.example       reads what is circulated to them
  admin@government.example          administers the portal
  officer@northmark.example         a neighbour, who sees none of Marlshire’s drafts
  approver@northmark.example        answers what Marlshire proposes to Northmark
"""
GRACE = 15  # seconds that a program has to end after TERM
FIRST_PAGE = 90  # seconds until it must have answered
DEATHS_A_MINUTE = 5  # more than that and we give up


class Stopped(Exception):
    """Somebody asked us to end."""


def programs(port: str) -> dict[str, list[str]]:
    celery = [str(PYTHON), "-m", "celery", "-A", "lis_portal.celery", "-q"]
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
    return {
        "web": [
            str(PYTHON),
            "-m",
            "waitress",
            f"--listen=127.0.0.1:{port}",
            "--threads=8",
            "--max-request-body-size=33554432",
            "lis_portal.wsgi:application",
        ],
        "worker": [*celery, "worker", "--concurrency=2", "--loglevel=INFO", *quiet],
        "beat": [*celery, "beat", "--loglevel=INFO", "--pidfile="],
    }


class Program:
    """One of our programs: its log, its process, and when it died before."""

    def __init__(self, name: str, command: list[str], env: dict[str, str]) -> None:
        self.name, self.command, self.env = name, command, env
        self.log = data_dir() / "logs" / f"{name}.log"
        self.log.parent.mkdir(exist_ok=True)
        self.deaths: deque[float] = deque(maxlen=DEATHS_A_MINUTE)

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=end_with_parent,
            )

    def kill(self) -> None:
        """Whatever is left of the program and of what it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def has_died(self) -> bool:
        return self.process.poll() is not None

    def revive(self) -> bool:
        """Start it again, unless it has died too often within a minute."""
        self.kill()
        now = time.monotonic()
        self.deaths.append(now)
        if len(self.deaths) == DEATHS_A_MINUTE and now - self.deaths[0] < 60:
            return False
        print(f"The {self.name} ended unexpectedly and is started again", flush=True)
        time.sleep(1)
        self.start()
        return True

    def last_words(self) -> str:
        lines = self.log.read_text(errors="replace").splitlines()[-20:]
        return "\n".join([f"The {self.name} does not work. {self.log} ends:", *lines])


def end_with_parent() -> None:
    """In the child: ask Linux for a TERM when ./run itself is killed."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)


def run() -> int:
    env = environment()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, stop)
    started: list[Program] = []
    lock = claim(data_dir() / "run.lock")
    refuse_taken_port(env["PORT"])
    try:
        prepare(env)
        for name, command in programs(env["PORT"]).items():
            program = Program(name, command, env)
            program.start()
            started.append(program)
        return watch(started, env)
    except Stopped:
        return 0
    finally:
        end(started)
        lock.close()


def stop(number: int, frame: FrameType | None) -> None:
    for again in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(again, signal.SIG_IGN)
    raise Stopped


def claim(path: Path) -> TextIO:
    """Hold the data folder: two copies of the portal may not share one."""
    lock = path.open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(
            f"./run is already running on {path.parent}. "
            "Set DATA_DIR and PORT to run another beside it."
        )
    return lock


def refuse_taken_port(port: str) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except OSError:
            sys.exit(f"Port {port} is taken. Set PORT to another.")


def prepare(env: dict[str, str]) -> None:
    done = subprocess.run(
        [PYTHON, "-m", "house.prepare"], cwd=ROOT, env=env, check=False
    )
    if done.returncode:
        sys.exit("The database could not be brought up to date")


def watch(programs: list[Program], env: dict[str, str]) -> int:
    """Announce the first page; keep every program up for as long as that works."""
    address = f"http://127.0.0.1:{env['PORT']}/"
    announced, deadline = False, time.monotonic() + FIRST_PAGE
    while True:
        for program in programs:
            if program.has_died() and not program.revive():
                print(program.last_words(), file=sys.stderr)
                return 1
        if not announced and answers(address):
            announced = True
            announce(address, env)
        if not announced and time.monotonic() > deadline:
            print(programs[0].last_words(), file=sys.stderr)
            return 1
        time.sleep(0.5 if announced else 0.2)


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as reply:  # noqa: S310
            return reply.status == 200
    except (urllib.error.URLError, OSError):
        return False


def announce(address: str, env: dict[str, str]) -> None:
    print(f"Ready: {address}")
    if env["DEMO"] == "1":
        print(f"\n{LOG_INS}Password: {env['DEMO_PASSWORD']}\n")
    print(f"Logs: {data_dir() / 'logs'}   Stop: Ctrl-C", flush=True)


def end(programs: list[Program]) -> None:
    """TERM to all at once, a while to finish what they do, then KILL."""
    for program in programs:
        program.process.terminate()  # its own children are its to end
    deadline = time.monotonic() + GRACE
    for program in programs:
        try:
            program.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            print(f"The {program.name} did not end in time", file=sys.stderr)
        program.kill()
