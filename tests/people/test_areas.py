"""Areas by the codes and the names that files give them."""

import pytest
from django.db import transaction

from people import places
from people.areas import Areas, kind_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def areas(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        places.load()
        yield Areas.load()
        transaction.set_rollback(True)


NAMES = {
    "lep:London": "E37000023",
    "lep:New Anglia": "E37000024",
    "lep:Hull and East Riding": "E37000018",
    "lep:York and North Yorkshire": "E37000039",
    "Greater Cambridge Greater Peterborough": None,
    "Greater Cambridge & Greater Peterborough": None,
    "Oxfordshire LEP": "E37000027",
    "country:England": "E92000001",
    "England4": "E92000001",
    "UK": "K02000001",
    "Great Britain": "K03000001",
    "gor:North East": "E12000001",
    "North East": "E37000025",
    "Bristol": "E06000023",
    "King's Lynn and West Norfolk": "E07000146",
    "ladu:Hartlepool": "E06000001",
}


@pytest.mark.parametrize("name", NAMES)
def test_an_area_is_known_by_the_names_files_give_it(name, areas):
    found = areas.by_name(name)

    assert found is not None
    assert NAMES[name] in (None, found.code)


@pytest.mark.parametrize("name", ["nuts316:UKC11 Hartlepool", "Atlantis", "", "lep:"])
def test_what_is_no_area_is_none(name, areas):
    assert areas.by_name(name) is None


@pytest.mark.parametrize("code", ["E37000031", "E37000041", "E37000057", " e37000057 "])
def test_every_code_a_place_ever_had_is_one_area(code, areas):
    assert areas.by_code(code).slug == "south-east-midlands"
    assert areas.by_code(code) == areas.by_code("E37000057")


def test_a_kind_tells_areas_of_one_name_apart(areas):
    assert areas.by_name("West Midlands", "REGION").code == "E12000005"
    assert areas.by_name("West Midlands", "MCA").code == "E47000007"
    assert kind_of("local authority: district / unitary (as of April 2019)") == "LAD"


def test_names_much_like_it_are_suggested(areas):
    assert "Hertfordshire" in areas.near("Hertfordshyre")


def test_areas_are_read_in_a_handful_of_queries(areas, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        Areas.load()
