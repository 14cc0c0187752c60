"""Who else has a part open, and what an open editor hears of it."""

import pytest
from django.urls import reverse

from people.models import Role
from strategies import drafting, outline, presence, versions
from strategies.models import Presence, Status
from tests.factories import PlaceFactory, a_person
from tests.strategies.pages import address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def ask(client, part):
    """What one of their tabs hears: `ask(officer, "tab-1", writing=1)`."""

    def send(person, tab, **said):
        client.force_login(person)
        return client.post(address("presence", part), {"tab": tab, "base": 0, **said})

    return send


def test_an_editor_hears_of_a_part_with_nothing_in_it(ask, officer, client):
    answer = ask(officer, "one").json()

    token, ends = answer.pop("token"), answer.pop("session_ends")
    assert answer == {
        "people": [],
        "revision": 0,
        "by": "",
        "at": "",
        "version": None,
        "locked": None,
    }
    assert len(token) == 64
    assert ends == client.session.get_expiry_date().timestamp()


def test_each_hears_of_the_other(ask, officer, second):
    ask(officer, "one", writing=1)

    assert ask(second, "two").json()["people"] == [
        {"name": "Olive Marsh", "writing": True, "is_you": False}
    ]
    assert ask(officer, "one").json()["people"] == [
        {"name": "Sam Fell", "writing": False, "is_you": False}
    ]


def test_ones_own_other_tabs_are_one(ask, officer):
    ask(officer, "one")
    ask(officer, "two", writing=1)

    assert ask(officer, "three").json()["people"] == [
        {"name": "Olive Marsh", "writing": True, "is_you": True}
    ]


def test_a_tab_is_one_row_however_often_it_asks(ask, officer, clock):
    for _ in range(5):
        ask(officer, "one")
        clock.shift(5)

    assert Presence.objects.count() == 1


def test_who_has_not_asked_for_20_seconds_is_gone(ask, officer, second, clock):
    ask(officer, "one")
    clock.shift(19)
    assert ask(second, "two").json()["people"]

    clock.shift(2)
    assert ask(second, "two").json()["people"] == []


def test_who_leaves_is_gone_at_once(ask, officer, second):
    ask(officer, "one")

    assert ask(officer, "one", leave=1).status_code == 204
    assert ask(second, "two").json()["people"] == []


def test_nought_is_no(ask, officer, second):
    assert ask(officer, "one", leave=0, writing=0).status_code == 200
    [olive] = ask(second, "two").json()["people"]
    assert olive["writing"] is False


def test_what_closed_tabs_left_is_cleared_away(ask, officer, second, clock):
    ask(officer, "one")
    clock.shift(3601)
    ask(officer, "two")

    assert Presence.objects.get().tab == "two"


def test_an_editor_hears_of_a_newer_text(ask, part, officer, second):
    drafting.save(part, "Theirs.", base=0, by=second)

    answer = ask(officer, "one").json()
    assert (answer["revision"], answer["text"]) == (1, "Theirs.\n")
    assert (answer["by"], answer["at"]) == ("Sam Fell", "14:02")
    assert "text" not in ask(officer, "one", base=1).json()


def test_an_editor_hears_of_a_frozen_version(ask, strategy, officer, second):
    versions.freeze(strategy, "board", by=second)

    assert ask(officer, "one").json()["version"] == {
        "number": 1,
        "by": "Sam Fell",
        "at": "14:02",
        "purpose": "board",
    }


def test_an_editor_hears_that_the_part_is_closed(ask, part, officer):
    outline.remove(part, base=0, revision=1, by=officer)
    assert ask(officer, "one").json()["locked"] == "it was removed by Olive Marsh"

    type(part.strategy).objects.update(status=Status.AGREED)
    assert (
        ask(officer, "one").json()["locked"]
        == "the strategy is now “Agreed with government”"
    )


def test_the_token_is_fresh_and_good(client, ask, part, officer):
    client.handler.enforce_csrf_checks = True
    client.get(reverse("account_login"))
    client.force_login(officer)
    page = client.get(
        reverse("strategies:part_edit", args=[part.strategy.slug, part.key])
    )
    old = page.context["csrf_token"]

    said = {"tab": "one", "base": 0, "csrfmiddlewaretoken": str(old)}
    token = client.post(address("presence", part), said).json()["token"]

    said["csrfmiddlewaretoken"] = token
    assert client.post(address("presence", part), said).status_code == 200


@pytest.mark.parametrize(
    "said",
    [
        {"tab": ""},
        {"tab": "x" * 41},
        {"tab": "<b>"},
        {"base": "x"},
        {"base": "-1"},
        {"base": "9" * 40},
    ],
)
def test_a_bent_question_is_refused_and_writes_nothing(ask, officer, said):
    answer = ask(officer, said.pop("tab", "one"), **said)

    assert (answer.status_code, answer.json()["status"]) == (400, "invalid")
    assert not Presence.objects.exists()


def test_only_its_writers_are_heard(client, ask, part, strategy):
    contributor = a_person(Role.CONTRIBUTOR, strategy.place)
    assert ask(contributor, "one").status_code == 403
    assert ask(a_person(Role.READER, strategy.place), "one").status_code == 403
    assert ask(a_person(Role.OFFICER, PlaceFactory()), "one").status_code == 404

    part.contributors.add(contributor)
    assert ask(contributor, "one").status_code == 200
    assert client.get(address("presence", part)).status_code == 405


def test_asking_is_ten_queries_at_most_for_one_and_for_fifty(
    client, part, strategy, second, django_assert_max_num_queries
):
    person = a_person(Role.CONTRIBUTOR, strategy.place)
    part.contributors.add(person)
    versions.freeze(strategy, "board", by=second)
    client.force_login(person)
    with django_assert_max_num_queries(10) as first:
        client.post(address("presence", part), {"tab": "one", "base": 0})
    for number in range(50):
        presence.stay(part, second, f"tab-{number}", is_writing=False)
    with django_assert_max_num_queries(len(first)):
        client.post(address("presence", part), {"tab": "one", "base": 0})
