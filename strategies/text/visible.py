"""What of a text a reader sees: its words, without marks."""

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from strategies.text.grammar import Placed, parse

WORD = re.compile(r"\S*\w\S*")
BREAKS = ("softbreak", "hardbreak")
CELL_ENDS = ("th_close", "td_close")


def plain(text: str) -> str:
    """The words of the text in one line, without citations: for summaries and search."""
    return " ".join(" ".join(_runs(text)).split())


def word_count(text: str) -> int:
    """How many words a reader sees; citations and signs by themselves are none."""
    return sum(len(WORD.findall(run)) for run in _runs(text))


def references(text: str) -> list[str]:
    """The references the text cites, each once, in the order of first use."""
    refs = [
        child.meta["ref"]
        for token in parse(text)
        for child in token.children or ()
        if child.type == "citation"
    ]
    return list(dict.fromkeys(refs))


def placed(text: str) -> list[Placed]:
    """The records that the text places, in order, as often as it does."""
    return [token.meta["placed"] for token in parse(text) if token.type == "placed"]


def spaced_words(text: str) -> list[tuple[str, str]]:
    """The words that a comparison goes by, each with the space after it.

    Citations, placed records and the addresses of links are among them: who changes one
    changes what the text says.
    """
    words: list[tuple[str, str]] = []
    for token in parse(text):
        if token.type == "inline":
            run = "".join(_content(token.children or ()))
            words += [(word, " ") for word in run.split()]
        elif token.type == "placed":
            words.append((str(token.meta["placed"]), "\n"))
        elif token.nesting == -1 and words:
            space = " | " if token.type in CELL_ENDS else "\n"
            words[-1] = (words[-1][0], space)
    if words:
        words[-1] = (words[-1][0], "")
    return words


def _runs(text: str) -> Iterator[str]:
    """The text of each paragraph, heading and cell."""
    for token in parse(text):
        run = ""
        for child in token.children or ():
            if child.type == "citation":
                run = run.rstrip()
            else:
                run += " " if child.type in BREAKS else child.content
        yield run


def _content(tokens: Iterable[Token]) -> Iterator[str]:
    address = said = ""
    for token in tokens:
        if token.type == "link_open":
            address, said = str(token.attrs["href"]), ""
        elif token.type == "link_close" and said != address:
            yield f" ({address})"
        words = " " if token.type in BREAKS else token.content
        said += words
        yield words
