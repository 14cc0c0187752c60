"""Public pages as anybody meets them, and the pages that fill them."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from django.utils.formats import date_format

from people.models import Role
from reviews import publishing
from reviews.models import Publication, Support
from strategies.models.version import Stage
from tests.factories import PlaceFactory, RelationFactory, a_person
from tests.reviews.agreed import store_pdf
from tests.strategies.written import write

LOCAL_WARNING = "Not agreed with government."
MARKER = "Nobody outside may read this yet"


@pytest.fixture
def go(client):
    """Open, or post to, an address of the strategy as somebody."""

    def gone(user, strategy, path, data=None):
        client.force_login(user)
        address = f"{strategy.get_absolute_url()}{path}"
        return client.get(address) if data is None else client.post(address, data)

    return gone


@pytest.fixture
def published(strategy, cast, bring_to):
    """Bring the strategy to a status, publish it, and write on."""

    def done(status="agreed", on=None):
        write(strategy, "what-we-see", "We make wool.", cast.officer)
        bring_to(status)
        _, version = publishing.what_to_publish(strategy)
        publication = publishing.publish(
            strategy, version, on or timezone.localdate(), by=cast.officer
        )
        if status != "agreed":
            write(strategy, "what-we-see", MARKER, cast.officer)
        return publication

    return done


def typed(day, version=1):
    return {
        "on_day": str(day.day),
        "on_month": str(day.month),
        "on_year": str(day.year),
        "version": str(version),
    }


def statuses(client, addresses):
    answers = [client.get(address) for address in addresses]
    for answer in answers:
        list(answer)  # reads a file to its end, which closes it
    return [answer.status_code for answer in answers]


# Anybody


def test_anybody_reads_the_agreed_text_and_how_it_was_agreed(published, cast, client):
    publication = published("agreed")

    page = client.get(publication.get_absolute_url()).text

    assert "We make wool." in page
    assert LOCAL_WARNING not in page
    assert "Agreed with government on 2 November 2026" in page
    assert "The Secretary of State agreed it for government on 2 November 2026" in page
    assert "Marlshire LEP approved version 1 on" in page
    assert publication.version.sha256 in page


def test_a_local_publication_is_marked_before_anything_else(published, client):
    publication = published("approved")

    page = client.get(publication.get_absolute_url()).text

    main = page[page.index("<main") :]
    assert main.index(LOCAL_WARNING) < main.index("<h1")
    assert "Agreed with government" not in main
    assert "Government has not agreed it." in main


def test_the_list_keeps_local_publications_apart(published, client):
    published("approved")

    page = client.get("/published/").text

    assert "Published by places, not agreed with government" in page
    assert '<h2 class="govuk-heading-m">Agreed with government</h2>' not in page


def test_the_draft_of_a_published_strategy_is_nowhere_in_public(published, client):
    publication = published("approved")

    for address in ("/", "/published/", publication.get_absolute_url()):
        assert MARKER not in client.get(address).text


def test_what_is_not_published_is_nowhere_in_public(strategy, cast, bring_to, client):
    write(strategy, "what-we-see", MARKER, cast.officer)
    bring_to("agreed")

    assert strategy.title not in client.get("/published/").text
    assert client.get(f"/published/{strategy.slug}/").status_code == 404
    assert client.get(f"/published/{strategy.slug}/strategy.pdf").status_code == 404


def test_it_cannot_be_read_before_its_day(published, client):
    day = timezone.localdate() + timedelta(days=3)
    publication = published("agreed", on=day)
    store_pdf(publication.version, Stage.AGREED)
    addresses = [
        publication.get_absolute_url(),
        f"{publication.get_absolute_url()}strategy.pdf",
    ]

    assert statuses(client, addresses) == [404, 404]
    assert publication.strategy.title not in client.get("/published/").text
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        assert statuses(client, addresses) == [200, 200]
        assert publication.strategy.title in client.get("/published/").text


def test_the_supporters_of_an_authority_stand_with_the_agreement(
    strategy, cast, bring_to, client
):
    supporter = PlaceFactory(name="Fellside")
    RelationFactory(source=supporter, target=cast.place)
    bring_to("approved")
    chair = a_person(Role.APPROVER, supporter)
    Support.objects.create(version=strategy.in_question, place=supporter, by=chair)
    publishing.publish(
        strategy, strategy.in_question, timezone.localdate(), by=cast.officer
    )

    page = client.get(f"/published/{strategy.slug}/").text

    assert "Fellside LEP supported it on" in page


@pytest.mark.parametrize(
    ("status", "stage"), [("agreed", Stage.AGREED), ("with_government", Stage.LOCAL)]
)
def test_the_pdf_is_the_one_of_its_own_stage(published, client, status, stage):
    publication = published(status)
    address = f"{publication.get_absolute_url()}strategy.pdf"
    store_pdf(publication.version, Stage.SUBMITTED, b"%PDF of another stage")

    waiting = client.get(address)
    assert waiting.status_code == 503
    assert "The PDF is being made" in waiting.text

    store_pdf(publication.version, stage, b"%PDF of this stage")
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == b"%PDF of this stage"
    assert answer["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("address", ["/", "/published/", "/published/marlshire/"])
def test_a_public_page_costs_two_queries_at_most(
    published, client, django_assert_max_num_queries, address
):
    publication = published("agreed")
    address = address.replace("marlshire", publication.strategy.slug)
    client.get(address)

    with django_assert_max_num_queries(2):
        assert client.get(address).status_code == 200


# Those who publish


def test_the_place_publishes_from_its_page(strategy, cast, bring_to, go):
    bring_to("agreed")

    page = go(cast.officer, strategy, "publish/").text
    answer = go(cast.officer, strategy, "publish/", typed(timezone.localdate()))

    assert "the text agreed with government" in page
    assert answer.status_code == 302
    assert Publication.objects.get().kind == "agreed"


def test_before_publishing_locally_one_is_told_what_the_page_will_say(
    strategy, cast, bring_to, go
):
    bring_to("approved")

    page = go(cast.officer, strategy, "publish/").text

    assert "Government has not agreed this strategy." in page


def test_twenty_clicks_publish_once(strategy, cast, bring_to, go):
    bring_to("agreed")

    for _ in range(20):
        go(cast.officer, strategy, "publish/", typed(timezone.localdate()))

    assert Publication.objects.count() == 1
    words = go(cast.officer, strategy, "publish/").text
    assert "Version 1 is published already" in words


def test_a_day_that_is_past_is_refused_with_what_was_typed(
    strategy, cast, bring_to, go
):
    bring_to("agreed")
    yesterday = timezone.localdate() - timedelta(days=1)

    answer = go(cast.officer, strategy, "publish/", typed(yesterday))

    assert "Give a date that is today or later" in answer.text
    assert f'value="{yesterday.year}"' in answer.text
    assert not Publication.objects.exists()


def test_another_version_than_the_one_in_question_is_refused(
    strategy, cast, bring_to, take, go
):
    bring_to("approved")
    take("take_back", cast.officer)
    bring_to("approved")

    answer = go(cast.officer, strategy, "publish/", typed(timezone.localdate(), 1))

    assert "has changed since you read this page" in answer.text
    assert not Publication.objects.exists()


def test_there_may_be_nothing_to_publish_yet(strategy, cast, go):
    assert "nothing to publish yet" in go(cast.officer, strategy, "publish/").text


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("officer", 200),
        ("approver", 200),
        ("administrator", 200),
        ("contributor", 403),
        ("reader", 403),
        ("area_lead", 403),
        ("stranger", 404),
    ],
)
def test_the_place_or_an_administrator_publishes(
    strategy, cast, bring_to, go, who, status
):
    bring_to("agreed")

    assert go(getattr(cast, who), strategy, "publish/").status_code == status


def test_taking_down_needs_a_reason_and_ends_the_public_page(
    published, cast, client, go
):
    publication = published("agreed")
    strategy = publication.strategy

    refused = go(cast.officer, strategy, "unpublish/", {"because": " "})
    assert "Say why you take it down" in refused.text
    assert client.get(publication.get_absolute_url()).status_code == 200

    go(cast.officer, strategy, "unpublish/", {"because": "A figure was wrong."})

    assert client.get(publication.get_absolute_url()).status_code == 404
    assert go(cast.officer, strategy, "unpublish/").status_code == 404
    again = typed(timezone.localdate())
    go(cast.officer, strategy, "publish/", again)
    assert client.get(publication.get_absolute_url()).status_code == 200


def test_the_overview_tells_from_when_on_it_is_public(published, cast, go):
    day = timezone.localdate() + timedelta(days=3)
    publication = published("agreed", on=day)

    words = go(cast.reader, publication.strategy, "").text

    assert f"Public from {date_format(day)} on:" in words


def test_the_history_tells_when_it_was_published(published, cast, go):
    publication = published("agreed")

    words = go(cast.reader, publication.strategy, "history/").text

    assert f"published version 1 from {date_format(timezone.localdate())} on" in words
