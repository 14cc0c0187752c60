"""Which marks can be written.

Markdown cannot say every combination of bold and italic. Where a mark could not open or
close it shrinks to where it can, so that what is written reads back as itself.
"""

from strategies.text.characters import is_letter, is_word
from strategies.text.line import BOLD, ITALIC, Line


def settle(line: Line) -> None:
    """Leave the line with only such marks and links as can be written."""
    if any(atom.href for atom in line.atoms):
        _put_edge_spaces_outside_links(line)
    while any(atom.marks for atom in line.atoms) and (
        _shrink_marks(line) | _drop_wedged_italics(line)
    ):
        pass


def _put_edge_spaces_outside_links(line: Line) -> None:
    for index, atom in enumerate(line.atoms):
        within = line.is_joined(index) and line.is_joined(index + 1)
        if atom.char == " " and not within:
            atom.href = None


def _shrink_marks(line: Line) -> bool:
    """Take marks off atoms where they could not open or close; were there any?"""
    changed = False
    for mark in (BOLD, ITALIC):
        for index in range(len(line.atoms)):
            if line.has(index, mark) and _shrink(line, index, mark):
                changed = True
    return changed


def _shrink(line: Line, index: int, mark: int) -> bool:
    opens = not line.runs_on(index, mark)
    closes = not line.runs_on(index + 1, mark)
    if (opens or closes) and line.atoms[index].char == " ":
        line.drop(index, mark)
        return True
    return (opens and _gives_way(line, index, mark, -1)) or (
        closes and _gives_way(line, index, mark, 1)
    )


def _gives_way(line: Line, index: int, mark: int, side: int) -> bool:
    """Shrink a mark that turns here if it could not, because of what is on that side.

    At the edge of the line, a link or a citation nothing is in its way.
    """
    is_edge = not line.is_joined(max(index, index + side))
    if is_edge or not is_word(line.atoms[index + side].char):
        return False
    if not is_letter(line.atoms[index].char):
        line.drop(index, mark)
        return True
    both_turn = line.has(index, ITALIC) and not line.has(index + side, ITALIC)
    if mark == BOLD and both_turn:
        _drop_italics_within_bold(line, index, -side)
        return True
    return False


def _drop_italics_within_bold(line: Line, index: int, step: int) -> None:
    while line.has(index, ITALIC) and line.has(index, BOLD):
        line.drop(index, ITALIC)
        index += step


def _drop_wedged_italics(line: Line) -> bool:
    """Italics inside a word that touch a change of bold would read as `***`."""
    changed = False
    for first in range(len(line.atoms)):
        if line.has(first, ITALIC) and not line.runs_on(first, ITALIC):
            last = line.italics_end(first)
            if _is_wedged(line, first, last):
                changed = True
                for index in range(first, last + 1):
                    line.drop(index, ITALIC)
    return changed


def _is_wedged(line: Line, first: int, last: int) -> bool:
    sides = [
        (line.bold_turns(turn), is_word(line.atoms[beside].char))
        for turn, beside in ((first, first - 1), (last + 1, last + 1))
        if line.is_joined(turn)
    ]
    touches_bold = any(turns for turns, _ in sides)
    in_word = any(word and not turns for turns, word in sides)
    return touches_bold and in_word
