"""The pages of figures: adding one with its picture, changing it, and handing it out."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Role
from strategies import outline, records, versions
from strategies.enclosures import content
from strategies.models import Enclosure, Figure, RecordChange
from tests.factories import PlaceFactory, a_person
from tests.strategies.chosen import a_figure, a_picture, drawn
from tests.strategies.pages import said
from tests.strategies.written import write

pytestmark = pytest.mark.django_db
PART = "summary"


@pytest.fixture
def page(client, officer, strategy):
    client.force_login(officer)
    return Page(client, strategy)


class Page:
    def __init__(self, client, strategy):
        self.client, self.stem = client, f"/strategies/{strategy.slug}/"

    def get(self, path):
        return self.client.get(self.stem + path)

    def post(self, path, **data):
        return self.client.post(self.stem + path, data)

    def add(self, **data):
        return self.post("figures/add/", once=str(uuid.uuid4()), **data)


def a_file(name="chart.png", content=None):
    return SimpleUploadedFile(name, drawn() if content is None else content)


def test_a_figure_comes_with_its_picture_drawn_anew(page, strategy, officer):
    page.add(title="Output an hour", upload=a_file(), alternative="It rises.")

    figure = strategy.figures.get()
    assert (figure.ref, figure.title) == ("F1", "Output an hour")
    assert (figure.enclosure.name, figure.enclosure.kind) == ("chart.png", "png")
    assert (figure.enclosure.width, figure.enclosure.height) == (60, 40)
    assert figure.enclosure.by == officer


def test_a_caption_alone_is_enough(page, strategy):
    page.add(title="Yet to come")

    assert strategy.figures.get().enclosure is None


def test_a_table_is_kept_as_it_came_and_offered_as_a_file(page, strategy):
    page.add(title="Jobs", upload=a_file("jobs.csv", b"year,jobs\n2018,4200\n"))

    reply = page.get("figures/F1/picture/")

    assert b"".join(reply.streaming_content) == b"year,jobs\n2018,4200\n"
    assert reply["Content-Disposition"] == 'attachment; filename="jobs.csv"'
    assert reply["Content-Type"] == "text/csv"
    assert not strategy.figures.get().enclosure.is_picture


@pytest.mark.parametrize(
    ("upload", "why"),
    [
        (a_file("chart.png", drawn()[:60]), "The selected picture is broken"),
        (a_file("chart.jpg"), "The selected file is not a JPG"),
        (a_file("chart.svg", b"<svg/>"), "The selected file must be a PDF"),
        (a_file("chart.png", drawn() + b"PK"), "something else besides"),
        (a_file("chart.png", b""), "The selected file is empty"),
    ],
)
def test_a_file_that_cannot_be_shown_is_refused_with_what_was_typed(upload, why, page):
    upload.seek(0)

    reply = page.add(title="Output an hour", upload=upload)

    assert why in said(reply)
    assert 'value="Output an hour"' in said(reply)
    assert not Enclosure.objects.exists()
    assert not Figure.objects.exists()


def test_a_picture_need_not_be_chosen_again_when_the_caption_was_missing(
    page, strategy
):
    reply = page.add(title="", upload=a_file())
    kept = Enclosure.objects.get()
    page.add(title="Output", enclosure=f"{kept.sha256} chart.png")

    assert "Enter a caption" in said(reply)
    assert "Now: chart.png." in said(reply)
    assert strategy.figures.get().enclosure == kept


def test_the_same_post_twice_adds_one_figure(page, strategy):
    once = str(uuid.uuid4())
    for _ in range(2):
        page.post("figures/add/", once=once, title="Output", upload=a_file())

    assert strategy.figures.count() == 1
    assert Enclosure.objects.count() == 1


def test_a_picture_of_another_strategy_cannot_be_named(page):
    place = PlaceFactory(name="Northmark", slug="northmark")
    theirs = outline.begin(
        place, title="Theirs", end_year=None, by=a_person(Role.OFFICER, place)
    )
    kept = a_picture(theirs, theirs.begun_by)

    reply = page.add(title="Output", enclosure=f"{kept.sha256} chart.png")

    assert reply.status_code == 200
    assert not Figure.objects.exists()


def test_a_new_picture_takes_the_place_of_the_old_one_in_the_draft_alone(
    page, strategy, officer
):
    old = a_picture(strategy, officer)
    a_figure(strategy, officer, enclosure=old)
    versions.freeze(strategy, "board", by=officer)

    page.post(
        "figures/F1/edit/", revision=1, title="Output an hour",
        upload=a_file("new.png", drawn(colour="red")),
        enclosure=f"{old.sha256} chart.png",
    )  # fmt: skip

    now = strategy.figures.get().enclosure
    assert now.name == "new.png"
    assert b"".join(page.get("figures/F1/picture/")) == content(now)
    assert b"".join(page.get("versions/1/figures/F1/")) == content(old)


def test_the_history_names_each_picture_it_had(page, strategy, officer):
    a_figure(strategy, officer, enclosure=a_picture(strategy, officer))
    page.post(
        "figures/F1/edit/", revision=1, title="Output an hour",
        upload=a_file("new.png", drawn(colour="red")),
    )  # fmt: skip

    history = said(page.get("figures/F1/history/"))

    assert "chart.png (" in history
    assert "new.png (" in history


def test_a_caption_and_a_picture_changed_at_once_join(page, strategy, officer, bram):
    figure = a_figure(strategy, officer, title="Output")
    figure.title = "Output an hour, 2017"
    records.save(figure, by=bram)

    page.post("figures/F1/edit/", revision=1, title="Output", upload=a_file())

    now = strategy.figures.get()
    assert now.title == "Output an hour, 2017"
    assert now.enclosure.name == "chart.png"


def test_two_pictures_at_once_are_asked_about_and_neither_is_lost(
    page, strategy, officer, bram
):
    figure = a_figure(strategy, officer)
    theirs = a_picture(strategy, officer, colour="red", name="theirs.png")
    figure.enclosure = theirs
    records.save(figure, by=bram)
    typed = {"revision": 1, "title": "Output an hour"}

    asked = page.post("figures/F1/edit/", **typed, upload=a_file("mine.png"))
    mine = Enclosure.objects.get(name="mine.png")
    page.post(
        "figures/F1/edit/", revision=2, title="Output an hour", keep_enclosure="mine",
        enclosure=f"{mine.sha256} mine.png",
        their_enclosure=f"{theirs.sha256} theirs.png",
    )  # fmt: skip

    assert asked.status_code == 409
    assert "theirs.png (" in said(asked)
    assert "mine.png (" in said(asked)
    assert strategy.figures.get().enclosure == mine
    assert RecordChange.objects.filter(kind="aside").count() == 1


def test_the_list_shows_each_figure_where_it_stands_and_what_it_needs(
    page, strategy, officer
):
    a_figure(strategy, officer, enclosure=a_picture(strategy, officer))
    a_figure(strategy, officer, title="Yet to come")
    write(strategy, PART, "[[figure:F1]]\n", officer)

    listed = said(page.get("figures/"))

    assert 'src="/strategies/marlshire/figures/F1/picture/"' in listed
    assert (
        '<a class="govuk-link" href="/strategies/marlshire/parts/summary/#F1">'
        in listed
    )
    assert "F1 does not say what it shows, for those who cannot see it" in listed
    assert "F2 has no picture or file" in listed
    assert "<code>[[figure:F2]]</code>" in listed


@pytest.mark.parametrize("path", ["figures/", "parts/summary/", "read/"])
def test_sixty_figures_are_as_few_queries_as_one(path, page, strategy, officer):
    a_figure(strategy, officer, enclosure=a_picture(strategy, officer), source="[@E01]")
    write(strategy, PART, "[[figure:F1]]\n", officer)
    page.get(path)
    with CaptureQueriesContext(connection) as few:
        page.get(path)
    for number in range(2, 61):
        picture = a_picture(strategy, officer, size=(number, 4))
        a_figure(strategy, officer, enclosure=picture, source="[@E01]")
    lines = [f"[[figure:F{number}]]" for number in range(1, 61)]
    write(strategy, PART, "\n\n".join(lines), officer)

    with CaptureQueriesContext(connection) as many:
        reply = page.get(path)

    assert said(reply).count("<img") >= 60
    assert len(many) == len(few)
    assert len(few) <= (10 if path == "figures/" else 13)


def test_a_figure_is_removed_and_brought_back_with_its_picture(page, strategy, officer):
    picture = a_picture(strategy, officer)
    a_figure(strategy, officer, enclosure=picture)

    page.post("figures/F1/remove/", revision=1)
    page.post("figures/F1/bring-back/")

    assert strategy.figures.get().removed_at is None
    assert strategy.figures.get().enclosure == picture


@pytest.mark.parametrize("path", ["figures/F9/picture/", "versions/1/figures/F9/"])
def test_what_is_not_there_is_not_handed_out(path, page, strategy, officer):
    versions.freeze(strategy, "board", by=officer)

    assert page.get(path).status_code == 404
