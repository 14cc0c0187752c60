import pytest
from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
OPEN_TO_ALL = [
    "/",
    "/published/",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/nowhere/",
]


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(fault["id"], node["html"]) for fault in found for node in fault["nodes"]]


@pytest.mark.parametrize("address", OPEN_TO_ALL)
def test_an_open_page_is_accessible_and_fits_a_phone(page, address):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(address)

    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_keyboard_reaches_the_content_first(page):
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main-content"


def test_an_officer_signs_in_and_out(page, portal):
    page.goto("/accounts/login/")
    page.get_by_label("Your email address").fill("officer@marlshire.example")
    page.get_by_label("Your password", exact=True).fill(portal.password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").click()

    assert page.get_by_role("link", name="Sign in").first.is_visible()
