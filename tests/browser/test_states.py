"""Pages as they are when something is wrong, empty, or was changed by somebody else."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import PHONE, overflow, violations

ADMIN = "admin@government.example"
LEAD = "area.lead@government.example"
NORTHMARK = "officer@northmark.example"
# Who sends which form with nothing in it, by its button.
WRONG = [
    ("officer", "/places/marlshire/evidence/add/", "Add"),
    ("officer", "/places/marlshire/dates/add/", "Add"),
    ("officer", "/places/marlshire/people/invite/", "Send"),
    ("officer", "/strategies/marlshire/findings/add/", "Save"),
    ("officer", "/strategies/marlshire/priorities/add/", "Save"),
    ("officer", "/strategies/marlshire/actions/add/", "Save"),
    ("officer", "/strategies/marlshire/measures/add/", "Save"),
    ("officer", "/strategies/marlshire/parts/add/", "Add"),
    ("officer", "/strategies/marlshire/points/1/", "Send reply"),
    (LEAD, "/places/marlshire/conditions/add/", "Record"),
    (ADMIN, "/people/invite/", "Send"),
    (ADMIN, "/people/import/", "Show me first"),
    (ADMIN, "/dates/add/", "Add"),
]
EMPTY = [
    "/places/northmark/evidence/",
    "/strategies/northmark/findings/",
    "/strategies/northmark/priorities/",
    "/strategies/northmark/measures/",
    "/strategies/northmark/versions/",
    "/strategies/northmark/review/",
    "/strategies/northmark/parts/people/",
    "/strategies/northmark/parts/people/history/",
    "/strategies/northmark/checklist/open/",
]


def assert_good_on_a_phone(page):
    assert violations(page) == []
    assert overflow(page) == 0


@pytest.mark.parametrize(("person", "address", "button"), WRONG)
def test_an_empty_form_says_what_is_missing(as_person, person, address, button):
    page = as_person(person, viewport=PHONE)
    page.goto(address)
    form = page.locator("main form[method=post]").filter(
        has=page.locator(".govuk-button")
    )
    form.last.get_by_role("button", name=re.compile(f"^{button}")).first.click()

    expect(page).to_have_title(re.compile("^Error: "))
    assert page.get_by_role("heading", name="There is a problem").is_visible()
    assert_good_on_a_phone(page)


@pytest.mark.parametrize("address", EMPTY)
def test_an_empty_page_is_good_too(as_person, address):
    page = as_person(NORTHMARK, viewport=PHONE)
    page.goto(address)

    assert_good_on_a_phone(page)


def test_two_people_in_one_record_see_what_each_typed(as_person):
    first, second = as_person("officer"), as_person("second.officer", viewport=PHONE)
    for page in (first, second):
        page.goto("/strategies/marlshire/findings/O1/edit/")
    for page, words in ((first, "Hydrogen storage"), (second, "Storage of hydrogen")):
        page.get_by_label("In one line").fill(words)
        with page.expect_navigation():
            page.get_by_role("button", name=re.compile("^Save")).first.click()

    expect(second.get_by_text("Hydrogen storage").first).to_be_visible()
    expect(second.get_by_text("Storage of hydrogen").first).to_be_visible()
    assert_good_on_a_phone(second)


def without_script(route):
    """The editor's scripts are empty: the page asks where the panel in it would."""
    route.fulfill(content_type="text/javascript", body="")


def test_two_people_in_one_part_see_both_texts(as_person):
    first, second = as_person("officer"), as_person("second.officer", viewport=PHONE)
    for page in (first, second):
        page.route(re.compile("/built/(editor|writing)"), without_script)
        page.goto("/strategies/marlshire/parts/grand-challenges/edit/")
    for page, words in ((first, "Work is plentiful."), (second, "Pay is low.")):
        page.get_by_label("Text of this part").fill(words)
        with page.expect_navigation():
            page.get_by_role("button", name="Save", exact=True).click()

    expect(second).to_have_title(re.compile("Two texts"))
    assert_good_on_a_phone(second)
