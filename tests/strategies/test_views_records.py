"""The pages of findings, priorities, actions and measures."""

import uuid
from functools import partial

import pytest

from people.models import Role
from strategies import outline, records
from strategies.models import Action, Finding, Measure, Priority, RecordChange, Status
from tests.factories import ItemFactory, PlaceFactory, a_person
from tests.strategies.chosen import a_finding, a_measure, a_priority, an_action
from tests.strategies.pages import Page, queries, said

pytestmark = pytest.mark.django_db

NOUNS = ["findings", "priorities", "actions", "measures"]


@pytest.fixture
def page(client, officer, strategy):
    client.force_login(officer)
    return Page(client, strategy)


@pytest.mark.parametrize("noun", NOUNS)
def test_an_empty_list_says_what_comes_next(page, noun):
    answer = page.get(noun)

    assert "portal-empty" in said(answer)
    assert page.url("record_add", noun) in said(answer)


def test_a_finding_is_added_with_its_evidence(page, place):
    ItemFactory(place=place, ref="E07", number=7)

    answer = page.add(
        "findings",
        kind="strength",
        title="Welding",
        text="Jobs are   *6.8 times* as dense [@e07]",
        evidence=["E07"],
    )

    finding = Finding.objects.get()
    assert (finding.ref, finding.evidence) == ("S1", ["E07"])
    assert finding.text == "Jobs are _6.8 times_ as dense [@e07]"
    assert finding.changed_by.name == "Olive Marsh"
    assert "S1 Welding added" in said(answer)


def test_a_priority_needs_no_more_than_a_title(page):
    page.add("priorities", title="Hydrogen")

    assert Priority.objects.get().ref == "P1"


def test_a_priority_carries_the_tags_of_the_edition(page):
    page.add(
        "priorities",
        title="Hydrogen",
        tags_foundations=["ideas", "places"],
        tags_place_types=["coastal"],
        end_year="2035",
    )

    priority = Priority.objects.get()
    assert priority.tags == ["ideas", "places", "coastal"]
    assert priority.end_year == 2035


def test_tags_can_be_taken_away_again(page, strategy, officer):
    a_priority(strategy, officer, tags=["ideas"])

    page.post("record_edit", "priorities", "P1", title="Hydrogen", revision=1)

    assert Priority.objects.get().tags == []


def test_a_source_that_will_be_refused_may_be_saved(page, strategy, officer):
    a_priority(strategy, officer)

    page.add(
        "actions", priority="P1", title="A plan", funding_source="new-national-money"
    )

    action = Action.objects.get()
    assert (action.ref, action.funding_source) == ("A1.1", "new-national-money")


def test_a_measure_names_its_priority_and_source(page, strategy, officer):
    a_priority(strategy, officer)

    page.add("measures", priority="P1", title="Pay", source="E10", target_year="2030")

    measure = Measure.objects.get()
    assert (measure.ref, measure.priority.ref, measure.source) == ("M1", "P1", "E10")


def test_twenty_clicks_add_one_record(page):
    once = uuid.uuid4()
    for _ in range(20):
        page.add("priorities", once=once, title="Hydrogen")

    assert Priority.objects.count() == 1


@pytest.mark.parametrize(
    ("noun", "data", "error"),
    [
        ("findings", {"title": "Welding"}, "Choose what it is"),
        ("findings", {"kind": "strength"}, "Say in one line what it is"),
        ("findings", {"kind": "strength", "title": "a" * 301}, "Use at most 300"),
        ("findings", {"kind": "strength", "title": "a\x07b"}, "control character"),
        ("findings", {"kind": "strength", "title": "a\0b"}, "control character"),
        ("priorities", {}, "Enter a title"),
        ("priorities", {"title": "A", "end_year": "soon"}, "Enter a year between"),
        ("actions", {"title": "A plan"}, "Choose the priority it belongs to"),
        ("actions", {"title": "A", "priority": "P9"}, "Choose a priority that still"),
        ("measures", {}, "Say what is measured"),
        (
            "measures",
            {"title": "A", "source": "<script>"},
            "Choose one of those offered",
        ),
    ],
)
def test_what_cannot_be_saved_is_said_and_kept(page, noun, data, error):
    answer = page.add(noun, **data)

    assert error in said(answer)
    assert "<title>Error: " in said(answer)
    assert not any(model.objects.exists() for model in (Finding, Priority, Action))


def test_text_too_long_is_refused_and_kept(page):
    text = "word " * 50_000
    answer = page.add("findings", kind="strength", title="Welding", text=text)

    assert "Shorten the text" in said(answer)
    assert answer.content.decode().count("word word") > 1000


def test_words_selected_in_a_part_fill_the_empty_form(page):
    answer = page.get(
        "record_add", "findings", kind="strength", title="Welding\n here", text="Jobs."
    )

    form = answer.context["form"]
    said_so = [form[name].value() for name in ("kind", "title", "text")]
    assert said_so == ["strength", "Welding here", "Jobs."]
    assert not Finding.objects.exists()


def test_the_text_of_a_priority_says_why_to_act(page):
    form = page.get("record_add", "priorities", title="A", text="Jobs.").context["form"]

    assert form["rationale"].value() == "Jobs."


@pytest.mark.parametrize("noun", NOUNS)
def test_what_is_filled_in_is_cut_to_what_the_form_takes(page, noun):
    title, text = "word\a " * 200, "word " * 10_000

    answer = page.get(
        "record_add", noun, title=title, text=text, kind="x", priority="x"
    )

    assert 190 < len(answer.context["form"]["title"].value()) <= 300
    assert len(answer.content) < 60_000


def test_what_was_made_of_words_of_a_part_can_be_placed_there(page):
    url = f"{page.url('record_add', 'priorities')}?title=Hydrogen"

    answer = page.client.post(
        url, {"once": uuid.uuid4(), "title": "Hydrogen"}, follow=True
    )

    assert "P1 Hydrogen added. To show it in the text, write [[priority:P1]]" in said(
        answer
    )


def test_an_edit_is_saved_as_the_next_revision(page, strategy, officer):
    a_finding(strategy, officer)

    answer = page.post(
        "record_edit", "findings", "S1", follow=True, title="Fine welding", revision=1
    )

    finding = Finding.objects.get()
    assert (finding.title, finding.revision, finding.kind) == (
        "Fine welding",
        2,
        "strength",
    )
    assert "S1 Fine welding saved" in said(answer)


def test_saving_what_stands_changes_nothing(page, strategy, officer):
    a_finding(strategy, officer)

    page.post("record_edit", "findings", "S1", title="Welding", revision=1)

    assert Finding.objects.get().revision == 1
    assert RecordChange.objects.count() == 1


def test_what_was_removed_meanwhile_keeps_what_was_typed(page, strategy, officer, bram):
    finding = a_finding(strategy, officer)
    records.remove(finding, by=bram)

    answer = page.post(
        "record_edit", "findings", "S1", title="Olive’s title", revision=1
    )

    assert answer.status_code == 409
    assert "Olive’s title" in said(answer)
    assert "Bram Fell removed it" in said(answer)
    assert RecordChange.objects.filter(kind="aside").count() == 1


def test_what_is_removed_can_only_be_brought_back(page, strategy, officer):
    records.remove(a_finding(strategy, officer), by=officer)

    answer = page.get("record_edit", "findings", "S1")

    assert "Bring back S1" in said(answer)
    assert page.url("record_bring_back", "findings", "S1") in said(answer)


def test_a_form_without_its_revision_saves_nothing(page, strategy, officer):
    a_finding(strategy, officer)

    answer = page.post("record_edit", "findings", "S1", title="Fine welding")

    assert "This page was out of date" in said(answer)
    assert Finding.objects.get().title == "Welding"


def test_removing_a_priority_says_what_goes_with_it(page, strategy, officer):
    priority = a_priority(strategy, officer)
    an_action(priority, officer)
    a_measure(strategy, officer, priority=priority)

    asked = page.get("record_remove", "priorities", "P1")
    assert "A1.1 A cluster plan" in said(asked)
    assert "M1 Tonnes of carbon" in said(asked)

    done = page.post("record_remove", "priorities", "P1", follow=True, revision=1)
    assert "Removed: P1, A1.1, M1" in said(done)
    assert "removed by Olive Marsh" in said(done)

    back = page.post("record_bring_back", "priorities", "P1", follow=True)
    assert "Brought back: P1, A1.1, M1" in said(back)
    assert not Action.objects.exclude(removed_at=None).exists()


def test_a_stale_removal_removes_nothing(page, strategy, officer):
    finding = a_finding(strategy, officer)
    records.save(finding, by=officer)

    answer = page.post("record_remove", "findings", "S1", revision=1)

    assert answer.status_code == 409
    assert "changed it since you opened this page" in said(answer)
    assert Finding.objects.get().removed_at is None


def test_a_second_click_on_remove_does_no_harm(page, strategy, officer):
    a_finding(strategy, officer)

    for _ in range(2):
        page.post("record_remove", "findings", "S1", revision=1)

    assert RecordChange.objects.filter(kind="removed").count() == 1


def test_an_action_waits_for_its_priority_to_come_back(page, strategy, officer):
    priority = a_priority(strategy, officer)
    an_action(priority, officer)
    records.remove(priority, by=officer)

    answer = page.post("record_bring_back", "actions", "A1.1", follow=True)

    assert "Bring back P1 Hydrogen first" in said(answer)
    assert Action.objects.get().removed_at is not None


def test_buttons_move_a_record_once(page, strategy, officer):
    for title in ("One", "Two", "Three"):
        a_priority(strategy, officer, title=title)
    mark = page.get("priorities").context["mark"]

    for _ in range(2):
        answer = page.post(
            "record_move", "priorities", "P3", follow=True, direction="up", mark=mark
        )

    refs = Priority.objects.values_list("ref", flat=True)
    assert list(refs) == ["P1", "P3", "P2"]
    assert "The list had changed" in said(answer)


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.APPROVER, Role.READER])
def test_the_places_other_people_read_and_do_not_write(client, strategy, officer, role):
    a_finding(strategy, officer)
    client.force_login(a_person(role, strategy.place))
    page = Page(client, strategy)

    answer = page.get("findings")
    assert "S1 Welding" in said(answer)
    assert page.url("record_edit", "findings", "S1") not in said(answer)
    assert page.get("record_history", "findings", "S1").status_code == 200
    assert page.get("record_edit", "findings", "S1").status_code == 403
    assert page.post("record_add", "findings").status_code == 403
    assert page.post("record_remove", "findings", "S1").status_code == 403
    assert page.post("record_move", "findings", "S1").status_code == 403
    assert page.post("record_bring_back", "findings", "S1").status_code == 403


def test_an_area_lead_reads_while_the_draft_is_shared(client, strategy, officer):
    a_finding(strategy, officer)
    client.force_login(a_person(Role.AREA_LEAD, strategy.place))
    page = Page(client, strategy)

    assert page.get("findings").status_code == 404

    outline.share_with_area_lead(strategy, True, by=officer)
    assert page.get("findings").status_code == 200
    assert page.get("record_add", "findings").status_code == 403


def test_a_neighbour_finds_nothing(client, strategy, officer):
    a_finding(strategy, officer)
    client.force_login(a_person(Role.OFFICER, PlaceFactory()))
    page = Page(client, strategy)

    for name, args in (
        ("findings", ()),
        ("record_add", ("findings",)),
        ("record_edit", ("findings", "S1")),
        ("record_remove", ("findings", "S1")),
        ("record_history", ("findings", "S1")),
    ):
        assert page.get(name, *args).status_code == 404


def test_another_strategys_record_does_not_exist(page, officer):
    elsewhere = a_person(Role.OFFICER, PlaceFactory())
    theirs = outline.begin(
        elsewhere.memberships.get().place, title="Theirs", end_year=None, by=elsewhere
    )
    a_finding(theirs, elsewhere)

    assert page.get("record_edit", "findings", "S1").status_code == 404


def test_nothing_is_written_once_agreed(page, strategy):
    strategy.status = Status.AGREED
    strategy.save()

    assert page.get("record_add", "findings").status_code == 403
    assert page.add("findings", kind="strength", title="Late").status_code == 403
    assert not Finding.objects.exists()


def fill(strategy, officer, count):
    for number in range(count):
        item = ItemFactory(place=strategy.place)
        finding = a_finding(strategy, officer, evidence=[item.ref])
        priority = a_priority(
            strategy, officer, title=f"P {number}", findings=[finding.ref]
        )
        an_action(priority, officer)
        a_measure(strategy, officer, priority=priority, source=item.ref)


PAGES = [
    *((noun, ()) for noun in NOUNS),
    ("record_add", ("findings",)),
    ("record_add", ("measures",)),
    ("record_edit", ("findings", "S1")),
    ("record_edit", ("priorities", "P1")),
    ("record_edit", ("measures", "M1")),
    ("record_remove", ("priorities", "P1")),
    ("record_history", ("findings", "S1")),
]


def test_pages_cost_the_same_with_1_and_50_rows(page, strategy, officer):
    costs = []
    for more in (1, 49):
        fill(strategy, officer, more)
        costs.append([queries(partial(page.get, name, *args)) for name, args in PAGES])

    assert costs[0] == costs[1]
    assert max(costs[0]) <= 10


def test_saves_cost_at_most_ten_queries(page, strategy, officer):
    fill(strategy, officer, 1)
    measure = {"title": "Jobs", "priority": "P1", "source": "E01"}

    added = queries(
        lambda: page.post("record_add", "measures", once=uuid.uuid4(), **measure)
    )
    saved = queries(
        lambda: page.post("record_edit", "measures", "M1", revision=1, **measure)
    )

    assert Measure.objects.count() == 2
    assert Measure.objects.get(ref="M1").revision == 2
    assert max(added, saved) <= 10


def test_an_action_asks_for_a_priority_first(page, strategy, officer):
    assert "Add a priority first" in said(page.get("record_add", "actions"))

    a_priority(strategy, officer)
    assert "Add a priority first" not in said(page.get("record_add", "actions"))


def test_what_a_finding_cites_prints_as_a_numbered_source(page, strategy, officer):
    ItemFactory(place=strategy.place, number=7, ref="E07", title="Firm survey")
    a_finding(strategy, officer, text="Jobs are _dense_ [@E07].")

    shown = said(page.get("part", "strengths-and-weaknesses"))

    assert "Jobs are <em>dense</em>" in shown
    assert "[@E07]" not in shown
    assert "Firm survey" in shown


def test_a_list_and_a_history_draw_what_was_written_in_markdown(
    page, strategy, officer
):
    a_finding(strategy, officer, text="Jobs are **dense** [@E07].\n\n- Port\n- Mill")

    for answer in (page.get("findings"), page.get("record_history", "findings", "S1")):
        assert "<p>Jobs are <strong>dense</strong> [E07].</p>" in said(answer)
        assert "<li>Port</li>" in said(answer)


def test_what_leans_on_a_record_is_one_click_from_all_its_pages(
    page, strategy, officer
):
    priority = a_priority(strategy, officer)
    address = page.url("thread_leans_on", "priorities", "P1")

    for answer in (
        page.get("priorities"),
        page.get("record_edit", "priorities", "P1"),
        page.get("record_history", "priorities", "P1"),
        page.get("record_remove", "priorities", "P1"),
    ):
        assert f'href="{address}"' in said(answer)

    records.remove(priority, by=officer)
    assert address not in said(page.get("record_history", "priorities", "P1"))
