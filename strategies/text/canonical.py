"""The one form every text is brought to, and the blocks it is cut into.

Whatever way a text comes, `canonical` gives the form that is stored; a canonical text is
its own canonical form, so saving an untouched text changes nothing. The rich editor
writes the same form, byte for byte.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count, repeat

from markdown_it.token import Token

from strategies.text import escapes
from strategies.text.grammar import parse
from strategies.text.inline import inline_line, inline_lines

LISTS = ("bullet_list", "ordered_list")
# A longer number is no longer read as the start of a list item.
LARGEST_NUMBER = 999_999_999


def canonical(text: str) -> str:
    """The form every text is stored in. It ends in one newline, or is empty."""
    return join(split(text))


def split(text: str) -> list[str]:
    """The canonical blocks of any text."""
    return write(parse(text))


def write(tokens: Sequence[Token]) -> list[str]:
    """The canonical blocks of a text that was read."""
    return ["\n".join(piece.lines) for piece in _tree(tokens).pieces]


def join(blocks: Iterable[str]) -> str:
    """The text of canonical blocks."""
    text = "\n\n".join(blocks)
    return f"{text}\n" if text else ""


@dataclass(frozen=True)
class Piece:
    """One block written out: its lines, and how a list around it must place it."""

    lines: list[str]
    is_list: bool = False
    needs_blank_before: bool = False


@dataclass(eq=False)
class Node:
    """A block of a text, with the blocks or the inline text in it.

    What is written of it is kept, because whoever holds it asks more than once.
    """

    token: Token
    children: list["Node"] = field(default_factory=list)
    inline: Sequence[Token] = ()

    @property
    def kind(self) -> str:
        return self.token.type.removesuffix("_open")

    @cached_property
    def lines(self) -> list[str]:
        match self.kind:
            case "paragraph":
                return _paragraph(self)
            case "heading":
                return _heading(self)
            case "blockquote":
                return [f"> {line}" if line else ">" for line in _spaced(self.pieces)]
            case "table":
                return _table(self)
            case "placed":
                return [str(self.token.meta["placed"])]
            case _:
                return _list([self])

    @cached_property
    def pieces(self) -> list[Piece]:
        """What stands in it that is not empty."""
        return [piece for piece in _pieces(self.children) if piece.lines]


def _tree(tokens: Sequence[Token]) -> Node:
    root = Node(Token("text", "", 0))
    path = [root]
    for token in tokens:
        if token.nesting == 1:
            node = Node(token)
            path[-1].children.append(node)
            path.append(node)
        elif token.nesting == -1:
            path.pop()
        elif token.type == "inline":
            path[-1].inline = token.children or ()
        else:
            path[-1].children.append(Node(token))
    return root


def _pieces(nodes: Iterable[Node]) -> Iterator[Piece]:
    for first, *others in _gathered(nodes):
        if first.kind in LISTS:
            starts_late = first.kind == "ordered_list" and _start(first) != 1
            lines = _list([first, *others])
            yield Piece(lines, is_list=True, needs_blank_before=starts_late)
        else:
            yield Piece(first.lines)


def _gathered(nodes: Iterable[Node]) -> Iterator[list[Node]]:
    """Each block by itself, but lists of one kind with nothing between them together."""
    group: list[Node] = []
    for node in nodes:
        after_list = bool(group) and group[0].kind in LISTS
        if after_list and node.kind == group[0].kind:
            group.append(node)
        elif not after_list or node.lines:
            if group:
                yield group
            group = [node]
    if group:
        yield group


def _spaced(pieces: Iterable[Piece]) -> list[str]:
    """The lines of the pieces, a blank line between each two."""
    lines: list[str] = []
    for piece in pieces:
        lines += ["", *piece.lines] if lines else piece.lines
    return lines


def _paragraph(node: Node) -> list[str]:
    lines = [
        escapes.line_start(line, is_first=index == 0)
        for index, line in enumerate(inline_lines(node.inline))
    ]
    return [f"{line}\\" for line in lines[:-1]] + lines[-1:]


def _heading(node: Node) -> list[str]:
    line = inline_line(node.inline)
    hashes = "####" if node.token.tag == "h4" else "###"
    return [f"{hashes} {escapes.heading(line)}"] if line else []


def _table(node: Node) -> list[str]:
    """One header row, no alignment, no padding, every row as wide as the widest."""
    rows = [
        [escapes.cell(inline_line(cell.inline)) for cell in row.children]
        for part in node.children
        for row in part.children
    ]
    width = max(len(row) for row in rows)
    header, *body = [_row(row + [""] * (width - len(row))) for row in rows]
    return [header, "|" + " --- |" * width, *body]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _list(lists: Sequence[Node]) -> list[str]:
    """One list of all the items that are not empty, numbered from the first number."""
    items = [item.pieces for node in lists for item in node.children if item.pieces]
    is_loose = any(not piece.is_list for item in items for piece in item[1:])
    signs: Iterable[str] = repeat("- ")
    if lists[0].kind == "ordered_list":
        first = min(_start(lists[0]), LARGEST_NUMBER + 1 - len(items))
        signs = (f"{number}. " for number in count(first))
    lines: list[str] = []
    for sign, item in zip(signs, items, strict=False):
        if lines and is_loose:
            lines.append("")
        lines += _item(sign, item, is_loose=is_loose)
    return lines


def _start(ordered_list: Node) -> int:
    return int(ordered_list.token.attrs.get("start", 1))


def _item(sign: str, pieces: Sequence[Piece], *, is_loose: bool) -> list[str]:
    """The lines of one item, its sign before the first and the rest under its text."""
    body: list[str] = []
    for piece in pieces:
        if body and (is_loose or piece.needs_blank_before):
            body.append("")
        body += piece.lines
    indent = " " * len(sign)
    rest = [f"{indent}{line}" if line else "" for line in body[1:]]
    return [sign + body[0], *rest]
