"""Records placed in the text, as pages and documents draw them."""

import pytest

from strategies import checks, document, placing, reading, records, rendering
from strategies.comparison import changed_parts, compare
from strategies.nouns import FIGURES
from strategies.text import Placed
from tests.strategies.chosen import (
    a_figure,
    a_finding,
    a_measure,
    a_picture,
    a_priority,
    an_action,
)
from tests.strategies.written import a_written_strategy, write

pytestmark = pytest.mark.django_db
PART = "summary"
RECORDS = {
    "figures": [
        {"ref": "F1", "enclosure": {"width": 4}, "alternative": ""},
        {"ref": "F2", "enclosure": {"width": None}, "alternative": ""},
        {"ref": "F3", "enclosure": None, "alternative": "Words."},
    ],
    "priorities": [{"ref": "P1"}],
}


@pytest.fixture
def strategy(place, officer):
    return a_written_strategy(place, officer)


def page_of(strategy, key=PART):
    return reading.of_part(
        strategy.parts.select_related("strategy__place").get(key=key)
    )


def test_a_record_is_found_however_its_ref_is_written():
    assert placing.row_of(Placed("priority", "p1"), RECORDS) == {"ref": "P1"}
    assert placing.row_of(Placed("priority", "P2"), RECORDS) is None
    assert placing.row_of(Placed("chart", "P1"), RECORDS) is None


def test_old_documents_have_no_figures_to_place():
    assert placing.row_of(Placed("figure", "F1"), {"priorities": []}) is None


def test_what_is_wrong_with_placed_lines_is_said_once_each():
    places = [Placed("figure", ref) for ref in ("F1", "F2", "F3", "F9", "F9")]
    places.append(Placed("sketch", "F1"))

    assert placing.problems(places, RECORDS) == [
        "F1 does not say what it shows, for those who cannot see it",
        "F3 has no picture or file",
        "[[figure:F9]] places nothing: there is no figure F9 now. "
        "Bring it back, or correct the line",
        "[[sketch:F1]] places nothing: sketch is no kind of record",
    ]


def test_it_says_in_which_parts_a_figure_is_placed(strategy, officer):
    write(strategy, PART, "[[figure:f1]]\n\n[[figure:F1]]\n", officer)
    write(strategy, "ideas", "[[figure:F1]]\n", officer)
    parts = list(strategy.parts.filter(key__in=[PART, "ideas"]))

    assert placing.where(strategy.parts.all(), FIGURES) == {"F1": parts}


def test_figures_are_numbered_as_they_appear_and_keep_their_number(strategy, officer):
    for title in ("First made", "Second made"):
        a_figure(strategy, officer, title=title)
    write(strategy, PART, "[[figure:F2]]\n\n[[figure:F1]]\n\n[[figure:F2]]\n", officer)

    html = page_of(strategy).html

    captions = ["Figure 1:</strong> Second", "Figure 2:</strong> First"]
    assert [html.count(caption) for caption in captions] == [2, 1]
    assert html.count('id="F2"') == 1


def test_a_picture_is_shown_with_its_words_caption_source_and_licence(
    strategy, officer
):
    a_figure(
        strategy, officer, title="Output & pay", alternative="It <rises>.",
        source="ONS [@E02]", licence="OGL", enclosure=a_picture(strategy, officer),
    )  # fmt: skip
    write(strategy, PART, "[[figure:F1]]\n", officer)

    page = page_of(strategy)

    assert 'src="/strategies/marlshire/figures/F1/picture/"' in page.html
    assert 'alt="It &lt;rises&gt;." width="60" height="40"' in page.html
    assert "Output &amp; pay" in page.html
    assert 'href="#source-E02">[1]</a>' in page.html
    assert "Licence: OGL" in page.html
    assert [source["ref"] for source in page.sources] == ["E02"]
    assert page.problems == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[[priority:P1]]", "The cluster cuts its own carbon."),
        ("[[action:A1.1]]", "No cost"),
        ("[[measure:M1]]", "Hydrogen"),
        ("[[finding:S1]]", "Welding"),
    ],
)
def test_other_records_are_drawn_in_their_place_without_headings(
    line, said, strategy, officer
):
    write(strategy, PART, f"Before.\n\n{line}\n\nAfter.\n", officer)

    html = page_of(strategy).html

    assert said in html
    assert "<h" not in html
    assert html.index("Before.") < html.index('class="placed') < html.index("After.")


def test_a_record_placed_and_printed_on_one_page_has_its_anchor_once(strategy, officer):
    key = "priorities-and-actions"
    write(strategy, key, "[[priority:P1]]\n", officer)

    page = page_of(strategy, key)

    assert 'id="P1"' not in page.html
    assert "Hydrogen" in page.html


def test_a_removed_record_shows_as_a_problem_and_stops_nothing(strategy, officer):
    figure = a_figure(strategy, officer, enclosure=a_picture(strategy, officer))
    write(strategy, PART, "[[figure:F1]]\n", officer)

    records.remove(figure, by=officer)
    page = page_of(strategy)

    assert "figure F1: not in this strategy" in page.html
    assert page.problems[0].startswith("[[figure:F1]] places nothing")


def test_a_record_inside_a_records_own_text_is_not_drawn(strategy, officer):
    a_priority(strategy, officer, title="Loop", rationale="[[priority:P2]]")
    write(strategy, PART, "[[priority:P2]]\n", officer)

    assert "priority P2: not in this strategy" in page_of(strategy).html


def test_evidence_is_numbered_in_the_order_a_reader_meets_it(strategy, officer):
    a_figure(strategy, officer, source="[@E03]")
    write(strategy, PART, "One [@E02].\n\n[[figure:F1]]\n\nTwo [@E01].\n", officer)

    content = document.build(strategy)

    assert [row["ref"] for row in content["evidence"]] == ["E02", "E03", "E01"]


def test_a_document_says_of_each_figure_what_file_it_has(strategy, officer):
    picture = a_picture(strategy, officer)
    a_figure(strategy, officer, enclosure=picture)
    a_figure(strategy, officer, title="None yet")

    first, second = document.build(strategy)["records"]["figures"]

    assert first == {
        "ref": "F1", "title": "Output an hour", "alternative": "", "source": "",
        "licence": "",
        "enclosure": {
            "name": "chart.png", "kind": "png", "size": picture.size,
            "sha256": picture.sha256, "width": 60, "height": 40,
        },
    }  # fmt: skip
    assert second["enclosure"] is None


def test_a_version_from_before_there_were_figures_still_draws(strategy):
    content = document.build(strategy)
    del content["records"]["figures"], content["logo"], content["cover"]
    del content["cover_alternative"]
    old = {**content, "schema": 1}

    drawing = rendering.draw(old)

    assert drawing.cover is None
    assert compare(old, document.build(strategy)).is_same
    assert checks.of_document(old).figures == []


def test_another_picture_in_a_figure_is_a_difference_and_to_be_read_again(
    strategy, officer
):
    figure = a_figure(strategy, officer, enclosure=a_picture(strategy, officer))
    write(strategy, PART, "[[figure:F1]]\n", officer)
    old = document.build(strategy)
    figure.enclosure = a_picture(strategy, officer, colour="red")
    records.save(figure, by=officer)
    new = document.build(strategy)

    (difference,) = compare(old, new).records

    assert (difference.noun, difference.ref) == ("figure", "F1")
    assert [label for label, *_ in difference.fields] == ["Picture or file"]
    assert changed_parts(old, new) == {PART}


def test_what_a_figure_needs_is_among_what_is_open(strategy, officer):
    for _ in range(2):
        a_figure(strategy, officer, enclosure=a_picture(strategy, officer))
    write(strategy, PART, "[[figure:F1]]\n\n[[measure:M9]]\n", officer)

    said = [one.sentence for one in checks.loose_ends(checks.of_strategy(strategy))]

    assert said[-3:] == [
        "F1 does not say what it shows, for those who cannot see it",
        "“Summary” places measure M9, which is not there",
        "F2 is not placed in any part, so nobody will see it",
    ]


def test_findings_and_measures_can_be_placed_too(strategy, officer):
    a_finding(strategy, officer, title="Ports", text="**Deep** water.")
    priority = a_priority(strategy, officer, title="Coast")
    an_action(priority, officer, title="Dredge", lead="The port", by_when="2024")
    a_measure(strategy, officer, title="Ships", unit="a year", target="200")
    lines = "[[finding:S2]]\n\n[[action:A2.1]]\n\n[[measure:M2]]\n"
    write(strategy, PART, lines, officer)

    html = page_of(strategy).html

    for said in ("<strong>Deep</strong> water.", "The port", "2024", "a year", "200"):
        assert said in html
