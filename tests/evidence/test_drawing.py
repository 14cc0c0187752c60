"""Charts as SVG: whole, honest, and to be read without colour or sight."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from evidence import drawing
from evidence.drawing import labels, lines
from evidence.drawing.numbers import said
from evidence.drawing.scale import ticks

SVG = "{http://www.w3.org/2000/svg}"


def point(period, value=None, low=None, high=None, state=None):
    return {
        "period": period, "at": f"{period}-12-31" if period.isdigit() else "",
        "state": state or ("missing" if value is None else "given"),
        "value": value, "low": low, "high": high,
    }  # fmt: skip


def line(name, *points, ours=False, compared=False):
    return {
        "area": name[:9], "name": name, "is_ours": ours, "is_compared": compared,
        "points": list(points),
    }  # fmt: skip


def data(*rows, shape="series", unit="GBP", **more):
    return {
        "shape": shape, "statistic": "GVA per hour worked", "unit": unit,
        "breakdown": "", "period": "2017", "lines": list(rows), **more,
    }  # fmt: skip


def svg_of(chart):
    return ElementTree.fromstring(  # noqa: S314 - our own
        drawing.drawn(chart, "Output an hour", "It rises & falls.")
    )


def words_in(svg):
    return [text.text for text in svg.iter(f"{SVG}text")]


OURS = line(
    "Marlshire and the Fell Coast",
    point("2015", "26.10"), point("2016", "27.50"), point("2017", "28.90"), ours=True,
)  # fmt: skip
ENGLAND = line("England", point("2015", "31.0"), point("2017", "33.65"), compared=True)


@pytest.mark.parametrize("shape", ["series", "ranked"])
def test_a_chart_says_what_it_is_and_needs_nothing_from_elsewhere(shape):
    svg = svg_of(data(OURS, ENGLAND, shape=shape))

    assert svg.get("role") == "img"
    assert svg.get("aria-label") == "It rises & falls."
    assert svg.find(f"{SVG}title").text == "Output an hour: It rises & falls."
    assert svg.find(f"{SVG}desc").text == "It rises & falls."
    for element in svg.iter():
        assert element.tag != f"{SVG}script"
        assert not {"style", "href", "id", "onclick"} & set(element.keys())


def test_lines_are_told_apart_without_colour():
    chart = lines.laid_out(data(OURS, ENGLAND, line("Northmark", point("2017", "30"))))

    assert len({one.style.dash for one in chart.lines}) == 3
    assert len({one.style.marker for one in chart.lines}) == 3
    assert [one.is_ours for one in chart.lines] == [True, False, False]


def test_names_stand_at_the_ends_of_their_lines_and_never_on_one_another():
    close = [line(f"A place of some name {n}", point("2017", "28.9")) for n in range(6)]

    chart = lines.laid_out(data(*close))

    heights = sorted(float(y) for one in chart.lines for y, _ in one.rows)
    assert all(b - a >= 16.5 for a, b in pairwise(heights))


def test_a_figure_held_back_breaks_the_line_and_is_no_zero():
    held = line(
        "Fellside", point("2014", "20"), point("2015", "21"),
        point("2016", state="suppressed"), point("2017", "22"), ours=True,
    )  # fmt: skip

    (drawn,) = lines.laid_out(data(held)).lines

    assert len(drawn.paths) == 1
    assert len(drawn.markers) == 3
    assert drawing.table(data(held)).rows[2] == ["2016", "Held back by its publisher"]
    assert "Gaps are figures held back or not available. They are not zero." in (
        drawing.notes(data(held))
    )


def test_limits_are_whiskers_on_few_points_and_a_band_on_many():
    few = line("Ours", point("2017", "78.4", "76.9", "79.9"), ours=True)
    many = line(
        "Ours",
        *(point(str(1940 + n), "78.4", "76.9", "79.9") for n in range(70)),
        ours=True,
    )

    (short,), (long,) = (lines.laid_out(data(one)).lines for one in (few, many))

    assert (len(short.whiskers), short.band) == (1, "")
    assert (long.whiskers, long.band[:1]) == ([], "M")


def test_bars_begin_at_zero_and_stand_in_order():
    chart = data(
        line("Low", point("2017", "80")), line("Marlshire", point("2017", "91"), ours=True),
        line("Hidden", point("2017", state="suppressed")), line("High", point("2017", "97")),
        shape="ranked",
    )  # fmt: skip

    drawn = drawing.bars.laid_out(chart)

    assert drawn.across[0] == (drawn.zero, "0")
    names = [bar.rows[0][1] for bar in drawn.bars]
    assert names == ["High", "Marlshire", "Low", "Hidden"]
    assert [bar.is_given for bar in drawn.bars] == [True, True, True, False]
    assert drawn.bars[3].words == "Held back by its publisher"


def test_a_bar_below_zero_goes_to_the_left():
    drawn = drawing.bars.laid_out(
        data(line("Up", point("2017", "4")), line("Down", point("2017", "-3.5")), shape="ranked")
    )  # fmt: skip

    up, down = drawn.bars
    assert up.x == drawn.zero
    assert float(down.x) + float(down.width) == pytest.approx(
        float(drawn.zero), abs=0.2
    )
    assert (down.words, down.anchor) == ("−3.5", "end")


def test_thirty_eight_places_with_long_names_all_have_theirs():
    rows = [
        line(f"Greater Somewhere and Greater Elsewhere {n}", point("2017", str(n)))
        for n in range(38)
    ]

    words = " ".join(words_in(svg_of(data(*rows, ENGLAND, shape="ranked"))))

    assert all(f"Elsewhere {n}" in words for n in range(38))
    assert "England 31.0" in words


def test_one_point_is_drawn_and_none_is_not():
    one, none = data(line("A", point("2017", "5"))), data(line("A", point("2017")))

    assert "2017" in words_in(svg_of(one))
    assert not drawing.is_drawable(none)
    assert drawing.drawn(none, "Nothing", "") == ""
    assert not drawing.is_drawable(None)


def test_the_table_holds_every_figure_with_its_limits():
    sure = line("Ours", point("2017", "78.4", "76.9", "79.9"), ours=True)

    made = drawing.table(data(sure, ENGLAND))

    assert made.head == ["Period", "Ours", "England"]
    assert made.rows == [
        ["2015", "No figure here", "31.0"],
        ["2017", "78.4 (76.9 to 79.9)", "33.65"],
    ]


def test_a_chart_over_time_is_told_in_sentences():
    assert drawing.sentence(data(OURS, ENGLAND)) == (
        "GVA per hour worked, over time. Marlshire and the Fell Coast: from £26.10 in "
        "2015 to £28.90 in 2017. England: from £31.0 in 2015 to £33.65 in 2017."
    )


def test_a_ranked_chart_is_told_in_sentences():
    rows = [line("High", point("2017", "40")), line("Us", point("2017", "28.90"), ours=True)]  # fmt: skip

    assert drawing.sentence(data(*rows, shape="ranked")) == (
        "GVA per hour worked, 2017. 2 places in order, from High, £40 to Us, £28.90. "
        "Us, £28.90."
    )


def test_a_scale_that_begins_above_zero_says_so():
    assert "The scale begins at 26, not at zero." in drawing.notes(data(OURS))
    far = line("A", point("2016", "1"), point("2017", "50"))
    assert drawing.notes(data(far)) == []


@pytest.mark.parametrize(
    ("values", "from_zero", "expected"),
    [
        ([26, 29], False, (26, 26.5, 27, 27.5, 28, 28.5, 29)),
        ([26, 29], True, (0, 5, 10, 15, 20, 25, 30)),
        ([0, 0], False, (-1, -0.5, 0, 0.5, 1)),
        ([-3.5, 4], True, (-4, -2, 0, 2, 4)),
        ([0.001, 0.0042], False, (0, 0.001, 0.002, 0.003, 0.004, 0.005)),
        ([98000000, 460000000], False, (0, 1e8, 2e8, 3e8, 4e8, 5e8)),
    ],
)
def test_ticks_are_round_numbers(values, from_zero, expected):
    assert ticks(values, from_zero=from_zero) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("46900", "GBP", "£46,900"),
        ("28.90", "GBP per hour", "£28.90 per hour"),
        ("-1.5", "GBP million", "−£1.5 million"),
        ("78.4", "per cent", "78.4%"),
        ("212", "count", "212"),
        ("71", "minutes", "71 minutes"),
    ],
)
def test_figures_are_written_as_people_write_them(value, unit, words):
    assert said(value, unit) == words


def test_periods_are_cut_to_what_has_room():
    assert lines.short("Jan 2018-Dec 2018") == "2018"
    assert lines.short("Apr 2018-Mar 2019") == "Apr 2018-Mar …"
    many = line("A", *(point(str(1950 + n), "5") for n in range(70)))
    shown = [words for _, words in lines.laid_out(data(many)).across]
    assert 5 <= len(shown) <= 12
    assert shown[-1] == "2019"


def test_a_word_longer_than_its_room_is_cut():
    assert labels.broken("x" * 100, 60, 14) == ["xxxxxx…"]
    assert len(labels.broken("word " * 60, 100, 14)) == 3
