"""Each check once where it fires and once where it is silent, on content alone."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from people.models import Place, Relation, ReviewCondition, Role
from strategies import checks, document
from strategies.checks import CHECKS
from strategies.checks.surroundings import Neighbour, Surroundings
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
from tests.strategies.complete import (
    COMPLETE,
    EDITION,
    EVIDENCE,
    a_connection,
    action,
    both_seen_as,
    commitment,
    contributor,
    conversation,
    decision,
    finding,
    having,
    measure,
    near,
    on_course,
    priority,
    question,
    report,
    seen_as,
    statement,
    with_text,
)
from tests.strategies.written import a_written_strategy

TWO = {
    "priorities": [priority(), priority("P2", why_local="The port is here.")],
}

FIRES = [
    ("SC-1", replace(COMPLETE, end_year=None), "The year your strategy looks to"),
    ("SC-1", replace(COMPLETE, end_year=2025), "less than 10 years after the prospectus"),
    ("SC-1", having(priorities=[priority(end_year=None)]), "P1 has no end year"),
    ("SC-2", having(priorities=[priority(tags=["town"])]), "P1 names none"),
    ("SC-3", having(priorities=[]), "No priority has been recorded"),
    ("SC-3", having(priorities=[priority(sentence="")]), "P1 has no sentence"),
    ("SC-3", having(priorities=[priority(tags=["ideas"])]), "P1 does not answer"),
    ("SC-5", having(priorities=[priority(rationale=" ")]), "P1 does not say"),
    ("NF-1", having(actions=[action(funding_source="")]), "A1.1 does not say what pays"),
    ("NF-1", having(actions=[action(funding_source="to-be-confirmed")]), "“To be confirmed”"),
    ("NF-1", having(actions=[action(funding_source="new-national-money")]), "“New national money”"),
    ("NF-1", having(actions=[action(funding_source="open-to-bids")]), "A1.1 counts on"),
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
    ("EV-1", seen_as(period="", geography=""), "E01 has no period or geography"),
    ("EV-1", with_text("the-local-economy", "Output is £28.90 an hour."), "gives a figure with no source: “Output is"),
    ("EV-2", seen_as(licence=""), "E01 does not say under what licence"),
    ("EV-3", having(findings=[finding("S1", "strength")]), "No weakness has been recorded"),
    ("EV-3", having(findings=[finding("S1", "strength", evidence=[])]), "No strength rests on evidence"),
    ("FO-1", having(findings=[]), "No opportunity or challenge"),
    ("FO-1", having(findings=[finding("O1", "opportunity", evidence=[])]), "O1 rests on no evidence"),
    ("FO-1", seen_as(withdrawn_at="2019-05-01"), "O1 rests on nothing but E01 (withdrawn)"),
    ("FO-1", having(findings=[finding("O1", "opportunity", evidence=["E99"])]), "O1 rests on nothing but E99 (not in the evidence base)"),
    ("FO-2", seen_as(withdrawn_at="2019-05-01"), "S1 rests on nothing but E01 (withdrawn)"),
    ("EV-3", seen_as(withdrawn_at="2019-05-01"), "No strength rests on evidence"),
    ("EV-3", seen_as(withdrawn_at="2019-05-01"), "Nothing you cite is a statistic of productivity"),
    ("PR-2", seen_as(withdrawn_at="2019-05-01"), "P1 answers O1, which rests on nothing but E01 (withdrawn)"),
    ("FO-1", having(findings=[finding("C1", "challenge")]), "C1 is taken up by no priority"),
    ("FO-2", having(findings=[finding("S1", "strength", evidence=[])]), "S1 rests on no evidence"),
    ("FO-2", with_text("summary", "Our cluster is world-leading."), "praises without a source"),
    ("FO-4", having(priorities=[priority(tags=["clean-growth"], findings=[])]), "P1 takes up a Grand Challenge"),
    ("FO-4", having(priorities=[priority(tags=["ai-and-data", "ageing-society", "clean-growth", "future-of-mobility"])]), "every Grand Challenge at once"),
    ("FO-5", with_text("people"), "“People” is not written yet"),
    ("FO-5", with_text("ideas", "Firms share little."), "“Ideas” cites no evidence"),
    ("FO-6", replace(COMPLETE, answers={}), "No priority bears on “People”"),
    ("FO-8", having(priorities=[priority(why_local="")]), "P1 does not say why local"),
    ("FO-8", having(priorities=[priority("P1", why_local="It is near."), priority("P2", why_local="it is near. ")]), "P2 gives the same reason"),
    ("CL-1", having(actions=[action(lead="")]), "A1.1 has nobody who leads it"),
    ("CL-1", having(actions=[action(partners="")]), "A1.1 names no partner"),
    ("CL-3", near(groups=("Northern Powerhouse",)), "does not name Northern Powerhouse"),
    ("PR-1", having(priorities=[priority(owner="")]), "P1 has nobody who answers for it"),
    ("PR-1", having(priorities=[priority(end_year=None)]), "P1 has no end year"),
    ("PR-1", having(measures=[]), "P1 has no measure"),
    ("PR-2", having(priorities=[priority(findings=["S1"])]), "P1 answers no challenge or opportunity"),
    ("PR-2", having(findings=[finding("O1", "opportunity", evidence=[])]), "P1 answers O1, which rests on no"),
    ("PR-3", having(priorities=[priority(f"P{n}") for n in range(13)]), "There are 13 priorities"),
    ("PR-3", replace(COMPLETE, words=35_001), "35,001 words"),
    ("PR-3", having(actions=[]), "P1 has no action"),
    ("SC-2", having(priorities=[priority(departments=[])]), "P1 names no department"),
    ("SC-3", having(priorities=[priority(title="Hydrogen")]), "P1 is called by one word"),
    ("SC-3", having(priorities=[priority(tags=["ideas", "town"])]), "kinds of place: city, rural, coastal"),
    ("SC-4", having(measures=[measure(indicator="", source="")]), "Nothing you will measure is productivity"),
    ("SC-4", having(measures=[measure(baseline="")]), "M1 is your measure of productivity, and has no starting value"),
    ("SC-5", having(priorities=[priority(market="")]), "an opportunity or a market failure"),
    ("NF-1", on_course(has_finance_statement=False), "has not confirmed version 3"),
    ("SP-1", near(districts={"E06000001": "Carrow", "E07000002": "Westreach"}), "Nothing is said of Westreach"),
    ("SP-1", near(districts={"E06000001": "Carrow", "E07000002": "Westreach"}), "never names Westreach"),
    ("SP-1", having(communities=[statement(text="")]), "D1 says nothing yet"),
    ("SP-2", having(priorities=[priority(tags=["ideas"])]), "No priority is marked as one for inclusive growth"),
    ("SP-2", both_seen_as(bears_on="productivity"), "Nothing shows who is left out"),
    ("LD-1", near(partnerships=(("Carrow LEP", "carrow"),)), "Carrow LEP has not recorded its support"),
    ("LD-3", replace(COMPLETE, contributors=[contributor("expert", is_local=False)]), "Nobody from your area"),
    ("LD-4", having(decisions=[]), "No board and no decision"),
    ("LD-4", having(decisions=[decision(decided_on="")]), "says when it was taken"),
    ("LR-3", near(accepted_on={("marlshire", "LR-2"): "2018-10-01", ("marlshire", "LR-3"): "2018-10-31"}), "asked for together"),
    ("EV-1", seen_as(period="2009", indicator=""), "E01 is of 2009"),
    ("EV-1", seen_as(scale="wider"), "E01 describes a wider area"),
    ("EV-2", near(evidence_is_open=False), "Your evidence base is not public yet"),
    ("EV-2", near(evidence_is_open=False, open_items=frozenset({"E02"})), "not public yet: E01"),
    ("EV-2", seen_as(restricted=True), "1 item that you do not publish (E01)"),
    ("EV-3", both_seen_as(bears_on=""), "Nothing you cite is a statistic of productivity"),
    ("EV-3", both_seen_as(has_comparator=False), "E01 has no figure of elsewhere"),
    ("EV-3", seen_as(has_comparator=False), "E01 is a headline figure"),
    ("EV-4", replace(COMPLETE, contributors=[contributor("civil_society")]), "No university or independent expert"),
    ("EV-4", replace(COMPLETE, contributors=[contributor("university")]), "No civil society body"),
    ("EV-4", replace(COMPLETE, contributors=[contributor("expert", did="")]), "Ana Bell is named, and not what they did"),
    ("EV-5", both_seen_as(has_districts=False, scale="area"), "looks at districts"),
    ("EV-5", both_seen_as(detail=""), "detailed sectors"),
    ("FO-2", both_seen_as(has_comparator=False), "S1 rests on nothing that sets your place beside others"),
    ("FO-2", having(priorities=[priority(findings=["O1"])]), "W1 is a weakness that no priority answers"),
    ("FO-3", having(priorities=[priority(tags=["ideas"])]), "where the emphasis lies"),
    ("FO-3", having(priorities=[priority(tags=["skills", "land", "congestion", "housing", "lagging-communities"])]), "emphasis on everything"),
    ("FO-3", having(priorities=[priority(tags=["housing"], districts=[])], actions=[]), "names no planning authority"),
    ("FO-5", with_text("ideas", "Firms share little [@E01]."), "“Ideas” has 4 words"),
    ("FO-7", having(**TWO), "P2 is connected with no other priority"),
    ("FO-7", having(**TWO, connections=[a_connection(title=" ")]), "L1 says nothing"),
    ("CL-1", having(actions=[action(partner_kinds=[])]), "does not say what its partners are"),
    ("CL-1", having(actions=[action(partner_kinds=["private"])]), "No action has a public body"),
    ("CL-1", having(actions=[action(confirmed="")]), "what its partners have confirmed"),
    ("CL-2", having(commitments=[]), "with a neighbouring place"),
    ("CL-2", near(shares_ground=(Neighbour("Wold LEP", "wold"),)), "You share ground with Wold LEP"),
    ("CL-2", having(commitments=[commitment("neighbour", answer="")]), "K1 is not confirmed"),
    ("UK-1", near(borders="Wales"), "does not name Wales"),
    ("GW-1", having(commitments=[]), "with government"),
    ("GW-1", having(commitments=[commitment(department="")]), "K1 names no department"),
    ("GW-1", having(commitments=[commitment(answer="", standing_words="Not yet seen by Transport")]), "K1: Not yet seen by Transport"),
    ("CO-1", replace(COMPLETE, conversations=[]), "No conversation with civil society"),
    ("CO-1", replace(COMPLETE, conversations=[conversation("public", people=None, times=None)]), "no number of people"),
    ("CO-1", replace(COMPLETE, conversations=[conversation("public", when="")]), "no date"),
    ("CO-1", replace(COMPLETE, conversations=[conversation("public", changed="")]), "0 of 1 conversations"),
    ("CO-1", on_course(first_submitted="2019-05-20"), "last month before you submit"),
    ("CO-1", on_course(first_submitted="", submission_due="2019-05-20"), "last month before you submit"),
    ("PR-1", having(priorities=[priority(deliverability="")]), "P1 does not say why it can be done"),
    ("EL-1", with_text("evaluation-plan"), "is not written yet"),
    ("EL-1", having(evaluation=[]), "asks no question yet"),
    ("EL-1", having(evaluation=[question(method="", by_when="")]), "Q1 has no method and no date"),
    ("EL-1", having(evaluation=[question(priorities=[])]), "No question of the evaluation plan is about P1"),
    ("EL-2", having(actions=[action(starts="early 2016")]), "M1 has a starting value of 2017, after A1.1 starts (2016)"),
    ("EL-2", on_course(first_submitted="2019-02-01"), "begun only after you first submitted"),
    ("EL-2", replace(COMPLETE, evaluation_begun=None), "was not begun when you first submitted"),
    ("EL-3", having(priorities=[priority(success="")]), "P1 does not say what success looks like"),
    ("EL-2", having(measures=[measure(baseline="TBC")]), "M1 has no starting value"),
    ("EL-3", having(measures=[measure(target="45", baseline="n/a")]), "M1 has a target but no starting value"),
    ("EL-3", having(measures=[measure(target="")]), "M1 does not say what is aimed at"),
    ("EL-4", having(monitoring=[report(owner="To be confirmed.")]), "R1 has no name of who reports"),
    ("CL-1", having(actions=[action(lead="[TBC]")]), "A1.1 has nobody who leads it"),
    ("CL-1", having(actions=[action(partners="Various")]), "A1.1 names no partner"),
    ("FO-6", replace(COMPLETE, answers={"FO-6": {"claim": "tbc"}}), "No priority bears on “People”"),
    ("SC-3", having(priorities=[priority(title="The economy")]), "P1 is called by one word"),
    ("SP-1", near(districts={"E06000001": "Carrow", "E07000002": "Arr"}), "never names Arr"),
    ("EL-4", having(monitoring=[]), "who will report on progress"),
    ("EL-4", having(monitoring=[report(frequency="", published_at="")]), "R1 has no word on how often and no place"),
    ("EL-5", replace(COMPLETE, contributors=[contributor("university")]), "helping to evaluate"),
    ("AG-1", on_course(approved=None, agreed=None), "No version has been approved locally"),
    ("AG-1", on_course(agreed=None), "government has not agreed it"),
    ("AG-1", on_course(agreed=2), "version 2 was agreed"),
    ("AG-1", on_course(is_agreed_text=False), "another text"),
    ("AG-2", on_course(found=None), "not yet told what it found"),
    ("AG-2", on_course(found={}), "Government has not found this shown yet: Robust evidence base"),
    ("AG-2", on_course(agreed_edition="small-2030"), "another edition"),
    ("EL-2", having(measures=[measure(baseline_period="")]), "M1 has no period for it"),
    ("EL-3", having(measures=[]), "P1 has no measure"),
    ("EL-3", having(measures=[measure(target="45%", unit="", target_year=None)]), "M1 has a target but no unit and no year"),
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


def test_every_criterion_of_the_prospectus_has_its_check():
    assert set(CHECKS) == {criterion.id for criterion in EDITION.criteria}
    assert len(CHECKS) == 45


def test_of_each_criterion_the_edition_says_who_can_tell():
    by = [criterion.seen_by for criterion in EDITION.criteria]

    assert [by.count(who) for who in ("portal", "both", "person")] == [14, 28, 3]


LEANING_ON_BOTH = {
    **COMPLETE.records,
    "findings": [finding("O1", "opportunity", evidence=["e01", "E02"])],
}

SILENT = [
    ("FO-1", having(findings=[finding("C1", "challenge", set_aside_because="Too far off.")])),
    ("FO-1", replace(seen_as(withdrawn_at="2019-05-01"), records=LEANING_ON_BOTH)),
    ("PR-2", replace(seen_as(withdrawn_at="2019-05-01"), records=LEANING_ON_BOTH)),
    ("PR-2", having(findings=[finding("O1", "opportunity", evidence=[], text="Ships need it [@E01].")])),
    ("FO-2", with_text("summary", "Our cluster is world-leading [@E01].")),
    ("FO-4", having(priorities=[priority(tags=["clean-growth"])])),
    ("CL-3", replace(with_text("across-boundaries", "With the Oxford-Cambridge Arc."), surroundings=Surroundings(groups=("Oxford–Cambridge Arc",)))),
    ("EL-3", having(measures=[measure(target="falling from 2022", unit="")])),
    ("EV-1", replace(COMPLETE, evidence={"E01": {"ref": "E01", "title": "A survey", "restricted": True}})),
    ("EV-1", replace(COMPLETE, evidence={"E01": EVIDENCE | {"period": "2009"}, "E02": EVIDENCE | {"ref": "E02"}})),
    ("EV-1", with_text("consultation", "At our events 80 per cent agreed.")),
    ("EV-2", replace(seen_as(restricted=True), answers={"EV-2": {"claim": "One is personal."}})),
    ("FO-3", replace(having(priorities=[priority(tags=["ideas"])]), answers={"FO-3": {"claim": "Skills first."}})),
    ("FO-3", having(priorities=[priority(tags=["housing"], districts=[], rationale="With Carrow council.")])),
    ("SC-3", replace(having(priorities=[priority(tags=["town"])]), answers={"SC-3": {"claim": "All towns."}})),
    ("GW-1", replace(having(commitments=[]), answers={"GW-1": {"claim": "By letter."}})),
    ("UK-1", replace(with_text("across-boundaries", "With Wales."), surroundings=Surroundings(borders="Wales"))),
    ("SP-1", having(priorities=[priority(districts=[])])),
]  # fmt: skip


@pytest.mark.parametrize(("id", "content"), SILENT)
def test_a_check_lets_what_is_good_enough_be(id, content):
    assert CHECKS[id](content) == []


def test_what_rests_on_withdrawn_evidence_leads_to_where_it_is_given_other():
    withdrawn = seen_as(withdrawn_at="2019-05-01")

    for id in ("FO-1", "PR-2"):
        (found,) = [it for it in CHECKS[id](withdrawn) if "(withdrawn)" in it.sentence]
        assert found.url == "/strategies/marlshire/findings/O1/edit/#id_evidence"


def test_a_part_the_place_took_out_is_said_to_be_missing():
    texts = {key: text for key, text in COMPLETE.texts.items() if key != "people"}

    found = CHECKS["FO-5"](replace(COMPLETE, texts=texts))

    assert found[0].sentence == "“People” is not among the parts of your strategy"


def test_what_only_a_person_can_say_is_asked_until_it_is_said():
    money = EDITION.criterion("NF-2")

    unsaid = checks.seen(replace(COMPLETE, answers={}), money)
    said = checks.seen(COMPLETE, money)

    assert unsaid.by == "person"
    assert unsaid.open[0].url == "/strategies/marlshire/checklist/NF-2/"
    assert said.open == []


def test_an_answer_that_says_nothing_yet_is_asked_for_again():
    content = replace(COMPLETE, answers={"LD-3": {"claim": "TBC"}})

    found = checks.seen(content, EDITION.criterion("LD-3"))

    assert found.open[0].sentence.startswith("Say in a sentence how this is shown")


def test_an_edition_without_a_check_for_a_criterion_asks_a_person():
    small = replace(EDITION.criterion("EV-1"), id="GP-1", seen_by="portal")

    assert checks.seen(COMPLETE, small).by == "person"


def test_the_border_is_asked_about_only_where_there_is_one():
    border = EDITION.criterion("UK-1")

    assert not checks.applies(border, COMPLETE)
    assert checks.applies(border, near(borders="Scotland"))


def test_a_link_leads_to_the_field_to_mend():
    found = CHECKS["PR-1"](having(priorities=[priority(end_year=None)]))

    assert found[0].url == "/strategies/marlshire/priorities/P1/edit/#id_end_year"


def test_loose_ends_are_empty_parts_and_references_to_nothing():
    content = replace(
        with_text("summary"),
        records=having(findings=[finding("S1", "strength", evidence=["E99"])]).records,
        evidence={"E01": EVIDENCE | {"withdrawn_at": "2019-01-01"}},
    )

    sentences = [item.sentence for item in checks.loose_ends(content)]

    assert sentences == [
        "“Summary” is not written yet",
        "E01 is cited but has been withdrawn: Productivity",
        "E99 is cited but is not in your evidence base",
    ]


def test_a_warning_stands_in_nobodys_way():
    bids = having(actions=[action(funding_source="open-to-bids")])
    refused = having(actions=[action(funding_source="to-be-confirmed")])

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
    gone = {"withdrawn_at": strategy.begun_at, "withdrawn_by": strategy.begun_by}
    place.evidence.filter(ref="E01").update(**gone)
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
    assert version.problem("E01") == "withdrawn"
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
