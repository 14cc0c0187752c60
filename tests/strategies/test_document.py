import hashlib
import json

import pytest
from django.utils import timezone

from evidence.models import ItemFile
from strategies import document, drafting
from strategies.models import ChecklistAnswer, Part
from tests.factories import ItemFileFactory
from tests.strategies.written import a_written_strategy, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy(fictional_place, officer):
    return a_written_strategy(fictional_place, officer)


def part_in(content, key):
    return next(
        part for part in document.parts_of(content["sections"]) if part["key"] == key
    )


def test_a_document_says_what_it_is_and_of_whom(strategy):
    content = document.build(strategy)

    assert content["schema"] == 3
    assert content["edition"]["key"] == "lis-2018-10"
    assert content["edition"]["hash"] == strategy.edition.hash
    assert content["place"] == {
        "name": "Marlshire LEP",
        "kind": "LEP",
        "slug": "marlshire",
        "is_fictional": True,
    }
    assert content["title"] == "Marlshire Local Industrial Strategy"
    assert content["end_year"] == 2035


def test_sections_and_parts_stand_in_the_order_of_print_with_block_ids(strategy):
    content = document.build(strategy)

    keys = [section["key"] for section in content["sections"]]
    assert keys[:2] == ["opening", "evidence"]
    economy = part_in(content, "the-local-economy")
    assert economy["title"] == "The local economy"
    assert [block["text"].split()[0] for block in economy["blocks"]] == [
        "###",
        "Output",
        "|",
    ]
    assert len({block["id"] for block in economy["blocks"]}) == 3
    assert content["words"] == economy["words"] + part_in(content, "summary")["words"]


def test_evidence_is_numbered_as_a_reader_meets_it(strategy):
    content = document.build(strategy)

    numbered = [(row["number"], row["ref"]) for row in content["evidence"]]
    assert numbered == [(1, "E02"), (2, "E01"), (3, "E03")]


def test_a_reference_to_nothing_gets_no_number(strategy, officer):
    write(strategy, "foreword", "As shown [@E99], and again [@E01].", officer)

    content = document.build(strategy)

    assert [row["ref"] for row in content["evidence"]] == ["E01", "E02", "E03"]


def test_evidence_holds_the_hashes_of_its_files_and_not_the_files(strategy):
    ItemFileFactory(item=strategy.place.evidence.get(ref="E02"), sha256="a" * 64)

    content = document.build(strategy)

    assert content["evidence"][0]["files"] == [
        {"name": "figures.csv", "sha256": "a" * 64}
    ]
    assert "28.90\n" not in document.canonical_json(content["evidence"])


def test_restricted_evidence_is_a_line_alone(strategy):
    item = strategy.place.evidence.get(ref="E02")
    item.is_restricted, item.restricted_because = True, "Firms named in it"
    item.save()
    ItemFileFactory(item=item, sha256="b" * 64)

    row = document.build(strategy)["evidence"][0]

    assert row["ref"] == "E02"
    assert not {"files", "address", "publisher"} & row.keys()
    assert ItemFile.objects.exists()


def test_removed_parts_are_left_out(strategy, officer):
    Part.objects.filter(strategy=strategy, key="summary").update(
        removed_at=timezone.now(), removed_by=officer
    )

    keys = {
        part["key"] for part in document.parts_of(document.build(strategy)["sections"])
    }

    assert "summary" not in keys
    assert "foreword" in keys


def test_answers_to_the_checklist_name_their_part(strategy):
    ChecklistAnswer.objects.create(
        strategy=strategy,
        criterion="EV-1",
        claim="In the first chapter.",
        where=strategy.parts.get(key="the-local-economy"),
    )

    assert document.build(strategy)["checklist"] == [
        {
            "criterion": "EV-1",
            "claim": "In the first chapter.",
            "where": "the-local-economy",
        }
    ]


def test_the_status_is_no_part_of_what_a_strategy_says(strategy):
    before = document.fingerprint(document.build(strategy))

    strategy.status = "with_government"
    strategy.save()

    assert document.fingerprint(document.build(strategy)) == before


def test_the_fingerprint_is_that_of_the_canonical_json(strategy):
    content = document.build(strategy)

    written = document.canonical_json(content)

    assert document.fingerprint(content) == hashlib.sha256(written.encode()).hexdigest()
    assert json.loads(written) == content
    assert "£28.90" in written
    assert written == document.canonical_json(json.loads(written))


def test_one_word_changes_the_fingerprint(strategy, officer):
    before = document.fingerprint(document.build(strategy))

    write(strategy, "summary", "We have chosen five priorities.", officer)

    assert document.fingerprint(document.build(strategy)) != before


def test_a_longer_strategy_costs_no_more_queries(
    strategy, officer, django_assert_num_queries
):
    for part in strategy.parts.select_related("latest"):
        drafting.save(part, "Some text. [@E01]", base=part.base, by=officer)
    for item in strategy.place.evidence.all():
        ItemFileFactory(item=item)
    strategy.refresh_from_db()
    strategy.place  # noqa: B018 - read before counting

    with django_assert_num_queries(5):
        document.build(strategy)
