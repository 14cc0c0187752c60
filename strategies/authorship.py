"""Who wrote what: the text that stands, and whose each block and each word of it is.

A block was last changed by whoever made it say what it says. A word is its first
writer's, also where somebody else moved it, put it back or changed the words around it.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from people.models import User
from strategies.history import NEVER_STOOD, Kind
from strategies.models import Part, Revision
from strategies.text.compare import kept_words
from strategies.text.visible import spaced_words


@dataclass(frozen=True)
class Share:
    """How many words of something are one person's."""

    name: str
    words: int
    total: int

    @property
    def part_of_all(self) -> str:
        percent = 100 * self.words / self.total
        return "under 1 per cent" if percent < 1 else f"{percent:.0f} per cent"


@dataclass(frozen=True)
class Passage:
    """One block, the save that made it say this, and the writer of each of its words."""

    text: str
    words: list[tuple[str, str]]
    writers: list[User]
    save: Revision

    @property
    def shown(self) -> str:
        return "".join(f"{word}{space}" for word, space in self.words)

    @property
    def is_heading(self) -> bool:
        return self.text.startswith("#")

    @property
    def shares(self) -> list[Share]:
        return shares([self])


@dataclass(frozen=True)
class Stretch:
    """Blocks that follow one another and were last changed in the same save."""

    save: Revision
    passages: list[Passage]

    @property
    def shares(self) -> list[Share]:
        return shares(self.passages)

    @property
    def is_shared(self) -> bool:
        return len(self.shares) > 1


def stretches(passages: Iterable[Passage]) -> Iterator[Stretch]:
    for save, found in groupby(passages, key=lambda passage: passage.save):
        yield Stretch(save, list(found))


def shares(passages: Iterable[Passage]) -> list[Share]:
    """Whose the words are, the most first."""
    counted = Counter(
        writer.name
        for passage in passages
        for (word, _), writer in zip(passage.words, passage.writers, strict=True)
        if is_counted(word)
    )
    total = counted.total()
    return [Share(name, words, total) for name, words in counted.most_common()]


def is_counted(word: str) -> bool:
    """As words are counted elsewhere: no citations, and no signs by themselves."""
    return not word.startswith("[@") and any(char.isalnum() for char in word)


def of_part(part: Part) -> list[Passage]:
    """Each block of the text that stands, worked out from what was saved before.

    Of saves of one person that follow one another, those before the last say no more.
    """
    book = Book()
    for revision in _ends(part):
        book.read(revision)
    return [book.passages[block.id] for block in part.blocks]


@dataclass
class Book:
    """What was read so far: the blocks as they stood, and every text with its writers."""

    passages: dict[str, Passage] = field(default_factory=dict)
    known: dict[str, Passage] = field(default_factory=dict)

    def read(self, revision: Revision) -> None:
        passages = {
            block.id: self.passage(block.id, block.text, revision)
            for block in revision.as_blocks()
        }
        if revision.kind not in NEVER_STOOD:
            self.passages = passages

    def passage(self, block_id: str, text: str, revision: Revision) -> Passage:
        stood = self.passages.get(block_id)
        if stood and stood.text == text:
            return stood
        if text in self.known:
            known = self.known[text]
            return Passage(text, known.words, known.writers, revision)
        self.known[text] = written(text, revision, stood)
        return self.known[text]


def written(text: str, revision: Revision, stood: Passage | None) -> Passage:
    """A block as somebody left it: words that stood before keep their writers."""
    words = spaced_words(text)
    writers = [revision.by] * len(words)
    if stood:
        for at, place in kept_words(stood.words, words):
            writers[place] = stood.writers[at]
    return Passage(text, words, writers, revision)


def _ends(part: Part) -> Iterator[Revision]:
    """The oldest first; of saves of one person with nobody's between them, the last."""
    rows = part.revisions.filter(number__lte=part.base).exclude(kind=Kind.SENT)
    runs = groupby(
        rows.order_by("number").values_list("number", "sitting", "kind"),
        key=lambda row: row[1:],
    )
    ends = [deque(run, maxlen=1).pop()[0] for _, run in runs]
    last = rows.filter(number__in=ends)
    yield from last.select_related("by").order_by("number").iterator(chunk_size=50)
