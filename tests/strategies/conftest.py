"""A place, its officers, and the strategy that they write."""

import pytest
import time_machine

from strategies import outline, versions
from strategies.models import Version
from tests.factories import PlaceFactory
from tests.strategies.pages import address
from tests.strategies.past import an_officer
from tests.visitor import Visitor


@pytest.fixture
def clock():
    """Two minutes past two, by the clocks of the country."""
    with time_machine.travel("2027-07-01T13:02:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def place(db):
    return PlaceFactory(name="Marlshire", slug="marlshire")


@pytest.fixture
def fictional_place(place):
    """The same place, made up for the demonstration."""
    place.is_demo = True
    place.save()
    return place


@pytest.fixture
def olive(place):
    return an_officer(place, "Olive Marsh")


@pytest.fixture
def sam(place):
    return an_officer(place, "Sam Fell")


@pytest.fixture
def bram(place):
    return an_officer(place, "Bram Fell")


@pytest.fixture
def ana(place):
    return an_officer(place, "Ana Bell")


@pytest.fixture
def officer(olive):
    """Olive, where it matters only what she is."""
    return olive


@pytest.fixture
def second(sam):
    """Sam, where it matters only that there are two of them."""
    return sam


@pytest.fixture
def strategy(place, officer):
    return outline.begin(place, title="Marlshire first", end_year=2030, by=officer)


@pytest.fixture
def part(strategy):
    return strategy.parts.get(key="the-local-economy")


@pytest.fixture
def version(strategy, officer):
    return versions.freeze(strategy, Version.Purpose.BOARD, by=officer)


@pytest.fixture
def visitor(strategy, officer):
    return Visitor(officer)


@pytest.fixture
def page(client, officer):
    """Signed in as an officer: `page("part_edit", part)` gets that page."""
    client.force_login(officer)

    def get(name, of, *more, query="", **extra):
        return client.get(address(name, of, *more) + query, **extra)

    return get


@pytest.fixture
def post(client, officer):
    client.force_login(officer)

    def send(name, of, *more, headers=None, **data):
        return client.post(address(name, of, *more), data, headers=headers)

    return send
