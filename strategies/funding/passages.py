"""Where a strategy speaks, so that its sentences can be read one by one.

A passage is one breath of text: a paragraph, an item of a list with the words that lead
in to it, a cell of a table, a field of a record.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from strategies.checks.subject import Content, Row, Text
from strategies.nouns import NOUNS

# The fields in which a record can ask for money.
FIELDS = {
    "findings": ("title", "text", "set_aside_because"),
    "priorities": (
        "title",
        "sentence",
        "rationale",
        "why_local",
        "success",
        "deliverability",
        "where_felt",
    ),
    "actions": ("title", "partners", "confirmed", "funding_note"),
    "measures": ("title", "target"),
    "connections": ("title",),
    "communities": ("text", "no_impact_because"),
    "commitments": ("title", "text"),
    "decisions": ("title", "owns"),
    "evaluation": ("title", "method", "effort"),
    "figures": ("title", "alternative"),
    "charts": ("title", "alternative"),
}
HEADING = re.compile(r"(#{1,6})\s+(.*)")
ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+")
ROW = re.compile(r"\s*\|")
RULED = re.compile(r"[\s|:-]+")
CITED = re.compile(r"\s*\[@[A-Za-z][\w-]*\]")
LINK = re.compile(r"\[([^\]\n]*)\]\([^)\s]*\)")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
MARKS = re.compile(r"\*\*|(?<!\w)[*_]|[*_](?!\w)")


@dataclass(frozen=True)
class Passage:
    """A breath of text: where it stands, and under what."""

    text: str
    where: str
    url: str
    lead: str = ""  # “Government should:”, above a list
    headings: tuple[str, ...] = ()
    is_quoted: bool = False


@dataclass(frozen=True)
class Breath:
    """The words of a passage, wherever they may stand."""

    text: str
    is_item: bool = False
    is_quoted: bool = False


def passages_of(content: Content) -> Iterator[Passage]:
    for text in content.texts.values():
        yield from of_part(text, f"“{text.title}”", content.part_url(text.key))
    for noun, fields in FIELDS.items():
        for row in content.records.get(noun, []):
            yield from of_record(content, noun, row, fields)


def of_record(
    content: Content, noun: str, row: Row, fields: tuple[str, ...]
) -> Iterator[Passage]:
    for name in fields:
        if said := str(row.get(name) or "").strip():
            label = NOUNS[noun].label(name).lower()
            url = content.edit_url(noun, row)
            lines = tuple(said.split("\n\n"))
            yield from of_part(Text(name, "", lines), f"{row['ref']}, {label}", url)


def of_part(text: Text, where: str, url: str) -> Iterator[Passage]:
    """Its blocks in order, each knowing the headings over it."""
    over: dict[int, str] = {0: text.title} if text.title else {}
    lead = ""
    for block in text.blocks:
        if heading := HEADING.fullmatch(block.strip()):
            level = len(heading[1])
            over = {depth: title for depth, title in over.items() if depth < level}
            over[level] = unmarked(heading[2])
            lead = ""
        stands = Passage("", where, url, lead, tuple(over.values()))
        lead = ""
        for said in of_block(block, stands):
            yield said
            lead = said.text if said.text.endswith(":") else ""


def of_block(block: str, stands: Passage) -> Iterator[Passage]:
    for breath in breaths(block):
        yield Passage(
            breath.text,
            stands.where,
            stands.url,
            stands.lead if breath.is_item else "",
            stands.headings,
            breath.is_quoted,
        )


@lru_cache(maxsize=8192)
def breaths(block: str) -> tuple[Breath, ...]:
    """A paragraph whole; lists and tables by item and cell; quotes marked as such.

    Kept for the last several thousand blocks of any text: most of a draft stands as it
    stood when it was last read.
    """
    lines = block.splitlines()
    is_quoted = all(line.lstrip().startswith(">") for line in lines)
    if is_quoted:
        lines = [line.lstrip().lstrip(">").strip() for line in lines]
    if lines and ROW.match(lines[0]):
        rows = [line for line in lines if not RULED.fullmatch(line)]
        cells = (cell for line in rows for cell in line.strip().strip("|").split("|"))
        return tuple(
            Breath(unmarked(cell), is_quoted=is_quoted)
            for cell in cells
            if cell.strip()
        )
    if heading := HEADING.fullmatch(block.strip()):
        return (Breath(unmarked(heading[2]), is_quoted=is_quoted),)
    found = []
    for item in items_of(lines):
        begins = ITEM.match(item)
        said = unmarked(item[begins.end() :] if begins else item)
        found.append(Breath(said, is_item=bool(begins), is_quoted=is_quoted))
    return tuple(breath for breath in found if breath.text)


def items_of(lines: list[str]) -> Iterator[str]:
    """The items of a list, or the one paragraph, each in one line."""
    held: list[str] = []
    for line in lines:
        if ITEM.match(line) and held:
            yield " ".join(held)
            held = []
        held.append(line)
    if held:
        yield " ".join(held)


def unmarked(text: str) -> str:
    """The words, near enough: a full reading of the Markdown would be slow here."""
    text = LINK.sub(r"\1", CITED.sub("", text))
    text = ESCAPED.sub(r"\1", MARKS.sub("", text)).replace("'", "’")
    return " ".join(text.split())
