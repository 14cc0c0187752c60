from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from office.context import portal


def seen(user, path="/"):
    request = RequestFactory().get(path)
    request.user = user
    return portal(request)


def words(context):
    return [link["words"] for link in context["navigation"]]


@pytest.fixture
def officer():
    return SimpleNamespace(is_authenticated=True, is_administrator=False)


@pytest.fixture
def administrator():
    return SimpleNamespace(is_authenticated=True, is_administrator=True)


def test_a_visitor_is_shown_what_is_public():
    context = seen(AnonymousUser())

    assert words(context) == ["Published"]
    assert not context["is_signed_in"]


def test_an_officer_is_shown_the_places_work(officer):
    assert words(seen(officer)) == [
        "Home",
        "Places",
        "Strategies",
        "Dates",
        "Search",
        "Published",
    ]


def test_an_administrator_is_shown_their_lists_too(administrator):
    assert words(seen(administrator))[-3:] == [
        "People",
        "Download agreed strategies",
        "Jobs",
    ]


@pytest.mark.parametrize(
    ("path", "current", "active"),
    [
        ("/", ["Home"], ["Home"]),
        ("/places/", ["Places"], ["Places"]),
        ("/places/marlshire/evidence/", [], ["Places"]),
        ("/health/", [], []),
    ],
)
def test_the_menu_says_where_one_is(officer, path, current, active):
    links = seen(officer, path)["navigation"]

    assert [link["words"] for link in links if link["is_current"]] == current
    assert [link["words"] for link in links if link["is_active"]] == active


def test_a_request_that_failed_early_has_no_user():
    assert portal(RequestFactory().get("/"))["is_signed_in"] is False
