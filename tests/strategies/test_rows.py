"""Rows pasted from a spreadsheet: shown first, then added all at once."""

import re
import time
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evidence.models import Indicator
from strategies import records
from strategies.columns import PASTED
from strategies.models import (
    Action,
    Decision,
    Finding,
    Measure,
    Question,
    RecordChange,
    Report,
)
from tests.strategies.chosen import a_finding, a_measure, a_priority, an_action
from tests.strategies.pages import said

pytestmark = pytest.mark.django_db

ACTIONS = """Priority\tAction\tLead body\tFunding\tWhen
P1\tA hydrogen hub\tMarlshire Council\tPrivate investment\t31/03/2020
Skills\tAn apprenticeship fund of £1.2m\tCarrow College\tNo cost\tsummer 2020
"""


@pytest.fixture
def strategy(strategy, officer):
    a_priority(strategy, officer)
    a_priority(strategy, officer, title="Skills")
    return strategy


@pytest.fixture
def paste(client, officer, strategy):
    client.force_login(officer)
    return Paste(client, strategy)


class Paste:
    """The page that takes rows, as one officer fills it in."""

    def __init__(self, client, strategy):
        self.client, self.slug = client, strategy.slug

    def url(self, noun):
        return reverse("strategies:record_paste", args=[self.slug, noun])

    def look(self, text, noun="actions", **chosen):
        data = {"once": uuid.uuid4(), "text": text, "step": "look"}
        return self.client.post(self.url(noun), data | chosen)

    def add(self, shown, noun="actions", **changed):
        """Press the button of a page that shows what would be added."""
        return self.client.post(
            self.url(noun), on_page(shown) | {"step": "add"} | changed, follow=True
        )


def on_page(shown):
    """What the form of the page holds, as a browser would send it on."""
    form, columns = shown.context["form"], shown.context["columns"]
    fields = [*form, *columns] if columns else [*form]
    values = {field.html_name: field.value() for field in fields}
    return {name: value for name, value in values.items() if value not in (None, False)}


def outcomes(shown):
    return [(line.outcome.value, *line.reasons) for line in shown.context["lines"]]


def test_rows_are_shown_and_nothing_is_added_yet(paste):
    shown = paste.look(ACTIONS)

    assert outcomes(shown) == [("New",), ("New",)]
    assert shown.context["labels"] == [
        "Priority",
        "What will be done",
        "Who leads it",
        "What pays for it",
        "By when",
    ]
    assert "P2 Skills" in said(shown)
    assert "Add 2 actions" in said(shown)
    assert not Action.objects.exists()


def test_all_are_added_in_one_step_as_they_were_written(paste):
    answer = paste.add(paste.look(ACTIONS))

    first, second = Action.objects.order_by("priority__order")
    assert (first.ref, first.title, first.by_when) == (
        "A1.1",
        "A hydrogen hub",
        "31/03/2020",
    )
    assert (second.ref, second.title) == ("A2.1", "An apprenticeship fund of £1.2m")
    assert (first.lead, first.funding_source) == ("Marlshire Council", "private")
    assert first.changed_by.name == "Olive Marsh"
    assert "2 actions added: A1.1, A2.1" in said(answer)
    assert list(
        RecordChange.objects.filter(noun="actions").values_list("ref", "revision")
    ) == [("A2.1", 1), ("A1.1", 1)]


def test_refs_go_on_after_those_that_were_removed(paste, strategy, officer):
    gone = an_action(strategy.priorities.get(ref="P1"), officer)
    records.remove(gone, by=officer)

    paste.add(paste.look("Priority\tAction\nP1\tOne\nP1\tTwo\n"))

    assert list(Action.objects.values_list("ref", flat=True)) == [
        "A1.1",
        "A1.2",
        "A1.3",
    ]
    assert sorted(Action.objects.values_list("order", flat=True)) == [1, 2, 3]


def test_twenty_clicks_add_the_rows_once(paste):
    shown = paste.look(ACTIONS)

    for _ in range(20):
        paste.add(shown)

    assert Action.objects.count() == 2


def take_out(paste, listed):
    url = reverse("strategies:record_take_out", args=[paste.slug, "actions"])
    refs = re.search(r'name="refs" value="([^"]*)"', said(listed))[1]
    return paste.client.post(url, {"refs": refs}, follow=True)


def test_a_paste_that_was_a_mistake_is_taken_out_in_one_step(paste, officer):
    listed = paste.add(paste.look(ACTIONS))
    assert "You added 2 actions in one step, A1.1 to A2.1" in said(listed)

    answer = take_out(paste, listed)
    assert "Taken out again: A1.1, A2.1" in said(answer)
    assert not Action.objects.filter(removed_at=None).exists()

    take_out(paste, listed)
    assert RecordChange.objects.filter(kind="removed").count() == 2


def test_what_was_changed_since_stays(paste, officer):
    listed = paste.add(paste.look(ACTIONS))
    records.save(Action.objects.get(ref="A1.1"), by=officer)

    take_out(paste, listed)

    assert Action.objects.get(removed_at=None).ref == "A1.1"


def test_nothing_is_taken_out_once_something_else_was_added(paste, strategy, officer):
    listed = paste.add(paste.look(ACTIONS))
    an_action(strategy.priorities.get(ref="P1"), officer)

    answer = take_out(paste, listed)

    assert "Something was added since, so nothing was taken out" in said(answer)
    assert Action.objects.filter(removed_at=None).count() == 3


def test_pasted_twice_the_rows_are_there_already(paste, strategy):
    paste.add(paste.look(ACTIONS))

    shown = paste.look(ACTIONS.replace("Carrow College", "Fell College"))

    assert outcomes(shown) == [
        ("There already", "The same as A1.1"),
        (
            "There already",
            "The same as A2.1",
            "but not in: who leads it. Edit A2.1 to change that",
        ),
    ]
    assert "Add 0" not in said(shown)


def test_a_row_that_comes_twice_is_added_once(paste):
    shown = paste.look("Priority\tAction\nP1\tOne\nP1\t one\nP2\tOne\n")

    assert outcomes(shown) == [
        ("New",),
        ("There already", "The same as row 2"),
        ("New",),
    ]


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("Priority", "P9", "There is no priority “P9”"),
        ("Priority", "", "Say which priority it belongs to"),
        ("Action", "", "Nothing stands under “What will be done”"),
        ("Action", "a" * 301, "takes at most 300 characters: this has 301"),
        ("Action", "A\x07plan", "Remove the control character after “A”"),
        ("Funding", "The lottery", "“The lottery” is not a source of funding. See"),
        ("When", "#REF!", "The spreadsheet shows an error here: #REF!"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_the_others_can(
    paste, column, cell, reason
):
    row = {"Priority": "P1", "Action": "A plan", "Funding": "", "When": "2020"}
    cells = [list(row), [*(row | {column: cell}).values()], ["P2", "Another", "", ""]]

    shown = paste.look("\n".join("\t".join(line) for line in cells))

    refused, _ = shown.context["lines"]
    assert (refused.number, refused.outcome.value) == (2, "Cannot be taken")
    assert reason in " ".join(refused.reasons)
    paste.add(shown)
    assert Action.objects.get().title == "Another"


def test_without_headings_the_columns_are_chosen_on_the_page(paste):
    shown = paste.look("P1\tA hydrogen hub\t2020\nP2\tA fund\t2021\n")
    assert outcomes(shown)[0] == (
        "Cannot be taken",
        "Say which priority it belongs to",
    )

    chosen = {"column_0": "priority", "column_1": "title", "column_2": "by_when"}
    again = paste.look(**on_page(shown) | chosen | {"step": "look"})
    paste.add(again)

    assert list(Action.objects.values_list("title", "by_when")) == [
        ("A hydrogen hub", "2020"),
        ("A fund", "2021"),
    ]


def test_rows_that_name_no_priority_take_the_one_that_is_chosen(paste):
    shown = paste.look("Action\nA hydrogen hub\n")

    again = paste.look(**on_page(shown) | {"unsaid": "P2"})
    paste.add(again)

    assert Action.objects.get().ref == "A2.1"


@pytest.mark.parametrize(
    ("chosen", "error"),
    [
        ({"column_1": ""}, "Choose the column that says “What will be done”"),
        ({"column_2": "title"}, "Choose one column only for “What will be done”"),
        ({"column_2": "nonsense"}, "Choose one of the answers that are offered"),
    ],
)
def test_columns_that_cannot_be_are_said(paste, chosen, error):
    shown = paste.look(ACTIONS)

    again = paste.look(**on_page(shown) | chosen)

    assert error in said(again)
    assert "<title>Error: " in said(again)
    assert again.context["lines"] is None


def test_what_was_not_shown_is_not_added(paste, strategy, officer):
    shown = paste.look(ACTIONS)
    an_action(strategy.priorities.get(ref="P1"), officer, title="A hydrogen hub")

    answer = paste.add(shown)

    assert "Something changed since these rows were shown" in said(answer)
    assert Action.objects.count() == 1

    other = paste.add(answer, text=ACTIONS.replace("fund of", "chest of"))
    assert "Something changed since these rows were shown" in said(other)
    assert Action.objects.count() == 1


def test_another_text_has_its_columns_guessed_anew(paste):
    shown = paste.look(ACTIONS)

    again = paste.look(**on_page(shown) | {"text": "Action\tPriority\nA hub\tP1\n"})

    assert outcomes(again) == [("New",)]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "Paste the rows you copied"),
        (" \n\t\n", "Paste the rows you copied"),
        ("a\n" * 600, "Paste at most 500 rows at a time"),
        ("a" * 200_001, "Paste fewer rows at a time"),
        ("a\0b", "cannot be kept (NUL)"),
    ],
)
def test_what_is_no_rows_is_said_and_kept(paste, text, error):
    answer = paste.look(text)

    assert error in said(answer)
    assert "<title>Error: " in said(answer)


HOSTILE = [
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://evil.example";"Click")',
    "<script>alert(1)</script>",
    "{{ settings.SECRET_KEY }}",
    "'; DROP TABLE strategies_action; --",
    "\u202etxt.exe",
    "[[priority:P1]]",
]


@pytest.mark.parametrize("cell", HOSTILE)
def test_hostile_cells_are_words_like_any_other(paste, cell):
    answer = paste.add(paste.look(f"Priority\tAction\nP1\t{cell}\n"))

    assert Action.objects.get().title == cell
    assert "<script>alert" not in said(answer)


def test_measures_come_with_their_years_and_sources(paste):
    text = (
        "Indicator,Unit,Baseline,Baseline year,Target,Target year,Source,Priority\n"
        'Jobs,people,"12,000",2018,"15,000",2030,e01,P1\n'
        "Pay,pounds an hour,£14.20,2018,above England’s,soon,,\n"
    )

    shown = paste.look(text, noun="measures")
    paste.add(shown, noun="measures")

    assert outcomes(shown)[1] == (
        "Cannot be taken",
        "Enter a year between 2018 and 2100, like 2030, not “soon”",
    )
    measure = Measure.objects.get()
    assert (measure.ref, measure.baseline, measure.target_year) == (
        "M1",
        "12,000",
        2030,
    )
    assert (measure.source, measure.priority.ref) == ("E01", "P1")


def test_findings_are_numbered_by_their_kind(paste, strategy, officer):
    a_finding(strategy, officer, "weakness")
    text = 'Type\tFinding\tDetail\tEvidence\nStrengths\tWelding\t"One.\n\nTwo."\tE01; e02\nThreat\tFloods\t\t\nWeakness\tPay\t\t\n'

    paste.add(paste.look(text, noun="findings"), noun="findings")

    assert [(one.ref, one.title) for one in Finding.objects.order_by("ref")] == [
        ("C1", "Floods"),
        ("S1", "Welding"),
        ("W1", "Welding"),
        ("W2", "Pay"),
    ]
    strength = Finding.objects.get(ref="S1")
    assert (strength.text, strength.evidence) == ("One.\n\nTwo.", ["E01", "E02"])


def test_what_is_one_of_a_list_is_kept_as_that(paste):
    findings = (
        "Type\tFinding\tMarket\nThreat\tFloods\tA market failure\nWeakness\tPay\tBoth\n"
    )
    actions = "Priority\tAction\tKind of partner\nP1\tA hub\tuniversities and colleges; Public bodies\n"

    paste.add(paste.look(findings, noun="findings"), noun="findings")
    paste.add(paste.look(actions))

    found = Finding.objects.order_by("ref").values_list("ref", "market")
    assert list(found) == [("C1", "failure"), ("W1", "both")]
    assert Action.objects.get().partner_kinds == ["public", "university"]


@pytest.mark.parametrize("named", ["prod_hour", "GVA per hour worked", "PROD HOUR"])
def test_a_statistic_is_named_by_its_key_or_its_title(paste, named):
    Indicator.objects.create(key="PROD_HOUR", title="GVA per hour worked")

    shown = paste.look(f"Measure\tStatistic\nOutput\t{named}\n", noun="measures")
    paste.add(shown, noun="measures")

    assert shown.context["lines"][0].said[1][1] == "GVA per hour worked"
    assert Measure.objects.get().indicator == "PROD_HOUR"


@pytest.mark.parametrize(
    ("noun", "text", "reason"),
    [
        ("findings", "Type\tFinding\tMarket\nThreat\tFloods\tgood\n", "“good” is not what it is for the market"),
        ("actions", "Priority\tAction\tKind of partner\nP1\tA hub\tPublic, bank\n", "“bank” is not a kind of partner"),
        ("measures", "Measure\tStatistic\nOutput\tHappiness\n", "“Happiness” is no statistic we know"),
        ("evaluation", "Question\tPriority\nDid it work?\tP1, P9\n", "There is no priority “P9”"),
        ("evaluation", "Question\tPriority\nDid it work?\tFishing, boats\n", "There is no priority “Fishing”"),
        ("decisions", "Board\tDecision\n\tChose four priorities\n", "Name the board"),
    ],
)  # fmt: skip
def test_what_is_none_of_a_list_is_refused(paste, noun, text, reason):
    shown = paste.look(text, noun=noun)

    (line,) = shown.context["lines"]
    assert line.outcome.value == "Cannot be taken"
    assert reason in " ".join(line.reasons)


def test_boards_and_their_decisions_come_from_a_list_of_minutes(paste):
    text = (
        "Meeting date\tCommittee\tMinute\n"
        "03/05/2019\tLEP Board\tChose the priorities\n"
        "03/05/2019\tSkills Panel\tChose the priorities\n"
        "04/05/2019\tLEP Board\tChose the priorities\n"
        "03/05/2019\tLEP board\tChose the  priorities\n"
    )

    shown = paste.look(text, noun="decisions")
    answer = paste.add(shown, noun="decisions")

    assert outcomes(shown)[3] == ("There already", "The same as row 2")
    found = Decision.objects.values_list("ref", "board", "decided_on")
    assert list(found) == [
        ("B1", "LEP Board", "03/05/2019"),
        ("B2", "Skills Panel", "03/05/2019"),
        ("B3", "LEP Board", "04/05/2019"),
    ]
    assert "3 decisions added: B1, B2, B3" in said(answer)


@pytest.mark.parametrize("named", ["P1; P2", "p2 p1", "Hydrogen\nSkills", "Skills, P1"])
def test_a_question_names_its_priorities_by_refs_or_titles(paste, named):
    text = f'Question,Priorities,Approach\nDid it work?,"{named}",A **survey**\n'

    shown = paste.look(text, noun="evaluation")
    paste.add(shown, noun="evaluation")

    question = Question.objects.get()
    assert sorted(question.priorities) == ["P1", "P2"]
    assert question.method == "A **survey**"
    assert "P1 Hydrogen" in shown.context["lines"][0].said[1][1]


def test_a_plan_of_reports_is_pasted(paste):
    text = "Report\tOwner\tFrequency\tPublished\nProgress\tThe board\tOnce a year\tIts site\n"

    answer = paste.add(paste.look(text, noun="monitoring"), noun="monitoring")

    report = Report.objects.get()
    assert (report.ref, report.owner) == ("R1", "The board")
    assert (report.frequency, report.published_at) == ("Once a year", "Its site")
    assert "1 report added: R1" in said(answer)


@pytest.mark.parametrize("noun", ["priorities", "figures"])
def test_what_does_not_come_in_rows_has_no_such_page(paste, noun):
    assert paste.client.get(paste.url(noun)).status_code == 404


def test_lists_lead_to_the_page_and_it_opens(paste, strategy):
    for noun in PASTED:
        listed = paste.client.get(reverse(f"strategies:{noun}", args=[strategy.slug]))
        assert paste.url(noun) in said(listed)
        assert "Show me first" in said(paste.client.get(paste.url(noun)))


def many(count):
    rows = (f"P{1 + n % 2}\tAction {n}\tLead {n}" for n in range(count))
    return "\n".join(["Priority\tAction\tLead", *rows])


def queries(asked):
    ours = ("SELECT", "INSERT", "UPDATE", "DELETE")
    return len([query for query in asked if query["sql"].startswith(ours)])


def test_one_row_and_fifty_cost_the_same(paste, strategy, officer):
    costs = []
    for count in (1, 50):
        a_measure(strategy, officer)
        text = many(count)
        with CaptureQueriesContext(connection) as looked:
            shown = paste.look(text)
        with CaptureQueriesContext(connection) as added:
            paste.client.post(paste.url("actions"), on_page(shown) | {"step": "add"})
        costs.append((queries(looked), queries(added)))

    assert Action.objects.count() == 50
    assert costs[0] == costs[1]
    assert max(costs[0]) <= 10


def test_two_hundred_rows_are_quick(paste):
    start = time.monotonic()

    answer = paste.add(paste.look(many(200)))

    assert time.monotonic() - start < 5
    assert Action.objects.count() == 200
    assert re.search(r"200 actions added: A1\.1, ", said(answer))
