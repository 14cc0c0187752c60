"""What our Markdown can say: the parser of the dialect.

CommonMark with tables, citations and placed records, without code, rules, HTML, images,
underlined headings, reference links and entities. The rich editor reads with the same
rules (static/editor/dialect/grammar.js), so a change here is a change there.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

CITATION = re.compile(r"\[@([A-Za-z][A-Za-z0-9-]{0,19})\]")
# A line that is nothing but this, outside lists and quotes, places a record.
PLACED = re.compile(r"\[\[([a-z]{3,12}):([A-Za-z][A-Za-z0-9.-]{0,11})\]\]")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
SAFE_ADDRESS = re.compile(r"https?://|mailto:", re.IGNORECASE)

# The library's own limit of 20 silently drops what is nested deeper.
NESTING = 100

# What stands in an item of a list is at least this far in.
LEAST_INDENT = 2

# A key for what is kept of a line beside what the parser keeps by place.
NO_PLACE = -1

LEFT_OUT = [
    "fence",
    "hr",
    "html_block",
    "lheading",
    "reference",
    "backticks",
    "html_inline",
    "image",
    "entity",
]

LINE_ENDS = {
    "\r\n": "\n",
    "\r": "\n",
    "\x0b": "\n",
    "\u2028": "\n",
    "\u2029": "\n\n",
}
LINE_END = re.compile("\r\n|[\r\x0b\u2028\u2029]")
UNWRITABLE = re.compile("[\x00-\x08\x0c\x0e-\x1f\x7f\u200b\ufeff\ud800-\udfff]")


@dataclass(frozen=True)
class Placed:
    """A record that stands in the text, by the sign of its line: `[[figure:F1]]`."""

    kind: str
    ref: str

    def __str__(self) -> str:
        return f"[[{self.kind}:{self.ref}]]"


def parse(text: str) -> list[Token]:
    """The tokens of any text at all; what cannot be written is left out of it."""
    return PARSER.parse(without_unwritable(text))


def without_unwritable(text: str) -> str:
    """The text with plain line ends and without control and zero-width characters."""
    text = LINE_END.sub(lambda found: LINE_ENDS[found[0]], text)
    return UNWRITABLE.sub("", text)


class Helpers:
    """The library's own, but that entities mean nothing in an address either."""

    parseLinkLabel = staticmethod(helpers.parseLinkLabel)  # noqa: N815
    parseLinkTitle = staticmethod(helpers.parseLinkTitle)  # noqa: N815

    @staticmethod
    def parseLinkDestination(text: str, start: int, end: int) -> Any:  # noqa: N802
        found = helpers.parseLinkDestination(text, start, end)
        if found.ok:
            written = text[start : found.pos]
            bare = written[1:-1] if written.startswith("<") else written
            found.str = ESCAPED.sub(r"\1", bare)
        return found


class Dialect(MarkdownIt):
    """A parser that takes addresses as they are written, if they are safe ones."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False, "maxNesting": NESTING})
        self.helpers = Helpers  # type: ignore[assignment]  # a class serves as well

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return SAFE_ADDRESS.match(url) is not None

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


def _parser() -> Dialect:
    parser = Dialect()
    parser.enable("table")
    # Kept switched on and never matching: switched off, it changes its neighbours.
    parser.block.ruler.at("code", _no_code)
    parser.disable(LEFT_OUT)
    parser.block.ruler.before(
        "table", "placed", _placed, {"alt": ["paragraph", "blockquote"]}
    )
    parser.inline.ruler.before("link", "citation", _citation)
    parser.inline.ruler.before("link", "bracket", _bracket)
    parser.core.ruler.push("levels", _two_heading_levels)
    parser.core.ruler.push("empty_links", _no_empty_links)
    return parser


def _no_code(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    return False


def _placed(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if state.level and not (silent and _ends_everything(state, start_line)):
        return False
    start = state.bMarks[start_line] + state.tShift[start_line]
    found = PLACED.fullmatch(state.src[start : state.eMarks[start_line]].strip())
    if found is None:
        return False
    if not silent:
        token = state.push("placed", "", 0)
        token.meta = {"placed": Placed(found[1], found[2])}
        token.map = [start_line, start_line + 1]
        state.line = start_line + 1
    return True


def _ends_everything(state: StateBlock, line: int) -> bool:
    """Does the line, if it can, end every list and quote around the one before it?"""
    start = state.bMarks[line]
    is_whole = not start or state.src[start - 1] == "\n"
    return is_whole and state.sCount[line] < LEAST_INDENT


def _citation(state: StateInline, silent: bool) -> bool:
    found = CITATION.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.meta = {"ref": found[1]}
        token.content = found[0]
    state.pos = found.end()
    return True


def _bracket(state: StateInline, silent: bool) -> bool:
    """Read a bracket that no link can follow as itself.

    The link rule would look for its end anew from every bracket: 200,000 of them in a
    line would take minutes. So the last place where a link can turn is looked up once.
    """
    if state.src[state.pos] != "[":
        return False
    if NO_PLACE not in state.cache:
        state.cache[NO_PLACE] = state.src.rfind("](")
    if state.pos < state.cache[NO_PLACE]:
        return False
    if not silent:
        state.pending += "["
    state.pos += 1
    return True


def _two_heading_levels(state: StateCore) -> None:
    """Headings are third or fourth level; inside a list or quote they are paragraphs."""
    depth = 0
    for token in state.tokens:
        if token.type in ("list_item_open", "blockquote_open"):
            depth += 1
        elif token.type in ("list_item_close", "blockquote_close"):
            depth -= 1
        elif token.type in ("heading_open", "heading_close"):
            if depth:
                token.type = token.type.replace("heading", "paragraph")
                token.tag = "p"
            else:
                token.tag = "h3" if token.tag <= "h3" else "h4"


def _no_empty_links(state: StateCore) -> None:
    """A link without an address is its text."""
    for token in state.tokens:
        children = token.children or []
        if any(_is_empty_link(child) for child in children):
            token.children = list(_without_empty_links(children))


def _is_empty_link(token: Token) -> bool:
    return token.type == "link_open" and not token.attrs["href"]


def _without_empty_links(tokens: Iterable[Token]) -> Iterator[Token]:
    is_empty = False
    for token in tokens:
        if token.type == "link_open":
            is_empty = _is_empty_link(token)
        if not (is_empty and token.type in ("link_open", "link_close")):
            yield token


PARSER = _parser()
