import pytest

from people.models import Role
from tests.factories import PlaceFactory, a_person


@pytest.fixture
def place():
    return PlaceFactory(name="Marlshire", slug="marlshire")


@pytest.fixture
def officer(place):
    return a_person(Role.OFFICER, place, name="Olive Officer")


@pytest.fixture
def as_officer(client, officer):
    client.force_login(officer)
    return client
