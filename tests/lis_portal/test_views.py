"""The front page, health, and what is said when something is not right."""

import pytest
from django.contrib.auth.views import redirect_to_login
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from django.urls import get_resolver

from lis_portal.celery import app
from lis_portal.views import typed
from people.models import Role
from tests.factories import PlaceFactory, StrategyFactory, a_person

LONG = "We will build on what is made here, and say who does it."
WELL = {"database": "ok", "broker": "ok", "storage": "ok"}


# The front page


def test_anybody_reads_what_this_is(client, db):
    page = client.get("/")

    assert page.status_code == 200
    assert "Write and agree a Local Industrial Strategy" in page.text
    assert 'href="/accounts/login/"' in page.text
    assert 'href="/published/"' in page.text


def test_the_front_page_asks_the_database_nothing(
    client, db, django_assert_num_queries
):
    with django_assert_num_queries(0):
        client.get("/")


# Health


def test_while_everything_answers_health_says_so(client, db):
    answer = client.get("/health/")

    assert (answer.status_code, answer.json()) == (200, WELL)


@pytest.mark.parametrize("fault", [OperationalError, InterfaceError])
def test_health_names_the_database(client, db, fault):
    def away(*args):
        raise fault("gone")

    with connection.execute_wrapper(away):
        answer = client.get("/health/")

    assert answer.status_code == 503
    assert answer.json() == {**WELL, "database": "does not answer"}


def test_health_names_the_broker(client, db, monkeypatch):
    monkeypatch.setattr(app.conf, "broker_write_url", "redis://127.0.0.1:1/0")

    answer = client.get("/health/")

    assert answer.status_code == 503
    assert answer.json() == {**WELL, "broker": "does not answer"}


def test_health_names_the_storage(client, db, settings, tmp_path):
    (tmp_path / "a-file").touch()
    settings.MEDIA_ROOT = tmp_path / "a-file" / "files"

    answer = client.get("/health/")

    assert answer.status_code == 503
    assert answer.json() == {**WELL, "storage": "cannot be written"}


def test_asking_after_health_leaves_nothing_behind(client, db, settings):
    client.get("/health/")

    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


# When something is not right


def test_what_is_not_there_is_said_plainly(client, db):
    client.force_login(a_person(Role.OFFICER, PlaceFactory()))

    answer = client.get("/nowhere/")

    assert answer.status_code == 404
    assert "Page not found" in answer.text


def test_what_is_somebody_elses_to_do_is_said_plainly(client, db):
    client.force_login(a_person(Role.OFFICER, PlaceFactory()))

    answer = client.get("/exports/")

    assert answer.status_code == 403
    assert "You may not do this" in answer.text


def test_a_request_that_cannot_be_read_is_said_plainly(client, db):
    answer = client.get("/places/?q=%00")

    assert answer.status_code == 400
    assert "We could not read that request" in answer.text


@pytest.fixture
def officer(client, db):
    strategy = StrategyFactory(slug="marlshire")
    officer = a_person(Role.OFFICER, strategy.place)
    client.force_login(officer)
    client.raise_request_exception = False
    return officer


def test_while_the_database_is_away_what_was_typed_is_in_the_page(client, officer):
    def away(*args):
        raise OperationalError("gone")

    with connection.execute_wrapper(away):
        answer = client.post(
            "/strategies/marlshire/parts/foreword/edit/",
            {"text": f"<b>{LONG}</b>", "base": "0", "password": LONG.upper()},
        )

    assert answer.status_code == 503
    assert "The service is away for a moment" in answer.text
    assert f"&lt;b&gt;{LONG}&lt;/b&gt;" in answer.text
    assert LONG.upper() not in answer.text


def test_while_the_database_is_away_pages_that_are_read_say_so_too(client, officer):
    def away(*args):
        raise InterfaceError("gone")

    with connection.execute_wrapper(away):
        answer = client.get("/")

    assert answer.status_code == 503
    assert "What you typed" not in answer.text


def test_a_fault_of_ours_is_a_500_with_what_was_typed(client, officer):
    def broken(*args):
        raise ZeroDivisionError

    with connection.execute_wrapper(broken):
        answer = client.post("/strategies/add/", {"title": LONG})

    assert answer.status_code == 500
    assert "This is our fault and not yours" in answer.text
    assert LONG in answer.text


def test_a_page_left_open_too_long_gives_back_what_was_typed(officer):
    visitor = Client(enforce_csrf_checks=True)
    visitor.force_login(officer)

    answer = visitor.post("/strategies/add/", {"title": LONG})

    assert answer.status_code == 403
    assert "Please send that again" in answer.text
    assert LONG in answer.text


def test_short_values_and_tokens_are_not_what_somebody_typed(rf):
    request = rf.post("/", {"base": "12", "once": "a" * 60, "text": LONG})

    assert typed(request) == [LONG]


@pytest.mark.parametrize("code", [400, 403, 404, 500])
def test_each_kind_of_fault_has_a_page_of_ours(code):
    handler = get_resolver().resolve_error_handler(code)

    assert handler.__module__ == "lis_portal.views"


def test_signed_out_one_is_brought_back_to_where_one_was_going(client, db):
    answer = client.get("/strategies/marlshire/")

    assert answer["Location"] == redirect_to_login("/strategies/marlshire/").url
