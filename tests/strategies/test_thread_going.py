"""What would break if one thing went, worked out by checking the content without it."""

from strategies import thread
from tests.strategies.threaded import HELD, having, row, with_text


def going(kind, ref, content=HELD):
    return thread.going(thread.weave(content), (kind, ref))


def losses(found):
    return [f"{loss.node.ref} would {loss.would}" for loss in found.losses]


def opened(found, id):
    return [
        item.sentence
        for opening in found.openings
        if opening.criterion.id == id
        for item in opening.open
    ]


def test_without_its_evidence_a_finding_rests_on_nothing_and_a_priority_on_no_evidence():
    found = going("evidence", "E02")

    assert losses(found) == [
        "C1 would rest on nothing",
        "P1 would answer no finding with evidence",
        "M1 would have no source",
    ]
    assert any("C1" in sentence for sentence in opened(found, "PR-2"))


def test_a_clause_that_was_closed_is_said_to_open():
    found = going("evidence", "E02")

    assert {one.criterion.id: one.is_new for one in found.openings}["PR-2"]


def test_passages_that_cite_nothing_else_are_named():
    found = going("evidence", "E02", with_text("people", "Skills [@E02]."))

    assert [node.ref for node in found.uncited] == ["people.1"]


def test_evidence_is_forgotten_in_every_case_of_its_letters():
    found = going("evidence", "E01")

    assert "O1 would rest on nothing" in losses(found)


def test_without_a_finding_a_priority_answers_nothing():
    found = going("findings", "C1")

    assert "P1 would answer no finding" in losses(found)
    assert any("P1" in sentence for sentence in opened(found, "PR-2"))


def test_with_a_priority_go_its_actions_and_measures():
    found = going("priorities", "P1")

    assert {loss.node.ref for loss in found.losses}.isdisjoint({"P1", "A1.1", "M1"})


def test_without_its_only_action_a_priority_has_none():
    found = going("actions", "A1.1")

    assert losses(found) == ["P1 would have no action"]
    assert opened(found, "PR-3") == ["P1 has no action"]


def test_without_its_part_a_clause_is_answered_nowhere():
    found = going("parts", "consultation")

    assert "CO-1 would be answered nowhere" in losses(found)


def test_without_its_only_passage_a_part_has_nothing_written():
    found = going("passages", "consultation.1")

    assert losses(found) == [
        "consultation would have nothing written",
        "CO-1 would be answered nowhere",
    ]


def test_a_line_that_placed_what_went_is_gone_too():
    figure = row("figures", "F1", source="")
    content = having(with_text("people", "[[figure:F1]]"), figures=[figure])

    found = going("figures", "F1", content)

    assert [node.ref for node in found.uncited] == ["people.1"]


def test_where_something_else_bears_it_nothing_breaks():
    findings = [
        row("findings", "C1", kind="challenge", evidence=["E01", "E02"]),
        HELD.findings[1],
    ]
    measures = [{**one, "source": "E01"} for one in HELD.measures]

    assert not going(
        "evidence", "E02", having(findings=findings, measures=measures)
    ).breaks
