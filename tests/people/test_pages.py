"""What a page about a place says, and to whom."""

from datetime import date

import pytest
from django.template.loader import render_to_string

from people import pages
from people.models import Role, User
from tests.factories import (
    MembershipFactory,
    PlaceFactory,
    RelationFactory,
    UserFactory,
    a_person,
)

pytestmark = pytest.mark.django_db


def said(place) -> list[str]:
    rows = (pages.sentence(row, place) for row in pages.relations_of(place))
    return [f"{s.before} {s.place}{s.after}" for s in rows]


@pytest.mark.parametrize(
    ("kind", "from_here", "to_here"),
    [
        ("leads", "Writes one strategy with B LEP", "Its strategy is led by A LEP"),
        ("supports", "Supports the strategy of B LEP", "Supported by A LEP"),
        ("shares_ground", "Shares ground with B LEP", "Shares ground with A LEP"),
        ("member_of", "Member of B LEP", "Has as a member A LEP"),
        ("succeeds", "Came after B LEP", "Was followed by A LEP"),
    ],
)
def test_each_relation_reads_well_from_both_sides(kind, from_here, to_here):
    a, b = PlaceFactory(name="A"), PlaceFactory(name="B")
    RelationFactory(source=a, kind=kind, target=b)

    assert said(a) == [from_here]
    assert said(b) == [to_here]


def test_what_is_over_comes_last_and_says_until_when():
    a = PlaceFactory(name="A")
    RelationFactory(
        source=a,
        kind="shares_ground",
        target=PlaceFactory(name="B"),
        until=date(2020, 4, 1),
        note="Croydon",
    )
    group = PlaceFactory(name="Western Gateway", kind="GROUP")
    RelationFactory(source=a, kind="member_of", target=group, since=date(2019, 11, 1))

    assert said(a) == [
        "Member of Western Gateway since 1 November 2019",
        "Shared ground with B LEP (Croydon) until 31 March 2020",
    ]


def test_the_facts_for_the_places_own_people():
    place = PlaceFactory(wave=1)
    officer = a_person(Role.OFFICER, place)

    facts = pages.place_facts(place, officer)

    assert facts["wave"] == "First wave (November 2017)"
    assert [(role, [row.user for row in rows]) for role, rows in facts["people"]] == [
        (Role.OFFICER, [officer])
    ]
    assert facts["area_leads"] == []
    assert [c.criterion for c in facts["conditions"]] == ["LR-1", "LR-2", "LR-3"]


def test_strangers_learn_no_names():
    place = PlaceFactory()
    a_person(Role.OFFICER, place, name="Olive Officer")
    MembershipFactory(place=place, role=Role.AREA_LEAD, user=UserFactory(name="Lea"))
    facts = pages.place_facts(place, a_person(Role.OFFICER, PlaceFactory()))

    page = render_to_string("people/_place_facts.html", {"facts": facts})

    assert facts["people"] == facts["area_leads"] == []
    assert "Olive" not in page
    assert "Lea" not in page


def test_the_piece_says_plainly_that_no_area_lead_is_assigned():
    place = PlaceFactory(is_demo=True)
    lead = RelationFactory(kind="leads", target=place).source
    facts = pages.place_facts(place, a_person(Role.READER, place))

    page = render_to_string("people/_place_facts.html", {"facts": facts})

    assert "No Area Lead is assigned to this place" in page
    assert "A fictional place" in page
    assert facts["covered_by"] == lead
    assert str(lead) in page


def test_the_facts_cost_few_questions(django_assert_max_num_queries):
    place = PlaceFactory()
    reader = a_person(Role.READER, place)
    for _ in range(20):
        MembershipFactory(place=place, role=Role.CONTRIBUTOR)
        RelationFactory(source=place, kind="shares_ground")
    reader = User.objects.get(pk=reader.pk)

    with django_assert_max_num_queries(5):
        facts = pages.place_facts(place, reader)
        render_to_string("people/_place_facts.html", {"facts": facts})
