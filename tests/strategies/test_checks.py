"""Each check once where it fires and once where it is silent, on content alone."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from people.models import Place, Relation, ReviewCondition, Role
from strategies import checks, document, prospectus
from strategies.checks import CHECKS, Content
from strategies.checks.subject import Surroundings, Text
from strategies.models import ChecklistAnswer, Strategy
from tests.factories import (
    ItemFactory,
    PlaceFactory,
    RelationFactory,
    StrategyFactory,
    UserFactory,
    a_person,
)
from tests.strategies.chosen import a_finding, a_measure, a_priority, an_action
from tests.strategies.written import a_written_strategy

EDITION = prospectus.edition("lis-2018-10")
LONG = "Carrow is 3 per cent below the country [@E01]."


def a_text(spec):
    return Text(spec.key, spec.title, (LONG,))


def finding(ref, kind, **said):
    empty = {"title": "Welding", "text": "", "evidence": ["E01"]}
    return {"ref": ref, "kind": kind, "set_aside_because": ""} | empty | said


def priority(ref="P1", **said):
    return {
        "ref": ref,
        "title": "Hydrogen",
        "sentence": "The cluster cuts its own carbon.",
        "tags": ["ideas", "town"],
        "findings": ["O1"],
        "rationale": "Nobody buys the shared test hall alone.",
        "why_local": f"Eleven firms stand within two miles ({ref}).",
        "owner": "The board",
        "end_year": 2035,
    } | said


def action(ref="A1.1", **said):
    return {
        "ref": ref,
        "priority": "P1",
        "title": "A cluster plan",
        "lead": "Carrow council",
        "partners": "Eleven firms",
        "funding_source": "no-cost",
    } | said


def measure(ref="M1", **said):
    return {
        "ref": ref,
        "priority": "P1",
        "title": "Tonnes of carbon",
        "unit": "tonnes",
        "baseline": "1.42 million",
        "baseline_period": "2017",
        "target": "falling each year from 2022",
        "target_year": 2035,
        "source": "E01",
    } | said


EVIDENCE = {
    "ref": "E01",
    "title": "Productivity",
    "publisher": "ONS",
    "period": "2017",
    "geography": "Marlshire",
    "licence": "OGL v3.0",
}

COMPLETE = Content(
    edition=EDITION,
    slug="marlshire",
    place_slug="marlshire",
    kind="LEP",
    end_year=2035,
    words=9000,
    texts={spec.key: a_text(spec) for spec in EDITION.parts},
    findings=[
        finding("S1", "strength"),
        finding("W1", "weakness"),
        finding("O1", "opportunity"),
    ],
    priorities=[priority()],
    actions=[action()],
    measures=[measure()],
    evidence={"E01": EVIDENCE},
    answers={"FO-6": {"claim": "People and skills are for the county’s plan."}},
    surroundings=Surroundings(
        partnerships=(("Marlshire LEP", "marlshire"),),
        accepted=frozenset(("marlshire", id) for id in ("LR-1", "LR-2", "LR-3")),
    ),
)


def with_text(key, *blocks):
    texts = {**COMPLETE.texts, key: Text(key, EDITION.part(key).title, blocks)}
    return replace(COMPLETE, texts=texts)


def near(**surroundings):
    return replace(
        COMPLETE, surroundings=replace(COMPLETE.surroundings, **surroundings)
    )


FIRES = [
    ("SC-1", replace(COMPLETE, end_year=None), "The year your strategy looks to"),
    ("SC-1", replace(COMPLETE, end_year=2025), "less than 10 years after the prospectus"),
    ("SC-1", replace(COMPLETE, priorities=[priority(end_year=None)]), "P1 has no end year"),
    ("SC-2", replace(COMPLETE, priorities=[priority(tags=["town"])]), "P1 names none"),
    ("SC-3", replace(COMPLETE, priorities=[]), "No priority has been recorded"),
    ("SC-3", replace(COMPLETE, priorities=[priority(sentence="")]), "P1 has no sentence"),
    ("SC-3", replace(COMPLETE, priorities=[priority(tags=["ideas"])]), "P1 does not answer"),
    ("SC-5", replace(COMPLETE, priorities=[priority(rationale=" ")]), "P1 does not say"),
    ("NF-1", replace(COMPLETE, actions=[action(funding_source="")]), "A1.1 does not say what pays"),
    ("NF-1", replace(COMPLETE, actions=[action(funding_source="to-be-confirmed")]), "“To be confirmed”"),
    ("NF-1", replace(COMPLETE, actions=[action(funding_source="new-national-money")]), "“New national money”"),
    ("NF-1", replace(COMPLETE, actions=[action(funding_source="open-to-bids")]), "A1.1 counts on"),
    ("NF-2", with_text("guiding-local-funding"), "is not written yet"),
    ("SP-1", with_text("places-and-communities"), "is not written yet"),
    ("SP-2", with_text("places-and-communities"), "is not written yet"),
    ("LD-1", near(rivals=("Northmark LEP",)), "Northmark LEP writes a strategy of its own"),
    ("LD-2", near(written_for_by=("Avonmere Combined Authority",)), "Avonmere Combined Authority writes"),
    ("LD-3", with_text("how-this-was-led"), "is not written yet"),
    ("LD-4", with_text("partners-and-governance"), "is not written yet"),
    ("LR-1", near(accepted=frozenset()), "Marlshire LEP has not recorded"),
    ("LR-2", near(accepted=frozenset()), "Marlshire LEP has not recorded"),
    ("LR-3", near(accepted=frozenset()), "Marlshire LEP has not recorded"),
    ("EV-1", replace(COMPLETE, evidence={"E01": EVIDENCE | {"period": "", "geography": ""}}), "E01 has no period or geography"),
    ("EV-1", with_text("the-local-economy", "Output is £28.90 an hour."), "gives a figure with no source: “Output is"),
    ("EV-2", replace(COMPLETE, evidence={"E01": EVIDENCE | {"licence": ""}}), "E01 does not say under what licence"),
    ("EV-3", replace(COMPLETE, findings=[finding("S1", "strength")]), "No weakness has been recorded"),
    ("EV-3", replace(COMPLETE, findings=[finding("S1", "strength", evidence=[])]), "No strength rests on evidence"),
    ("FO-1", replace(COMPLETE, findings=[]), "No opportunity or challenge"),
    ("FO-1", replace(COMPLETE, findings=[finding("O1", "opportunity", evidence=[])]), "O1 rests on no evidence"),
    ("FO-1", replace(COMPLETE, findings=[finding("C1", "challenge")]), "C1 is taken up by no priority"),
    ("FO-2", replace(COMPLETE, findings=[finding("S1", "strength", evidence=[])]), "S1 rests on no evidence"),
    ("FO-2", with_text("summary", "Our cluster is world-leading."), "praises without a source"),
    ("FO-4", replace(COMPLETE, priorities=[priority(tags=["clean-growth"], findings=[])]), "P1 takes up a Grand Challenge"),
    ("FO-4", replace(COMPLETE, priorities=[priority(tags=["ai-and-data", "ageing-society", "clean-growth", "future-of-mobility"])]), "every Grand Challenge at once"),
    ("FO-5", with_text("people"), "“People” is not written yet"),
    ("FO-5", with_text("ideas", "Firms share little."), "“Ideas” cites no evidence"),
    ("FO-6", replace(COMPLETE, answers={}), "No priority bears on “People”"),
    ("FO-8", replace(COMPLETE, priorities=[priority(why_local="")]), "P1 does not say why local"),
    ("FO-8", replace(COMPLETE, priorities=[priority("P1", why_local="It is near."), priority("P2", why_local="it is near. ")]), "P2 gives the same reason"),
    ("CL-1", replace(COMPLETE, actions=[action(lead="")]), "A1.1 has nobody who leads it"),
    ("CL-1", replace(COMPLETE, actions=[action(partners="")]), "A1.1 names no partner"),
    ("CL-3", near(groups=("Northern Powerhouse",)), "does not name Northern Powerhouse"),
    ("PR-1", replace(COMPLETE, priorities=[priority(owner="")]), "P1 has nobody who answers for it"),
    ("PR-1", replace(COMPLETE, priorities=[priority(end_year=None)]), "P1 has no end year"),
    ("PR-1", replace(COMPLETE, measures=[]), "P1 has no measure"),
    ("PR-2", replace(COMPLETE, priorities=[priority(findings=["S1"])]), "P1 answers no challenge or opportunity"),
    ("PR-2", replace(COMPLETE, findings=[finding("O1", "opportunity", evidence=[])]), "P1 answers O1, which rests on no"),
    ("PR-3", replace(COMPLETE, priorities=[priority(f"P{n}") for n in range(13)]), "There are 13 priorities"),
    ("PR-3", replace(COMPLETE, words=35_001), "35,001 words"),
    ("PR-3", replace(COMPLETE, actions=[]), "P1 has no action"),
    ("EL-1", with_text("evaluation-plan"), "is not written yet"),
    ("EL-2", replace(COMPLETE, measures=[measure(baseline_period="")]), "M1 has no period for it"),
    ("EL-3", replace(COMPLETE, measures=[]), "P1 has no measure"),
    ("EL-3", replace(COMPLETE, measures=[measure(target="45%", unit="", target_year=None)]), "M1 has a target but no unit and no year"),
]  # fmt: skip


@pytest.mark.parametrize(("id", "content", "sentence"), FIRES)
def test_a_check_says_what_is_open(id, content, sentence):
    found = CHECKS[id](content)

    assert [item for item in found if sentence in item.sentence]
    assert all(item.url.startswith("/") and item.criterion == id for item in found)


@pytest.mark.parametrize("id", sorted(CHECKS))
def test_a_check_is_silent_where_all_is_there(id):
    assert CHECKS[id](COMPLETE) == []


def test_every_check_is_seen_to_fire():
    assert {id for id, _, _ in FIRES} == set(CHECKS)


def test_every_check_belongs_to_a_criterion_of_the_prospectus():
    assert set(CHECKS) <= {criterion.id for criterion in EDITION.criteria}


SILENT = [
    ("FO-1", replace(COMPLETE, findings=[finding("C1", "challenge", set_aside_because="Too far off.")])),
    ("FO-2", with_text("summary", "Our cluster is world-leading [@E01].")),
    ("FO-4", replace(COMPLETE, priorities=[priority(tags=["clean-growth"])])),
    ("CL-3", replace(with_text("across-boundaries", "With the Oxford-Cambridge Arc."), surroundings=Surroundings(groups=("Oxford–Cambridge Arc",)))),
    ("EL-3", replace(COMPLETE, measures=[measure(target="falling from 2022", unit="")])),
    ("EV-1", replace(COMPLETE, evidence={"E01": {"ref": "E01", "title": "A survey", "restricted": True}})),
]  # fmt: skip


@pytest.mark.parametrize(("id", "content"), SILENT)
def test_a_check_lets_what_is_good_enough_be(id, content):
    assert CHECKS[id](content) == []


def test_a_part_the_place_took_out_is_said_to_be_missing():
    texts = {key: text for key, text in COMPLETE.texts.items() if key != "people"}

    found = CHECKS["FO-5"](replace(COMPLETE, texts=texts))

    assert found[0].sentence == "“People” is not among the parts of your strategy"


def test_what_no_check_sees_is_for_the_officer_to_say():
    consultation = EDITION.criterion("CO-1")

    unsaid = checks.seen(COMPLETE, consultation)
    said = checks.seen(
        replace(COMPLETE, answers={"CO-1": {"claim": "41 events."}}), consultation
    )

    assert not unsaid.is_checked
    assert unsaid.open[0].url == "/strategies/marlshire/checklist/CO-1/"
    assert said.open == []


def test_loose_ends_are_empty_parts_and_references_to_nothing():
    content = replace(
        with_text("summary"),
        findings=[finding("S1", "strength", evidence=["E99"])],
        evidence={"E01": EVIDENCE | {"withdrawn_at": "2019-01-01"}},
    )

    sentences = [item.sentence for item in checks.loose_ends(content)]

    assert sentences == [
        "“Summary” is not written yet",
        "E01 is cited but has been withdrawn: Productivity",
        "E99 is cited but is not in your evidence base",
    ]


def test_a_warning_stands_in_nobodys_way():
    bids = replace(COMPLETE, actions=[action(funding_source="open-to-bids")])
    refused = replace(COMPLETE, actions=[action(funding_source="to-be-confirmed")])

    assert list(checks.standing_in_the_way(bids, "ask_for_approval")) == []
    found = list(checks.standing_in_the_way(refused, "ask_for_approval"))
    assert [item.criterion for item in found] == ["NF-1"]
    assert list(checks.standing_in_the_way(refused, "submit")) == []


# What is read from the database


def test_the_draft_is_read_in_two_queries(strategy, django_assert_num_queries):
    by = strategy.begun_by
    for _ in range(3):
        item = ItemFactory(place=strategy.place)
        a_finding(strategy, by, evidence=[item.ref])
        row = a_priority(strategy, by, tags=["ideas"])
        an_action(row, by)
        a_measure(strategy, by, priority=row)
    fresh = Strategy.objects.select_related("place").get(pk=strategy.pk)
    assert connection.features.supports_json_field  # which Django asks SQLite once

    with django_assert_num_queries(2):
        content = checks.of_strategy(fresh)

    assert [row["ref"] for row in content.actions] == ["A1.1", "A2.1", "A3.1"]
    assert content.priorities[0]["tags"] == ["ideas"]
    assert set(content.texts) == {spec.key for spec in EDITION.parts}


def test_a_frozen_version_is_checked_as_its_draft_was(db):
    place = PlaceFactory(name="Marlshire", slug="marlshire")
    strategy = a_written_strategy(place, a_person(Role.OFFICER, place))
    ItemFactory(place=place, number=9, ref="E09", title="Not cited")
    row = a_priority(strategy, strategy.begun_by, tags=["clean-growth"])
    an_action(row, strategy.begun_by, funding_source="new-national-money")
    ChecklistAnswer.objects.create(
        strategy=strategy, criterion="FO-6", claim="By choice."
    )
    frozen = document.build(strategy)

    draft = checks.of_strategy(strategy)
    version = checks.of_document(frozen, checks.around(place))

    for id, check in CHECKS.items():
        assert check(version) == check(draft), id
    assert CHECKS["NF-1"](version)
    assert list(checks.loose_ends(version)) == list(checks.loose_ends(draft))


def test_what_surrounds_a_place_comes_from_todays_relations(strategy):
    place = strategy.place
    group = PlaceFactory(kind=Place.Kind.GROUP, name="Northern Powerhouse")
    mayor = PlaceFactory(kind=Place.Kind.MCA, name="Avonmere")
    RelationFactory(source=place, kind=Relation.Kind.MEMBER_OF, target=group)
    RelationFactory(source=mayor, kind=Relation.Kind.LEADS, target=place)
    RelationFactory(
        source=PlaceFactory(),
        kind=Relation.Kind.LEADS,
        target=place,
        until=date(2018, 1, 1),
    )

    found = checks.around(place)

    assert found.groups == ("Northern Powerhouse",)
    assert found.written_for_by == ("Avonmere Combined Authority",)
    assert checks.around(mayor).rivals == ("Marlshire LEP",)


def test_an_mca_answers_for_the_conditions_of_the_leps_that_support_it(db):
    mayor = PlaceFactory(kind=Place.Kind.MCA, name="Avonmere")
    lep = PlaceFactory(name="North Avon", slug="north-avon")
    RelationFactory(source=lep, target=mayor)
    strategy = StrategyFactory(place=mayor)

    assert checks.blockers(strategy, "submit") == [
        "North Avon LEP has not recorded: "
        "Committed to the review recommendations in full"
    ]
    ReviewCondition.objects.create(
        place=lep, criterion="LR-1", accepted_on=date(2018, 10, 31), by=UserFactory()
    )
    assert checks.blockers(strategy, "submit") == []


def test_gates_bar_asking_for_approval_with_every_reason_at_once(strategy):
    row = a_priority(strategy, strategy.begun_by)
    an_action(row, strategy.begun_by)
    an_action(row, strategy.begun_by, funding_source="to-be-confirmed")

    reasons = checks.blockers(strategy, "ask_for_approval")

    assert len(reasons) == 2
    assert reasons[0] == "A1.1 does not say what pays for it"
    assert reasons[1].startswith("A1.2 is to be paid for from “To be confirmed”")
    assert checks.blockers(strategy, "approve") == []


def test_gates_are_asked_of_a_frozen_document_too(strategy):
    an_action(a_priority(strategy, strategy.begun_by), strategy.begun_by)
    frozen = document.build(strategy)
    strategy.actions.update(funding_source="no-cost")

    assert checks.blockers(strategy, "ask_for_approval") == []
    assert len(checks.blockers(strategy, "ask_for_approval", frozen)) == 1
