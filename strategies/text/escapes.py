"""Where a character would mean something, and how it is written so that it does not."""

import re

from strategies.text.characters import ASCII_PUNCTUATION, is_letter
from strategies.text.grammar import PLACED
from strategies.text.line import Line

MAY_MEAN = frozenset("\\*_[]<@")
BLOCK_SIGN = re.compile(r"#{1,6}(\s|$)|[-+](\s|$)|>")
NUMBER_SIGN = re.compile(r"([0-9]{1,9})[.)](\s|$)")
TABLE_RULE = re.compile(r"[|:-][\s|:-]*$")
CLOSING_HASHES = re.compile(r"(^|\s)(#+)$")
IN_ADDRESS = {"|": "%7C", "<": "%3C", ">": "%3E", "\\": "%5C"}
ENTITY = re.compile(r"&(?=#?\w+;)")


def character(line: Line, index: int) -> str:
    """The character of this atom, with a backslash if it would mean something."""
    atom = line.atoms[index]
    if atom.char not in MAY_MEAN:
        return atom.char
    before, after = _alike(line, index, -1), _alike(line, index, 1)
    match atom.char:
        case "\\":
            means = not after or after in ASCII_PUNCTUATION
        case "*":
            means = True
        case "_":
            means = not (is_letter(before) and is_letter(after))
        case "[":
            means = bool(atom.href) or after == "@"
        case "]":
            means = bool(atom.href) or after == "("
        case "<":
            means = after.isascii() and after.isalpha()
        case _:
            # A link that begins with an at sign would read as a citation.
            means = bool(atom.href) and not line.is_joined(index)
    return f"\\{atom.char}" if means else atom.char


def _alike(line: Line, index: int, side: int) -> str:
    """The character on that side, if no mark or link turns in between; else none."""
    if not line.is_joined(max(index, index + side)):
        return ""
    here, there = line.atoms[index], line.atoms[index + side]
    return there.char if here.marks == there.marks else ""


def address(href: str) -> str:
    """The address as it stands between the round brackets of a link."""
    href = re.sub(r"\s", "%20", href)
    href = re.sub(r"[|<>\\]", lambda sign: IN_ADDRESS[sign[0]], href)
    href = ENTITY.sub(r"\\&", href)
    return href if _is_balanced(href) else re.sub(r"[()]", r"\\\g<0>", href)


def _is_balanced(href: str) -> bool:
    depth = 0
    for char in href:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0


def line_start(line: str, *, is_first: bool) -> str:
    """A line of a paragraph, so that it does not begin another kind of block."""
    if number := NUMBER_SIGN.match(line):
        digits = number[1]
        return f"{digits}\\{line[len(digits) :]}"
    begins = BLOCK_SIGN.match(line) or PLACED.fullmatch(line)
    if begins or (not is_first and TABLE_RULE.match(line)):
        return f"\\{line}"
    return line


def heading(line: str) -> str:
    """The text of a heading: hashes at its end would be taken for decoration."""
    return CLOSING_HASHES.sub(r"\1\\\2", line)


def cell(line: str) -> str:
    """The text of a cell: an upright stroke would end it."""
    return line.replace("|", "\\|")
