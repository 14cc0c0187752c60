import pytest
from django.urls import reverse

from office import ledger
from office.access import CHAIN
from people.models import Role
from strategies import versions
from tests.factories import PlaceFactory, StrategyFactory, a_person

pytestmark = pytest.mark.django_db


def test_a_refusal_is_written_down_with_who_what_and_from_where(client):
    place = PlaceFactory()
    strategy = StrategyFactory(place=place)
    reader = a_person(Role.READER, place)
    client.force_login(reader)

    address = reverse("reviews:move", args=[strategy.slug, "ask_for_approval"])
    answer = client.post(address, {"note": ""})

    assert answer.status_code == 403
    entry = ledger.entries(CHAIN).get()
    assert (entry.verb, entry.by, entry.subject) == ("refused", reader, address)
    assert (entry.facts["method"], entry.facts["from"]) == ("POST", "127.0.0.1")


def test_a_download_is_written_down(client):
    place = PlaceFactory()
    strategy = StrategyFactory(place=place)
    officer = a_person(Role.OFFICER, place)
    version = versions.freeze(strategy, "board", by=officer)
    client.force_login(officer)

    client.get(f"{version.get_absolute_url().rstrip('/')}.json")

    entry = ledger.entries(CHAIN).get()
    assert entry.verb == "downloaded"
    assert entry.facts["sha256"] == version.sha256
