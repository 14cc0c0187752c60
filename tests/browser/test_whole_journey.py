"""Marlshire in a real browser: from the reply it still owes to the download."""

import re
import zipfile

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import running
from tests.browser.looking import PHONE, overflow

LEAD = "area.lead@government.example"
ADMIN = "admin@government.example"
STRATEGY = "/strategies/marlshire/"


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    """One of its own: at the end of the journey nobody can write Marlshire's any more."""
    with running(tmp_path_factory.mktemp("journey")) as found:
        yield found


def presses(page, button, address, **typed):
    """Fill in what has these labels, press, and be where that leads."""
    page.goto(address)
    for label, words in typed.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(words)
    press(page, button)


def press(page, button):
    """Press, and wait for where that leads: leaving sooner would take it back."""
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()
    expect(page).not_to_have_title(re.compile("^Error: "))


def takes(page, verb, button):
    presses(page, button, f"{STRATEGY}moves/{verb}/")


def finds_all_shown(lead):
    """Say “Shown” to everything that was not carried forward, and save."""
    lead.goto(f"{STRATEGY}review/")
    links = lead.get_by_role("link").all()
    sections = [link.get_attribute("href") for link in links]
    for address in sorted({href for href in sections if "/findings/" in (href or "")}):
        lead.goto(address)
        for shown in lead.get_by_label("Shown", exact=True).all():
            shown.check()
        press(lead, "Save")


def test_a_part_is_drafted_without_javascript_on_a_phone(as_person):
    page = as_person(
        "officer@northmark.example", java_script_enabled=False, viewport=PHONE
    )
    part = "/strategies/northmark/parts/people/"
    page.goto(f"{part}edit/")
    page.get_by_label("Text of this part").fill("### Work\n\nMuch of it is *seasonal*.")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="Preview: not saved yet")).to_be_visible()
    press(page, "Save")

    expect(page.get_by_role("heading", name="Work", exact=True)).to_be_visible()
    page.goto(f"{part}history/")
    expect(page.get_by_text("Nell Hardcastle").first).to_be_visible()


def test_two_windows_meet_without_javascript_and_nothing_is_lost(as_person):
    first = as_person("officer", java_script_enabled=False)
    second = as_person("second.officer", java_script_enabled=False)
    part = f"{STRATEGY}parts/ideas/"
    for page in (first, second):
        page.goto(f"{part}edit/")
    old = second.get_by_label("Text of this part").input_value()
    first.get_by_label("Text of this part").fill(f"{old.strip()} Added by the first.")
    press(first, "Save")
    second.get_by_label("Text of this part").fill(f"{old.strip()} And by the second.")
    second.get_by_role("button", name="Save", exact=True).click()

    expect(second.get_by_text("both changed").first).to_be_visible()
    second.get_by_label("Keep mine").check()
    second.get_by_role("button", name="Save what I chose").click()
    expect(second.get_by_text("And by the second.").first).to_be_visible()
    second.goto(f"{part}history/")
    expect(second.get_by_text("Olive Marsh").first).to_be_visible()
    assert overflow(second) == 0


def test_from_reply_to_agreed_and_downloaded(as_person, tmp_path):
    officer, approver = as_person("officer"), as_person("approver")
    lead, admin = as_person(LEAD), as_person(ADMIN)

    moor = "The moor is for walkers and for work; Northmark’s board agrees."
    box = "Text of this part"
    presses(
        as_person("contributor"),
        "Save",
        f"{STRATEGY}parts/across-boundaries/edit/",
        **{box: moor},
    )
    presses(officer, "Send reply", f"{STRATEGY}points/1/", Your_reply="It is there.")
    takes(officer, "ask_for_approval", "Ask for approval")
    takes(approver, "approve", "Approve")
    takes(officer, "submit", "Submit to government")

    presses(lead, "Start reading", f"{STRATEGY}review/")
    expect(lead.get_by_text("It is there.")).to_be_visible()
    lead.get_by_role("link", name=re.compile("Compare with version")).click()
    expect(lead.get_by_text("walkers and for work").first).to_be_visible()
    presses(lead, "Close this point", f"{STRATEGY}points/1/")
    finds_all_shown(lead)
    lead.goto(f"{STRATEGY}moves/agree/")
    lead.get_by_label("Who in government decided").fill("The Secretary of State")
    for label, number in zip(
        ("Day", "Month", "Year"), timezone.localdate().timetuple()[2::-1], strict=True
    ):
        lead.get_by_label(label, exact=True).fill(str(number))
    press(lead, "Agree")
    expect(lead.get_by_text("Agreed with government").first).to_be_visible()

    presses(officer, "Publish", f"{STRATEGY}publish/")
    officer.goto("/published/marlshire/")
    expect(officer.get_by_text("walkers and for work").first).to_be_visible()
    waits_for(officer, "/published/marlshire/strategy.pdf")
    assert is_downloaded(admin, tmp_path) >= {
        "manifest-sha256.txt",
        "index.csv",
        "index.xlsx",
        "marlshire/strategy.pdf",
        "marlshire/version.json",
    }


def waits_for(page, address):
    """Until the worker has made it, as “Check again” would."""
    for _ in range(60):
        if page.request.get(address).ok:
            return
        page.wait_for_timeout(1_000)
    raise AssertionError(address)


def is_downloaded(admin, folder):
    presses(admin, "Make the download", "/exports/add/")
    link = admin.get_by_role("link", name=re.compile("^Download the ZIP"))
    link.wait_for(timeout=60_000)  # the page looks again by itself
    with admin.expect_download() as download:
        link.click()
    download.value.save_as(folder / "agreed.zip")
    with zipfile.ZipFile(folder / "agreed.zip") as archive:
        assert archive.testzip() is None
        return set(archive.namelist())
