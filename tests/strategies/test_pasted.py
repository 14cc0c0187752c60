"""Rows and cells of what was copied from a spreadsheet."""

import time
from contextlib import suppress

import pytest

from strategies.pasted import NotRows, sheet


def cells(text):
    return [row.cells for row in sheet(text).rows]


def test_tabs_part_cells_and_lines_part_rows():
    assert cells("Priority\tAction\r\nP1\tA plan\r\n") == [
        ["Priority", "Action"],
        ["P1", "A plan"],
    ]


def test_a_line_break_in_a_cell_stays_in_it():
    text = 'A plan\t"Marlshire Council\nCarrow Council"\nAnother\tNobody\n'

    assert cells(text) == [
        ["A plan", "Marlshire Council\nCarrow Council"],
        ["Another", "Nobody"],
    ]


@pytest.mark.parametrize(
    ("copied", "said"),
    [
        ('"Skills first" plan\tx', '"Skills first" plan'),
        ('"Whole"\tx', '"Whole"'),
        ('"open\tx', '"open'),
        ('"He said ""no"",\nthen yes"\tx', 'He said "no",\nthen yes'),
        ("£1.2m – 31/03/2020\tx", "£1.2m – 31/03/2020"),
        ("\u00a0 Carrow\u202fCouncil \tx", "Carrow Council"),
    ],
)
def test_a_cell_says_what_it_said_in_the_spreadsheet(copied, said):
    assert cells(copied)[0][0] == said


def test_empty_rows_and_columns_are_left_out_and_rows_keep_their_number():
    rows = sheet("A\tB\t\t\n\t\t\n\nC\n").rows

    assert [(row.number, row.cells) for row in rows] == [
        (1, ["A", "B"]),
        (4, ["C", ""]),
    ]


@pytest.mark.parametrize("divider", [",", ";"])
def test_a_csv_is_read_too(divider):
    text = f'Priority{divider}Action\nP1{divider}"A plan{divider} with ""quotes"""\n'

    assert cells(text)[1] == ["P1", f'A plan{divider} with "quotes"']


def test_commas_in_one_column_of_words_are_words():
    text = "Skills, pay and progress\nA plan for transport\n"

    assert cells(text) == [["Skills, pay and progress"], ["A plan for transport"]]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("\t\t\n \n", "Paste the rows you copied"),
        ("a\n" * 502, "Paste at most 500 rows at a time: these are 502"),
        ("a\t" * 30 + "a", "Copy at most 30 columns: these are 31"),
    ],
)
def test_what_is_no_rows_is_said(text, reason):
    with pytest.raises(NotRows, match=reason):
        sheet(text)


@pytest.mark.parametrize(
    "text", ['"' * 150_000, '"a\t' * 50_000, '"""\n' * 50_000, '"a"b\n' * 40_000]
)
def test_hostile_quotation_marks_take_no_time(text):
    start = time.monotonic()
    with suppress(NotRows):
        sheet(text)

    assert time.monotonic() - start < 5
