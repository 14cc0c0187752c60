"""The system packages we need, installed where we may and named where we may not."""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Need:
    """Something of the machine: how to know it is there, and what brings it."""

    what: str
    is_there: Callable[[], bool]
    packages: tuple[str, ...]
    vital: bool = False


def has_program(*names: str) -> bool:
    return any(shutil.which(name) for name in names)


def has_library(*names: str) -> bool:
    try:
        for name in names:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_fonts(*families: str) -> bool:
    if not has_program("fc-list"):
        return False
    listed = subprocess.run(
        ["fc-list", ":", "family"], capture_output=True, text=True, check=False
    ).stdout
    return all(family in listed for family in families)


def has_venv() -> bool:
    return bool(importlib.util.find_spec("ensurepip"))


def has_postgres() -> bool:
    """The server, not only its client."""
    return any(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"))


TO_RUN = (
    Need("Python’s venv", has_venv, ("python3-venv",), vital=True),
    Need("Node", lambda: has_program("node"), ("nodejs",), vital=True),
    Need("npm", lambda: has_program("npm"), ("npm",), vital=True),
    Need(
        "Pango, to lay out PDFs",
        lambda: has_library(
            "libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"
        ),
        ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"),
    ),
    Need(
        "fonts for PDFs",
        lambda: has_fonts("Inter", "Noto Sans"),
        ("fontconfig", "fonts-inter", "fonts-noto-core"),
    ),
)

TO_TEST = (
    Need("PostgreSQL", has_postgres, ("postgresql",)),
    Need("Redis", lambda: has_program("redis-server"), ("redis-server",)),
    Need("Chromium", lambda: has_program("chromium"), ("chromium",)),
    Need(
        "Java, for the HTML checker",
        lambda: has_program("java"),
        ("default-jre-headless",),
    ),
)


def provide(needs: Iterable[Need] = TO_RUN) -> None:
    """Install what is missing, or say how; stop only where nothing works without it."""
    missing = [need for need in needs if not need.is_there()]
    if not missing:
        return
    packages = [name for need in missing for name in need.packages]
    if not install(packages):
        names = ", ".join(need.what for need in missing)
        print(f"Missing: {names}. Install with:", file=sys.stderr)
        print(f"  sudo apt-get install {' '.join(packages)}", file=sys.stderr)
        if any(need.vital for need in missing):
            sys.exit(1)


def install(packages: list[str]) -> bool:
    """Whether apt-get was ours to use and brought the packages."""
    if not has_program("apt-get"):
        return False
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and not (has_program("sudo") and succeeds(*sudo, "true")):
        return False
    print(f"Getting ready: system packages ({', '.join(packages)})", flush=True)
    quiet = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    succeeds(*quiet, "update")
    return succeeds(*quiet, "install", "-y", "--no-install-recommends", *packages)


def succeeds(*command: str) -> bool:
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stderr.strip(), file=sys.stderr)
    return not done.returncode
