"""Who helped: listed by what they are, changed by officers, never lost."""

from uuid import uuid4

import pytest
from django.utils import timezone

from evidence.contributors import gaps
from evidence.models import Contributor, Disclosure
from people.models import Role
from tests.evidence.pages import last_entry, shown
from tests.factories import (
    ContributorFactory,
    PlaceFactory,
    RelationFactory,
    a_person,
    an_administrator,
)

pytestmark = pytest.mark.django_db
LIST = "/places/marlshire/contributors/"


def typed(**said):
    return {
        "once": str(uuid4()),
        "kind": "university",
        "name": "University of Marl",
        "is_local": "on",
        **said,
    }


def changed(one, **said):
    return {
        "kind": one.kind,
        "name": one.name,
        "did": one.did,
        "when": one.when,
        "is_local": "on" if one.is_local else "",
        "revision": one.revision,
        **said,
    }


def test_an_officer_adds_somebody_and_it_is_recorded(place, as_officer):
    as_officer.post(f"{LIST}add/", typed(did="Reviewed the method"))

    page = shown(as_officer.get(LIST))
    assert "University of Marl added" in page
    assert "Reviewed the method" in page
    entry = last_entry(place)
    assert (entry.verb, entry.facts["name"]) == (
        "contributor_added",
        "University of Marl",
    )


def test_the_same_form_sent_twice_adds_one(place, as_officer):
    form = typed()

    as_officer.post(f"{LIST}add/", form)
    as_officer.post(f"{LIST}add/", form)

    assert Contributor.objects.count() == 1


def test_an_empty_form_says_what_to_do(as_officer, place):
    page = shown(as_officer.post(f"{LIST}add/", typed(kind="", name="")))

    assert "Choose what they are" in page
    assert "Enter a name" in page


def test_two_people_change_different_things_and_both_stand(place, as_officer):
    one = ContributorFactory(place=place)
    mine = changed(one, did="Gave data")

    as_officer.post(f"{LIST}{one.pk}/edit/", changed(one, when="June 2019"))
    answer = as_officer.post(f"{LIST}{one.pk}/edit/", mine, follow=True)

    one.refresh_from_db()
    assert (one.did, one.when, one.revision) == ("Gave data", "June 2019", 3)
    assert "with what you changed meanwhile: when" in shown(answer)


@pytest.mark.parametrize(("choice", "stands"), [("mine", "Mine"), ("theirs", "Theirs")])
def test_what_both_changed_is_asked_about(choice, stands, place, as_officer):
    one = ContributorFactory(place=place)
    mine = changed(one, did="Mine")
    as_officer.post(f"{LIST}{one.pk}/edit/", changed(one, did="Theirs"))

    answer = as_officer.post(f"{LIST}{one.pk}/edit/", mine)

    assert answer.status_code == 409
    assert "Theirs" in shown(answer)
    again = {**mine, "revision": 2, "choice": choice, "asked": "did"}
    as_officer.post(f"{LIST}{one.pk}/edit/", again)
    one.refresh_from_db()
    assert one.did == stands


def test_one_may_look_at_the_two_together(place, as_officer):
    one = ContributorFactory(place=place, did="Theirs")
    together = changed(one, did="Mine", choice="together", asked="did")

    page = shown(as_officer.post(f"{LIST}{one.pk}/edit/", together))

    assert "What is different" in page
    assert "Mine" in page
    assert "Theirs" in page


def test_what_is_removed_can_be_brought_back(place, as_officer):
    one = ContributorFactory(place=place, name="A body")

    as_officer.post(f"{LIST}{one.pk}/remove/", {"revision": one.revision})
    assert "Nobody is listed yet" in shown(as_officer.get(LIST))
    as_officer.post(f"{LIST}{one.pk}/bring-back/")

    one.refresh_from_db()
    assert one.removed_at is None
    assert last_entry(place).verb == "contributor_brought_back"


def test_a_removal_of_what_changed_meanwhile_is_not_done(place, as_officer):
    one = ContributorFactory(place=place, revision=2)

    answer = as_officer.post(f"{LIST}{one.pk}/remove/", {"revision": 1}, follow=True)

    one.refresh_from_db()
    assert one.removed_at is None
    assert "Look at it again" in shown(answer)


def test_a_change_to_what_was_removed_meanwhile_keeps_what_was_typed(place, as_officer):
    one = ContributorFactory(place=place, removed_at=timezone.now())

    page = shown(as_officer.post(f"{LIST}{one.pk}/edit/", changed(one, did="Typed")))

    assert "It was removed meanwhile" in page
    assert "Typed" in page
    assert "Bring it back" in page


def test_contributors_add_and_do_not_change(place, client):
    one = ContributorFactory(place=place)
    client.force_login(a_person(Role.CONTRIBUTOR, place))

    assert client.post(f"{LIST}add/", typed()).status_code == 302
    assert client.get(f"{LIST}{one.pk}/edit/").status_code == 403
    assert client.post(f"{LIST}{one.pk}/remove/").status_code == 403


def test_an_area_lead_reads_it_while_the_draft_is_shared(place, client):
    client.force_login(a_person(Role.AREA_LEAD, place))
    assert client.get(LIST).status_code == 404

    Disclosure.objects.create(place=place, audience="area_lead", why="Shared")

    assert client.get(LIST).status_code == 200


def test_a_supporting_lep_reads_it_and_others_do_not(place, client):
    Disclosure.objects.create(place=place, audience="public", why="Open")
    lep = RelationFactory(target=place).source
    seen = {}
    for who, person in {
        "supporter": a_person(Role.APPROVER, lep),
        "other": a_person(Role.OFFICER, PlaceFactory()),
        "administrator": an_administrator(),
    }.items():
        client.force_login(person)
        seen[who] = client.get(LIST).status_code

    assert seen == {"supporter": 200, "other": 404, "administrator": 404}


def test_another_places_contributor_is_not_reached_through_ours(place, as_officer):
    elsewhere = ContributorFactory()

    assert as_officer.get(f"{LIST}{elsewhere.pk}/edit/").status_code == 404
    assert as_officer.get(f"{LIST}{'9' * 40}/edit/").status_code == 404


def test_the_download_runs_nothing(place, as_officer):
    ContributorFactory(place=place, name="=1+1", did="Gave data")

    answer = as_officer.get("/places/marlshire/contributors.csv")

    assert b"'=1+1,Gave data" in b"".join(answer)
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_list_says_whom_the_prospectus_looks_for(place):
    assert gaps([]) == [
        "No university or independent expert is listed yet",
        "Nobody from civil society is listed yet",
        "Nobody is listed yet who will help to evaluate the strategy",
    ]
    full = [
        ContributorFactory.build(did="Read it", evaluates=True),
        ContributorFactory.build(kind="civil_society", did="Asked members"),
    ]
    assert gaps(full) == []


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_however_long(
    rows, place, as_officer, django_assert_max_num_queries
):
    ContributorFactory.create_batch(rows, place=place)

    with django_assert_max_num_queries(8):
        as_officer.get(LIST)
