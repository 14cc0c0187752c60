"""What a text may be at most, and which characters it may not hold."""

import re

from strategies.text.grammar import parse
from strategies.text.visible import word_count

LIMIT_BYTES = 200_000
LIMIT_WORDS = 20_000
# Every open bracket that is no citation's might begin a link, so the parser looks for
# its end: too many of them in one paragraph would take minutes.
LIMIT_BRACKETS = 500

# Deeper lists and quotes than anybody reads; the parser leaves out what is deeper yet.
LIMIT_LEVELS = 9

CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
WORD_PART = re.compile(r"\w+")
BLANK_LINES = re.compile(r"\n\s*\n")
# No list or quote is as deep without as many signs or spaces before a line.
DEEP = re.compile(rf"^[ \t>*+\-\d.)]{{{LIMIT_LEVELS + 1}}}", re.MULTILINE)


def problems(text: str) -> list[str]:
    """Why the text cannot be saved, in sentences for its form; nothing if it can."""
    if found := _too_large(text):
        return found
    if found := [*_control_characters(text), *_too_many_brackets(text)]:
        return found
    return [*_too_many_words(text), *_too_deep(text)]


def _too_large(text: str) -> list[str]:
    size = len(text.encode(errors="surrogatepass"))
    if size <= LIMIT_BYTES:
        return []
    return [
        f"Shorten the text: it takes {size:,} bytes, and a part may take at most "
        f"{LIMIT_BYTES:,}"
    ]


def _control_characters(text: str) -> list[str]:
    found = CONTROL.search(text)
    if not found:
        return []
    before = " ".join(text[: found.start()].split()[-3:])
    place = f"after “{before}”" if before else "at the beginning"
    return [
        f"Remove the character {place}: it is a control character, which cannot be "
        "stored or printed"
    ]


def _too_many_brackets(text: str) -> list[str]:
    most = max(
        paragraph.count("[") - paragraph.count("[@")
        for paragraph in BLANK_LINES.split(text)
    )
    if most <= LIMIT_BRACKETS:
        return []
    return [
        f"Take out square brackets: one paragraph has {most:,} that open, and it may "
        f"have at most {LIMIT_BRACKETS:,}"
    ]


def _too_many_words(text: str) -> list[str]:
    if sum(1 for _ in WORD_PART.finditer(text)) <= LIMIT_WORDS:
        return []
    words = word_count(text)
    if words <= LIMIT_WORDS:
        return []
    return [
        f"Shorten the text: it has {words:,} words, and a part may have at most "
        f"{LIMIT_WORDS:,}"
    ]


def _too_deep(text: str) -> list[str]:
    if not DEEP.search(text):
        return []
    depth = deepest = 0
    for token in parse(text):
        if token.type.startswith(("bullet_list", "ordered_list", "blockquote")):
            depth += token.nesting
            deepest = max(deepest, depth)
    if deepest <= LIMIT_LEVELS:
        return []
    return [
        f"Use fewer lists within lists: one goes {deepest} levels deep, and "
        f"{LIMIT_LEVELS} is the most"
    ]
