"""The pages of dates and reminders, as people meet them."""

import re
import uuid

import pytest
import time_machine
from django.urls import reverse

from people.models import Role
from reviews import reminders
from reviews.models import ImportantDate
from tests.factories import (
    ImportantDateFactory,
    PlaceFactory,
    StrategyFactory,
    a_person,
    an_administrator,
)

Scope = ImportantDate.Scope
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_january_2027():
    with time_machine.travel("2027-01-04T09:00Z"):
        yield


@pytest.fixture
def place():
    return PlaceFactory(name="Marlshire", slug="marlshire", region="North", wave=2)


@pytest.fixture
def as_(client):
    def signed_in(user):
        client.force_login(user)
        return client

    return signed_in


def typed(**more):
    return {
        "once": str(uuid.uuid4()),
        "what": "board",
        "when": "19 July 2027",
        "lead_days": "10, 2",
        **more,
    }


def test_an_officer_adds_a_date_of_their_place(as_, place):
    client = as_(a_person(Role.OFFICER, place))

    answer = client.post("/places/marlshire/dates/add/", typed(in_working_days="on"))

    assert answer.status_code == 302
    date = ImportantDate.objects.get()
    assert (date.title, date.words, date.lead_days) == (
        "Board meets",
        "19 July 2027",
        "10;2",
    )
    assert date.in_working_days is True
    page = client.get("/places/marlshire/dates/").text
    assert "19 July 2027" in page
    assert "Mark as done" in page


def test_a_form_sent_twice_adds_one_date(as_, place):
    client = as_(a_person(Role.OFFICER, place))
    once = typed()

    answers = [client.post("/places/marlshire/dates/add/", once) for _ in range(3)]

    assert {answer.status_code for answer in answers} == {302}
    assert ImportantDate.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"what": ""}, "Choose what it is"),
        ({"what": "other", "title": ""}, "Say what it is"),
        ({"title": "x" * 201}, "The title must be 200 characters or fewer"),
        ({"when": ""}, "Enter a date"),
        ({"when": "31 February 2027"}, "Enter a real date"),
        ({"when": "soon"}, "Enter a date with its year"),
        ({"lead_days": "a week"}, "Write whole numbers of days"),
        ({"lead_days": "900"}, "Choose days up to 400 before the date"),
        ({"lead_days": "1 2 3 4 5 6 7"}, "Choose at most 6 reminders"),
        ({"note": "x" * 301}, "The note must be 300 characters or fewer"),
        ({"note": "a\0b"}, "must not contain hidden characters"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(as_, place, wrong, said):
    client = as_(a_person(Role.OFFICER, place))

    page = client.post("/places/marlshire/dates/add/", typed(**wrong))

    assert page.status_code == 200
    assert said in page.text
    assert "Error: " in page.text
    assert 'value="10, 2"' in page.text or "lead_days" in wrong
    assert not ImportantDate.objects.exists()


def test_an_administrator_adds_a_hold_for_one_region(as_, place):
    client = as_(an_administrator())
    hold = typed(
        title="Before the election",
        kind="hold",
        when="6 May to 10 June 2027",
        scope="region",
        region="North",
    )

    assert client.post("/dates/add/", hold).status_code == 302

    date = ImportantDate.objects.get()
    assert (date.kind, date.region, date.wave, date.place) == (
        "hold",
        "North",
        None,
        None,
    )
    assert (str(date.earliest), str(date.latest)) == ("2027-05-06", "2027-06-10")
    assert "6 May to 10 June 2027" in client.get("/dates/").text


def test_a_region_or_wave_must_be_named(as_, place):
    client = as_(an_administrator())

    for scope in ("region", "wave"):
        page = client.post("/dates/add/", typed(title="T", kind="target", scope=scope))
        assert f"Choose the {scope}" in page.text


def editing(date, **more):
    return {
        "revision": date.revision,
        "what": "board",
        "title": date.title,
        "when": date.words,
        **more,
    }


def test_an_officer_changes_a_date(as_, place):
    date = ImportantDateFactory(place=place, what="board", title="Board meets")
    client = as_(a_person(Role.OFFICER, place))

    page = client.get(f"/dates/{date.key}/edit/")
    assert 'value="19 July 2027"' in page.text
    client.post(f"/dates/{date.key}/edit/", editing(date, when="August 2027"))

    date.refresh_from_db()
    assert (date.words, date.precision, date.revision) == ("August 2027", "month", 2)


def test_what_only_repeats_what_it_is_follows_a_change_of_what_it_is(as_, place):
    date = ImportantDateFactory(place=place, what="board", title="Board meets")
    client = as_(a_person(Role.OFFICER, place))

    client.post(f"/dates/{date.key}/edit/", editing(date, what="launch", title=""))

    date.refresh_from_db()
    assert (date.what, date.title) == ("launch", "Launch")


def test_a_stale_save_shows_both_and_loses_nothing(as_, place):
    date = ImportantDateFactory(place=place, what="board", title="Board meets")
    client = as_(a_person(Role.OFFICER, place))
    stale = editing(date, when="2 August 2027", note="My note")
    client.post(f"/dates/{date.key}/edit/", editing(date, when="23 July 2027"))

    page = client.post(f"/dates/{date.key}/edit/", stale)

    assert page.status_code == 409
    assert "changed while you had it open" in page.text
    for words in ("23 July 2027", "2 August 2027", "My note"):
        assert words in page.text
    date.refresh_from_db()
    assert date.words == "23 July 2027"

    read_at = re.search(r'name="revision" value="(\d+)"', page.text)[1]
    client.post(f"/dates/{date.key}/edit/", {**stale, "revision": read_at})

    date.refresh_from_db()
    assert (date.words, date.note) == ("2 August 2027", "My note")


def test_a_stale_save_of_the_same_words_is_simply_saved(as_, place):
    date = ImportantDateFactory(place=place, what="board", title="Board meets")
    client = as_(a_person(Role.OFFICER, place))
    twice = editing(date, when="23 July 2027")

    answers = [client.post(f"/dates/{date.key}/edit/", twice) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    date.refresh_from_db()
    assert date.revision == 2


def test_a_date_is_removed_after_asking_and_can_be_put_back(as_, place):
    date = ImportantDateFactory(place=place, title="Board meets")
    client = as_(a_person(Role.OFFICER, place))
    home = "/places/marlshire/dates/"

    assert "Remove this date?" in client.get(f"/dates/{date.key}/remove/").text
    assert ImportantDate.objects.live().count() == 1
    assert client.post(f"/dates/{date.key}/remove/").url == home
    assert client.get(home).context["rows"] == []
    assert "Put back" in client.get(home, {"show": "removed"}).text

    client.post(f"/dates/{date.key}/put-back/")
    assert ImportantDate.objects.live().count() == 1


def test_a_date_is_marked_as_done_and_as_not_done(as_, place):
    date = ImportantDateFactory(place=place)
    client = as_(a_person(Role.OFFICER, place))

    client.post(f"/dates/{date.key}/done/")
    assert "done on 4 January 2027" in client.get("/dates/", {"show": "over"}).text
    client.post(f"/dates/{date.key}/not-done/")

    date.refresh_from_db()
    assert date.done_at is None


WHO = [
    # who, place's list, add to place, edit place's, add everybody's, edit everybody's
    (Role.OFFICER, 200, 200, 200, 403, 403),
    (Role.CONTRIBUTOR, 200, 403, 403, 403, 403),
    (Role.APPROVER, 200, 403, 403, 403, 403),
    (Role.READER, 200, 403, 403, 403, 403),
    (Role.AREA_LEAD, 200, 403, 403, 403, 403),
    (Role.REVIEWER, 404, 404, 404, 403, 403),
    ("administrator", 200, 403, 403, 200, 200),
    ("stranger", 404, 404, 404, 403, 403),
]


@pytest.mark.parametrize("row", WHO, ids=lambda row: str(row[0]))
def test_who_reads_and_who_writes(as_, place, row):
    who, *expected = row
    people = {"administrator": an_administrator, "stranger": lambda: stranger()}
    user = people[who]() if who in people else a_person(who, place)
    own = ImportantDateFactory(place=place)
    shared = ImportantDateFactory(scope=Scope.NATIONAL)
    client = as_(user)

    addresses = [
        "/places/marlshire/dates/",
        "/places/marlshire/dates/add/",
        f"/dates/{own.key}/edit/",
        "/dates/add/",
        f"/dates/{shared.key}/edit/",
    ]

    assert [client.get(address).status_code for address in addresses] == expected
    for verb in ("remove", "put-back", "done", "not-done"):
        assert client.post(f"/dates/{own.key}/{verb}/").status_code in (
            302 if expected[2] == 200 else expected[2],
        )


def stranger():
    return a_person(Role.OFFICER, PlaceFactory())


@pytest.mark.parametrize(
    "address", ["/places/nowhere/dates/", "/dates/nothing/edit/", "/dates/x/frob/"]
)
def test_what_is_not_there_is_not_found(as_, address):
    assert as_(an_administrator()).get(address).status_code == 404


@pytest.mark.parametrize("show", ["coming", "over", "removed", "rubbish"])
@pytest.mark.parametrize("address", ["/dates/", "/places/marlshire/dates/"])
def test_lists_ask_as_many_questions_for_one_date_as_for_fifty(
    as_, place, django_assert_max_num_queries, address, show
):
    client = as_(a_person(Role.OFFICER, place))
    ImportantDateFactory(place=place)
    ImportantDateFactory(place=place, on="3 May 2019")
    with django_assert_max_num_queries(10) as one:
        client.get(address, {"show": show})
    for _ in range(49):
        ImportantDateFactory(place=place)
        ImportantDateFactory(place=place, on="3 May 2019")

    with django_assert_max_num_queries(10) as fifty:
        client.get(address, {"show": show})

    assert len(one) == len(fifty)


@pytest.mark.parametrize("who", ["officer", "administrator"])
def test_reminders_ask_as_many_questions_for_one_place_as_for_fifty(
    as_, place, django_assert_max_num_queries, who
):
    user = a_person(Role.OFFICER, place) if who == "officer" else an_administrator()
    client = as_(user)
    ImportantDateFactory(scope=Scope.NATIONAL, on="20 January 2027")
    with django_assert_max_num_queries(10) as one:
        client.get("/reminders/")
    for _ in range(50):
        strategy = StrategyFactory()
        a_person(Role.OFFICER, strategy.place)
        ImportantDateFactory(place=strategy.place, on="20 January 2027")

    with django_assert_max_num_queries(10) as fifty:
        client.get("/reminders/")

    assert len(one) == len(fifty)


def test_each_person_sees_why_what_is_coming_and_what_was_sent(as_, place):
    officer = a_person(Role.OFFICER, place)
    ImportantDateFactory(
        place=place, what="submission", title="To government", on="12 January 2027"
    )
    ImportantDateFactory(title="Another’s date", on="12 January 2027")
    with time_machine.travel("2027-01-05T09:00Z"):
        reminders.send_due()

        page = as_(officer).get("/reminders/").text

    assert "Because you are an officer of Marlshire LEP" in page
    assert "Your place’s submission to government" in page
    assert "Your answer to a strategy that was submitted" not in page
    assert "11 January 2027" in page  # the day before
    assert "5 January 2027, 09:00" in page
    assert "Another’s date" not in page


def test_administrators_see_everybodys_reminders(as_, place):
    a_person(Role.OFFICER, place, name="Olive Officer")
    ImportantDateFactory(
        place=place, what="board", title="Board meets", on="12 January 2027"
    )

    page = as_(an_administrator()).get("/reminders/").text

    assert "Olive Officer" in page
    assert "Board meets" in page


def test_somebody_with_no_duty_is_told_so(as_, place):
    page = as_(a_person(Role.READER, place)).get("/reminders/").text

    assert "so you get none" in page


def test_an_approximate_date_stands_in_its_own_words(as_, place):
    ImportantDateFactory(scope=Scope.NATIONAL, on="early 2028", title="All agreed")
    page = as_(a_person(Role.OFFICER, place)).get("/dates/").text

    assert "Early 2028" in page
    assert "January 2028" not in page
    assert "March 2028" not in page


def test_the_expected_answer_of_government_is_shown_on_the_places_dates(
    as_, cast, bring_to
):
    with time_machine.travel("2027-03-22T15:00Z"):
        bring_to("with_government")
        page = as_(cast.officer).get(reverse("reviews:place_dates", args=["marlshire"]))

    assert "14 April 2027" in page.text
