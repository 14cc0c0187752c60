"""Pictures in print: handed to the press, tagged, and told of to those who cannot see."""

import io
from datetime import date

import pikepdf
import pypdf
import pytest

from strategies import covers, document, enclosures, pdf, press
from strategies.models import Enclosure
from tests.strategies.chosen import a_figure, a_picture
from tests.strategies.test_pdf import elements, words_of
from tests.strategies.written import a_written_strategy, write

pytestmark = pytest.mark.django_db
IMPRINT = pdf.Imprint(stage="Draft, not agreed", sha256="a" * 64, on=date(2026, 11, 2))
TABLE = enclosures.Ready("jobs.csv", "csv", pdf.ContentFile(b"year,jobs\n"))


@pytest.fixture
def strategy(place, officer):
    strategy = a_written_strategy(place, officer)
    chart = a_picture(strategy, officer)
    a_figure(strategy, officer, alternative="It rises – then falls.", enclosure=chart)
    table = enclosures.enclose(strategy, TABLE, by=officer)
    a_figure(strategy, officer, title="Jobs", source="ONS [@E02]", enclosure=table)
    write(strategy, "summary", "[[figure:F2]]\n\n[[figure:F1]]\n", officer)
    return covers.dress(
        strategy,
        logo=a_picture(strategy, officer, colour="red"),
        cover=a_picture(strategy, officer, colour="green", size=(90, 30)),
        alternative="A green valley.",
        revision=1,
        by=officer,
    )


def test_pictures_are_tagged_with_what_they_show(strategy):
    content = document.build(strategy)

    printed = pdf.render(content, IMPRINT)

    with pikepdf.open(io.BytesIO(printed)) as file:
        figures = elements(file.Root.StructTreeRoot.K, "/Figure")
        alternatives = {str(figure.Alt) for figure in figures}
    assert alternatives == {
        "Logo of Marlshire LEP",
        "A green valley.",
        "It rises – then falls.",
    }
    text = " ".join(
        words_of(page) for page in pypdf.PdfReader(io.BytesIO(printed)).pages
    )
    assert "File: jobs.csv (CSV, 10 bytes) Figure 1: Jobs Source: ONS [1]" in text
    assert "Figure 2: Output an hour" in text
    assert pdf.render(content, IMPRINT) == printed


def test_each_picture_is_handed_over_once_by_its_check_sum(strategy, officer):
    chart = Enclosure.objects.get(figures__ref="F1")
    a_figure(strategy, officer, title="Again", enclosure=chart)
    write(strategy, "summary", "[[figure:F1]]\n\n[[figure:F3]]\n", officer)

    html = pdf.html_of(document.build(strategy), IMPRINT)
    pictures = pdf.pictures_in(html)

    assert html.count(f'src="picture:{chart.sha256}"') == 2
    assert len(pictures) == 3
    assert pictures[f"picture:{chart.sha256}"] == enclosures.content(chart)


def test_nothing_is_printed_with_a_hole_in_it(strategy):
    chart = Enclosure.objects.get(figures__ref="F1")
    chart.file.delete(save=False)

    with pytest.raises(pdf.NotPrinted, match="A picture is missing"):
        pdf.render(document.build(strategy), IMPRINT)


def test_the_press_gives_only_what_it_was_handed():
    fetcher = press.NothingFetcher({"picture:abc": b"drawn"})

    assert fetcher.fetch("picture:abc").read() == b"drawn"
    with pytest.raises(ValueError, match="Nothing may be fetched"):
        fetcher.fetch("picture:abd")


def test_what_is_handed_over_arrives_as_it_was():
    contents = {"html": b"<p>\n</p>", "picture:a": b"\x89PNG\n", "picture:b": b""}

    assert press.handed_over(io.BytesIO(pdf.handed_over(contents))) == contents
