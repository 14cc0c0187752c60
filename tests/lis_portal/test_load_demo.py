import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from evidence.models import Item
from office import ledger
from office.models import Entry, Mail
from people import places
from people.models import Place, User
from reviews.models import ImportantDate
from strategies.models import Part, Revision, Status, Strategy

PASSWORD = "a walk over the marsh at dawn"
NINE = [
    "officer@marlshire.example",
    "second.officer@marlshire.example",
    "contributor@marlshire.example",
    "approver@marlshire.example",
    "reader@marlshire.example",
    "area.lead@government.example",
    "reviewer@government.example",
    "admin@government.example",
    "officer@northmark.example",
]


def load(password=PASSWORD, *, monkeypatch):
    monkeypatch.setenv("DEMO_PASSWORD", password)
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


@pytest.fixture
def demonstration(db, settings, monkeypatch):
    settings.DEMO = True
    places.load()
    call_command("load_indicators", stdout=StringIO())
    load(monkeypatch=monkeypatch)


def rows():
    return [
        model.objects.count()
        for model in (Place, User, Item, Strategy, Part, Revision, ImportantDate)
    ] + [Entry.objects.count(), Mail.objects.count()]


def test_marlshire_came_back_with_three_points_and_has_one_reply(demonstration):
    strategy = Strategy.objects.get(slug="marlshire")
    sent = strategy.points.filter(sent_at__isnull=False)

    assert strategy.status == Status.RETURNED
    assert list(sent.values_list("number", "level")) == [
        (1, "must"),
        (2, "should"),
        (3, "thought"),
    ]
    assert sent.get(number=2).replies.count() == 1
    assert sent.get(number=1).replies.count() == 0
    assert strategy.rounds.get().letter.startswith("Thank you")


def test_everything_of_the_sample_has_its_place(demonstration):
    strategy = Strategy.objects.get(slug="marlshire")

    assert strategy.parts.live().count() == 26
    assert not strategy.parts.filter(latest=None).exists()
    items = Item.objects.filter(place=strategy.place)
    assert items.count() == 29
    assert (
        items.get(ref="E26").title
        == "Firms of 10 to 49 using planning software: Marlshire and the Fell Coast"
    )
    refs = strategy.findings.order_by("pk").values_list("ref", flat=True)
    assert " ".join(refs) == "S1 S2 S3 C1 C2 C3 C4 O1 O2 O3 C5 W1"
    assert strategy.priorities.count() == 4
    actions = strategy.actions.order_by("pk").values_list("ref", flat=True)
    assert " ".join(actions) == "A1.1 A1.2 A2.1 A2.2 A3.1 A3.2 A3.3 A4.1 A4.2"
    assert strategy.measures.count() == 5


def test_all_nine_sign_in_with_the_one_password(demonstration, client):
    for email in NINE:
        assert client.login(email=email, password=PASSWORD), email
    assert User.objects.get(email="admin@government.example").is_administrator


def test_a_second_run_changes_nothing_and_is_quick(demonstration, monkeypatch):
    before = rows()
    start = time.monotonic()

    said = load(monkeypatch=monkeypatch)

    assert said == "Demonstration: was here already.\n"
    assert rows() == before
    assert time.monotonic() - start < 2


def test_another_password_lets_everybody_in_with_that(
    demonstration, monkeypatch, client
):
    load("over the fell by lantern", monkeypatch=monkeypatch)

    assert client.login(email=NINE[-1], password="over the fell by lantern")
    assert not client.login(email=NINE[-1], password=PASSWORD)


def test_its_history_holds_together(demonstration):
    assert list(ledger.faults()) == []


def test_no_demonstration_where_none_is_wanted(db, settings, monkeypatch):
    settings.DEMO = False

    with pytest.raises(CommandError):
        load(monkeypatch=monkeypatch)
    assert not Place.objects.exists()
