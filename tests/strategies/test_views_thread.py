"""The pages of the thread, of the draft and of a version."""

import csv
import io

import pytest

from people.models import Role
from strategies import records, versions
from strategies.models import Finding, Priority
from tests.factories import ItemFactory, a_person
from tests.strategies.chosen import a_finding, a_measure, a_priority
from tests.strategies.pages import address, queries, said
from tests.strategies.written import a_written_strategy, write


@pytest.fixture
def strategy(place, officer):
    """Cites E01 to E03; S1 rests on E03, P1 answers S1, A1.1 and M1 hang on P1."""
    return a_written_strategy(place, officer)


@pytest.fixture
def version(strategy, officer):
    return versions.freeze(strategy, "board", by=officer)


def test_the_page_shows_each_clause_and_each_priority_with_its_thread(page, strategy):
    shown = said(page("thread", strategy))

    assert "Robust evidence base" in shown
    assert "Nothing stands yet where this is looked for" in shown
    assert "S1 Welding</a>, which rests on" in shown
    assert "A1.1 A cluster plan" in shown


def test_each_filter_shows_its_breaks_with_the_way_to_mend_them(
    page, strategy, officer
):
    a_priority(strategy, officer, title="Coast")

    shown = said(page("thread", strategy, query="?show=priorities"))

    assert "P2 Coast" in shown
    assert "/priorities/P2/edit/" in shown
    assert "P1 Hydrogen" not in shown


def test_the_same_filter_is_empty_once_that_is_mended(page, strategy):
    shown = said(page("thread", strategy, query="?show=priorities"))

    assert "Every priority answers a finding that rests on evidence." in shown


def test_a_filter_that_there_is_not_shows_the_whole_thread(page, strategy):
    shown = page("thread", strategy, query="?show=nothing")

    assert "From findings to measures" in said(shown)


def test_who_may_only_read_is_not_sent_to_pages_that_mend(client, strategy, place):
    client.force_login(a_person(Role.READER, place))

    shown = said(client.get(address("thread", strategy) + "?show=unanswered"))

    assert "What the prospectus" in shown
    assert "Write “" not in shown


def test_the_picture_links_to_what_it_shows_and_to_the_same_in_words(page, strategy):
    shown = said(page("thread_picture", strategy))

    assert '<title id="thread-title">How the strategy fits together</title>' in shown
    assert f'<a href="{address("priorities", strategy)}#P1">' in shown
    assert f'href="{address("thread", strategy)}"' in shown
    assert "style=" not in shown.partition("<svg")[2].partition("</svg>")[0]


def test_what_leans_on_evidence_and_what_would_break_is_said(page, strategy):
    shown = said(page("thread_leans_on", strategy, "evidence", "E03"))

    assert "S1 Welding</a> would rest on nothing" in shown
    assert "P1 Hydrogen</a> would answer no finding with evidence" in shown
    assert "What leans on those in turn" in shown


@pytest.mark.parametrize(
    ("kind", "ref"),
    [("evidence", "E77"), ("nouns", "E01"), ("criteria", "PR-2"), ("parts", "no")],
)
def test_nothing_leans_on_what_is_not_there(page, strategy, kind, ref):
    assert page("thread_leans_on", strategy, kind, ref).status_code == 404


def test_the_table_has_a_row_a_clause_and_no_cell_that_runs(page, strategy, officer):
    part = strategy.parts.get(key="summary")
    part.title = "=cmd()"
    part.save()

    answer = page("thread_csv", strategy)
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert rows[0][:2] == ["Clause", "What it asks"]
    assert len({row[0] for row in rows[1:]}) == len(rows) - 1 > 30
    assert not any(cell.startswith("=") for row in rows for cell in row)


def test_a_version_keeps_its_own_thread(page, strategy, version, officer):
    write(strategy, "the-local-economy", "Nothing cited now.", officer)

    frozen = said(page("version_thread", strategy, version.number))
    drawn = said(page("version_thread_picture", strategy, version.number))

    assert f"{version.get_absolute_url()}#S1" in frozen
    assert "leans-on" not in frozen
    assert f"{version.get_absolute_url()}#P1" in drawn
    assert page("version_thread_csv", strategy, version.number).status_code == 200


def test_the_draft_and_the_version_frozen_of_it_say_the_same(page, strategy, version):
    draft = page("thread_csv", strategy).content
    frozen = page("version_thread_csv", strategy, version.number).content

    assert draft == frozen


def test_the_page_of_an_item_says_what_rests_on_it_through_others(
    client, strategy, officer
):
    client.force_login(officer)

    shown = said(client.get("/places/marlshire/evidence/E03/"))

    assert "What rests on those" in shown
    assert "P1 Hydrogen" in shown
    assert "/thread/leans-on/evidence/E03/" in shown


def test_before_an_item_is_withdrawn_it_is_said_what_would_break(
    client, strategy, officer
):
    client.force_login(officer)

    shown = said(client.get("/places/marlshire/evidence/E03/withdraw/"))

    assert "S1 Welding</a> would rest on nothing" in shown


def test_before_a_record_is_removed_it_is_said_what_would_break(page, strategy):
    shown = said(page("record_remove", strategy, "findings", "S1"))

    assert "P1 Hydrogen</a> would answer no finding" in shown


def test_a_record_that_was_removed_has_nothing_to_break(page, strategy, officer):
    records.remove(strategy.findings.get(ref="S1"), by=officer)

    assert "If S1 went" not in said(page("record_remove", strategy, "findings", "S1"))


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("thread", ()),
        ("thread_picture", ()),
        ("thread_leans_on", ("evidence", "E03")),
    ],
)
def test_it_costs_as_many_queries_for_fifty_records_as_for_one(
    page, strategy, place, officer, name, more
):
    few = queries(lambda: page(name, strategy, *more))
    for number in range(50):
        ItemFactory(place=place, number=number + 10, ref=f"E{number + 10}")
        a_finding(strategy, officer, evidence=[f"E{number + 10}"])
        a_priority(strategy, officer, findings=[f"S{number + 2}"])
        a_measure(strategy, officer, priority=Priority.objects.last())

    many = queries(lambda: page(name, strategy, *more))

    assert many == few <= 10
    assert Finding.objects.count() == 51
