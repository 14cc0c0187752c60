"""The finance officer's statement on a version."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from office.models import Entry
from people.models import Role
from strategies import finance
from strategies.models import FinanceStatement
from tests.factories import a_person
from tests.strategies.pages import address, said

pytestmark = pytest.mark.django_db

SAID = {
    "name": "Frances Penny",
    "post": "Section 151 Officer",
    "body": "Marlshire Council",
    "made_on_day": "3",
    "made_on_month": "5",
    "made_on_year": "2019",
    "text": "No proposal needs new funding.",
}


@pytest.fixture
def state(client, officer, version):
    client.force_login(officer)

    def send(once=None, **more):
        data = {"once": once or uuid.uuid4()} | SAID | more
        where = address("version_finance", version.strategy, version.number)
        return client.post(where, data, follow=True)

    return send


def test_a_statement_stands_on_the_page_of_its_version(state):
    words = said(state())

    assert "The statement of Frances Penny is recorded" in words
    assert "No proposal needs new funding." in words
    assert "<strong>Frances Penny</strong>, Section 151 Officer" in words
    assert "3 May 2019" in words


def test_it_comes_with_its_file(state, page, version):
    state(file=SimpleUploadedFile("signed.csv", b"who,what\nF,none\n"))

    statement = FinanceStatement.objects.get()
    answer = page("finance_file", version.strategy, version.number, statement.pk)
    assert b"".join(answer) == b"who,what\nF,none\n"
    assert "signed.csv" in answer.headers["Content-Disposition"]


def test_the_words_to_begin_with_follow_the_prospectus(version):
    words = finance.suggested(version)

    assert "no proposal that requires new funding" in words
    assert (
        "spending implications outside existing budgets available to the local" in words
    )


def test_sent_twice_it_is_recorded_once(state):
    token = uuid.uuid4()
    state(once=token)
    state(once=token)

    assert FinanceStatement.objects.count() == 1


def test_a_second_statement_stands_beside_the_first(state):
    state()

    words = said(state(name="Paul Pound"))

    assert "Frances Penny" in words
    assert "Paul Pound" in words


def test_the_ledger_says_who_stated_what(state, version):
    state()

    entry = Entry.objects.get(verb="finance_statement")
    assert (entry.subject, entry.facts["version"]) == ("Frances Penny", version.number)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "Enter who made the statement"),
        ({"text": " "}, "Enter what the statement says"),
        ({"made_on_year": "2199"}, "The date must be today or in the past"),
        ({"name": "Fran\x07"}, "Remove the control character"),
    ],
)
def test_what_is_missing_or_odd_is_asked_for(state, typed, words):
    assert words in said(state(**typed))
    assert not FinanceStatement.objects.exists()


def test_a_file_that_is_none_of_ours_is_refused_with_all_that_was_typed(state):
    words = said(state(file=SimpleUploadedFile("signed.pdf", b"MZ, a program")))

    assert "Marlshire Council" in words
    assert not FinanceStatement.objects.exists()


def test_a_reader_sees_it_and_records_none(client, state, version, place):
    state()
    client.force_login(a_person(Role.READER, place))

    words = said(client.get(version.get_absolute_url()))

    assert "Frances Penny" in words
    assert "Record another statement" not in words
    where = address("version_finance", version.strategy, version.number)
    assert client.get(where).status_code == 403
