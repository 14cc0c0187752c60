"""The portal as a visitor meets it: `./run` on a folder of its own, and a real browser."""

import os
import re
import signal
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = ("DATA_DIR", "DATABASE_URL", "BROKER_URL", "SITE_URL", "SECRET_KEY", "DEMO")


@dataclass
class Portal:
    """A running portal."""

    address: str
    password: str
    data: Path


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    """`./run`, started once for all browser tests."""
    data = tmp_path_factory.mktemp("portal")
    env = {name: value for name, value in os.environ.items() if name not in OURS}
    env |= {"DATA_DIR": str(data), "PORT": str(free_port())}
    run = subprocess.Popen(
        [ROOT / "run"],
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    said = ""
    for line in run.stdout:
        said += line
        if line.startswith("Logs:"):
            break
    else:
        pytest.fail(f"./run ended before it was ready:\n{said}")
    yield Portal(
        address=re.search(r"^Ready: (\S+)/$", said, re.MULTILINE)[1],
        password=re.search(r"^Password: (\S+)$", said, re.MULTILINE)[1],
        data=data,
    )
    run.send_signal(signal.SIGTERM)
    run.communicate(timeout=30)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser, portal):
    """A page of a fresh visitor; a fault in our scripts fails the test."""
    context = browser.new_context(base_url=portal.address)
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    yield page
    context.close()
    assert faults == []
