"""A text that is sent after the session's end is there again when its writer is back."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from office.unsaved import LARGEST
from people.models import Role
from strategies import drafting, outline
from strategies.models import Part, Revision
from tests.factories import PASSWORD, PlaceFactory, a_person

pytestmark = pytest.mark.django_db

TYPED = "Three hours of work, and every word of it about the port & its people."


@pytest.fixture
def officer():
    return a_person(Role.OFFICER, PlaceFactory(), name="Olive Marsh")


@pytest.fixture
def part(officer):
    place = officer.memberships.get().place
    strategy = outline.begin(place, title="Ours", end_year=None, by=officer)
    return strategy.parts.get(key="people")


@pytest.fixture
def address(part):
    return reverse("strategies:part_edit", args=[part.strategy.slug, part.key])


@pytest.fixture
def writer(client, officer, address):
    """The proof on the page that the officer had open when their session ended."""
    client.force_login(officer)
    page = client.get(address).content.decode()
    client.logout()
    return re.search(r'name="writer" value="([^"]+)"', page)[1]


@pytest.fixture
def browser():
    """Another one, or the same with its session gone."""
    return Client()


def sign_in(browser, person, answer):
    assert "your text is waiting for you" in browser.get(answer["Location"]).text
    return browser.post(
        answer["Location"], {"login": person.email, "password": PASSWORD}, follow=True
    )


def box(page):
    return re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", page, re.DOTALL)[1]


def test_what_was_sent_is_in_the_box_after_signing_in(
    browser, officer, part, address, writer
):
    answer = browser.post(address, {"text": TYPED, "base": 0, "writer": writer})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")

    page = sign_in(browser, officer, answer)
    assert page.request["PATH_INFO"] == address
    assert "You were signed out before this was saved" in page.text
    assert "about the port &amp; its people." in box(page.text)
    assert not Revision.objects.exists()


def test_it_is_saved_on_what_its_writer_had_read(
    browser, officer, part, address, writer
):
    drafting.save(part, "One.\n\nTwo.", base=0, by=officer)
    drafting.save(part, "One.\n\nTwo.\n\nThree.", base=1, by=officer)
    answer = browser.post(address, {"text": TYPED, "base": 1, "writer": writer})

    page = sign_in(browser, officer, answer)

    assert 'name="base" value="1"' in page.text
    browser.post(address, {"text": TYPED, "base": 1})
    assert Part.objects.get(pk=part.pk).text == f"{TYPED}\n\nThree.\n"
    assert "You were signed out" not in browser.get(address).text


def test_nobody_else_sees_it(browser, officer, part, address, writer):
    answer = browser.post(address, {"text": TYPED, "base": 0, "writer": writer})
    other = a_person(Role.OFFICER, part.strategy.place)

    page = sign_in(browser, other, answer)

    assert page.request["PATH_INFO"] == address
    assert "Three hours" not in page.text
    assert "You were signed out" not in page.text


def test_another_page_does_not_show_it(browser, officer, part, address, writer):
    answer = browser.post(address, {"text": TYPED, "base": 0, "writer": writer})
    sign_in(browser, officer, answer)

    other = reverse("strategies:part_edit", args=[part.strategy.slug, "foreword"])
    assert "Three hours" not in browser.get(other).text


def test_who_leaves_the_page_is_not_shown_it_again(
    browser, officer, part, address, writer
):
    answer = browser.post(address, {"text": TYPED, "base": 0, "writer": writer})
    sign_in(browser, officer, answer)

    browser.get(part.get_absolute_url())

    assert "Three hours" not in browser.get(address).text


def test_pages_of_several_parts_wait_side_by_side(
    browser, client, officer, part, address, writer
):
    other = reverse("strategies:part_edit", args=[part.strategy.slug, "foreword"])
    client.force_login(officer)
    page = client.get(other).content.decode()
    second = re.search(r'name="writer" value="([^"]+)"', page)[1]
    browser.post(other, {"text": "The foreword.", "base": 0, "writer": second})
    answer = browser.post(address, {"text": TYPED, "base": 0, "writer": writer})

    page = sign_in(browser, officer, answer)

    assert "Three hours" in box(page.text)
    assert "The foreword." in box(browser.get(other).text)


@pytest.mark.parametrize("bent", ["", "x", "{writer}x"])
def test_without_proof_nothing_is_kept_and_all_is_shown(browser, address, writer, bent):
    bent = bent.format(writer=writer)
    answer = browser.post(address, {"text": TYPED, "base": 0, "writer": bent})

    assert answer.status_code == 403
    assert "You have been signed out" in answer.text
    assert "about the port &amp; its people." in answer.text
    assert f"/accounts/login/?next={address}" in answer.text
    assert "unsaved" not in browser.session


def test_a_proof_is_good_for_its_own_page_and_for_a_day(browser, part, address, writer):
    other = reverse("strategies:part_edit", args=[part.strategy.slug, "foreword"])
    said = {"text": TYPED, "base": 0, "writer": writer}

    assert browser.post(other, said).status_code == 403
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert browser.post(address, said).status_code == 403


def test_more_than_any_part_may_hold_is_not_kept_but_shown(browser, address, writer):
    text = "word " * (LARGEST // 5 + 1)
    answer = browser.post(address, {"text": text, "base": 0, "writer": writer})

    assert answer.status_code == 403
    assert answer.text.count("word ") >= LARGEST // 5


def test_a_script_is_sent_to_sign_in_and_keeps_its_text_itself(
    browser, address, writer
):
    said = {"text": TYPED, "base": 0, "writer": writer}
    answer = browser.post(address, said, headers={"accept": "application/json"})

    assert answer.status_code == 302
    assert "unsaved" not in browser.session


def test_an_expired_token_gives_back_what_was_typed(officer, address):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer)

    answer = browser.post(address, {"text": TYPED, "base": 0})

    assert answer.status_code == 403
    assert "about the port &amp; its people." in answer.text


def test_an_expired_token_is_told_to_a_script_in_its_own_words(officer, address):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(officer)

    answer = browser.post(
        address, {"text": TYPED, "base": 0}, headers={"accept": "application/json"}
    )

    assert (answer.status_code, answer.json()) == (403, {"status": "expired"})
