"""The servers that are measured: waitress or gunicorn, the portal or a bare Django."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    application: str, port: int, environment: dict[str, str], *, workers: int = 0
) -> Iterator[int]:
    """The process id of a server that answers; it is ended by that id afterwards.

    Waitress as `./run` has it, or gunicorn with so many workers as in production.
    """
    waitress = ["waitress", f"--listen=127.0.0.1:{port}", "--threads=4", application]
    gunicorn = [
        "gunicorn",
        application,
        f"--bind=127.0.0.1:{port}",
        f"--workers={workers}",
        "--threads=4",
        "--keep-alive=75",
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", *(gunicorn if workers else waitress)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"Nothing answers on port {port}")


class Visitor:
    """One connection kept open, with a session's cookies."""

    def __init__(self, port: int, cookies: dict[str, str]) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = cookies

    def ask(
        self, path: str, body: str | None = None, *, expect: tuple[int, ...] = (200,)
    ) -> tuple[float, bytes]:
        """Seconds until the whole answer was there, and the answer."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Accept": "application/json",
                "X-CSRFToken": self.cookies["csrf"],
            }
        start = time.perf_counter()
        self.connection.request(
            "GET" if body is None else "POST", path, body=body, headers=headers
        )
        answer = self.connection.getresponse()
        content = answer.read()
        seconds = time.perf_counter() - start
        if answer.status not in expect:
            raise RuntimeError(f"{path}: {answer.status}\n{content[:300]!r}")
        return seconds, content


def memory(pid: int) -> float:
    """Resident memory of a process in MiB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
