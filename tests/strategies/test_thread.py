"""The thread on content alone: what hangs on what, and each way in which it breaks."""

from dataclasses import replace

import pytest

from strategies import thread
from strategies.checks.subject import Text
from strategies.thread import mending
from tests.strategies.threaded import (
    HELD,
    SAID,
    changed,
    evidence,
    having,
    lacking,
    row,
    told,
    with_evidence,
    with_text,
)


def chain_of(content, id):
    chains = thread.chains(thread.weave(content))
    return next(one for one in chains if one.criterion.id == id)


def refs(nodes):
    return [node.ref for node in nodes]


def found(content):
    """What each kind of break names."""
    woven = thread.weave(content)
    return {
        one.key: refs(one.nodes)
        for one in thread.breaks(woven, thread.chains(woven))
        if one.nodes
    }


def test_a_clause_leads_to_passages_evidence_findings_priorities_and_what_follows():
    one = chain_of(with_text("the-local-economy", "Skills [@E02]."), "EV-5")

    assert refs(one.parts) == ["the-local-economy", "strengths-and-weaknesses"]
    assert refs(one.passages)[0] == "the-local-economy.1"
    assert refs(one.evidence) == ["E01", "E02"]
    assert refs(one.findings) == ["C1", "O1"]
    assert refs(one.priorities) == ["P1", "P2"]
    assert refs(one.actions) == ["A1.1", "A2.1"]
    assert refs(one.measures) == ["M1", "M2"]


def test_the_part_that_the_place_names_is_where_a_clause_is_answered():
    one = chain_of(told(EV_1="people"), "EV-1")

    assert refs(one.parts) == ["people"]


def test_a_named_part_that_was_removed_leaves_the_prospectus_to_say_where():
    one = chain_of(told(EV_1="gone"), "EV-1")

    assert refs(one.parts) == ["the-local-economy", "how-the-evidence-was-built"]


def test_a_block_that_cites_or_places_something_is_a_passage():
    content = with_text("summary", "Plain.", "As shown [@E01].", "[[priority:P2]]")

    passages = [
        node for node in thread.weave(content).of("passages") if node.part == "summary"
    ]

    assert refs(passages) == ["summary.2", "summary.3"]
    assert [node.place for node in passages] == ["passage 1", "passage 2"]


def test_a_part_that_cites_nothing_is_one_passage_as_a_whole():
    content = with_text("consultation", "We met.", "They spoke.")

    assert refs(chain_of(content, "CO-1").passages) == ["consultation.whole"]


def test_records_that_a_part_prints_are_a_passage_of_it():
    one = chain_of(with_text("how-we-will-know"), "EL-3")

    assert refs(one.passages) == ["how-we-will-know.listed"]
    assert refs(one.measures) == ["M1", "M2"]
    assert refs(one.priorities) == ["P1", "P2"]


def test_evidence_is_behind_a_passage_through_a_figure_it_places():
    figure = row("figures", "F1", source="After [@E02].")
    content = having(with_text("consultation", "[[figure:F1]]"), figures=[figure])

    one = chain_of(content, "CO-1")

    assert refs(one.evidence) == ["E02"]
    assert refs(one.findings) == ["C1"]


def test_a_chart_rests_on_the_evidence_of_its_statistic():
    chart = row("charts", "C1", indicator="EMP_RATE", source="")
    content = having(
        with_evidence(evidence("E03", indicator="EMP_RATE")), charts=[chart]
    )

    woven = thread.weave(content)

    assert woven.on(("charts", "C1")) == [("evidence", "E03")]
    assert woven.on(("findings", "C1")) == [("evidence", "E02")]


def test_what_agreement_settles_and_what_a_place_is_not_asked_have_no_chain():
    ids = {one.criterion.id for one in thread.chains(thread.weave(HELD))}

    assert "PR-2" in ids
    assert not ids & {"AG-1", "AG-2", "LR-1", "LD-1"}


def test_a_thread_that_holds_has_no_breaks():
    assert found(HELD) == {}


BROKEN = [
    (with_text("consultation"), {"unanswered": ["CO-1"]}),
    (
        replace(HELD, texts={k: v for k, v in HELD.texts.items() if k != "consultation"}),
        {"unanswered": ["CO-1"]},
    ),
    (
        replace(HELD, texts={**HELD.texts, "ours": Text("ours", "Our story", (SAID,))}),
        {"passages": ["ours.1"]},
    ),
    (told(EL_4="people"), {"passages": ["monitoring-and-reporting.1"]}),
    (with_evidence(evidence("E03")), {"evidence": ["E03"]}),
    (changed("priorities", "P1", findings=[]), {"priorities": ["P1"]}),
    (changed("findings", "C1", evidence=[]), {"priorities": ["P1"]}),
    (changed("findings", "C1", evidence=["E99"]), {"priorities": ["P1"]}),
    (with_evidence(evidence("E02", withdrawn_at="2019")), {"priorities": ["P1"]}),
    (lacking("findings", "O1"), {"priorities": ["P2"]}),
    (changed("measures", "M2", baseline=" "), {"measures": ["M2"]}),
]  # fmt: skip


@pytest.mark.parametrize(("content", "breaks"), BROKEN)
def test_each_way_to_break_it_is_found(content, breaks):
    assert found(content) == breaks


@pytest.mark.parametrize(("content", "breaks"), BROKEN)
def test_each_break_leads_with_one_link_to_where_it_is_mended(content, breaks):
    woven = thread.weave(content)

    for one in thread.breaks(woven, thread.chains(woven)):
        for loose in mending.loose(woven, one):
            assert loose.mend
            assert loose.address.startswith("/strategies/marlshire/")


def test_a_priority_with_a_bare_finding_is_mended_at_the_finding():
    woven = thread.weave(changed("findings", "C1", evidence=[]))

    assert mending.mended(woven, woven.nodes["priorities", "P1"]) == (
        "Give C1 its evidence",
        "/strategies/marlshire/findings/C1/edit/",
    )


def test_evidence_that_nobody_knows_and_that_was_withdrawn_says_so():
    woven = thread.weave(changed("findings", "C1", evidence=["E99"]))

    assert woven.nodes["evidence", "E99"].problem == "not in the evidence base"
    assert woven.sound(("findings", "C1")) == []


def test_refs_are_listed_as_people_count_them():
    many = [row("findings", f"C{n}", kind="challenge") for n in (10, 9, 2)]
    content = having(
        findings=many,
        priorities=[row("priorities", "P1", findings=["C10", "C2", "C9"])],
    )

    one = chain_of(content, "PR-2")

    assert refs(one.findings) == ["C2", "C9", "C10"]
