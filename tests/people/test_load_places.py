"""The places of England, as often as one likes."""

from datetime import date

import pytest
from django.core.management import call_command

from people import places
from people.models import LocalAuthority, Place, PlaceCode, PlaceName, Relation

pytestmark = pytest.mark.django_db


@pytest.fixture
def england(db):
    places.load()


def place(slug: str) -> Place:
    return Place.objects.get(slug=slug)


def test_all_leps_and_combined_authorities_are_brought_in(england):
    assert Place.objects.filter(kind="LEP").count() == 38
    assert Place.objects.filter(kind="MCA").count() == 8
    assert Place.objects.filter(kind="GROUP").count() == 7
    assert LocalAuthority.objects.count() == 314


def test_a_second_load_changes_nothing():
    first = places.load()
    second = places.load()

    assert first["places"] == {"added": 53, "changed": 0, "left": 0}
    assert first["codes"] == {"added": 70, "changed": 0, "left": 0}
    assert all(c["added"] == c["changed"] == 0 for c in second.values())
    assert second["places"]["left"] == 53


def test_a_fact_altered_is_brought_back_and_reported(england):
    Place.objects.filter(slug="cumbria").update(region="Scotland")

    report = places.load()

    assert report["places"] == {"added": 0, "changed": 1, "left": 52}
    assert place("cumbria").region == "North West"


def test_what_was_added_by_hand_is_left(england):
    PlaceName.objects.create(place=place("cumbria"), name="The Lakes", key="lakes")

    places.load()

    assert Place.objects.by_name("the lakes") == place("cumbria")


def test_the_command_says_what_it_did(capsys):
    call_command("load_places")

    assert "places: 53 added, 0 changed, 0 left as they were" in capsys.readouterr().out


def test_the_five_double_names_are_told_apart_by_their_slugs(england):
    slugs = set(
        Place.objects.filter(slug__endswith="-mca").values_list("slug", flat=True)
    )

    assert slugs == {
        "greater-manchester-mca",
        "liverpool-city-region-mca",
        "sheffield-city-region-mca",
        "tees-valley-mca",
        "west-of-england-mca",
    }
    assert place("tees-valley-lep").label == "Tees Valley LEP"
    assert place("tees-valley-mca").label == "Tees Valley Combined Authority"


@pytest.mark.parametrize(
    ("code", "slug"),
    [
        ("E37000042", "greater-cambridge-and-greater-peterborough"),
        ("E37000047", "greater-cambridge-and-greater-peterborough"),
        ("E37000059", "greater-cambridge-and-greater-peterborough"),
        ("E37000013", "greater-cambridge-and-greater-peterborough"),
        ("E37000026", "south-east-midlands"),
        ("E37000031", "south-east-midlands"),
        ("E37000060", "greater-lincolnshire"),
        ("E37000061", "humber"),
        ("E37000062", "leeds-city-region"),
        (" e37000008 ", "d2n2"),
        ("E37000045", "d2n2"),
        ("E47000002", "sheffield-city-region-mca"),
    ],
)
def test_a_code_of_any_generation_finds_its_place(england, code, slug):
    assert Place.objects.by_code(code).slug == slug


def test_an_unknown_code_finds_nothing(england):
    assert Place.objects.by_code("E37000099") is None


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2016, 1, 1), "E37000013"),
        (date(2018, 10, 1), "E37000042"),
        (date(2020, 3, 31), "E37000042"),
        (date(2020, 4, 1), "E37000047"),
        (date(2021, 4, 1), "E37000059"),
    ],
)
def test_which_code_stood_for_a_place_on_a_day(england, day, code):
    gcgp = place("greater-cambridge-and-greater-peterborough")

    assert [row.code for row in gcgp.codes.current(day)] == [code]


def test_every_lep_and_authority_has_one_code_in_the_autumn_of_2018(england):
    on = date(2018, 12, 3)
    coded = PlaceCode.objects.current(on).values_list("place__slug", flat=True)

    assert sorted(coded) == sorted(
        Place.objects.writing().values_list("slug", flat=True)
    )


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("lep:Derby, Derbyshire, Nottingham and Nottinghamshire", "d2n2"),
        ("Derby Derbyshire Nottingham and Nottinghamshire", "d2n2"),
        ("D2N2", "d2n2"),
        ("lep:New Anglia", "new-anglia"),
        ("Greater Cambridge & Greater Peterborough", "greater-cambridge-and-greater-peterborough"),
        ("Greater Cambridge Greater Peterborough", "greater-cambridge-and-greater-peterborough"),
        ("North Eastern", "north-east"),
        ("Oxfordshire LEP", "oxfordshire"),
        ("South East Midlands5", "south-east-midlands"),
        ("York and North Yorkshire", "york-north-yorkshire-and-east-riding"),
        ("lep:Hull and East Riding", "humber"),
        ("Hull and East Yorkshire", "humber"),
        ("lep:London", "london"),
        ("Buckinghamshire", "buckinghamshire-thames-valley"),
        ("lep:Gloucestershire", "gloucestershire"),
        ("Enterprise M3", "enterprise-m3"),
        ("Tees Valley", "tees-valley-lep"),
        ("Tees Valley Combined Authority", "tees-valley-mca"),
        ("  the marches  ", "the-marches"),
        ("Swindon & Wiltshire LEP", "swindon-and-wiltshire"),
    ],
)  # fmt: skip
def test_awkward_names_find_their_place(england, name, slug):
    assert Place.objects.by_name(name).slug == slug


@pytest.mark.parametrize("name", ["", "Ynys Môn", "Atlantis", "\x00", "LEP"])
def test_other_names_find_nothing(england, name):
    assert Place.objects.by_name(name) is None


@pytest.mark.parametrize(
    ("covered", "by"),
    [
        ("black-country", "west-midlands"),
        ("greater-manchester-lep", "greater-manchester-mca"),
        ("north-of-tyne", "north-east"),
    ],
)
def test_who_leads_comes_from_the_data(england, covered, by):
    assert place(covered).covered_by() == place(by)


@pytest.mark.parametrize(
    "slug", ["london", "north-east", "leeds-city-region", "west-midlands"]
)
def test_those_who_lead_their_own_are_covered_by_nobody(england, slug):
    assert place(slug).covered_by() is None


def test_three_leps_support_the_west_midlands(england):
    assert [lep.slug for lep in place("west-midlands").supporters()] == [
        "black-country",
        "coventry-and-warwickshire",
        "greater-birmingham-and-solihull",
    ]


def test_shared_ground_is_seen_from_both_sides_and_ends(england):
    gbs, stoke = (
        place("greater-birmingham-and-solihull"),
        place("stoke-on-trent-and-staffordshire"),
    )

    assert gbs in stoke.neighbours()
    assert stoke in gbs.neighbours()
    assert not place("oxfordshire").neighbours().exists()
    assert (
        Relation.objects.current(date(2018, 10, 1))
        .filter(
            kind="shares_ground",
            source=place("oxfordshire"),
            target=place("south-east-midlands"),
        )
        .exists()
    )


def test_a_place_may_be_in_several_groups(england):
    assert [group.name for group in place("cumbria").groups()] == [
        "Borderlands",
        "Northern Powerhouse",
    ]
