"""The text inside one block, as the canonical form writes it."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from strategies.text import escapes
from strategies.text.characters import is_word
from strategies.text.line import BOLD, ITALIC, Atom, Line
from strategies.text.marks import settle

MARKS = {"strong": BOLD, "em": ITALIC}
NEEDS_CARE = re.compile(r"[\\*_<\[\]]")


def inline_lines(tokens: Sequence[Token]) -> list[str]:
    """The lines that hard breaks cut the tokens into; empty ones are left out."""
    plain = _plain(tokens)
    if plain is not None:
        return [plain] if plain else []
    lines = [_written(line) for line in _lines(tokens)]
    return [line for line in lines if line]


def inline_line(tokens: Sequence[Token]) -> str:
    """The same in one line, for headings and cells: hard breaks become spaces."""
    plain = _plain(tokens)
    if plain is not None:
        return plain
    line = Line()
    for atom in _atoms(tokens):
        line.append(atom or Atom(" "))
    return _written(line)


def _plain(tokens: Sequence[Token]) -> str | None:
    """The line if it holds nothing but words and citations, as most do; else None."""
    pieces = []
    for token in tokens:
        if token.type == "softbreak":
            pieces.append(" ")
        elif token.type == "citation" or (
            token.type == "text" and not NEEDS_CARE.search(token.content)
        ):
            pieces.append(token.content)
        else:
            return None
    return " ".join("".join(pieces).split())


def _lines(tokens: Sequence[Token]) -> list[Line]:
    lines = [Line()]
    for atom in _atoms(tokens):
        if atom is None:
            lines.append(Line())
        else:
            lines[-1].append(atom)
    return lines


def _atoms(tokens: Sequence[Token]) -> Iterator[Atom | None]:
    """Character by character; None is a hard break."""
    depth = {BOLD: 0, ITALIC: 0}
    href = None
    for token in tokens:
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if kind in MARKS:
            depth[MARKS[kind]] += token.nesting
        elif kind == "link":
            href = str(token.attrs["href"]) if token.nesting == 1 else None
        elif kind == "citation":
            yield Atom("", ref=token.meta["ref"])
        elif kind == "hardbreak":
            yield None
        else:
            marks = sum(mark for mark, count in depth.items() if count)
            for char in "\n" if kind == "softbreak" else token.content:
                yield Atom(char, marks, href)


def _written(line: Line) -> str:
    line.drop_last_space()
    settle(line)
    pieces: list[str] = []
    italic_sign = ""
    for index, atom in enumerate(line.atoms):
        if atom.ref:
            pieces.append(f"[@{atom.ref}]")
            continue
        if atom.href and not line.is_joined(index):
            pieces.append("[")
        if atom.marks & BOLD and not line.runs_on(index, BOLD):
            pieces.append("**")
        if atom.marks & ITALIC and not line.runs_on(index, ITALIC):
            italic_sign = _italic_sign(line, index, pieces)
            pieces.append(italic_sign)
        pieces.append(escapes.character(line, index))
        if atom.marks & ITALIC and not line.runs_on(index + 1, ITALIC):
            pieces.append(italic_sign)
        if atom.marks & BOLD and not line.runs_on(index + 1, BOLD):
            pieces.append("**")
        if atom.href and not line.is_joined(index + 1):
            pieces.append(f"]({escapes.address(atom.href)})")
    return "".join(pieces)


def _italic_sign(line: Line, index: int, written: list[str]) -> str:
    """An underscore; inside a word, where underscores mean nothing, an asterisk."""
    if written and is_word(written[-1][-1]):
        return "*"
    after = line.italics_end(index) + 1
    if not line.is_joined(after) or line.bold_turns(after):
        return "_"
    return "*" if is_word(line.atoms[after].char) else "_"
