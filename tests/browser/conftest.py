"""The portal as a visitor meets it: `./run` on a folder of its own, and a real browser."""

import os
import re
import signal
import socket
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = ("DATA_DIR", "DATABASE_URL", "BROKER_URL", "SITE_URL", "SECRET_KEY", "DEMO")


@dataclass
class Portal:
    """A running portal, and what each person got when they signed in to it once."""

    address: str
    password: str
    data: Path
    cookies: dict = field(default_factory=dict)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    """`./run`, started once for all browser tests that leave the strategy open."""
    with running(tmp_path_factory.mktemp("portal")) as found:
        yield found


@contextmanager
def running(data):
    """`./run` on this folder, until the tests that need it are done."""
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
    try:
        yield Portal(
            address=re.search(r"^Ready: (\S+)/$", said, re.MULTILINE)[1],
            password=re.search(r"^Password: (\S+)$", said, re.MULTILINE)[1],
            data=data,
        )
    finally:
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
    """A page of a fresh visitor; a fault in our scripts or policies fails the test."""
    faults = []
    yield a_page(browser, portal, faults)
    assert faults == []


@pytest.fixture
def as_person(browser, portal):
    """A page of somebody who has signed in; options are those of a browser context."""
    faults, contexts = [], []

    def opened(name, **options):
        email = name if "@" in name else f"{name}@marlshire.example"
        if email not in portal.cookies:
            portal.cookies[email] = signed_in(browser, portal, email)
        page = a_page(
            browser, portal, faults, storage_state=portal.cookies[email], **options
        )
        contexts.append(page.context)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


def a_page(browser, portal, faults, **options):
    """A page in a context of its own, which adds what goes wrong to the faults."""
    page = browser.new_context(base_url=portal.address, **options).new_page()
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda fault: faults.append(f"{page.url}: {fault}"))
    page.on("console", lambda said: faults.extend(complaint(page, said)))
    return page


def complaint(page, said):
    """What the console says is wrong, also against our policies.

    A page that is itself refused (403, 404, 409) is not a fault.
    """
    own = said.location.get("url") == page.url
    if said.type == "error" and not (own and "Failed to load" in said.text):
        yield f"{page.url}: {said.text}"


def signed_in(browser, portal, email):
    page = browser.new_context(base_url=portal.address).new_page()
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(portal.password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()
    state = page.context.storage_state()
    page.context.close()
    return state
