"""The ledger: sealed, append-only, and every fault of it found."""

import threading
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from office import ledger
from office.models import Chain, Entry
from tests.factories import UserFactory

TABLE = Entry._meta.db_table


@pytest.fixture
def chain(db):
    """Three entries in one chain, and one in another."""
    by = UserFactory()
    for number in range(3):
        ledger.record(
            "strategy:1", "saved", by=by, subject="A strategy", facts={"n": number}
        )
    ledger.record(ledger.PEOPLE, "signed_in", by=by)
    return "strategy:1"


def tamper(statement, *values):
    """Behind the portal's back, as somebody at the database would."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
        cursor.execute(statement, values)


def test_entries_are_numbered_and_linked_in_their_chain(chain):
    first, second, third = ledger.entries(chain)

    assert [entry.number for entry in (first, second, third)] == [1, 2, 3]
    assert first.previous_hash == ""
    assert second.previous_hash == first.hash
    assert third.previous_hash == second.hash
    assert len(third.hash) == 64
    assert ledger.entries(ledger.PEOPLE).get().number == 1


def test_an_untouched_history_holds(chain, capsys):
    call_command("verify_history")

    assert "The history holds: 4 entries." in capsys.readouterr().out


ALTERED = {
    "chain": "strategy:9",
    "number": 9,
    "subject": "Another strategy",
    "verb": "agreed",
    "by_id": None,
    "at": "2020-01-01 00:00:00+00:00",
    "facts": '{"n": 7}',
    "previous_hash": "0" * 64,
    "hash": "f" * 64,
}


def test_every_column_is_among_those_tried():
    assert set(ALTERED) == {
        field.attname for field in Entry._meta.concrete_fields if not field.primary_key
    }


@pytest.mark.parametrize("column", ALTERED)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_altered_column_of_any_row_is_found(chain, column, number):
    tamper(
        f"UPDATE {TABLE} SET {column} = %s WHERE chain = %s AND number = %s",  # noqa: S608
        ALTERED[column],
        chain,
        number,
    )

    with pytest.raises(CommandError, match="does not hold"):
        call_command("verify_history")


def test_a_moment_altered_by_a_millionth_of_a_second_is_found(chain):
    entry = ledger.entries(chain)[1]
    tamper(
        f"UPDATE {TABLE} SET at = %s WHERE id = %s",  # noqa: S608
        entry.at + timedelta(microseconds=1),
        entry.pk,
    )

    assert list(ledger.faults()) == ["strategy:1: entry 2 was altered"]


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (1, "strategy:1: entry 1 is missing"),
        (2, "strategy:1: entry 2 is missing"),
        (3, "strategy:1: the end was cut off or altered"),
    ],
)
def test_a_removed_row_is_found(chain, number, fault):
    tamper(f"DELETE FROM {TABLE} WHERE chain = %s AND number = %s", chain, number)  # noqa: S608

    assert fault in list(ledger.faults())


def test_a_whole_chain_removed_is_found(chain):
    tamper(f"DELETE FROM {TABLE} WHERE chain = %s", chain)  # noqa: S608

    assert list(ledger.faults()) == ["strategy:1: the end was cut off or altered"]


def test_a_chain_removed_with_its_own_row_leaves_the_others_standing(chain):
    Chain.objects.filter(name=chain).delete()

    assert list(ledger.faults()) == ["strategy:1: the chain's own row is missing"]


def test_two_rows_swapped_are_found(chain):
    for old, new in ((1, 90), (2, 1), (90, 2)):
        tamper(
            f"UPDATE {TABLE} SET number = %s WHERE chain = %s AND number = %s",  # noqa: S608
            new,
            chain,
            old,
        )

    assert len(list(ledger.faults())) >= 2


def test_a_row_altered_and_sealed_anew_is_found(chain):
    """Whoever knows how a seal is made must still mend all that follow."""
    entry = ledger.entries(chain)[1]
    entry.verb = "agreed"
    tamper(
        f"UPDATE {TABLE} SET verb = 'agreed', hash = %s WHERE id = %s",  # noqa: S608
        ledger.seal(entry),
        entry.pk,
    )

    assert list(ledger.faults()) == [
        "strategy:1: entry 3 does not follow the one before"
    ]


def test_an_entry_is_never_changed_or_deleted_through_the_portal(chain):
    entry = ledger.entries(chain)[0]

    for attempt in (
        lambda: Entry.objects.update(verb="agreed"),
        lambda: Entry.objects.filter(pk=entry.pk).delete(),
        lambda: ledger.entries(chain).update(verb="agreed"),
        entry.delete,
    ):
        with pytest.raises(TypeError, match="never"):
            attempt()
    assert Entry.objects.count() == 4


def test_an_entry_that_exists_is_not_saved_again(chain):
    entry = ledger.entries(chain)[0]
    entry.verb = "agreed"

    with pytest.raises(TypeError, match="never changed"):
        entry.save()


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the trigger is PostgreSQL's"
)
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET verb = 'agreed'", "DELETE FROM {}"]
)
def test_postgresql_itself_refuses_to_change_the_ledger(chain, statement):
    with (
        pytest.raises(DatabaseError, match="never changed or deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(TABLE))


def test_an_entry_of_a_transaction_that_failed_was_never_written(chain):
    @transaction.atomic
    def fail():
        ledger.record(chain, "saved", by=None)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert ledger.entries(chain).count() == 3
    assert list(ledger.faults()) == []


@pytest.mark.parametrize(
    "facts", [{"é": "naïve — “quoted”"}, {"z": 1, "a": [None, True, 1.5]}, {"": {}}]
)
def test_whatever_the_facts_are_they_are_sealed_as_they_are_read_back(db, facts):
    ledger.record("strategy:2", "saved", by=None, facts=facts)

    assert list(ledger.faults()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite writes one by one"
)
def test_those_who_write_to_a_chain_at_once_wait_their_turn():
    def write():
        for _ in range(10):
            ledger.record("strategy:3", "saved", by=None)
        connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert ledger.entries("strategy:3").count() == 40
    assert list(ledger.faults()) == []
