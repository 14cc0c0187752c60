"""Choosing the logo and the picture of the cover."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from office.models import Entry
from strategies import covers, versions
from strategies.models import Status
from tests.strategies.chosen import a_picture, drawn
from tests.strategies.pages import said

pytestmark = pytest.mark.django_db
ADDRESS = "/strategies/marlshire/edit/cover/"


@pytest.fixture
def choose(client, officer, strategy):
    client.force_login(officer)
    return lambda **data: client.post(ADDRESS, {"revision": 1, **data})


def a_file(name="logo.png", colour="navy"):
    return SimpleUploadedFile(name, drawn(colour=colour))


def named(strategy):
    strategy.refresh_from_db()
    return [one and one.name for one in (strategy.logo, strategy.cover)]


def test_a_logo_and_a_picture_are_chosen_together(choose, strategy):
    choose(
        logo_upload=a_file(),
        cover_upload=a_file("fells.png", "green"),
        cover_alternative="The fells.",
    )

    assert named(strategy) == ["logo.png", "fells.png"]
    assert strategy.cover_alternative == "The fells."
    assert Entry.objects.filter(verb="cover_chosen").count() == 1


def test_one_is_taken_away_and_the_other_stays(choose, strategy, officer):
    logo = a_picture(strategy, officer, name="logo.png")
    cover = a_picture(strategy, officer, colour="green", name="fells.png")
    covers.dress(
        strategy, logo=logo, cover=cover, alternative="", revision=1, by=officer
    )

    choose(
        revision=2, no_logo="on",
        logo=f"{logo.sha256} logo.png", cover=f"{cover.sha256} fells.png",
    )  # fmt: skip

    assert named(strategy) == [None, "fells.png"]


def test_a_broken_logo_is_refused_and_the_picture_with_it_is_not_lost(choose, strategy):
    reply = choose(
        logo_upload=SimpleUploadedFile("logo.png", drawn()[:60]),
        cover_upload=a_file("fells.png", "green"),
    )

    assert "The selected picture is broken" in said(reply)
    assert "Now: fells.png." in said(reply)
    assert named(strategy) == [None, None]


def test_only_pictures_are_taken(choose, strategy):
    reply = choose(logo_upload=SimpleUploadedFile("logo.csv", b"a,b\n"))

    assert "The selected file must be a PNG or JPG" in said(reply)


def test_a_cover_chosen_on_an_older_page_is_shown_with_the_one_that_stands(
    choose, strategy, officer
):
    logo = a_picture(strategy, officer, name="theirs.png")
    covers.dress(
        strategy, logo=logo, cover=None, alternative="", revision=1, by=officer
    )

    reply = choose(logo_upload=a_file("mine.png", "red"))

    assert reply.status_code == 409
    assert "the logo theirs.png" in said(reply)
    assert "Now: mine.png." in said(reply)
    assert named(strategy) == ["theirs.png", None]


def test_the_same_cover_again_changes_nothing(choose, strategy):
    for _ in range(2):
        choose(logo_upload=a_file())

    assert named(strategy) == ["logo.png", None]
    assert strategy.revision == 2


def test_the_cover_of_a_closed_strategy_stays(choose, strategy):
    strategy.status = Status.WITHDRAWN
    strategy.save()

    assert choose(logo_upload=a_file()).status_code == 403


def test_a_version_keeps_the_cover_it_was_frozen_with(
    client, choose, strategy, officer
):
    choose(logo_upload=a_file())
    versions.freeze(strategy, "board", by=officer)
    choose(revision=2, no_logo="on", logo=f"{strategy_logo(strategy)} logo.png")

    page = client.get("/strategies/marlshire/versions/1/")
    picture = client.get("/strategies/marlshire/versions/1/figures/logo/")

    assert named(strategy) == [None, None]
    assert 'src="/strategies/marlshire/versions/1/figures/logo/"' in said(page)
    assert b"".join(picture).startswith(b"\x89PNG")


def strategy_logo(strategy):
    strategy.refresh_from_db()
    return strategy.logo.sha256
