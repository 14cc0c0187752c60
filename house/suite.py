"""`./run test`: on SQLite, on PostgreSQL and Redis, and in a real browser.

What is not there is left out, and said so at the end; where CI or REQUIRE_ALL is set,
what is not there is a failure.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from typing import TextIO

from house.paths import PYTHON, ROOT

ALL_OF = ("reviews/workflow.py", "*/permissions.py", "strategies/text/*")
POSTGRES = (
    "postgres://postgres@127.0.0.1:5432/postgres",
    "postgres://postgres:postgres@127.0.0.1:5432/postgres",
    "postgres://%2Fvar%2Frun%2Fpostgresql/postgres",
)
REDIS = "redis://127.0.0.1:6379/15"


def run(*arguments: str) -> int:
    if arguments:
        return 0 if pytest(*arguments) else 1
    outcomes = {**on_both_databases(), "In a browser": in_a_browser()}
    words = {True: "passed", False: "FAILED", None: "not run, it is not there"}
    for title, outcome in outcomes.items():
        print(f"{title}: {words[outcome]}")
    strict = os.environ.get("CI") or os.environ.get("REQUIRE_ALL")
    bad = (False, None) if strict else (False,)
    return 1 if any(outcome in bad for outcome in outcomes.values()) else 0


def on_both_databases() -> dict[str, bool | None]:
    """Both at once, a processor each; the second speaks after the first."""
    with tempfile.TemporaryFile("w+") as said:
        with ThreadPoolExecutor(1) as other:
            second = other.submit(on_postgres, said)
            outcomes: dict[str, bool | None] = {
                "On SQLite and the embedded broker": on_sqlite(),
                "On PostgreSQL and Redis": second.result(),
            }
        said.seek(0)
        shutil.copyfileobj(said, sys.stdout)
    return outcomes


def pytest(*arguments: str, into: TextIO | None = None, **env: str) -> bool:
    """No test of a kind yet (pytest's 5) is not a failure of that kind."""
    command = [str(PYTHON), "-m", "pytest", *arguments]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **env},
        stdout=into,
        stderr=subprocess.STDOUT if into else None,
        check=False,
    )
    return done.returncode in (0, 5)


def on_sqlite() -> bool:
    good = pytest("-q", "--ignore=tests/browser", "--cov", "--cov-report=")
    report = [str(PYTHON), "-m", "coverage", "report"]
    for extra in ([], [f"--include={','.join(ALL_OF)}", "--fail-under=100"]):
        done = subprocess.run([*report, *extra], cwd=ROOT, check=False)
        good = good and done.returncode == 0
    return good


def on_postgres(into: TextIO) -> bool | None:
    database = next(filter(accepts, [*given("TEST_DATABASE_URL"), *POSTGRES]), None)
    broker = next(filter(accepts, [*given("TEST_BROKER_URL"), REDIS]), None)
    if not (database and broker):
        return None
    return pytest(
        "-q",
        "--ignore=tests/browser",
        "-p",
        "no:cacheprovider",
        into=into,
        DATABASE_URL=database,
        BROKER_URL=broker,
    )


def given(name: str) -> list[str]:
    return [os.environ[name]] if os.environ.get(name) else []


def accepts(url: str) -> bool:
    """Whether a server lets us in at the address."""
    if url.startswith("redis"):
        ask = "import redis, sys; redis.Redis.from_url(sys.argv[1]).ping()"
    else:
        ask = "import psycopg2, sys; psycopg2.connect(sys.argv[1]).close()"
    url = url.replace("postgres://", "postgresql://")
    done = subprocess.run([PYTHON, "-c", ask, url], capture_output=True, check=False)
    return done.returncode == 0


def in_a_browser() -> bool | None:
    if not shutil.which("chromium"):
        return None
    return pytest("-q", "tests/browser")
