"""A whole strategy in time: as it stood at a moment, and what changed since one."""

from datetime import timedelta

import pytest
import time_machine

from strategies import hindsight, outline, recent, records
from strategies.document import parts_of
from strategies.forms.moment import MomentForm
from strategies.models import Enclosure, Figure, RecordChange, Strategy, Visit
from tests.factories import ItemFactory
from tests.strategies.chosen import a_finding, a_priority, an_action
from tests.strategies.past import at, begun, fresh, hour, saved

pytestmark = pytest.mark.django_db

FELLS = "The fells feed the port."


@pytest.fixture
def strategy(place, olive):
    return begun(place, olive)


def stood(strategy, clock):
    return hindsight.read_at(Strategy.objects.get(pk=strategy.pk), at(clock))


def texts(past):
    """What was written then, by the titles of the parts."""
    return {
        part["title"]: part["blocks"][0]["text"]
        for part in parts_of(past.document["sections"])
        if part["blocks"]
    }


def test_the_text_is_the_last_that_was_saved_before_the_moment(strategy, part, olive):
    saved(part, FELLS, olive, "14:02")
    saved(part, "Now the port feeds the fells.", olive, "15:02")

    assert texts(stood(strategy, "14:02")) == {}
    assert texts(stood(strategy, "14:03")) == {"The local economy": FELLS}
    assert stood(strategy, "14:03").document["words"] == 5


def test_a_text_kept_aside_or_sent_to_be_joined_never_stood(strategy, part, olive, sam):
    saved(part, FELLS, olive, "14:02")
    saved(part, "The fells feed the farms.", olive, "14:03")
    saved(part, "The fells feed nobody.", sam, "14:04", base=1)

    assert texts(stood(strategy, "14:05")) == {
        "The local economy": "The fells feed the farms."
    }


def test_a_part_has_the_title_it_had(strategy, part, olive):
    saved(part, FELLS, olive, "14:02")
    with time_machine.travel(at("15:00")):
        outline.rename(part, "Our economy", revision=part.revision, by=olive)
    with time_machine.travel(at("16:00")):
        outline.rename(fresh(part), "Where we are", revision=2, by=olive)

    titles = [
        next(iter(texts(stood(strategy, t)))) for t in ("14:30", "15:30", "16:30")
    ]
    assert titles == ["The local economy", "Our economy", "Where we are"]


def test_a_part_removed_since_stood_then_and_is_named(strategy, part, olive):
    saved(part, FELLS, olive, "14:02")
    with time_machine.travel(at("15:00")):
        outline.remove(fresh(part), base=1, revision=1, by=olive)

    before, after = stood(strategy, "14:30"), stood(strategy, "15:30")

    assert (texts(before), before.removed_since) == (
        {"The local economy": FELLS},
        ["The local economy"],
    )
    assert (texts(after), after.removed_since) == ({}, [])


def test_a_part_brought_back_was_gone_in_between(strategy, part, olive):
    saved(part, FELLS, olive, "14:02")
    with time_machine.travel(at("15:00")):
        outline.remove(fresh(part), base=1, revision=1, by=olive)
    with time_machine.travel(at("16:00")):
        outline.bring_back(fresh(part), by=olive)

    found = [bool(texts(stood(strategy, t))) for t in ("14:30", "15:30", "16:30")]
    assert found == [True, False, True]


def test_a_removal_told_without_a_key_is_known_by_its_title(strategy, part, olive):
    saved(part, FELLS, olive, "14:02")
    removed = {"removed_at": at("15:00"), "removed_by": olive}
    strategy.parts.filter(pk=part.pk).update(**removed)
    with time_machine.travel(at("15:00")):
        outline._tell(strategy, "part_removed", by=olive, subject=part.title)

    assert texts(stood(strategy, "14:30")) == {"The local economy": FELLS}


def test_a_part_added_since_was_not_there(strategy, olive):
    with time_machine.travel(at("15:00")):
        outline.add_part(strategy, section="focus", title="Fishing", by=olive)

    def titles(clock):
        sections = stood(strategy, clock).document["sections"]
        return [part["title"] for part in parts_of(sections)]

    assert "Fishing" not in titles("14:30")
    assert "Fishing" in titles("15:30")


def test_the_strategy_has_the_title_and_year_it_had(strategy, olive):
    with time_machine.travel(at("15:00")):
        outline.describe(
            strategy, title="Our plan", end_year=2030, revision=1, by=olive
        )
    with time_machine.travel(at("16:00")):
        outline.describe(strategy, title="Our way", end_year=2035, revision=2, by=olive)

    def said(clock):
        document = stood(strategy, clock).document
        return document["title"], document["end_year"]

    assert said("14:30") == ("Marlshire", None)
    assert said("15:30") == ("Our plan", 2030)
    assert said("16:30") == ("Our way", 2035)


def test_records_say_what_they_said_and_removed_ones_stand_again(strategy, olive):
    with time_machine.travel(at("14:00")):
        priority = a_priority(strategy, olive, title="Hydrogen")
        action = an_action(priority, olive, title="A cluster plan")
    with time_machine.travel(at("15:00")):
        priority.title = "Clean hydrogen"
        records.save(priority, by=olive)
        records.remove(action, by=olive)

    def said(clock):
        found = stood(strategy, clock).document["records"]
        return [row["title"] for row in (*found["priorities"], *found["actions"])]

    assert said("13:59") == []
    assert said("14:30") == ["Hydrogen", "A cluster plan"]
    assert said("15:30") == ["Clean hydrogen"]


def test_what_somebody_typed_too_late_is_not_what_a_record_said(strategy, olive):
    with time_machine.travel(at("14:00")):
        finding = a_finding(strategy, olive, title="Welding")
        late = records.change_of(finding, by=olive, kind=RecordChange.Kind.ASIDE)
        late.values["title"] = "Riveting"
        late.save()

    found = stood(strategy, "14:30").document["records"]["findings"]
    assert [row["title"] for row in found] == ["Welding"]


def test_records_stand_in_todays_order_and_those_gone_come_last(strategy, olive):
    with time_machine.travel(at("14:00")):
        one, two, three = (a_priority(strategy, olive, title=t) for t in "ABC")
    with time_machine.travel(at("15:00")):
        records.move(three, up=True)
        records.remove(one, by=olive)

    found = stood(strategy, "14:30").document["records"]["priorities"]
    assert [row["title"] for row in found] == ["C", "B", "A"]
    assert two.title == "B"


def test_a_figure_has_the_picture_it_had_shown_only_while_it_still_has_it(
    strategy, olive
):
    first, second = (an_enclosure(strategy, olive, name) for name in ("one", "two"))
    with time_machine.travel(at("14:00")):
        figure = Figure(strategy=strategy, title="Output", enclosure=first)
        records.add(figure, by=olive)
    with time_machine.travel(at("15:00")):
        figure.enclosure = second
        records.save(figure, by=olive)

    before, after = stood(strategy, "14:30"), stood(strategy, "15:30")

    then = before.document["records"]["figures"][0]["enclosure"]
    assert (then["name"], then["width"]) == ("one.png", 8)
    assert before.address_of("F1", then) == ""
    now = after.document["records"]["figures"][0]["enclosure"]
    assert (
        after.address_of("F1", now)
        == f"/strategies/{strategy.slug}/figures/F1/picture/"
    )


def an_enclosure(strategy, by, name):
    return Enclosure.objects.create(
        strategy=strategy,
        file=f"enclosures/{name}.png",
        name=f"{name}.png",
        kind="png",
        size=9,
        sha256=name.ljust(64, "0"),
        width=8,
        height=8,
        by=by,
    )


def test_what_it_cited_then_is_numbered_as_then(strategy, part, olive):
    for number in (1, 2):
        ItemFactory(place=strategy.place, number=number)
    saved(part, "Wages fell [@E02].", olive, "14:02")
    saved(part, "Wages rose [@E01].", olive, "15:02")

    cited = stood(strategy, "14:30").document["evidence"]
    assert [(row["number"], row["ref"]) for row in cited] == [(1, "E02")]


def test_what_changed_since_names_parts_and_records(strategy, part, olive):
    saved(part, FELLS, olive, "14:02")
    saved(part, f"{FELLS} Still.", olive, "15:02")
    with time_machine.travel(at("15:00")):
        a_priority(strategy, olive, title="Hydrogen")

    comparison = hindsight.changed_since(strategy, stood(strategy, "14:30"))

    assert [one.key for one in comparison.changed_parts] == [part.key]
    assert [(one.ref, one.kind) for one in comparison.records] == [("P1", "added")]


def test_a_day_lasts_until_midnight_in_london():
    day = {"on_day": "4", "on_month": "5", "on_year": "2026"}

    def moment(**more):
        form = MomentForm(day | more)
        assert form.is_valid()
        return form.moment

    assert moment() == at("23:00") + timedelta(hours=1)
    assert moment(at="14:02") == at("14:03")
    assert moment(at="14.02") == at("14:03")


def test_the_hour_that_comes_twice_ends_with_the_second():
    day = {"on_day": "25", "on_month": "10", "on_year": "2026", "at": "01:30"}
    form = MomentForm(day)

    with time_machine.travel("2026-11-01"):
        assert form.is_valid()
    assert form.moment.isoformat() == "2026-10-25T01:31:00+00:00"


def since(strategy, clock):
    return recent.since(strategy, at(clock))


def test_each_sitting_since_says_who_wrote_how_much_where(strategy, part, olive, sam):
    saved(part, FELLS, olive, "14:02")
    saved(part, f"{FELLS} Still so.", sam, "15:02")
    saved(part, f"{FELLS} Still so today.", sam, "15:12")
    summary = strategy.parts.get(key="summary")
    saved(summary, "In short.", olive, "16:00")

    first, second = since(strategy, "15:00").written

    assert (first.part.key, first.before, first.last) == ("summary", 0, 1)
    assert (second.part.key, second.before, second.last) == (part.key, 1, 3)
    [line] = second.sittings
    assert (line.who, line.when, line.saves, line.difference_in_words) == (
        "Sam Fell",
        "4 May 2026, 15:02 to 15:12",
        2,
        "3 words more",
    )
    assert second.difference_in_words == "3 words more"


def test_a_joined_save_counts_for_its_own_words_alone(strategy, part, olive, sam):
    saved(part, f"{FELLS}\n\nOne port.", olive, "14:02")
    saved(part, f"{FELLS}\n\nOne port and a half.", olive, "14:03")
    saved(part, f"{FELLS} Always.\n\nOne port.", sam, "14:04", base=1)

    [written] = since(strategy, "14:00").written
    assert [(one.who, one.difference) for one in written.sittings] == [
        ("Sam Fell", 1),
        ("Olive Marsh", 10),
    ]


def test_parts_removed_and_records_changed_since_are_named(strategy, part, olive):
    with time_machine.travel(at("14:00")):
        finding = a_finding(strategy, olive, title="Welding")
        outline.remove(part, base=0, revision=1, by=olive)
    with time_machine.travel(at("15:00")):
        finding.title = "Welding and riveting"
        records.save(finding, by=olive)

    found = since(strategy, "13:00")

    assert [one.key for one in found.removed] == [part.key]
    assert [(one.change.ref, one.title) for one in found.records] == [
        ("S1", "Welding and riveting")
    ]
    assert since(strategy, "16:00").is_nothing


def test_of_two_who_write_at_once_each_is_told_of_their_own_words(
    strategy, part, olive, sam
):
    saved(part, "One.", olive, "13:00")
    saved(part, "One two three.", sam, "14:01")
    saved(part, "One two three four.", olive, "14:02")
    saved(part, "One two three four five six.", sam, "14:03")

    [written] = since(strategy, "14:00").written
    assert [(one.who, one.difference) for one in written.sittings] == [
        ("Sam Fell", 4),
        ("Olive Marsh", 1),
    ]
    assert (written.before, written.last) == (1, 4)


def test_only_the_newest_hundred_sittings_are_listed(strategy, part, olive, sam):
    for number in range(101):
        by = (olive, sam)[number % 2]
        saved(part, f"Text {number}.", by, **hour(number))

    found = since(strategy, "14:00")

    assert found.is_cut
    assert len(found.written[0].sittings) == 100


def test_the_last_visit_counts_from_the_end_of_the_one_before(strategy, sam):
    assert recent.last_visit(strategy, sam) is None

    Visit.objects.create(strategy=strategy, user=sam, since=at("14:00"))

    assert recent.last_visit(strategy, sam) == at("14:00")
