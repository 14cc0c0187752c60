"""Every kind of page of the demonstration, as each kind of person finds it by links.

A page is known by its route, so what resolves addresses here is Django's; the database
is never asked. One page of each route is visited by each person, of those of a strategy one
in each; axe looks at a page only if it has not yet seen one of that route with the same
kinds of elements.
"""

from collections import Counter, deque
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error

from tests.browser.looking import PHONE, kinds, overflow, violations

PEOPLE = [
    "officer",
    "contributor",
    "approver",
    "reader",
    "area.lead@government.example",
    "reviewer@government.example",
    "admin@government.example",
    "officer@northmark.example",
]
START = ["/", "/places/", "/strategies/", "/dates/", "/published/", "/nowhere/"]
# Signing out ends the walk; no script may run in a mail's page, not even axe.
LEFT_OUT = ("account_logout ", "office:mail_html ")
EACH = 1
# A link in a picture has no address as text, so it is worked out for each of them.
LINKS = """[...document.querySelectorAll("a[href]")].map(
    one => new URL(one.getAttribute("href"), document.baseURI).href
)"""

seen_by_axe = set()


@pytest.mark.parametrize("person", PEOPLE)
def test_every_kind_of_page_is_accessible_and_fits_a_phone(as_person, portal, person):
    page = as_person(person, viewport=PHONE)
    faults = [fault for visit in walk(page, portal) for fault in faults_of(*visit)]

    assert faults == []


def walk(page, portal):
    """Follow the links of pages to each kind of page."""
    waiting, known, times = deque(START), set(START), Counter()
    while waiting:
        address = waiting.popleft()
        route = route_of(address)
        if route in LEFT_OUT or times[route] == EACH:
            continue
        times[route] += 1
        if not opens(page, address):
            continue
        yield page, route, address
        for link in page.evaluate(LINKS):
            path = urlsplit(link)._replace(scheme="", netloc="", fragment="").geturl()
            if link.startswith(portal.address) and path not in known:
                known.add(path)
                waiting.append(path)


def route_of(address):
    path = urlsplit(address).path
    try:
        found = resolve(path)
    except Resolver404:
        return "none"
    strategy = found.kwargs.get("slug") if found.app_name == "strategies" else ""
    return f"{found.view_name} {strategy}"


def opens(page, address):
    """Whether it is a page; what is handed over as a file is not looked at here."""
    try:
        answer = page.goto(address, wait_until="domcontentloaded")
    except Error as error:
        if "Download is starting" in str(error) or "ERR_ABORTED" in str(error):
            return False
        raise
    assert answer is not None, address
    assert answer.status < 500, f"{answer.status} at {address}"
    return "html" in answer.headers.get("content-type", "")


def faults_of(page, route, address):
    if overflow(page) > 0:
        yield f"{address} is {overflow(page)} pixels wider than a phone"
    looks = (route.split(" ")[0], kinds(page))
    if looks not in seen_by_axe:
        seen_by_axe.add(looks)
        yield from (f"{address}: {fault}" for fault in violations(page))
