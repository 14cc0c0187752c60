"""A text as sentences: what a person would read out in one breath."""

import re
from collections.abc import Iterator

END = re.compile(r"[.!?…]+[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9£])")
LAST_WORD = re.compile(r"([\w.’-]+)\.[\"”’')\]]*\s+$")
INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Z]")
BEFORE_A_NUMBER = frozenset(
    [
        "no",
        "nos",
        "vol",
        "fig",
        "figs",
        "para",
        "paras",
        "p",
        "pp",
        "ch",
        "cl",
        "approx",
        "c",
        "ca",
        "est",
    ]
)


def sentences(text: str, abbreviations: frozenset[str]) -> Iterator[str]:
    """The sentences of a paragraph. A full stop after an abbreviation ends none."""
    begun = 0
    for end in END.finditer(text):
        if not is_abbreviated(
            text[begun : end.end()], text[end.end() :], abbreviations
        ):
            yield text[begun : end.end()].strip()
            begun = end.end()
    if rest := text[begun:].strip():
        yield rest


def is_abbreviated(before: str, after: str, abbreviations: frozenset[str]) -> bool:
    last = LAST_WORD.search(before[-60:])
    if last is None:
        return False
    word = last[1].lstrip(".").casefold()
    if word in BEFORE_A_NUMBER and not after[:1].isdigit():
        return False
    if word == "etc":  # as often as not the last word of its sentence
        return False
    return word in abbreviations or bool(INITIALS.fullmatch(last[1]))
