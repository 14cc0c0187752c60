"""Install and build what is missing; do nothing, quickly, when nothing is.

Each step leaves a stamp: a fingerprint of all it was made from. A stamp that still fits
means that the step has nothing to do.
"""

import fcntl
import os
import platform
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from house import frontend, machine
from house.paths import (
    BUILT,
    COLLECTED,
    PYTHON,
    ROOT,
    VENV,
    environment,
    files_under,
    fingerprint,
)

CONSTRAINTS = ROOT / "constraints.txt"
LOCK = ROOT / "package-lock.json"


def everything() -> None:
    with alone():
        machine.provide()
        once("Python packages", VENV, python_inputs(), python_packages)
        once("npm packages", ROOT / "node_modules", npm_inputs(), npm_packages)
        once("styles and scripts", BUILT, built_inputs(), frontend.build)
        once("static files", COLLECTED, collected_inputs(), collect)


@contextmanager
def alone() -> Iterator[None]:
    """Two copies of ./run started together install one after the other."""
    handle = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def once(what: str, folder: Path, inputs: str, make: Callable[[], None]) -> None:
    """Make the folder, unless its stamp says that it was made from these inputs."""
    stamp = folder / ".stamp"
    if stamp.exists() and stamp.read_text() == inputs:
        return
    print(f"Getting ready: {what}", flush=True)
    make()
    stamp.write_text(inputs)


def say(*command: str | Path, **env: str) -> None:
    """Run the command; when it fails, show all it said and stop."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{done.stdout}\nThis failed: {' '.join(map(str, command))}")


def requirements(*, dev: bool = True) -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return project["dependencies"] + (
        project["optional-dependencies"]["dev"] if dev else []
    )


def python_inputs() -> str:
    return fingerprint([CONSTRAINTS], platform.python_version(), *requirements())


def python_packages() -> None:
    if not is_this_python(VENV):
        shutil.rmtree(VENV, ignore_errors=True)
        say(sys.executable, "-m", "venv", VENV)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check"]
    say(*pip, "install", "-q", "-c", CONSTRAINTS, *requirements())
    say(*pip, "check")


def is_this_python(venv: Path) -> bool:
    """Whether the folder holds a working environment of the Python we run on."""
    version = [str(PYTHON), "-c", "import platform; print(platform.python_version())"]
    try:
        done = subprocess.run(version, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return done.stdout.strip() == platform.python_version()


def npm_inputs() -> str:
    return fingerprint([LOCK, ROOT / "package.json"])


def npm_packages() -> None:
    say("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")


def built_inputs() -> str:
    return fingerprint([LOCK, Path(frontend.__file__), *frontend.scripts()])


def collected_inputs() -> str:
    return fingerprint([CONSTRAINTS, *files_under(ROOT / "static")])


def collect() -> None:
    say(PYTHON, "manage.py", "collectstatic", "--noinput", "-v0", **environment())
