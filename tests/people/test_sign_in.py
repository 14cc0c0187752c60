"""Signing in and out, forgotten passwords, and limits that forgive."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from office import ledger
from office.models import Mail
from people.models import User
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db

NEW = "seven herons over the weir"


@pytest.fixture
def joan():
    return UserFactory(email="joan@example.org", name="Joan")


def sign_in(client, login="joan@example.org", password=PASSWORD, **extra):
    url = "/accounts/login/"
    return client.post(url, {"login": login, "password": password}, **extra)


def is_in(client: Client) -> bool:
    return client.get("/accounts/password/change/").status_code == 200


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_right_password_signs_in_whatever_the_letters_of_the_address(client, joan):
    response = sign_in(client, "  JOAN@Example.org")

    assert response.status_code == 302
    assert response.url == "/"
    assert is_in(client)


def test_the_session_is_new_at_sign_in(client, joan):
    client.get("/accounts/login/")
    client.session["mark"] = 1
    before = client.session.session_key
    sign_in(client)

    assert client.session.session_key != before
    assert "mark" not in client.session


def test_wrong_and_unknown_get_the_same_answer(client, joan):
    wrong = sign_in(client, password="not this one at all")
    unknown = sign_in(client, login="nobody@example.org")

    assert wrong.status_code == unknown.status_code == 200
    assert "The email address or the password is not right" in text_of(wrong)
    strip = re.compile(r'value="[^"]*"|joan@example.org|nobody@example.org')
    assert strip.sub("", wrong.content.decode()) == strip.sub(
        "", unknown.content.decode()
    )


def test_after_ten_wrong_the_right_one_fails_too_and_later_works(client, joan):
    start = timezone.now()
    with time_machine.travel(start) as clock:
        for _ in range(10):
            sign_in(client, password="not this one at all")
        assert "Too many wrong passwords" in text_of(sign_in(client))
        assert not is_in(client)

        clock.move_to(start + timedelta(minutes=5, seconds=5))
        assert sign_in(client).status_code == 302


def test_one_persons_wrong_passwords_do_not_shut_out_another(client, joan):
    UserFactory(email="next@example.org")
    for _ in range(12):
        sign_in(client, password="not this one at all")

    assert sign_in(client, login="next@example.org").status_code == 302


def test_many_wrong_from_one_address_shut_that_address_only(client, joan, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    bad, good = {"X-Forwarded-For": "203.0.113.7"}, {"X-Forwarded-For": "203.0.113.8"}
    for n in range(100):
        sign_in(client, login=f"guess{n}@example.org", headers=bad)

    assert "Too many wrong passwords" in text_of(sign_in(client, headers=bad))
    assert sign_in(client, headers=good).status_code == 302


def test_an_address_written_by_the_client_itself_is_not_believed(
    client, joan, settings
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(100):
        forged = {"X-Forwarded-For": f"198.51.100.{n}, 203.0.113.7"}
        sign_in(client, login=f"guess{n}@example.org", headers=forged)

    last = sign_in(client, headers={"X-Forwarded-For": "203.0.113.7"})
    assert "Too many wrong passwords" in text_of(last)


def test_many_right_ones_from_one_address_cost_nothing(client, joan):
    for _ in range(30):
        assert sign_in(Client()).status_code == 302


@pytest.mark.parametrize(
    "there",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
    ],
)
def test_signing_in_leads_to_no_other_site(client, joan, there):
    url = "/accounts/login/"
    data = {"login": "joan@example.org", "password": PASSWORD, "next": there}

    assert client.post(url, data).url == "/"


def test_signing_in_leads_back_to_where_one_was_going(client, joan):
    url = "/accounts/login/"
    data = {"login": "joan@example.org", "password": PASSWORD, "next": "/dates/"}

    assert client.post(url, data).url == "/dates/"


def test_signing_out_takes_a_post(client, joan):
    sign_in(client)
    assert client.get("/accounts/logout/").status_code == 200
    assert is_in(client)

    client.post("/accounts/logout/")

    assert not is_in(client)


def test_a_closed_account_is_out_at_once_and_cannot_sign_in(client, joan):
    sign_in(client)
    User.objects.filter(pk=joan.pk).update(is_active=False)

    assert not is_in(client)
    assert sign_in(Client()).url == "/accounts/inactive/"


def test_nobody_can_sign_up(client):
    assert client.get("/accounts/signup/").status_code in (302, 404)
    client.post("/accounts/signup/", {"email": "x@example.org", "password1": NEW})

    assert not User.objects.exists()


@pytest.mark.parametrize(
    "typed", ["", "nobody", "a@b", "x\x00@example.org", "<b>@x.org"]
)
def test_odd_addresses_are_an_error_and_stay_in_the_form(client, typed):
    response = sign_in(client, login=typed)

    assert response.status_code == 200
    assert response.context["form"].errors["login"]


def test_a_forgotten_password_is_replaced_by_mail(client, joan):
    other = Client()
    sign_in(other)
    assert client.post(
        "/accounts/password/reset/", {"email": "Joan@example.org"}
    ).url == ("/accounts/password/reset/done/")
    link = re.search(r"http://testserver(\S+)", Mail.objects.get().text)[1]

    page = client.get(link, follow=True)
    action = page.context["action_url"]
    response = client.post(action, {"password1": NEW, "password2": NEW})

    assert response.url == "/accounts/password/reset/key/done/"
    assert not is_in(other)
    assert sign_in(Client(), password=NEW).status_code == 302
    assert "This link no longer works" in text_of(Client().get(link, follow=True))
    assert Mail.objects.order_by("-pk").first().subject == "Your password was changed"


def test_an_unknown_address_gets_the_same_page_and_no_mail(client):
    response = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})

    assert response.url == "/accounts/password/reset/done/"
    assert not Mail.objects.exists()


def test_the_link_names_our_own_address_whatever_host_was_asked(client, joan, settings):
    settings.ALLOWED_HOSTS = ["testserver", "also.example"]
    client.post(
        "/accounts/password/reset/",
        {"email": "joan@example.org"},
        headers={"Host": "also.example"},
    )

    assert "also.example" not in Mail.objects.get().text


def test_changing_the_password_ends_every_other_session(client, joan):
    other = Client()
    sign_in(other)
    sign_in(client)

    response = client.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW},
    )

    assert response.status_code == 302
    assert is_in(client)
    assert not is_in(other)


def test_a_bad_new_password_says_why(client, joan):
    sign_in(client)
    data = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}

    response = client.post("/accounts/password/change/", data)

    assert response.status_code == 200
    assert "12 characters" in text_of(response)


def test_sign_ins_good_and_bad_are_in_the_ledger(client, joan):
    sign_in(client, login="who\r\n@example.org", password="x")
    sign_in(client, password="not this one at all")
    sign_in(client)
    client.post("/accounts/logout/")

    told = [(e.verb, e.by, e.subject) for e in ledger.entries(ledger.PEOPLE)]
    assert told == [
        ("sign_in_failed", None, "joan@example.org"),
        ("signed_in", joan, ""),
        ("signed_out", joan, ""),
    ]
    assert ledger.entries(ledger.PEOPLE).first().facts == {"from": "127.0.0.1"}
    assert PASSWORD not in str(list(ledger.entries(ledger.PEOPLE).values()))


def test_the_sign_in_before_this_one_is_kept(client, joan):
    with time_machine.travel(timezone.now() - timedelta(days=3)):
        sign_in(Client())
        first = User.objects.get().last_login
    sign_in(client)

    assert User.objects.get().last_seen_at == first


def test_a_session_ends_with_the_browser(client, joan):
    response = sign_in(client)

    assert not response.cookies["session"]["max-age"]
    assert Session.objects.count() == 1
