"""Where evidence is cited, told to those who read the working text."""

import pytest

from people.models import Role
from strategies import citing
from tests.factories import ItemFactory, PlaceFactory, StrategyFactory, a_person
from tests.strategies.chosen import a_finding, a_priority
from tests.strategies.written import a_written_strategy, write


@pytest.fixture
def strategy(place, officer):
    """Cites E01 to E03, in a part and in records."""
    return a_written_strategy(place, officer)


def leaning(place, ref, user):
    return citing.leaning_on(place, user, [ref])[ref]


def where(place, ref, user):
    return [one.words for one in leaning(place, ref, user)]


def test_the_passages_and_records_that_cite_it_are_listed(place, strategy, officer):
    write(strategy, "summary", "As everybody knows [@e01].", officer)

    found = leaning(place, "E01", officer)

    passages = {one.words: one.address for one in found}
    summary = f"{strategy.get_absolute_url()}parts/summary/"
    assert passages["“Summary”, passage 1"] == summary
    assert "“The local economy”, passage 1" in passages
    records = [one for one in found if "#" in one.address]
    assert {one.words.split()[0] for one in records} == {
        one.address.partition("#")[2] for one in records
    }


def test_every_kind_of_record_that_cites_is_found(place, strategy, officer):
    kinds = {
        one.address.split("/")[3]
        for ref in ("E01", "E02", "E03")
        for one in leaning(place, ref, officer)
    }

    assert {"parts", "findings", "measures"} <= kinds


def test_a_record_or_part_that_was_removed_cites_nothing(place, strategy, officer):
    strategy.parts.update(removed_at=strategy.begun_at, removed_by=officer)
    for rows in (strategy.findings, strategy.priorities, strategy.measures):
        rows.update(removed_at=strategy.begun_at, removed_by=officer)

    assert where(place, "E01", officer) == []
    assert citing.cited_refs(place, officer) == frozenset()


def test_a_ref_is_not_found_in_a_longer_one(place, strategy, officer):
    ItemFactory(place=place, number=100, ref="E100")
    write(strategy, "summary", "Only this [@E100].", officer)

    assert "“Summary”, passage 1" not in where(place, "E01", officer)


def test_the_strategy_at_work_counts_before_one_that_is_agreed(
    place, strategy, officer
):
    StrategyFactory(place=place, status="agreed", slug="older")

    assert "“The local economy”, passage 1" in where(place, "E01", officer)


@pytest.mark.parametrize("status", ["agreed", "withdrawn"])
def test_an_agreed_strategy_still_cites_and_a_withdrawn_one_does_not(
    place, strategy, officer, status
):
    strategy.status = status
    strategy.save()

    assert bool(citing.cited_refs(place, officer)) is (status == "agreed")
    told = citing.leaning_on(place, officer, ["E01"])
    assert bool(told) is (status == "agreed")


def test_it_is_told_to_nobody_else(place, strategy):
    lead = a_person(Role.AREA_LEAD, place)
    stranger = a_person(Role.OFFICER, PlaceFactory())

    for user in (lead, stranger):
        assert citing.leaning_on(place, user, ["E01"]) == {}
        assert citing.cited_refs(place, user) is None
    strategy.is_shared_with_area_lead = True
    strategy.save()
    assert leaning(place, "E01", lead)


def test_the_page_of_an_item_says_where_it_is_cited(client, place, strategy, officer):
    client.force_login(officer)

    page = client.get("/places/marlshire/evidence/E01/").text

    assert "Where it is cited" in page
    assert f'href="{strategy.get_absolute_url()}parts/the-local-economy/"' in page


def test_the_page_of_an_item_says_that_nothing_cites_it(
    client, place, strategy, officer
):
    ItemFactory(place=place, number=9, ref="E09")
    client.force_login(officer)

    page = client.get("/places/marlshire/evidence/E09/").text

    assert "Nothing in the strategy cites it yet." in page


@pytest.mark.parametrize(
    ("cited", "refs"),
    [
        ("", {"E01", "E02", "E03", "E09"}),
        ("yes", {"E01", "E02", "E03"}),
        ("no", {"E09"}),
        ("perhaps", {"E01", "E02", "E03", "E09"}),
    ],
)
def test_the_list_is_narrowed_to_what_is_cited_or_is_not(
    client, place, strategy, officer, cited, refs
):
    ItemFactory(place=place, number=9, ref="E09")
    client.force_login(officer)

    page = client.get(f"/places/marlshire/evidence/?cited={cited}")
    table = client.get(f"/places/marlshire/evidence.csv?cited={cited}")

    assert {item.ref for item in page.context["page"]} == refs
    assert {row[:3] for row in table.text.splitlines()[1:]} == refs


def test_before_a_strategy_is_begun_nothing_is_cited(client, place, officer):
    ItemFactory(place=place, number=1, ref="E01")
    client.force_login(officer)

    cited = client.get("/places/marlshire/evidence/?cited=yes")
    uncited = client.get("/places/marlshire/evidence/?cited=no")

    assert [item.ref for item in cited.context["page"]] == []
    assert [item.ref for item in uncited.context["page"]] == ["E01"]
    assert "Where it is cited" not in client.get("/places/marlshire/evidence/E01/").text


def test_what_is_cited_cannot_be_asked_by_who_does_not_read_the_draft(
    client, place, strategy
):
    lead = a_person(Role.AREA_LEAD, place)
    for one in place.evidence.all():
        one.disclosures.create(place=place, audience="area_lead", why="To see it")
    client.force_login(lead)

    page = client.get("/places/marlshire/evidence/?cited=no")

    assert len(page.context["page"]) == 3
    assert 'name="cited"' not in page.text


def test_what_rests_on_it_through_others_is_told_too(place, strategy, officer):
    finding = a_finding(strategy, officer, evidence=["E01"], title="Welding again")
    priority = a_priority(strategy, officer, title="Weld", findings=[finding.ref])

    words = where(place, "E01", officer)

    assert f"{finding.ref} Welding again" in words
    assert f"{priority.ref} Weld" in words
