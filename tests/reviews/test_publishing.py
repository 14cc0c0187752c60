"""What becomes public, as what, and for how long."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone

from office import ledger
from reviews import publishing
from reviews.models import Publication
from strategies import versions
from strategies.models import Rendering
from strategies.models.version import Stage
from tests.factories import ImportantDateFactory
from tests.strategies.written import write

TODAY = timezone.localdate
LAST_DAY = datetime(2027, 6, 10, 12, tzinfo=UTC)


def published(strategy, by, on=None):
    _, version = publishing.what_to_publish(strategy)
    return publishing.publish(strategy, version, on or TODAY(), by=by)


@pytest.mark.parametrize(
    "status", ["drafting", "awaiting_approval", "returned_unapproved"]
)
def test_before_the_place_has_approved_there_is_nothing_to_publish(
    strategy, cast, bring_to, take, status
):
    if status == "returned_unapproved":
        bring_to("approved")
        take("take_back", cast.officer)
    else:
        bring_to(status)

    assert publishing.what_to_publish(strategy) is None


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("approved", "local_only"),
        ("with_government", "local_only"),
        ("returned", "local_only"),
        ("agreed", "agreed"),
    ],
)
def test_what_is_approved_is_the_places_own_and_what_is_agreed_is_agreed(
    bring_to, status, kind
):
    strategy = bring_to(status)

    assert publishing.what_to_publish(strategy) == (kind, strategy.versions.last())


def test_a_later_version_that_waits_is_not_what_is_published(
    strategy, cast, bring_to, take
):
    bring_to("returned")
    take("ask_for_approval", cast.officer)

    _, version = publishing.what_to_publish(strategy)

    assert version.number == 1


def test_publishing_is_a_dated_fact_with_its_owner_and_is_in_the_history(
    cast, bring_to
):
    strategy = bring_to("agreed")

    publication = published(strategy, cast.officer)

    assert publication in Publication.objects.live()
    assert (publication.by, publication.on) == (cast.officer, TODAY())
    entry = ledger.entries(ledger.strategy_chain(strategy.pk)).last()
    assert (entry.verb, entry.by) == ("publish", cast.officer)
    assert entry.facts == {"version": 1, "on": str(TODAY()), "kind": "agreed"}


def test_the_status_stays_as_it_was(cast, bring_to):
    strategy = bring_to("approved")

    published(strategy, cast.officer)

    strategy.refresh_from_db()
    assert strategy.status == "approved"


def test_a_local_publication_has_a_pdf_that_says_it_is_not_agreed(cast, bring_to):
    strategy = bring_to("approved")

    publication = published(strategy, cast.officer)

    rendering = Rendering.objects.get(version=publication.version)
    assert rendering.stage == Stage.LOCAL
    assert rendering.words == "Published by the place, not agreed"


def test_the_page_is_that_of_the_version_whatever_is_written_since(
    strategy, cast, bring_to
):
    write(strategy, "what-we-see", "We make wool.", cast.officer)
    bring_to("approved")
    write(strategy, "what-we-see", "A secret plan.", cast.officer)

    publication = published(strategy, cast.officer)

    assert "We make wool." in publication.page
    assert "A secret plan." not in publication.page


def test_what_was_read_must_be_what_is_published(strategy, cast, bring_to):
    bring_to("approved")
    other = versions.freeze(strategy, "board", by=cast.officer)

    with pytest.raises(publishing.Refused, match="has changed since you read"):
        publishing.publish(strategy, other, TODAY(), by=cast.officer)

    assert not Publication.objects.exists()


def test_a_strategy_is_published_once_at_a_time(cast, bring_to):
    strategy = bring_to("agreed")
    published(strategy, cast.officer)

    with pytest.raises(publishing.Refused, match="published already"):
        published(strategy, cast.approver)

    assert Publication.objects.count() == 1


def test_it_is_public_from_the_start_of_its_day_in_london(cast, bring_to):
    strategy = bring_to("agreed")
    published(strategy, cast.officer, on=TODAY() + timedelta(days=30))
    day = TODAY() + timedelta(days=30)
    midnight = timezone.make_aware(datetime.combine(day, time.min))

    with time_machine.travel(midnight - timedelta(minutes=1), tick=False):
        assert not Publication.objects.live().exists()
    with time_machine.travel(midnight, tick=False):
        assert Publication.objects.live().exists()


def test_what_is_taken_down_can_be_published_again(cast, bring_to):
    strategy = bring_to("agreed")
    first = published(strategy, cast.officer)

    assert publishing.withdraw(first, "A figure was wrong.", by=cast.approver) is True
    assert publishing.withdraw(first, "Twice.", by=cast.approver) is False
    assert not Publication.objects.live().exists()
    second = published(strategy, cast.officer)

    assert list(Publication.objects.live()) == [second]
    first.refresh_from_db()
    assert first.withdrawn_by == cast.approver
    assert first.withdrawn_because == "A figure was wrong."
    told = ledger.entries(ledger.strategy_chain(strategy.pk)).order_by("number")
    assert [entry.verb for entry in told][-3:] == [
        "publish",
        "withdraw_publication",
        "publish",
    ]


def test_only_holds_that_bear_on_the_place_and_are_not_over_are_told_of(cast):
    on = {"on": "6 May to 10 June 2027"}
    hold = ImportantDateFactory(kind="hold", scope="national", **on)
    ImportantDateFactory(kind="event", scope="national", **on)
    ImportantDateFactory(kind="hold", scope="region", region="Elsewhere", **on)

    with time_machine.travel(LAST_DAY, tick=False):
        assert publishing.holds_to_come(cast.place) == [hold]
    with time_machine.travel(LAST_DAY + timedelta(days=1), tick=False):
        assert publishing.holds_to_come(cast.place) == []
