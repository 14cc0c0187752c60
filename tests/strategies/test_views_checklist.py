"""The pages of what the prospectus asks, on the real edition and on a small one."""

import uuid
from functools import partial

import pytest
from django.urls import reverse

from people.models import Role
from strategies import outline
from strategies.models import ChecklistAnswer, RecordChange, Status
from tests.factories import ItemFactory, a_person
from tests.strategies.chosen import a_finding, a_measure, a_priority, an_action
from tests.strategies.pages import queries, said
from tests.strategies.small import small_edition  # noqa: F401 - a fixture
from tests.strategies.written import a_written_strategy

pytestmark = pytest.mark.django_db


@pytest.fixture
def get(client, officer, strategy):
    client.force_login(officer)

    def fetch(name="checklist", *args):
        return client.get(reverse(f"strategies:{name}", args=[strategy.slug, *args]))

    return fetch


@pytest.fixture
def answer(client, officer, strategy):
    client.force_login(officer)

    def send(criterion, **data):
        args = [strategy.slug, criterion]
        return client.post(reverse("strategies:checklist_answer", args=args), data)

    return send


def test_every_criterion_that_applies_is_asked_once_with_its_clause(get):
    asked = [
        item.criterion.id
        for heading in get().context["headings"]
        for item in heading.asked
    ]

    assert len(asked) == len(set(asked)) == 43
    assert "LD-2" in asked
    assert "LD-1" not in asked
    assert "They will address local strengths and weaknesses" in said(get())


def test_levels_are_said_in_words_and_nothing_is_scored(get):
    page = said(get())

    for words in ("Needed", "Expected", "Welcome", "before you can ask for approval"):
        assert words in page
    assert "govuk-tag--red" not in page


def test_the_page_says_what_the_portal_sees_and_what_it_cannot(get):
    page = said(get())

    assert "Only a person can say:" in page
    assert "Settled when it is agreed." in page
    assert "No weakness has been recorded" in page
    assert "Marlshire LEP has not recorded" in page


def test_where_it_is_shown_is_prefilled_from_the_part_it_belongs_to(get):
    asked = {
        item.criterion.id: item
        for heading in get().context["headings"]
        for item in heading.asked
    }

    assert asked["CO-1"].where == "Consultation"
    form = get("checklist_answer", "CO-1").context["form"]
    assert form["where"].value() == "consultation"


def test_an_officer_says_how_it_is_shown(get, answer):
    sent = answer("CO-1", claim="41 events.", where="across-boundaries", revision=0)

    assert sent.status_code == 302
    saved = ChecklistAnswer.objects.get()
    assert (saved.claim, saved.where.key) == ("41 events.", "across-boundaries")
    assert saved.changed_by.name == "Olive Marsh"
    assert "41 events." in said(get())
    assert "41 events." in said(get("checklist_history", "CO-1"))


def test_a_second_click_saves_once(answer):
    for _ in range(2):
        answer("CO-1", claim="41 events.", where="consultation", revision=0)

    assert ChecklistAnswer.objects.get().revision == 1
    assert RecordChange.objects.count() == 1


def test_a_stale_answer_shows_both_and_keeps_both(answer):
    answer("CO-1", claim="First.", where="consultation", revision=0)

    late = answer("CO-1", claim="Second.", where="consultation", revision=0)

    assert late.status_code == 409
    assert "First." in said(late)
    assert "Second." in said(late)
    assert ChecklistAnswer.objects.get().claim == "First."
    assert RecordChange.objects.get(kind="aside").values["claim"] == "Second."


MINE = {
    "claim": "Second.",
    "their_claim": "First.",
    "where": "consultation",
    "revision": 1,
}


@pytest.mark.parametrize(("keep", "claim"), [("mine", "Second."), ("theirs", "First.")])
def test_whichever_is_chosen_stands(answer, keep, claim):
    answer("CO-1", claim="First.", where="consultation", revision=0)

    answer("CO-1", keep_claim=keep, **MINE)

    assert ChecklistAnswer.objects.get().claim == claim


def test_theirs_can_be_edited_together_with_mine(answer):
    answer("CO-1", claim="First.", where="consultation", revision=0)

    together = answer("CO-1", choice="together", **MINE)

    assert "First." in said(together)
    assert together.context["form"]["claim"].value() == "Second."


def test_a_choice_that_was_not_made_is_asked_for_again(answer):
    answer("CO-1", claim="First.", where="consultation", revision=0)

    again = answer("CO-1", **MINE)

    assert "Choose what to keep: how this is shown" in said(again)
    assert ChecklistAnswer.objects.get().claim == "First."


def test_one_says_how_and_the_other_where_and_both_stand(answer):
    answer("CO-1", claim="41 events.", where="consultation", revision=0)
    answer("CO-1", claim="41 events.", where="across-boundaries", revision=1)

    answer("CO-1", claim="42 events.", where="consultation", revision=1)

    saved = ChecklistAnswer.objects.get()
    assert (saved.claim, saved.where.key) == ("42 events.", "across-boundaries")


def test_an_answer_that_is_shown_nowhere_yet_stays_so(get, answer):
    answer("CO-1", claim="41 events.", where="", revision=0)

    assert get("checklist_answer", "CO-1").context["form"]["where"].value() == ""


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"claim": "a\x07b", "revision": 0}, "control character"),
        ({"claim": "a", "revision": ""}, "out of date"),
        ({"claim": "a", "where": "nowhere", "revision": 0}, "Choose a part that is"),
    ],
)
def test_what_cannot_be_saved_is_said(answer, data, error):
    assert error in said(answer("CO-1", **data))
    assert not ChecklistAnswer.objects.exists()


@pytest.mark.parametrize("criterion", ["LD-1", "LR-1", "AG-1", "XX-9"])
def test_what_the_strategy_does_not_answer_has_no_page(get, criterion):
    assert get("checklist_answer", criterion).status_code == 404


def test_before_you_can_submit_gates_and_musts_come_first(get, strategy, officer):
    row = a_priority(strategy, officer)
    an_action(row, officer, funding_source="new-national-money")
    a_finding(strategy, officer, evidence=["E99"])

    groups = {
        group.title: group.open for group in get("checklist_open").context["groups"]
    }

    assert list(groups) == [
        "These stand in the way",
        "Needed",
        "Parts and references",
        "Signs of a draft that is not ready",
        "Expected",
        "Welcome, and not required",
    ]
    first = groups["These stand in the way"]
    assert {item.criterion for item in first} == {"NF-1", "LR-1"}
    loose = [item.sentence for item in groups["Parts and references"]]
    assert "“Foreword” is not written yet" in loose
    assert "E99 is cited but is not in your evidence base" in loose


def test_every_link_to_mend_something_opens_a_page(client, place, officer):
    strategy = a_written_strategy(place, officer)
    row = a_priority(strategy, officer, tags=["clean-growth"], title="Second")
    an_action(row, officer, funding_source="to-be-confirmed")
    a_finding(strategy, officer, "opportunity", evidence=["E99"])
    client.force_login(officer)
    page = client.get(reverse("strategies:checklist_open", args=[strategy.slug]))

    urls = {item.url for group in page.context["groups"] for item in group.open}

    assert len(urls) > 10
    for url in urls:
        assert client.get(url).status_code == 200, url


def test_what_two_criteria_ask_for_is_listed_once(get, strategy, officer):
    a_priority(strategy, officer, end_year=None)

    sentences = [
        item.sentence
        for group in get("checklist_open").context["groups"]
        for item in group.open
    ]

    assert sentences.count("P1 has no end year") == 1


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.APPROVER, Role.READER])
def test_the_places_people_read_and_do_not_answer(client, strategy, role):
    client.force_login(a_person(role, strategy.place))

    for name, args, status in (
        ("checklist", [], 200),
        ("checklist_open", [], 200),
        ("checklist_history", ["CO-1"], 200),
        ("checklist_answer", ["CO-1"], 403),
    ):
        url = reverse(f"strategies:{name}", args=[strategy.slug, *args])
        assert client.get(url).status_code == status


def test_an_area_lead_of_a_shared_draft_reads_claims_and_no_open_ends(
    client, strategy, officer
):
    client.force_login(a_person(Role.AREA_LEAD, strategy.place))
    url = reverse("strategies:checklist", args=[strategy.slug])
    assert client.get(url).status_code == 404

    outline.share_with_area_lead(strategy, True, by=officer)

    assert "What the portal sees" not in said(client.get(url))
    assert client.get(f"{url}open/").status_code == 403


def test_nothing_is_answered_once_agreed(answer, get, strategy):
    strategy.status = Status.AGREED
    strategy.save()

    assert answer("CO-1", claim="Late.", revision=0).status_code == 403
    assert get().status_code == 200


@pytest.mark.usefixtures("small_edition")
def test_a_second_edition_asks_its_own(client, place, officer):
    small = outline.begin(
        place, title="Plan", end_year=None, by=officer, edition_key="small-2030"
    )
    client.force_login(officer)

    page = client.get(reverse("strategies:checklist", args=[small.slug]))
    asked = [
        item.criterion.id
        for heading in page.context["headings"]
        for item in heading.asked
    ]
    assert asked == ["GP-1", "GP-2", "GP-3", "GP-5"]
    assert "Only a person can say:" in said(page)

    groups = client.get(f"{page.wsgi_request.path}open/").context["groups"]
    assert [item.criterion for item in groups[0].open] == ["GP-3"]

    add = reverse("strategies:record_add", args=[small.slug, "priorities"])
    client.post(
        add, {"once": uuid.uuid4(), "title": "Farms", "tags_sectors": ["farming"]}
    )
    assert small.priorities.get().tags == ["farming"]


PAGES = [("checklist",), ("checklist_open",), ("checklist_answer", "CO-1")]


def test_pages_cost_the_same_with_1_and_50_rows(get, answer, strategy, officer):
    costs = []
    get()
    for more in (1, 49):
        for _ in range(more):
            item = ItemFactory(place=strategy.place)
            a_finding(strategy, officer, evidence=[item.ref])
            row = a_priority(strategy, officer)
            an_action(row, officer)
            a_measure(strategy, officer, priority=row)
        costs.append([queries(partial(get, *page)) for page in PAGES])

    assert costs[0] == costs[1]
    save = queries(lambda: answer("CO-1", claim="A", where="consultation", revision=0))
    assert max(*costs[0], save) <= 10
