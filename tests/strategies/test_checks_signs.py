"""The signs of a weak draft: each found where it stands, and not where all is well."""

from dataclasses import replace

import pytest

from strategies import checklist
from strategies.checks import CHECKS, signs
from tests.strategies.complete import (
    COMPLETE,
    action,
    finding,
    having,
    measure,
    priority,
    with_text,
)

FOUND = [
    ("Rents are TBC.", "still holds “TBC”"),
    ("The share is XX per cent [@E01].", "still holds “XX per cent”"),
    ("The gap [insert figure] has grown.", "still holds “[insert figure]”"),
    ("Firms here \\[…\\] grow.", "still holds “[…]”"),
    ("Is this right??", "still holds “??”"),
    ("This section is to be completed.", "still holds “to be completed”"),
    ("We will work with partners to grow.", "“work with partners” and names nobody"),
    ("A plan will follow in due course.", "“in due course” and no date"),
    ("There is a need for more homes.", "“There is a need for” and cites nothing"),
    ("This is a step change for us.", "“step change”"),
    ("The gap is £X million.", "still holds “£X million”"),
    ("The gap is £XX.Xbn.", "still holds “£XX.Xbn”"),
    ("It rose X per cent.", "still holds “X per cent”"),
    ("By 20XX all is well.", "still holds “20XX”"),
    ("See \\_\\_\\_\\_.", "still holds “____”"),
    ("Is this right (?)", "still holds “(?)”"),
    ("The <name> plan.", "still holds “<name>”"),
    ("The {name} plan.", "still holds “{name}”"),
    ("Rents are _tbd_.", "still holds “tbd”"),
    ("Details to  be\ndetermined.", "still holds “to be determined”"),
    ("Lorem ipsum dolor.", "still holds “Lorem ipsum”"),
    (
        "A plan follows in the fullness of time.",
        "“in the fullness of time” and no date",
    ),
    (
        "A plan follows at an appropriate point.",
        "“at an appropriate point” and no date",
    ),
    ("We work with partners in the North.", "“work with partners” and names nobody"),
]


@pytest.mark.parametrize(("text", "sentence"), FOUND)
def test_a_loose_end_is_found_and_quoted(text, sentence):
    found = list(signs.loose(with_text("people", text)))

    assert [item for item in found if sentence in item.sentence]
    assert all(item.is_sign and item.is_warning for item in found)
    assert found[0].url == "/strategies/marlshire/parts/people/edit/"


GOOD = [
    "We work with partners such as Marl College to grow.",
    "A plan will follow in due course, by March 2020.",
    "There is a need for more homes [@E01].",
    "Westreach is to follow at its next meeting.",
    "See [our page](https://example.invalid/) and [@E01].",
    "[[figure:F1]]",
    "The chair said “we grew […] and stayed” in May.",
    "Taxis and boxes stand on the A66.",
    "Where x is less than 3, see <https://example.invalid/>.",
    "Max and Felix met in 2019 (the ninth time).",
]


@pytest.mark.parametrize("text", GOOD)
def test_what_says_enough_is_let_be(text):
    assert list(signs.loose(with_text("people", text))) == []


BEGINNINGS = [
    ("Pay is £458 a week [@E10].", "Pay%20is%20%C2%A3458%20a%20week"),
    ("### Well-paid **work**", "Well%2Dpaid%20work"),
    ("- One, two\n- three", "One%2C%20two"),
    ("2. Second", "Second"),
    ("| Carrow | 97% |", "Carrow"),
    ("One two three four five six seven eight nine", "One%20two%20three%20four%20five%20six%20seven%20eight"),
    ("[@E10]", None),
]  # fmt: skip


@pytest.mark.parametrize(("block", "words"), BEGINNINGS)
def test_a_paragraph_is_found_on_its_page_by_its_first_words(block, words):
    assert signs.spot(block) == (f"#text:~:text={words}" if words else "#text")


def test_a_loose_end_in_a_record_leads_to_its_field():
    content = having(actions=[action(funding_note="Source to be confirmed")])

    (found,) = signs.loose(content)

    assert found.sentence.startswith("A1.1 still holds “to be confirmed”")
    assert found.url.endswith("/actions/A1.1/edit/#id_funding_note")


def test_a_note_of_one_word_in_a_record_is_found_too():
    (found,) = signs.loose(having(measures=[measure(unit="TBC")]))

    assert found.sentence.startswith("M1 still holds “TBC”")
    assert found.url.endswith("/measures/M1/edit/#id_unit")


def test_a_note_in_what_the_place_says_of_a_criterion_is_found_too():
    content = replace(COMPLETE, answers={"SC-1": {"claim": "[ask Ana]"}})

    (found,) = signs.loose(content)

    assert found.sentence == "SC-1 still holds “[ask Ana]”: “[ask Ana]”"
    assert found.url == "/strategies/marlshire/checklist/SC-1/"


def test_the_name_of_the_place_names_no_partner():
    said = with_text("people", "We will work with partners across Marlshire.")

    (found,) = signs.loose(replace(said, place_name="Marlshire LEP"))

    assert "“work with partners” and names nobody" in found.sentence


PRAISE = [
    "We are world‑leading in ferries.",
    "We are World Leading in ferries.",
    "Our firms are globally leading.",
    "Our port is second to none.",
    "Our port is unrivalled.",
    "Ours are the world's best ferries.",
    "Our firms are global leaders.",
]


@pytest.mark.parametrize("text", PRAISE)
def test_praise_without_a_source_is_found_however_it_is_typed(text):
    (found,) = CHECKS["FO-2"](with_text("summary", text))

    assert "praises without a source" in found.sentence


UNCITED = [
    "Pay rose 12 pc here.",
    "Forty-five per cent left.",
    "Some 45,000 people left.",
    "Output is £1.2bn a year.",
]


@pytest.mark.parametrize("text", UNCITED)
def test_a_figure_without_a_source_is_found_however_it_is_typed(text):
    (found,) = CHECKS["EV-1"](with_text("people", text))

    assert "gives a figure with no source" in found.sentence


def two_texts(one, other):
    texts = with_text("summary", one).texts
    return replace(
        COMPLETE, texts={**texts, "people": with_text("people", other).texts["people"]}
    )


DISAGREE = [
    (
        "29.8 per cent of residents hold a degree [@E09].",
        "Only 28.9% of residents hold one [@E09].",
        "E09 is given as 29.8 per cent in “Summary” and as 28.9% in “People”",
    ),
    (
        "An hour of work produces £28.90 of output [@E01].",
        "Output per hour of work is £29.80 [@E01].",
        "E01 is given as £28.90",
    ),
    (
        "In all 12,400 jobs depend directly on the port.",
        "About 14,200 jobs depend directly on the port.",
        "The same figure is given as 12,400 jobs",
    ),
    (
        "The sector is worth £1.2bn a year.",
        "The sector is worth £1.3 billion a year.",
        "given as £1.2bn in “Summary” and as £1.3 billion in “People”",
    ),
    (
        "The sector is worth £1.2bn a year.",
        "The sector is worth £1,300 million a year.",
        "given as £1.2bn in “Summary” and as £1,300 million in “People”",
    ),
    (
        "Twelve per cent of firms export abroad.",
        "15% of firms export abroad.",
        "given as Twelve per cent in “Summary” and as 15% in “People”",
    ),
    (
        "Output per hour is £30.10.",
        "Output per hour is £33.20.",
        "given as £30.10 in “Summary” and as £33.20 in “People”",
    ),
]


@pytest.mark.parametrize(("one", "other", "sentence"), DISAGREE)
def test_a_figure_given_differently_in_two_parts_is_found(one, other, sentence):
    found = [item.sentence for item in signs.loose(two_texts(one, other))]

    assert len(found) == 1
    assert sentence in found[0]


AGREE = [
    ("Pay is £458 a week [@E10].", "Weekly pay is £458.00 [@E10]."),
    ("12% of firms export abroad.", "Twelve per cent of firms export abroad."),
    ("The sector is worth £1.2bn.", "The sector is worth £1,200 million."),
    ("The sector is worth £1.2bn.", "The sector is worth £1,214 million."),
    ("Ferries cost £450k [@E01].", "Ferries cost £450,000 [@E01]."),
    ("29.8 per cent hold one [@E09].", "30 per cent hold one [@E09]."),
    (
        "In 2010 the gap was 10.8 per cent [@E01].",
        "In 2017 the gap was 14.1 per cent [@E01].",
    ),
    ("Pay runs from £458 to £571 a week [@E10].", "Weekly pay is £571 [@E10]."),
    (
        "Survival is 46.1 against 43.1 per cent [@E18].",
        "Survival is 46.1 per cent [@E18].",
    ),
    (
        "An hour of work produces 14 per cent less [@E01].",
        "There an hour of work produces 27 per cent less [@E06].",
    ),
    ("We held 18 events with firms.", "We held 14 events with firms."),
    ("78 per cent are in work [@E08].", "29 per cent hold a degree [@E09]."),
    ("| Carrow | 97% [@E04] |", "Carrow is at 91% [@E04]."),
]


@pytest.mark.parametrize(("one", "other"), AGREE)
def test_figures_of_different_things_are_not_held_to_disagree(one, other):
    assert list(signs.loose(two_texts(one, other))) == []


def test_a_measure_that_starts_elsewhere_than_the_text_says_is_found():
    content = with_text("people", "31 per cent of firms use planning software [@E26].")
    wrong = measure(
        title="Firms using planning software",
        unit="per cent",
        baseline="13",
        source="E26",
    )
    records = {**content.records, "measures": [wrong]}

    (found,) = signs.loose(replace(content, records=records))

    assert (
        found.sentence
        == "E26 is given as 31 per cent in “People” and as 13 per cent in M1"
    )
    assert found.url.endswith("/measures/M1/edit/#id_baseline")


def test_signs_that_a_criterion_sees_stand_with_the_others():
    content = replace(
        with_text("summary", "Our cluster is unique. Rents are TBC."), end_year=2024
    )

    groups = {group.title: group.open for group in checklist.open_groups(content)}
    found = [item.sentence for item in groups[checklist.SIGNS]]

    assert list(groups) == [checklist.SIGNS]
    assert [said.split()[0] for said in found] == ["“Summary”", "Your", "“Summary”"]


ALL_FOUR = ["ai-and-data", "ageing-society", "clean-growth", "future-of-mobility"]
BY_CRITERION = [
    ("SC-1", replace(COMPLETE, end_year=2024)),
    ("SC-3", having(priorities=[priority(title="Growth")])),
    ("FO-4", having(priorities=[priority(tags=ALL_FOUR)])),
    ("PR-3", having(priorities=[priority(f"P{n}") for n in range(13)])),
    ("EL-3", having(measures=[measure(target="45", baseline="")])),
    ("EL-2", replace(COMPLETE, evaluation_begun=None)),
    ("FO-2", with_text("summary", "We are world-leading.")),
    ("EV-1", with_text("people", "Pay is £458 a week.")),
    ("SP-1", replace(having(communities=[]), surroundings=replace(COMPLETE.surroundings, districts={"X1": "Tarn"}))),
]  # fmt: skip


@pytest.mark.parametrize(("id", "content"), BY_CRITERION)
def test_a_criterion_marks_what_is_a_sign(id, content):
    assert [item for item in CHECKS[id](content) if item.is_sign]


def test_a_complete_strategy_shows_no_sign_and_nothing_open():
    assert checklist.open_groups(COMPLETE) == []


def test_text_beyond_belief_is_read_in_reasonable_time():
    long = "£1 " * 20_000 + "a" * 50_000 + "[" * 5_000

    assert list(signs.loose(with_text("people", long))) == []


def test_findings_are_read_too():
    content = having(
        findings=[finding("S1", "strength", text="We are unrivalled.", evidence=[])]
    )

    assert "S1 praises without a source" in str(CHECKS["FO-2"](content))
