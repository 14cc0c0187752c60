"""What holds a strategy together: its forms, its lists, and what they say."""

from datetime import UTC, datetime

import pytest

from evidence.models import Indicator
from people.models import LocalAuthority
from people.models.place import PlaceAuthority
from strategies import called, records
from strategies.models import (
    Action,
    Connection,
    Decision,
    Measure,
    Priority,
    Question,
    RecordChange,
    Report,
    Statement,
)
from strategies.nouns import NOUNS, PRIORITIES
from strategies.templatetags.records import GROUPS
from tests.factories import PlaceFactory
from tests.strategies.chosen import a_finding, a_priority
from tests.strategies.pages import Page, queries, said

pytestmark = pytest.mark.django_db

MARLBY, FELL = "E07000901", "E07000902"


@pytest.fixture
def page(client, officer, strategy):
    client.force_login(officer)
    return Page(client, strategy)


@pytest.fixture
def marlby(place):
    return a_district(place, MARLBY, "Marlby")


@pytest.fixture
def fell(place):
    return a_district(place, FELL, "Fell")


def a_district(place, code, name):
    authority, _ = LocalAuthority.objects.get_or_create(code=code, name=name)
    PlaceAuthority.objects.create(place=place, authority=authority)
    return authority


@pytest.fixture
def hydrogen(strategy, officer):
    return a_priority(strategy, officer, title="Hydrogen")


@pytest.fixture
def ports(strategy, officer, hydrogen):
    return a_priority(strategy, officer, title="Ports")


def join(source, target, by, title="Ports store what is made"):
    connection = Connection(
        strategy=source.strategy, source=source, target=target, title=title
    )
    return records.add(connection, by=by)


def test_a_priority_says_all_that_is_asked_of_one(page, strategy, marlby):
    page.add(
        "priorities",
        title="Hydrogen",
        market="failure",
        success="Ten firms *export*.",
        deliverability="The port owns the land.",
        departments=["beis"],
        districts=[MARLBY],
        where_felt="In the old docks.",
    )

    priority = Priority.objects.get()
    assert priority.success == "Ten firms _export_."
    assert (priority.departments, priority.districts) == (["beis"], [MARLBY])
    words = said(page.get("priorities"))
    assert "A market failure" in words
    assert "Department for Business, Energy and Industrial Strategy" in words
    assert "Marlby" in words
    assert MARLBY not in words


def test_a_long_form_is_read_in_groups(page, marlby):
    words = said(page.get("record_add", "priorities"))

    heads = ("What it bears on", "Why act", "Where it is felt", "What is to come of it")
    places = [words.index(f">{head}</h2>") for head in heads]
    assert places == sorted(places)


def test_the_history_names_districts_as_the_list_does(page, marlby):
    page.add("priorities", title="Hydrogen", districts=[MARLBY])

    words = said(page.get("record_history", "priorities", "P1"))

    assert "Marlby" in words
    assert MARLBY not in words


def test_a_district_that_left_the_place_stays_ticked(page, strategy, officer):
    a_priority(strategy, officer, districts=[FELL])

    words = said(page.get("record_edit", "priorities", "P1"))

    assert f"{FELL}, not in your area" in words


def test_an_action_says_what_its_partners_are_and_confirmed(page, hydrogen):
    page.add(
        "actions",
        priority="P1",
        title="A cluster plan",
        partner_kinds=["private", "university"],
        confirmed="Marl University, 3 May 2019",
        starts="2020",
    )

    action = Action.objects.get()
    assert (action.confirmed, action.starts) == ("Marl University, 3 May 2019", "2020")
    assert "Private firms, Universities and colleges" in said(page.get("actions"))


def test_a_measure_is_of_a_statistic_that_the_place_knows(page, strategy, place):
    Indicator.objects.create(key="PROD_HOUR", title="Output an hour")
    Indicator.objects.create(key="OTHERS", title="Theirs", place=PlaceFactory())

    page.add("measures", title="Productivity", indicator="PROD_HOUR")

    assert Measure.objects.get().indicator == "PROD_HOUR"
    assert "Output an hour" in said(page.get("measures"))
    assert "Theirs" not in said(page.get("record_add", "measures"))


def test_a_finding_says_what_it_is_for_the_market(page, strategy, officer):
    a_finding(strategy, officer, kind="opportunity", market="both")

    assert "Both" in said(page.get("findings"))


def test_two_priorities_are_connected_by_a_sentence(page, hydrogen, ports):
    answer = page.add(
        "connections", source="P1", target="P2", title="Ports store what is made"
    )

    assert Connection.objects.get().ref == "L1"
    words = said(answer)
    assert "P1 Hydrogen" in words
    assert "<svg" in words
    assert "How priorities connect: P1 bears on P2" in words


def test_a_priority_is_not_connected_to_itself(page, hydrogen, ports):
    answer = page.add("connections", source="P1", target="P1", title="Itself")

    assert not Connection.objects.exists()
    assert "one cannot be connected to itself" in said(answer)


def test_a_pair_that_is_connected_already_is_saved_and_said(
    page, officer, hydrogen, ports
):
    join(hydrogen, ports, officer)

    answer = page.add("connections", source="P1", target="P2", title="Again")

    assert Connection.objects.count() == 2
    assert "L1 says already what P1 does for P2" in said(answer)


def test_a_connection_needs_two_priorities(page, hydrogen):
    assert "Add a priority first" in said(page.get("record_add", "connections"))


def test_the_ends_of_a_connection_can_be_turned_round(page, officer, hydrogen, ports):
    join(hydrogen, ports, officer)

    page.edit("connections", "L1", source="P2", target="P1", title="Demand")

    assert Connection.objects.get().source == ports
    assert "P2 Ports" in said(page.get("record_history", "connections", "L1"))


def test_a_removed_priority_takes_its_connections_and_leaves_statements(
    strategy, officer, hydrogen, ports
):
    connection = join(hydrogen, ports, officer)
    statement = records.add(
        Statement(strategy=strategy, title="Marlby", priorities=["P2"]), by=officer
    )

    gone = records.remove(ports, by=officer)

    assert gone == [ports, connection]
    statement.refresh_from_db()
    assert statement.removed_at is None


def test_a_connection_waits_for_both_its_priorities(officer, hydrogen, ports):
    connection = join(hydrogen, ports, officer)
    records.remove(hydrogen, by=officer)
    records.remove(ports, by=officer)

    first = records.bring_back(hydrogen, by=officer)
    second = records.bring_back(ports, by=officer)

    assert (first, second) == ([hydrogen], [ports, connection])


def test_a_connection_comes_back_only_after_its_priorities(officer, hydrogen, ports):
    connection = join(hydrogen, ports, officer)
    records.remove(connection, by=officer)
    records.remove(ports, by=officer)

    with pytest.raises(records.PriorityRemoved):
        records.bring_back(connection, by=officer)


def test_a_statement_is_on_a_district_of_the_list(page, hydrogen, marlby):
    page.add("communities", authority=MARLBY, text="Jobs.", priorities=["P1"])

    statement = Statement.objects.get()
    assert (statement.title, statement.authority) == ("Marlby", MARLBY)


def test_a_statement_may_be_on_a_part_that_is_no_councils(page, marlby):
    page.add("communities", title="The coast")

    assert Statement.objects.get().authority == ""


def test_a_statement_on_nowhere_is_asked_where(page, marlby):
    answer = page.add("communities", text="Jobs.")

    assert not Statement.objects.exists()
    assert "Choose a district, or name a part of the area" in said(answer)


@pytest.mark.parametrize(
    ("noun", "model", "data"),
    [
        ("decisions", Decision, {"board": "The board", "title": "Chose four"}),
        ("evaluation", Question, {"title": "Did it work?"}),
        ("monitoring", Report, {"title": "Progress"}),
    ],
)
def test_little_is_needed_to_save(page, noun, model, data):
    answer = page.add(noun, **data)

    assert model.objects.get().title == data["title"]
    assert data["title"] in said(answer)


def test_the_plan_says_when_it_was_begun(page, strategy, officer):
    records.add(Question(strategy=strategy, title="Did it work?"), by=officer)
    first = RecordChange.objects.filter(noun="evaluation")
    first.update(at=datetime(2019, 5, 3, 12, tzinfo=UTC))

    assert "The plan was begun on 3 May 2019" in said(page.get("evaluation"))


def test_every_kind_of_record_stands_in_one_group():
    grouped = [noun for nouns in GROUPS.values() for noun in nouns]

    assert sorted(map(str, grouped)) == sorted(NOUNS)


def test_one_group_of_kinds_is_open_at_a_time(page):
    words = said(page.get("decisions"))

    assert page.url("communities") in words
    assert page.url("monitoring") not in words


def test_codes_of_other_places_are_no_names(strategy, marlby):
    a_district(PlaceFactory(), FELL, "Fell")

    assert called.names(strategy, PRIORITIES) == {MARLBY: "Marlby"}


@pytest.mark.parametrize(
    "noun",
    [
        "priorities",
        "connections",
        "communities",
        "decisions",
        "evaluation",
        "monitoring",
    ],
)
def test_a_list_asks_as_often_however_long_it_is(page, strategy, officer, place, noun):
    def more(count):
        for n in range(count):
            a_district(place, f"E0800{n + count:04}", f"District {n + count}")
            one = a_priority(strategy, officer, districts=[f"E0800{n + count:04}"])
            join(one, a_priority(strategy, officer), officer)
            for model in (Statement, Question, Report):
                records.add(model(strategy=strategy, title="One"), by=officer)
            decision = Decision(strategy=strategy, board="The board", title="One")
            records.add(decision, by=officer)

    more(1)
    few = queries(lambda: page.get(noun))
    more(12)

    assert queries(lambda: page.get(noun)) == few <= 10
