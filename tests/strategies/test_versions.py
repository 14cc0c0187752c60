from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from evidence.models import Disclosure as EvidenceDisclosure
from evidence.models import Item
from office import ledger
from people.models import Role
from strategies import document, outline, records, versions
from strategies.comparison import Kind
from strategies.drafting import Locked
from strategies.models import Disclosure, DraftRendering, Rendering, Version
from strategies.models.version import Stage
from tests.factories import PlaceFactory, a_person, an_administrator
from tests.strategies.written import a_written_strategy, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy(place, officer):
    return a_written_strategy(place, officer)


def test_freezing_keeps_the_whole_content_under_its_check_code(strategy, officer):
    version = versions.freeze(
        strategy, Version.Purpose.BOARD, by=officer, note="For the board of 9 October"
    )

    version.refresh_from_db()
    assert version.number == 1
    assert version.document == document.build(strategy)
    assert version.sha256 == document.fingerprint(version.document)
    assert (version.by, version.note) == (officer, "For the board of 9 October")


def test_versions_count_up_and_the_text_goes_on_without_them(strategy, officer):
    first = versions.freeze(strategy, Version.Purpose.BOARD, by=officer)
    write(strategy, "summary", "Quite another summary.", officer)
    second = versions.freeze(strategy, Version.Purpose.PANEL, by=officer)

    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert "Quite another" not in document.canonical_json(first.document)
    assert "Quite another" in document.canonical_json(second.document)


def test_freezing_is_written_in_the_history(strategy, version, officer):
    entry = ledger.entries(ledger.strategy_chain(strategy.pk)).last()

    assert (entry.verb, entry.subject, entry.by) == ("froze", "Version 1", officer)
    assert entry.facts == {
        "version": 1,
        "purpose": "board",
        "sha256": version.sha256,
    }


@pytest.mark.parametrize("status", ["agreed", "withdrawn"])
def test_a_closed_strategy_cannot_be_frozen(strategy, officer, status):
    strategy.status = status
    strategy.save()

    with pytest.raises(Locked):
        versions.freeze(strategy, Version.Purpose.BOARD, by=officer)
    assert not Version.objects.exists()


def test_two_versions_cannot_have_one_number(strategy, version, officer):
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(
            strategy=strategy,
            number=1,
            purpose="board",
            by=officer,
            document={},
            sha256="0" * 64,
        )


def test_only_the_place_sees_a_version_until_it_is_disclosed(version, place, officer):
    lead = a_person(Role.AREA_LEAD, place)
    reviewer = a_person(Role.REVIEWER, place)
    stranger = a_person(Role.OFFICER, PlaceFactory())
    assert list(Version.objects.visible_to(officer)) == [version]
    for person in (lead, reviewer, stranger, an_administrator()):
        assert not Version.objects.visible_to(person).exists()

    versions.disclose(version, Disclosure.Audience.AREA_LEAD, why="Submitted")
    versions.disclose(
        version, Disclosure.Audience.PERSON, user=reviewer, why="Circulated"
    )

    assert list(Version.objects.visible_to(lead)) == [version]
    assert list(Version.objects.visible_to(reviewer)) == [version]
    assert not Version.objects.visible_to(stranger).exists()
    assert not Version.objects.visible_to(an_administrator()).exists()


def test_the_evidence_a_version_cites_goes_with_it_but_for_what_is_restricted(
    version, place
):
    lead = a_person(Role.AREA_LEAD, place)
    place.evidence.filter(ref="E03").update(
        is_restricted=True, restricted_because="Firms named in it"
    )

    versions.disclose(version, Disclosure.Audience.AREA_LEAD, why="Submitted")

    seen = Item.objects.visible_to(lead).values_list("ref", flat=True)
    assert set(seen) == {"E01", "E02"}


def test_disclosing_again_moves_the_end_and_doubles_nothing(version, place):
    lead = a_person(Role.AREA_LEAD, place)
    past = timezone.now() - timedelta(days=1)
    versions.disclose(
        version, Disclosure.Audience.AREA_LEAD, why="An early look", until=past
    )
    assert not Version.objects.visible_to(lead).exists()
    assert not Item.objects.visible_to(lead).exists()

    versions.disclose(version, Disclosure.Audience.AREA_LEAD, why="Submitted")

    assert list(Version.objects.visible_to(lead)) == [version]
    assert Item.objects.visible_to(lead).count() == 3
    assert (Disclosure.objects.count(), EvidenceDisclosure.objects.count()) == (1, 3)


def test_a_later_end_is_not_brought_forward_for_the_evidence(version, place):
    reviewer = a_person(Role.REVIEWER, place)
    soon, later = (timezone.now() + timedelta(days=days) for days in (1, 30))

    for until in (later, soon):
        versions.disclose(
            version,
            Disclosure.Audience.PERSON,
            user=reviewer,
            why="Circulated",
            until=until,
        )

    ends = set(EvidenceDisclosure.objects.values_list("until", flat=True))
    assert ends == {later}
    assert Disclosure.objects.get().until == soon


def test_a_pdf_is_asked_for_once_for_each_version_and_stage(version, officer):
    first = versions.request_rendering(version, Stage.COPY, by=officer)
    again = versions.request_rendering(version, Stage.COPY, by=officer)
    other = versions.request_rendering(version, Stage.SUBMITTED, by=officer)

    assert first == again
    assert first != other
    assert Rendering.objects.count() == 2


def test_a_version_stands_where_its_furthest_pdf_says(version, officer):
    assert versions.stage_of(version) == Stage.COPY
    assert versions.standing_of(version) == "Draft, not agreed"

    versions.request_rendering(version, Stage.LOCAL, by=officer)
    assert versions.standing_of(version) == "Published by the place, not agreed"

    day = date(2027, 5, 3)
    versions.request_rendering(version, Stage.AGREED, by=officer, agreed_on=day)
    versions.request_rendering(version, Stage.SUBMITTED, by=officer)

    assert versions.stage_of(version) == Stage.AGREED
    assert versions.standing_of(version) == "Agreed on 3 May 2027"


def test_an_agreed_pdf_has_its_day(version, officer):
    with pytest.raises(IntegrityError), transaction.atomic():
        versions.request_rendering(version, Stage.AGREED, by=officer)


def test_a_draft_is_asked_for_once_while_the_text_stays_the_same(strategy, officer):
    first = versions.request_draft(strategy, by=officer)
    assert versions.request_draft(strategy, by=officer) == first

    write(strategy, "summary", "Quite another summary.", officer)

    assert versions.request_draft(strategy, by=officer) != first
    assert DraftRendering.objects.count() == 2


def test_comparing_names_the_parts_that_changed_and_how(strategy, version, officer):
    write(strategy, "summary", "We have chosen **three** priorities.", officer)
    outline.add_part(strategy, section="focus", title="The coast", by=officer)
    economy = strategy.parts.get(key="the-local-economy")
    outline.rename(economy, "Our economy", revision=economy.revision, by=officer)
    foreword = strategy.parts.get(key="foreword")
    outline.remove(foreword, base=0, revision=foreword.revision, by=officer)
    newer = versions.freeze(strategy, Version.Purpose.BOARD, by=officer)

    comparison = versions.compare(version.document, newer.document)

    told = {
        part.key: (part.kind, part.renamed_from) for part in comparison.changed_parts
    }
    assert told == {
        "summary": (Kind.CHANGED, ""),
        "the-coast": (Kind.ADDED, ""),
        "the-local-economy": (Kind.SAME, "The local economy"),
        "foreword": (Kind.REMOVED, ""),
    }
    assert comparison.records == []


def test_comparing_shows_records_field_by_field(strategy, version, officer):
    priority = strategy.priorities.get()
    priority.title, priority.tags = "Hydrogen storage", ["ideas"]
    records.save(priority, by=officer)
    records.remove(strategy.measures.get(), by=officer)
    newer = versions.freeze(strategy, Version.Purpose.BOARD, by=officer)

    comparison = versions.compare(version.document, newer.document)

    changed, gone = comparison.records
    assert (changed.noun, changed.ref, changed.kind) == ("priority", "P1", Kind.CHANGED)
    assert changed.fields == [
        ("Title", "Hydrogen", "Hydrogen storage"),
        ("What it bears on", "Ideas, Clean growth", "Ideas"),
    ]
    assert (gone.noun, gone.ref, gone.kind) == ("measure", "M1", Kind.REMOVED)
    assert comparison.changed_parts == []


def test_comparing_shows_a_source_that_says_something_else(strategy, version, officer):
    strategy.place.evidence.filter(ref="E02").update(title="Productivity, 2019")
    newer = versions.freeze(strategy, Version.Purpose.BOARD, by=officer)

    [source] = versions.compare(version.document, newer.document).records

    assert source.fields == [
        ("Title", "Subregional productivity", "Productivity, 2019")
    ]


def test_a_version_compared_with_itself_is_the_same(version):
    assert versions.compare(version.document, version.document).is_same


def test_formatting_alone_is_no_difference(strategy, version, officer):
    plain = "We have chosen four priorities. We could have chosen fourteen."
    write(strategy, "summary", plain, officer)
    newer = versions.freeze(strategy, Version.Purpose.BOARD, by=officer)

    assert newer.sha256 != version.sha256
    assert versions.compare(version.document, newer.document).is_same
