"""A CSV of people: every row is new, the same, or refused with its reason."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people import register
from people.memberships import Refused
from people.models import Invitation, Membership, Role, User
from tests.factories import PlaceFactory, UserFactory, a_person, an_administrator

HEAD = "email,name,place,role\n"


def outcomes(text: str) -> list[tuple[int, str, str]]:
    return [(line.number, line.outcome, line.reason) for line in register.lines(text)]


@pytest.mark.django_db
def test_a_new_person_is_new():
    PlaceFactory(name="Fellshire", slug="fellshire")
    text = HEAD + 'a@example.org,"Ames, Ann",Fellshire,Officer\n'

    (line,) = register.lines(text)

    assert (line.number, line.outcome) == (2, "new")
    assert (line.invitee.name, line.invitee.role) == ("Ames, Ann", "officer")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("nobody,Ann,Fellshire,officer", "The email address is not one"),
        ("a@example.org,,Fellshire,officer", "The name is missing"),
        ("a@example.org,Ann,Atlantis,officer", "No place has this name"),
        ("a@example.org,Ann,,officer", "No place has this name"),
        ("a@example.org,Ann,Fellshire,boss", "The role is not one"),
        ("a@example.org,Ann,Fellshire,administrator", "has no place"),
        ("a@example.org,=HYPERLINK(1),Fellshire,officer", "begins like a formula"),
        ("@a@example.org,Ann,Fellshire,officer", "begins like a formula"),
        ("a@example.org,An\u202en,Fellshire,officer", "hidden characters"),
        ("closed@example.org,Ann,Fellshire,officer", "Their account is closed"),
        ("a@example.org,Ann,Twin,officer", "write twin-lep or twin-mca"),
        ("a@example.org", "The name is missing"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason(row, reason):
    PlaceFactory(name="Fellshire", slug="fellshire")
    PlaceFactory(name="Twin", slug="twin-lep")
    PlaceFactory(name="Twin", slug="twin-mca", kind="MCA")
    UserFactory(email="closed@example.org", is_active=False)

    (line,) = register.lines(HEAD + row + "\n")

    assert line.outcome == "refused"
    assert reason in line.reason


@pytest.mark.django_db
def test_what_is_so_already_is_the_same():
    place = PlaceFactory(name="Fellshire")
    user = a_person(Role.OFFICER, place, email="here@example.org")
    text = (
        HEAD
        + f"{user.email.upper()},Here,fellshire lep,OFFICER\n"
        + "twice@example.org,Twice,Fellshire,reader\n"
        + "twice@example.org,Twice,Fellshire,reader\n"
    )

    assert outcomes(text) == [
        (2, "same", "Here or invited already"),
        (3, "new", ""),
        (4, "same", "It stands further up in the file"),
    ]


@pytest.mark.django_db
def test_a_last_day_makes_cover():
    PlaceFactory(name="Fellshire")
    head = "email,name,place,role,department,last_day\n"
    row = "a@example.org,Ann,Fellshire,Area Lead,Business,2999-03-31\n"
    late = "b@example.org,Bob,Fellshire,Area Lead,Business,2019-03-31\n"
    odd = "c@example.org,Cy,Fellshire,Area Lead,Business,31/3/2999\n"

    new, past, unread = register.lines(head + row + late + odd)

    assert str(new.invitee.until) == "2999-04-01"
    assert new.invitee.department == "Business"
    assert past.reason == "The last day must be today or later"
    assert unread.reason == "Write the last day like 2027-03-31"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "email, name, place, role"),
        ("email,name\na@example.org,Ann\n", "place, role"),
        (HEAD + "a@example.org,Ann,Fellshire,officer\n" * 501, "500 rows or fewer"),
    ],
)
def test_a_file_that_is_no_list_is_refused_whole(text, fault):
    with pytest.raises(register.NotAList, match=fault):
        register.lines(text)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"name\x00", b"\x80\x81"])
def test_bytes_that_are_no_text_are_no_list(data):
    assert register.text_of(data) is None


def test_a_spreadsheets_mark_at_the_beginning_is_dropped():
    assert register.text_of(b"\xef\xbb\xbfemail") == "email"


@pytest.mark.django_db
def test_sending_asks_everybody_in_at_once():
    PlaceFactory(name="Fellshire")
    here = UserFactory(email="here@example.org")
    text = (
        HEAD
        + "a@example.org,Ann,Fellshire,officer\n"
        + "chief@example.org,Chief,,administrator\n"
        + "here@example.org,Here,Fellshire,reader\n"
    )

    sent = register.send(register.lines(text), by=an_administrator())

    assert sent == 3
    assert set(Invitation.objects.values_list("email", flat=True)) == {
        "a@example.org",
        "chief@example.org",
    }
    assert Membership.objects.get().user == here


@pytest.mark.django_db
def test_one_refused_on_the_way_sends_nobody():
    place = PlaceFactory(name="Fellshire")
    a_person(Role.OFFICER, place, email="b@example.org")
    text = (
        HEAD
        + "a@example.org,Ann,Fellshire,officer\n"
        + "b@example.org,Bob,Fellshire,reviewer\n"
    )

    with pytest.raises(Refused, match=r"Line 3: .*cannot both work for"):
        register.send(register.lines(text), by=an_administrator())

    assert not Invitation.objects.exists()


@pytest.mark.django_db
def test_a_long_file_asks_no_more_questions(django_assert_max_num_queries):
    PlaceFactory(name="Fellshire")
    rows = "".join(f"p{n}@example.org,P{n},Fellshire,reader\n" for n in range(300))

    with django_assert_max_num_queries(5):
        assert len(register.lines(HEAD + rows)) == 300


@pytest.mark.django_db
@given(st.text(max_size=300))
def test_no_text_at_all_breaks_the_reading(text):
    with suppress(register.NotAList):
        for line in register.lines(HEAD + text.replace("\x00", "")):
            assert line.outcome == "refused"

    assert not User.objects.exists()
