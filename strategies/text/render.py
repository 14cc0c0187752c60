"""The text as HTML: rendered from the dialect, then only known HTML let through.

What stands for a placed record comes from whoever knows the records; it is put between
the runs of text as it is.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any

import nh3
from django.utils.safestring import SafeString
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from strategies.text.grammar import PARSER, Placed, parse

HEADINGS = {f"h{level}" for level in range(1, 7)}
LOWEST_HEADING = 6

SANITISER = nh3.Cleaner(
    tags={
        *HEADINGS,
        *("p", "blockquote", "ul", "ol", "li", "strong", "em", "br", "a", "mark"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    },
    attributes={"a": {"href", "rel"}, "ol": {"start"}, "th": {"scope"}},
    allowed_classes={"a": {"citation"}, "mark": {"citation-problem"}},
    url_schemes={"http", "https", "mailto"},
    clean_content_tags=set(),
    link_rel=None,
)


@dataclass(frozen=True)
class Citation:
    """How a reference is shown: its number, or what is wrong with it."""

    number: int
    ref: str = ""  # as the evidence base has it; the text's own if left out
    problem: str = ""


def to_html(
    text: str,
    *,
    number_of: Callable[[str], Citation | None] | None = None,
    heading_base: int = 3,
    prefix: str = "",
    placed: Callable[[Placed], SafeString] | None = None,
) -> SafeString:
    """Safe HTML of any text, with a numbered link to its source for each citation.

    `number_of` tells how a reference is shown; None stands for an unknown one. Without
    it, where no list of sources stands below, references stay as they are written. The
    upper of the two levels of heading is `heading_base`. Sources are linked to as
    `source-E01`, with the prefix in front where a page has several lists of them. What
    `placed` gives stands for a record; without it each one is shown as unknown.
    """
    settings = {
        "number_of": number_of,
        "heading_base": heading_base,
        "prefix": prefix,
    }
    runs = _runs(parse(text), settings, placed or unknown_record)
    return SafeString("".join(runs))


def unknown_record(placed: Placed) -> SafeString:
    """What stands for a record that there is not."""
    problem = _problem(f"{placed.kind} {placed.ref}", "not in this strategy")
    return SafeString(f"<p>{problem}</p>\n")


def _runs(
    tokens: Iterable[Token], settings: Any, placed: Callable[[Placed], SafeString]
) -> Iterator[SafeString]:
    """The text between the placed records, and what stands for each of them."""
    for is_placed, run in groupby(tokens, lambda token: token.type == "placed"):
        if is_placed:
            yield from (placed(token.meta["placed"]) for token in run)
        else:
            html = RENDERER.render(list(run), PARSER.options, settings)
            yield SafeString(SANITISER.clean(html))


class Renderer(RendererHTML):
    """The library's renderer, but for citations, headings, links and table headers."""

    def citation(
        self, tokens: Sequence[Token], index: int, options: Any, env: Any
    ) -> str:
        ref = tokens[index].meta["ref"]
        if env["number_of"] is None:
            return f"[{escape(ref)}]"
        citation = env["number_of"](ref)
        if citation is None:
            return _problem(ref, "not in the evidence base")
        if citation.problem:
            return _problem(ref, citation.problem)
        address = escape(f"#{env['prefix']}source-{citation.ref or ref}")
        return f'<a class="citation" href="{address}">[{citation.number}]</a>'

    def heading_open(
        self, tokens: Sequence[Token], index: int, options: Any, env: Any
    ) -> str:
        return f"<{_heading(tokens[index], env)}>"

    def heading_close(
        self, tokens: Sequence[Token], index: int, options: Any, env: Any
    ) -> str:
        return f"</{_heading(tokens[index], env)}>\n"

    def link_open(
        self, tokens: Sequence[Token], index: int, options: Any, env: Any
    ) -> str:
        address = escape(str(tokens[index].attrs["href"]))
        return f'<a href="{address}" rel="noopener nofollow">'

    def th_open(
        self, tokens: Sequence[Token], index: int, options: Any, env: Any
    ) -> str:
        return '<th scope="col">'


def _problem(ref: str, problem: str) -> str:
    return f'<mark class="citation-problem">[{ref}: {escape(problem)}]</mark>'


def _heading(token: Token, env: Any) -> str:
    level = env["heading_base"] + (token.tag == "h4")
    return f"h{min(level, LOWEST_HEADING)}"


RENDERER = Renderer()
