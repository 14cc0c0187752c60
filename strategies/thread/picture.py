"""The thread as a drawing: sections, evidence, findings, priorities, actions, measures.

Only places and words are worked out here; `components/thread_picture.html` draws them.
What a long strategy has too much of is gathered in a last box that says how many.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from itertools import pairwise

from strategies.thread.addresses import Addresses
from strategies.thread.breaks import lacks
from strategies.thread.chains import FINDINGS, PRIORITIES, Chain, above, headings
from strategies.thread.graph import EVIDENCE, Key, Node, Thread

WIDTH, GAP, HEAD = 150, 38, 34
LETTERS, LINE, PAD, APART = 20, 15, 7, 8
SECTIONS = "sections"


@dataclass(frozen=True)
class Column:
    kind: str
    title: str
    lines: int  # of a title, at most
    most: int  # boxes


COLUMNS = (
    Column(SECTIONS, "Asked for in", 2, 20),
    Column(EVIDENCE, "Evidence", 1, 36),
    Column(FINDINGS, "Findings", 2, 24),
    Column(PRIORITIES, "Priorities", 2, 16),
    Column("actions", "Actions", 1, 32),
    Column("measures", "Measures", 1, 32),
)


@dataclass
class Box:
    """One thing, or the rest of them together."""

    key: Key
    lines: list[str]
    lacks: list[str]  # what it wants, in words
    href: str
    words: str  # the whole of its title
    x: int = 0
    y: int = 0
    stands_for: list[Key] = field(default_factory=list)

    @property
    def height(self) -> int:
        return PAD * 2 + LINE * (len(self.lines) + len(self.lacks)) - 3

    @property
    def middle(self) -> int:
        return self.y + self.height // 2

    @property
    def is_broken(self) -> bool:
        return bool(self.lacks)

    @property
    def printed(self) -> list[tuple[int, str, bool]]:
        """Each line with its height on the page, and whether it says what is missing."""
        said = [(line, False) for line in self.lines]
        said += [(line, True) for line in self.lacks]
        return [
            (self.y + PAD + 10 + LINE * place, line, is_lack)
            for place, (line, is_lack) in enumerate(said)
        ]


@dataclass(frozen=True)
class Picture:
    width: int
    height: int
    heads: list[tuple[int, str]]
    boxes: list[Box]
    lines: list[str]  # the paths between them
    faint: list[str]  # those from sections, of which there are many

    box_width = WIDTH


def draw(thread: Thread, chains: list[Chain], links: Addresses, more: str) -> Picture:
    """The picture; `more` is where all of it stands that the picture gathers up."""
    columns = [sections(thread, chains, more)]
    for column in COLUMNS[1:]:
        columns.append(boxes(thread, column, links, more))
    height = HEAD + max(stacked(found) for found in columns)
    for number, found in enumerate(columns):
        spread(found, x=number * (WIDTH + GAP), height=height)
    every = [box for found in columns for box in found]
    return Picture(
        len(COLUMNS) * (WIDTH + GAP) - GAP,
        height + 2,
        [
            (number * (WIDTH + GAP), column.title)
            for number, column in enumerate(COLUMNS)
        ],
        every,
        paths(thread, every),
        paths_of_sections(thread, chains, every),
    )


def sections(thread: Thread, chains: list[Chain], more: str) -> list[Box]:
    """A box a section, with how many clauses it has that nothing answers."""
    return [
        Box(
            (SECTIONS, heading.key),
            cut(heading.title, 2),
            unanswered(heading.chains),
            f"{more}#section-{heading.key}",
            heading.title,
        )
        for heading in headings(thread, chains)
    ]


def unanswered(chains: list[Chain]) -> list[str]:
    count = sum(not one.is_answered for one in chains)
    return [f"{count} unanswered"] if count else []


def boxes(thread: Thread, column: Column, links: Addresses, more: str) -> list[Box]:
    nodes = ordered(thread, column.kind)
    shown = nodes if len(nodes) <= column.most else nodes[: column.most - 1]
    drawn = [box(thread, node, column, links) for node in shown]
    if rest := nodes[len(shown) :]:
        words = f"and {len(rest)} more"
        keys = [node.key for node in rest]
        gathered = Box((column.kind, ""), [words], [], more, words, stands_for=keys)
        drawn.append(gathered)
    return drawn


def box(thread: Thread, node: Node, column: Column, links: Addresses) -> Box:
    wants = [lack.now for lack in lacks(thread, node.key)]
    wants += [node.problem] if node.problem else []
    return Box(
        node.key,
        cut(node.words, column.lines),
        [line for want in wants for line in textwrap.wrap(want, LETTERS)],
        links.get(node.key, ""),
        "; ".join([node.words, *wants]),
        stands_for=[node.key],
    )


def cut(words: str, lines: int) -> list[str]:
    """The words in so many lines at most, and dots where they go on."""
    found = textwrap.wrap(words, LETTERS) or [""]
    if len(found) > lines:
        rest = " ".join(found[lines - 1 :])
        found = [*found[: lines - 1], f"{rest[: LETTERS - 1].rstrip()}…"]
    return found


def ordered(thread: Thread, kind: str) -> list[Node]:
    """Beside what they lead to, so that few lines cross; what leads nowhere last."""
    places = thread.places
    last = len(places)

    def leads_to(node: Node) -> tuple[int, ...]:
        findings = [node.key] if kind == FINDINGS else []
        if kind == EVIDENCE:
            findings = thread.above(node.key, FINDINGS)
        first = min(
            (places[key] for key in above(thread, findings, PRIORITIES)), default=last
        )
        if kind in (EVIDENCE, FINDINGS):
            nearest = min((places[key] for key in findings), default=last)
            return (first, nearest, places[node.key])
        mine = thread.on(node.key, PRIORITIES)
        return (min((places[key] for key in mine), default=last), places[node.key])

    nodes = thread.of(kind)
    return nodes if kind == PRIORITIES else sorted(nodes, key=leads_to)


def stacked(found: list[Box]) -> int:
    return sum(box.height + APART for box in found)


def spread(found: list[Box], *, x: int, height: int) -> None:
    """Put the boxes of a column over its whole height."""
    free = height - HEAD - sum(box.height for box in found)
    y, between = float(HEAD), free / (len(found) + 1) if found else 0
    if between < APART:
        between = free / max(len(found), 1)
        y -= between / 2
    for box in found:
        y += between
        box.x, box.y = x, round(y)
        y += box.height


def paths(thread: Thread, every: list[Box]) -> list[str]:
    """A line between two boxes where anything of the one leans on anything of the other."""
    at = {key: box for box in every for key in box.stands_for}
    gaps = gaps_of([box for box in every if box.key[0] == "actions"])
    found: dict[str, None] = {}
    for key, below in thread.rests.items():
        for other in below:
            left, right = at.get(other), at.get(key)
            if left and right and (other[0], key[0]) in JOINED:
                around = gaps if key[0] == "measures" else []
                found[path(left, right, around)] = None
    return list(found)


def paths_of_sections(
    thread: Thread, chains: list[Chain], every: list[Box]
) -> list[str]:
    """From each section to the evidence that the passages answering its clauses cite."""
    at = {key: box for box in every for key in box.stands_for}
    sections = {box.key[1]: box for box in every if box.key[0] == SECTIONS}
    found: dict[str, None] = {}
    for one in chains:
        left = sections.get(one.criterion.section)
        for passage in one.passages:
            for key in thread.on(passage.key, EVIDENCE):
                right = at.get(key)
                if left and right:
                    found[path(left, right, [])] = None
    return list(found)


JOINED = {
    (EVIDENCE, FINDINGS),
    (FINDINGS, PRIORITIES),
    (PRIORITIES, "actions"),
    (PRIORITIES, "measures"),
}


def gaps_of(column: list[Box]) -> list[int]:
    """The heights at which a line gets past a column without touching a box."""
    if not column:
        return []
    ends = [column[0].y - APART // 2]
    ends += [
        (above.y + above.height + below.y) // 2 for above, below in pairwise(column)
    ]
    return [*ends, column[-1].y + column[-1].height + APART // 2]


def path(left: Box, right: Box, gaps: list[int]) -> str:
    """A curve; where a column is in the way, through the gap nearest to its end."""
    start = left.x + WIDTH
    if not gaps:
        return (
            f"M{start} {left.middle}{curve(start, left.middle, right.x, right.middle)}"
        )
    gap = min(gaps, key=lambda height: abs(height - right.middle))
    near, far = start + GAP, right.x - GAP
    return (
        f"M{start} {left.middle}{curve(start, left.middle, near, gap)}H{far}"
        f"{curve(far, gap, right.x, right.middle)}"
    )


def curve(x: int, y: int, to_x: int, to_y: int) -> str:
    middle = (x + to_x) // 2
    return f"C{middle} {y} {middle} {to_y} {to_x} {to_y}"
