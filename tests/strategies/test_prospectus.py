"""The prospectus as data: ours is faithful and whole, and others can stand beside it."""

import dataclasses
import hashlib
import tomllib
from pathlib import Path

import pytest

from people.models import Place, Role
from strategies import prospectus
from strategies.prospectus import CURRENT, reader, shapes

HERE = Path(__file__).parent / "prospectus"
OURS = prospectus.HOME / f"{CURRENT}.toml"
SMALL = HERE / "small-2030.toml"
TEXT = (HERE / "policy-prospectus-2018-10-01.txt").read_text(encoding="utf-8")

IDS = """
    EV-1 EV-2 EV-3 EV-4 EV-5 FO-1 FO-2 FO-3 FO-4 FO-5 FO-6 FO-7 FO-8 CL-1 CL-2 CL-3
    PR-1 PR-2 PR-3 EL-1 EL-2 EL-3 EL-4 EL-5 SC-1 SC-2 SC-3 SC-4 SC-5 NF-1 NF-2 LD-1
    LD-2 LD-3 LD-4 CO-1 SP-1 SP-2 GW-1 UK-1 LR-1 LR-2 LR-3 AG-1 AG-2
"""
LIS = reader.read(OURS)
QUOTES = [
    pytest.param(quote, id=f"{criterion.id}-{quote.line}")
    for criterion in LIS.criteria
    for quote in criterion.quotes
]


@pytest.fixture
def small():
    return reader.read(SMALL)


@pytest.fixture
def _loaded_afresh(settings):
    """Put back the editions the portal started with."""
    yield
    prospectus.load(settings.PROSPECTUS_FOLDERS)


# Ours says what the prospectus says


@pytest.mark.parametrize("quote", QUOTES)
def test_every_quote_stands_word_for_word_on_its_line(quote):
    assert quote.text in TEXT.splitlines()[quote.line - 1]


def test_all_criteria_are_there_once():
    assert sorted(item.id for item in LIS.criteria) == sorted(IDS.split())


def test_levels_are_those_of_the_words_quoted():
    levels = [criterion.level for criterion in LIS.criteria]

    assert [levels.count(level) for level in ("must", "should", "may")] == [13, 25, 7]
    assert {it.id for it in LIS.criteria if it.best_practice} == {
        "CL-2",
        "EL-3",
        "EL-4",
    }


def test_criteria_the_text_shows_have_parts_and_the_others_have_none():
    apart = {it.id for it in LIS.criteria if not it.parts}

    assert apart == {"LR-1", "LR-2", "LR-3", "AG-1", "AG-2"}
    assert {it.id for it in LIS.conditions} == {"LR-1", "LR-2", "LR-3"}
    assert {it.id for it in LIS.results} == {"AG-1", "AG-2"}


def test_every_part_is_asked_for_by_something():
    assert [part.key for part in LIS.parts if not LIS.criteria_of_part(part.key)] == []


def test_sections_and_parts_stand_in_the_order_of_print():
    assert {it.key: [part.key for part in it.parts] for it in LIS.sections} == {
        "opening": ["foreword", "summary"],
        "evidence": [
            "the-local-economy",
            "strengths-and-weaknesses",
            "how-the-evidence-was-built",
        ],
        "focus": [
            "opportunities-and-challenges",
            "ideas",
            "people",
            "infrastructure",
            "business-environment",
            "places",
            "how-they-connect",
            "grand-challenges",
        ],
        "collaboration": [
            "how-this-was-led",
            "partners-and-governance",
            "across-boundaries",
            "working-with-government",
            "consultation",
        ],
        "prioritisation": [
            "strategic-course",
            "priorities-and-actions",
            "within-existing-budgets",
            "guiding-local-funding",
            "places-and-communities",
        ],
        "evaluation": [
            "how-we-will-know",
            "monitoring-and-reporting",
            "evaluation-plan",
        ],
    }


def test_evaluation_is_printed_last_and_begun_first():
    in_order = [part.key for part in LIS.parts_in_order_of_work]

    assert LIS.sections[-1].key == "evaluation"
    assert in_order[:3] == [
        "how-we-will-know",
        "evaluation-plan",
        "monitoring-and-reporting",
    ]
    assert in_order[-1] == "foreword"


@pytest.mark.parametrize("part", LIS.parts, ids=lambda part: part.key)
def test_each_part_has_advice_worth_reading(part):
    assert 2 <= len(part.guidance) <= 4
    assert all(len(paragraph.split()) >= 10 for paragraph in part.guidance)
    assert 3 <= len(part.prompts) <= 6
    assert all(prompt.endswith("?") for prompt in part.prompts)
    assert 200 <= part.suggested_words <= 3000


def test_the_suggested_lengths_fit_within_the_limit():
    assert sum(part.suggested_words for part in LIS.parts) < LIS.limits.words


def test_every_record_but_evidence_has_a_part_that_prints_it():
    printed = {record for part in LIS.parts for record in part.prints}

    # The software prints the numbered sources at the end of every strategy.
    assert set(shapes.RECORDS) - printed == {"evidence"}


def test_gates_bite_at_their_moves():
    assert {it.id: it.gate for it in LIS.gates} == {
        "LD-1": "ask_for_approval",
        "LD-2": "ask_for_approval",
        "NF-1": "ask_for_approval",
        "LR-1": "submit",
        "AG-1": "agree",
        "AG-2": "agree",
    }
    assert [it.id for it in LIS.gates_at("submit")] == ["LR-1"]
    assert [it.id for it in LIS.submit_conditions] == ["LR-1"]


def test_each_kind_of_place_is_asked_its_own_leadership_question():
    asked = {kind: {it.id for it in LIS.judged(kind)} for kind in ("LEP", "MCA")}

    assert asked["LEP"] - asked["MCA"] == {"LD-2"}
    assert asked["MCA"] - asked["LEP"] == {"LD-1"}
    assert len(asked["LEP"]) == len(asked["MCA"]) == 39


def test_only_a_mayoral_area_needs_others_to_support_it():
    assert LIS.signing_for("MCA").needs_support
    assert not LIS.signing_for("LEP").needs_support


def test_money_not_yet_there_is_warned_of_or_refused():
    stances = {source.key: source.stance for source in LIS.funding_sources}

    assert stances == {
        "existing-local-budget": "ok",
        "partner-budget": "ok",
        "national-awarded": "ok",
        "private": "ok",
        "no-cost": "ok",
        "open-to-bids": "warn",
        "new-national-money": "refused",
        "to-be-confirmed": "refused",
    }


def test_a_date_given_in_words_stays_in_words():
    assert {it.key: it.when for it in LIS.milestones if it.kind == "target"} == {
        "first-agreed": "March 2019",
        "all-agreed": "early 2020",
    }


def test_where_a_criterion_stands_is_said_in_words():
    assert LIS.criterion("SC-1").where == "line 27"
    assert LIS.criterion("FO-3").where == "lines 90 and 133"
    assert (
        LIS.criterion("SC-1").clause == "Local Industrial Strategies will be long-term"
    )


def test_everything_can_be_asked_for_by_its_key():
    assert str(LIS) == "Local Industrial Strategies: policy prospectus"
    assert LIS.section("focus").title == "Focus"
    assert LIS.part("people").title == "People"
    assert LIS.tag_set("foundations").national
    assert LIS.tag("clean-growth").title == "Clean growth"
    assert LIS.funding_source("private").title == "Private investment"
    assert [it.id for it in LIS.criteria_of_section("agreement")] == ["AG-1", "AG-2"]


def test_a_question_about_something_unknown_says_so():
    with pytest.raises(KeyError, match="lis-2018-10 has no criterion 'EV-9'"):
        LIS.criterion("EV-9")


def test_a_part_of_a_places_own_is_not_in_the_edition():
    assert LIS.part("our-islands") is None


def test_roles_and_kinds_are_those_the_portal_knows():
    assert set(shapes.ROLES) == set(Role.values)
    assert set(shapes.KINDS) == set(Place.Kind.values) - {Place.Kind.GROUP}


# An edition does not change


def test_an_edition_cannot_be_changed(small):
    with pytest.raises(dataclasses.FrozenInstanceError):
        small.title = "Another"
    with pytest.raises(dataclasses.FrozenInstanceError):
        small.sections[0].parts[0].title = "Another"
    assert hash(small)


def test_the_hash_is_of_the_content_and_not_of_its_layout(tmp_path):
    text = SMALL.read_text(encoding="utf-8")
    twin, other = tmp_path / "twin.toml", tmp_path / "other.toml"
    twin.write_text("# A comment\n\n" + text.replace(" = ", "  =  "), encoding="utf-8")
    other.write_text(text.replace("Farming", "Fishing"), encoding="utf-8")

    assert reader.read(twin).hash == reader.read(SMALL).hash
    assert reader.read(other).hash != reader.read(SMALL).hash


def test_the_hash_is_the_sha_256_of_the_canonical_json():
    document = {"title": "Café", "published": tomllib.loads("a = 2030-04-01")["a"]}
    canonical = '{"published":"2030-04-01","title":"Café"}'

    expected = hashlib.sha256(canonical.encode()).hexdigest()

    assert reader.content_hash(document) == expected


# Another edition is another file


def test_the_small_edition_is_of_another_shape(small):
    assert [section.key for section in small.sections] == ["story", "proof"]
    assert [part.section for part in small.parts] == ["story", "story", "proof"]
    assert {it.id: it.gate for it in small.gates} == {"GP-3": "submit", "GP-5": "agree"}
    assert small.signing_for("LEP").approver == "officer"
    assert [it.id for it in small.judged("LEP")] == ["GP-1", "GP-2", "GP-3"]
    assert small.conditions == ()


@pytest.mark.usefixtures("_loaded_afresh")
def test_editions_of_other_folders_stand_beside_ours():
    prospectus.load([HERE, str(prospectus.HOME)])

    assert [it.key for it in prospectus.editions()] == [CURRENT, "small-2030"]
    assert prospectus.edition("small-2030").document == "Local growth plan"


def test_an_edition_nobody_knows_is_asked_for_in_vain():
    with pytest.raises(KeyError, match="No edition of the prospectus is called 'lost'"):
        prospectus.edition("lost")
