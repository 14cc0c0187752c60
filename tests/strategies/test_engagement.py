"""The consultation log as a page: what is typed, what it names, what it adds up to."""

from datetime import date
from uuid import uuid4

import pytest

from evidence.models import Conversation
from people.models import Role
from tests.evidence.pages import last_entry, shown
from tests.factories import (
    ConversationFactory,
    PartFactory,
    PlaceFactory,
    StrategyFactory,
    a_person,
)

pytestmark = pytest.mark.django_db
LOG = "/places/marlshire/engagement/"


@pytest.fixture
def place():
    return PlaceFactory(name="Marlshire", slug="marlshire")


@pytest.fixture
def part(place):
    return PartFactory(
        strategy=StrategyFactory(place=place), key="ideas", title="Ideas"
    )


@pytest.fixture
def as_officer(client, place):
    client.force_login(a_person(Role.OFFICER, place))
    return client


def typed(**said):
    return {
        "once": str(uuid4()),
        "title": "Breakfasts",
        "form": "event",
        "group": "business",
        "when": "spring 2019",
        **said,
    }


def changed(one, **said):
    return {
        "title": one.title,
        "form": one.form,
        "group": one.group,
        "when": one.when,
        "revision": one.revision,
        **said,
    }


def test_a_conversation_is_logged_with_the_days_between_which_it_was(
    place, part, as_officer
):
    as_officer.post(
        f"{LOG}add/", typed(people=40, changed="Skills first", parts=["ideas"])
    )

    one = Conversation.objects.get()
    assert (one.earliest, one.latest) == (date(2019, 3, 1), date(2019, 5, 31))
    page = shown(as_officer.get(LOG))
    assert "Skills first" in page
    assert f'href="{part.get_absolute_url()}">Ideas</a>' in page
    assert last_entry(place).verb == "conversation_added"


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"when": "soon"}, "Enter a date with its year"),
        ({"people": "many"}, "Enter a whole number, like 12"),
        ({"people": "0"}, "or more"),
        ({"group": ""}, "Choose who was asked"),
        ({"parts": ["elsewhere"]}, "Choose parts from the list"),
        ({"title": "a\x01b"}, "Remove the control character"),
    ],
)
def test_what_cannot_be_kept_is_said(said, error, part, as_officer):
    page = shown(as_officer.post(f"{LOG}add/", typed(**said)))

    assert error in page
    assert not Conversation.objects.exists()


def test_a_later_date_moves_the_days(place, as_officer):
    one = ConversationFactory(place=place)

    as_officer.post(f"{LOG}{one.pk}/edit/", changed(one, when="6 June 2019"))

    one.refresh_from_db()
    assert (one.earliest, one.latest) == (date(2019, 6, 6), date(2019, 6, 6))


def test_changes_to_different_fields_join_and_to_one_are_asked_about(place, as_officer):
    one = ConversationFactory(place=place)
    address = f"{LOG}{one.pk}/edit/"
    as_officer.post(address, changed(one, when="May 2019", said="Theirs"))

    joined = as_officer.post(address, changed(one, people=12))
    asked = as_officer.post(address, changed(one, said="Mine", group="public"))

    one.refresh_from_db()
    assert joined.status_code == 302
    assert (one.when, one.latest, one.people) == ("May 2019", date(2019, 5, 31), 12)
    assert asked.status_code == 409
    assert "Theirs" in shown(asked)
    assert 'value="public"' in shown(asked)


def test_a_part_that_is_gone_stays_ticked(place, part, as_officer):
    one = ConversationFactory(place=place, parts=["old", "ideas"])

    page = shown(as_officer.get(f"{LOG}{one.pk}/edit/"))
    as_officer.post(
        f"{LOG}{one.pk}/edit/", changed(one, parts=["old", "ideas"], people=3)
    )

    one.refresh_from_db()
    assert 'value="old" checked' in page
    assert (one.parts, one.people) == (["old", "ideas"], 3)


def test_it_leaves_the_log_and_comes_back(place, as_officer):
    one = ConversationFactory(place=place)

    as_officer.post(f"{LOG}{one.pk}/remove/", {"revision": 1})
    assert "Nothing is logged yet" in shown(as_officer.get(LOG))
    as_officer.post(f"{LOG}{one.pk}/bring-back/")

    assert one.title in shown(as_officer.get(LOG))


def test_the_page_says_what_a_reader_would_look_for(place, as_officer):
    ConversationFactory(place=place, title="Breakfasts")

    page = shown(as_officer.get(LOG))

    assert "Nothing is logged yet with the civil society sector" in page
    assert "No number of people yet: Breakfasts" in page


def test_the_download_names_parts_and_runs_nothing(place, part, as_officer):
    ConversationFactory(place=place, title="=1+1", parts=["ideas"])

    content = b"".join(as_officer.get("/places/marlshire/engagement.csv")).decode()

    assert "'=1+1,Event,Business,March 2019" in content
    assert content.rstrip().endswith("Ideas")


def test_another_places_log_does_not_exist(part, client):
    client.force_login(a_person(Role.OFFICER, PlaceFactory()))

    assert client.get(LOG).status_code == 404
    assert client.get("/places/marlshire/engagement.csv").status_code == 404


@pytest.mark.parametrize("rows", [1, 50])
def test_the_log_costs_the_same_however_long(
    rows, place, part, as_officer, django_assert_max_num_queries
):
    ConversationFactory.create_batch(rows, place=place, parts=["ideas"])

    with django_assert_max_num_queries(8):
        as_officer.get(LOG)
