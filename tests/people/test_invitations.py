"""Asking people in: one mail, one way in, fourteen days."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from office import ledger
from office.models import Mail
from people import invitations
from people.invitations import Invitee
from people.memberships import Refused
from people.models import Invitation, Role, User
from tests.factories import PlaceFactory, UserFactory, a_person, an_administrator

pytestmark = pytest.mark.django_db

SECRET = "seven herons over the weir"


@pytest.fixture
def place():
    return PlaceFactory(name="Fellshire")


@pytest.fixture
def officer(place):
    return a_person(Role.OFFICER, place, name="Olive Officer")


def ask(place, by, role=Role.CONTRIBUTOR, email="New@Example.org", **fields):
    return invitations.invite(
        Invitee(email, "New Person", place, role, **fields), by=by
    )


def token() -> str:
    """The token of the newest mail's link, as its reader has it."""
    text = Mail.objects.order_by("-pk").first().text
    return re.search(r"/accounts/invitation/([^/]+)/", text)[1]


def test_an_invitation_is_a_mail_with_a_link_of_which_only_a_hash_is_kept(
    place, officer
):
    said = ask(place, officer)

    assert said == "An invitation is on its way to new@example.org"
    mail, row = Mail.objects.get(), Invitation.objects.get()
    assert mail.address == "new@example.org"
    assert "Contributor at Fellshire LEP" in mail.text
    assert "Olive Officer" in mail.text
    assert row.token_hash not in mail.text
    assert Invitation.objects.by_token(token()) == row
    assert not User.objects.filter(email="new@example.org").exists()


def test_asking_twice_sends_one_mail(place, officer):
    ask(place, officer)
    said = ask(place, officer, email="NEW@example.org ")

    assert said == "new@example.org has been invited to this already"
    assert (Mail.objects.count(), Invitation.objects.count()) == (1, 1)


def test_asking_again_after_it_ran_out_sends_a_new_link(place, officer):
    ask(place, officer)
    old = token()
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        said = ask(place, officer)
        assert Invitation.objects.by_token(token()).is_usable

    assert "was sent again" in said
    assert Invitation.objects.by_token(old) is None


def test_accepting_makes_the_person_with_the_role(place, officer):
    ask(place, officer, department="Economy")

    user = invitations.accept(
        Invitation.objects.get(), name="N. Person", password=SECRET
    )

    assert (user.email, user.name) == ("new@example.org", "N. Person")
    assert user.department == "Economy"
    assert user.check_password(SECRET)
    assert user.holds((Role.CONTRIBUTOR,), place)
    assert user.memberships.get().granted_by == officer


def test_accepting_one_accepts_all_that_are_open(place, officer):
    other = PlaceFactory()
    ask(place, officer)
    ask(other, an_administrator(), role=Role.READER)

    user = invitations.accept(
        Invitation.objects.order_by("pk").first(), name="N", password=SECRET
    )

    assert user.places((Role.CONTRIBUTOR,)) == {place.pk}
    assert user.places((Role.READER,)) == {other.pk}
    assert not Invitation.objects.open().exists()


def test_an_invitation_is_accepted_once(place, officer):
    ask(place, officer)
    row = Invitation.objects.get()
    invitations.accept(row, name="N", password=SECRET)

    assert invitations.accept(row, name="Other", password="another long secret") is None
    assert User.objects.get(email="new@example.org").name == "N"


def test_it_runs_out_after_fourteen_days(place, officer):
    ask(place, officer)
    with time_machine.travel(timezone.now() + timedelta(days=14, seconds=1)):
        assert (
            invitations.accept(Invitation.objects.get(), name="N", password=SECRET)
            is None
        )


def test_a_cancelled_invitation_lets_nobody_in(place, officer):
    ask(place, officer)
    row = Invitation.objects.get()

    assert invitations.cancel(row, by=officer) is True
    assert invitations.cancel(row, by=officer) is False
    assert invitations.send_again(row, by=officer) is False
    assert invitations.accept(row, name="N", password=SECRET) is None


def test_sent_again_the_old_link_stops(place, officer):
    ask(place, officer)
    old = token()

    invitations.send_again(Invitation.objects.get(), by=officer)

    assert Invitation.objects.by_token(old) is None
    assert Invitation.objects.by_token(token()).is_usable
    assert Mail.objects.count() == 2


def test_somebody_here_already_gets_the_role_and_a_mail(place, officer):
    user = UserFactory(email="here@example.org", name="Hera")

    said = ask(place, officer, email="Here@example.org")

    assert "Hera was here already" in said
    assert user.holds((Role.CONTRIBUTOR,), place)
    mail = Mail.objects.get()
    assert mail.to == user
    assert "Contributor at Fellshire LEP" in mail.text
    assert not Invitation.objects.exists()


def test_somebody_with_the_role_gets_nothing_twice(place, officer):
    user = a_person(Role.READER, place)

    said = ask(place, officer, role=Role.READER, email=user.email)

    assert said.endswith("has this role already")
    assert not Mail.objects.exists()


def test_a_closed_account_is_not_asked_back(place, officer):
    user = UserFactory(is_active=False)

    with pytest.raises(Refused, match="is closed"):
        ask(place, officer, email=user.email)


def test_an_administrator_is_asked_to_administer():
    admin = an_administrator()
    invitations.invite(Invitee("chief@example.org", "Chief"), by=admin)
    row = Invitation.objects.get()
    assert row.as_what == "Administrator"

    user = invitations.accept(row, name="Chief", password=SECRET)

    assert User.objects.get(pk=user.pk).is_administrator


def test_every_step_is_in_the_ledger(place, officer):
    ask(place, officer)
    row = Invitation.objects.get()
    invitations.send_again(row, by=officer)
    user = invitations.accept(row, name="N", password=SECRET)

    told = [(entry.verb, entry.by) for entry in ledger.entries(ledger.PEOPLE)]
    assert told == [
        ("invited", officer),
        ("invitation_sent_again", officer),
        ("invitation_accepted", user),
        ("role_given", officer),
    ]
    assert list(ledger.faults()) == []
    sealed = str([entry.facts for entry in ledger.entries(ledger.PEOPLE)])
    assert "token" not in sealed
