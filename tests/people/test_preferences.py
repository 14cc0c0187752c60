"""In which face somebody writes."""

import pytest
from django.test import Client

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

URL = "/accounts/editor/"
JSON = {"Accept": "application/json"}


@pytest.fixture
def person():
    return UserFactory()


@pytest.fixture
def client(person):
    client = Client()
    client.force_login(person)
    return client


def test_a_writer_who_chose_the_plain_box_keeps_it(client, person):
    response = client.post(URL, {"plain": "1"}, headers=JSON)

    person.refresh_from_db()
    assert response.status_code == 204
    assert person.prefers_plain_text


def test_a_writer_goes_back_to_formatting(client, person):
    client.post(URL, {"plain": "1"}, headers=JSON)
    client.post(URL, {"plain": "0"}, headers=JSON)

    person.refresh_from_db()
    assert not person.prefers_plain_text


@pytest.mark.parametrize("plain", ["", "2", "yes", "\0"])
def test_anything_else_is_no_choice(client, person, plain):
    response = client.post(URL, {"plain": plain}, headers=JSON)

    person.refresh_from_db()
    assert response.status_code == 400
    assert not person.prefers_plain_text


@pytest.mark.parametrize(
    ("wanted", "address"),
    [
        ("/strategies/fellshire/parts/people/edit/",) * 2,
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("", "/"),
    ],
)
def test_without_script_the_choice_leads_back_into_the_portal(client, wanted, address):
    response = client.post(URL, {"plain": "1", "next": wanted})

    assert (response.status_code, response.headers["Location"]) == (302, address)
