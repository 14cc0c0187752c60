import pytest

from strategies import content, records
from strategies.models import Action, Finding, Priority, RecordChange
from tests.factories import StrategyFactory, UserFactory
from tests.strategies.chosen import a_finding, a_measure, a_priority, an_action

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy():
    return StrategyFactory()


@pytest.fixture
def officer():
    return UserFactory(name="Ola Officer")


def test_refs_say_the_kind_and_count_within_it(strategy, officer):
    strength = a_finding(strategy, officer)
    weakness = a_finding(strategy, officer, "weakness")
    second = a_finding(strategy, officer)
    opportunity = a_finding(strategy, officer, "opportunity")
    challenge = a_finding(strategy, officer, "challenge")
    priority = a_priority(strategy, officer)
    other = a_priority(strategy, officer)

    refs = [strength, weakness, second, opportunity, challenge]
    assert [record.ref for record in refs] == ["S1", "W1", "S2", "O1", "C1"]
    assert an_action(priority, officer).ref == "A1.1"
    assert an_action(priority, officer).ref == "A1.2"
    assert an_action(other, officer).ref == "A2.1"
    assert a_measure(strategy, officer).ref == "M1"


def test_a_ref_is_never_given_again(strategy, officer):
    a_priority(strategy, officer)
    last = a_priority(strategy, officer)
    records.remove(last, by=officer)

    assert a_priority(strategy, officer).ref == "P3"


def test_each_strategy_counts_for_itself(strategy, officer):
    a_priority(strategy, officer)

    assert a_priority(StrategyFactory(), officer).ref == "P1"


def test_every_save_leaves_what_it_said_in_the_history(strategy, officer):
    finding = a_finding(strategy, officer, title="Welding", evidence=["E01"])
    finding.title = "High-integrity welding"
    records.save(finding, by=officer)

    rows = records.history(strategy, "findings", "S1")

    assert [(row.revision, row.values["title"]) for row in rows] == [
        (2, "High-integrity welding"),
        (1, "Welding"),
    ]
    assert rows[0].values["evidence"] == ["E01"]
    assert Finding.objects.get().revision == 2


def test_with_a_priority_go_its_actions_and_measures_and_come_back(strategy, officer):
    priority = a_priority(strategy, officer)
    an_action(priority, officer)
    gone_before = an_action(priority, officer)
    a_measure(strategy, officer, priority=priority)
    a_measure(strategy, officer)
    records.remove(gone_before, by=officer)

    gone = records.remove(priority, by=officer)

    assert [record.ref for record in gone] == ["P1", "A1.1", "M1"]
    assert content.records(strategy)["actions"] == []
    assert [row["ref"] for row in content.records(strategy)["measures"]] == ["M2"]

    back = records.bring_back(Priority.objects.get(), by=officer)

    assert [record.ref for record in back] == ["P1", "A1.1", "M1"]
    assert [row["ref"] for row in content.records(strategy)["actions"]] == ["A1.1"]
    kinds = records.history(strategy, "actions", "A1.1").values_list("kind", flat=True)
    assert list(kinds) == ["restored", "removed", "saved"]


def test_an_action_cannot_come_back_before_its_priority(strategy, officer):
    priority = a_priority(strategy, officer)
    action = an_action(priority, officer)
    records.remove(priority, by=officer)
    action = Action.objects.select_related("priority").get(pk=action.pk)

    with pytest.raises(records.PriorityRemoved):
        records.bring_back(action, by=officer)


def test_bringing_back_what_stands_changes_nothing(strategy, officer):
    finding = a_finding(strategy, officer)

    assert records.bring_back(finding, by=officer) == []
    assert RecordChange.objects.count() == 1


def test_moving_changes_places_within_its_own_kind(strategy, officer):
    first = a_finding(strategy, officer)
    a_finding(strategy, officer, "weakness")
    removed = a_finding(strategy, officer)
    last = a_finding(strategy, officer)
    records.remove(removed, by=officer)

    assert records.move(last, up=True)

    strengths = Finding.objects.filter(kind="strength", removed_at=None)
    assert [record.ref for record in strengths] == ["S3", "S1"]
    first.refresh_from_db()
    assert not records.move(first, up=False)


def test_the_mark_of_an_order_changes_with_it(strategy, officer):
    one, two = a_finding(strategy, officer), a_finding(strategy, officer)

    assert records.order_mark([one, two]) == records.order_mark([one, two])
    assert records.order_mark([one, two]) != records.order_mark([two, one])


def test_all_records_are_read_in_one_query(
    strategy, officer, django_assert_num_queries
):
    a_finding(strategy, officer, text="Long *text* [@E01]", evidence=["E01", "E02"])
    priority = a_priority(strategy, officer, tags=["ideas"], findings=["S1"])
    an_action(priority, officer, funding_source="no-cost")
    a_measure(strategy, officer, priority=priority, source="E03", target_year=2035)

    with django_assert_num_queries(1):
        found = content.records(strategy)

    assert found["findings"][0]["evidence"] == ["E01", "E02"]
    assert found["priorities"][0]["tags"] == ["ideas"]
    assert found["priorities"][0]["end_year"] is None
    assert found["actions"][0]["priority"] == "P1"
    measure = found["measures"][0]
    assert (measure["priority"], measure["target_year"]) == ("P1", 2035)
    assert "pk" not in measure
