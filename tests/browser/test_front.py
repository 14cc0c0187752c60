import pytest

from tests.browser.looking import PHONE, overflow, violations

OPEN_TO_ALL = [
    "/",
    "/published/",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/nowhere/",
]


@pytest.mark.parametrize("address", OPEN_TO_ALL)
def test_an_open_page_is_accessible_and_fits_a_phone(page, address):
    page.set_viewport_size(PHONE)
    page.goto(address)

    assert violations(page) == []
    assert overflow(page) == 0


def test_a_keyboard_reaches_the_content_first(page):
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main-content"


def test_an_officer_signs_in_and_out(page, portal):
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill("officer@marlshire.example")
    page.get_by_label("Your password", exact=True).fill(portal.password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").click()

    assert page.get_by_role("link", name="Sign in").first.is_visible()
