"""Figures on their way to government and to the public."""

import io
import zipfile

import pytest
from django.utils import timezone

from office import jobs
from reviews import publishing
from reviews.models import Export
from reviews.workflow import Blocked
from strategies import covers, records
from strategies.enclosures import content
from strategies.models.version import Stage
from tests.reviews.agreed import store_pdf, wait_for_nothing_else
from tests.strategies.chosen import a_figure, a_picture
from tests.strategies.written import write

PART = "what-we-see"


@pytest.fixture
def chart(strategy, cast):
    return a_picture(strategy, cast.officer)


@pytest.fixture
def figure(strategy, cast, chart):
    """Placed and described; beside it one that no line places."""
    figure = a_figure(strategy, cast.officer, alternative="It rises.", enclosure=chart)
    unplaced = a_picture(strategy, cast.officer, colour="red")
    a_figure(strategy, cast.officer, title="Not shown", enclosure=unplaced)
    write(strategy, PART, "[[figure:F1]]\n", cast.officer)
    return figure


@pytest.fixture
def published(strategy, cast, bring_to, figure):
    bring_to("agreed")
    version = strategy.agreement.version
    return publishing.publish(strategy, version, timezone.localdate(), by=cast.officer)


def test_approval_is_not_asked_for_while_a_picture_is_not_described(figure, cast, take):
    figure.alternative = " "
    records.save(figure, by=cast.officer)

    with pytest.raises(Blocked) as blocked:
        take("ask_for_approval", cast.officer)

    assert blocked.value.reasons == [
        "F1 does not say what it shows, for those who cannot see it"
    ]


def test_what_nobody_sees_is_in_nobodys_way(strategy, cast, take):
    a_figure(strategy, cast.officer, enclosure=a_picture(strategy, cast.officer))

    take("ask_for_approval", cast.officer)


def test_the_picture_on_the_cover_must_be_described_too(strategy, cast, chart, take):
    covers.dress(
        strategy, logo=chart, cover=chart, alternative="", revision=1, by=cast.officer
    )

    with pytest.raises(Blocked, match="The picture on the cover is not described"):
        take("ask_for_approval", cast.officer)


def test_a_line_that_places_nothing_is_said_and_bars_nothing(
    strategy, cast, client, take
):
    write(strategy, PART, "[[figure:F7]]\n", cast.officer)
    client.force_login(cast.officer)

    page = client.get(f"{strategy.get_absolute_url()}moves/ask_for_approval/").text
    take("ask_for_approval", cast.officer)

    assert "places figure F7, which is not there" in page


def test_anybody_sees_the_pictures_of_the_published_text_and_no_others(
    published, chart, client
):
    address = published.get_absolute_url()

    page = client.get(address).text
    shown = client.get(f"{address}figures/F1/")

    assert f'src="{address}figures/F1/"' in page
    assert b"".join(shown) == content(chart)
    assert client.get(f"{address}figures/F2/").status_code == 404
    assert client.get(f"{address}figures/logo/").status_code == 404


def test_the_published_picture_stays_when_the_draft_has_another(
    published, figure, strategy, cast, chart, client
):
    figure.enclosure = a_picture(strategy, cast.officer, colour="green")
    figure.save()

    shown = client.get(f"{published.get_absolute_url()}figures/F1/")

    assert b"".join(shown) == content(chart)


def test_a_withdrawn_publication_shows_no_pictures(published, cast, client):
    publishing.withdraw(published, "A figure was wrong.", by=cast.officer)

    shown = client.get(f"{published.get_absolute_url()}figures/F1/")

    assert shown.status_code == 404


def test_a_public_picture_costs_few_queries(
    published, client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(2):
        list(client.get(f"{published.get_absolute_url()}figures/F1/"))


def test_the_download_of_agreed_strategies_has_the_pictures_beside_the_page(
    published, strategy, cast, chart
):
    version = strategy.agreement.version
    store_pdf(version, Stage.AGREED)
    wait_for_nothing_else(version)
    export = Export.objects.create(chosen_by="All", asked_by=cast.administrator)
    export.strategies.add(strategy)

    assert jobs.work_on_next()
    export.refresh_from_db()
    with (
        export.file.open("rb") as file,
        zipfile.ZipFile(io.BytesIO(file.read())) as made,
    ):
        page = made.read(f"{strategy.slug}/strategy.html").decode()
        picture = made.read(f"{strategy.slug}/figures/F1.png")

    assert 'src="figures/F1.png"' in page
    assert picture == content(chart)
