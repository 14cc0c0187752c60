"""Which new block continues which old one: the steps, surest first.

Only unchanged blocks are known again where there are too many to compare by words.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from strategies.text.likeness import ALIKE, Wording, likeness, share_within
from strategies.text.order import REACH, in_common, is_within_reach

# A block of another kind (a list made of a paragraph) must be this much alike.
ALIKE_IN_ANOTHER_KIND = 0.9
# A block moved as it was must be this many words long to be known again.
WORDS_TO_MOVE = 4
# Moved and edited at once: this many words, this much alike, by this margin.
WORDS_TO_MOVE_EDITED = 8
MOVED = 0.75
MARGIN = 0.15
# Cut in two, or joined: this many words, and this share of them in the larger one.
WORDS_TO_CONTAIN = 6
CONTAINED = 0.6


@dataclass
class Matching:
    """Old blocks and new ones, and for each new one the old one it continues."""

    old: Sequence[Wording]
    new: Sequence[Wording]
    origin: dict[int, int] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    reach: int = REACH

    def work_out(self) -> None:
        self._match_unchanged()
        in_place = sorted(self.origin.items())
        self._match_moved()
        for gap in pairwise([(-1, -1), *in_place, (len(self.new), len(self.old))]):
            self._match_edited(*gap)
        if is_within_reach(self._places(), self._origins()):
            self._match_moved_and_edited()
            self._match_cut()
            self._match_joined()

    def _match(self, place: int, origin: int) -> None:
        self.origin[place] = origin
        self.used.add(origin)

    def _places(self, after: int = -1, before: int | None = None) -> list[int]:
        """The new blocks not matched yet."""
        stop = len(self.new) if before is None else before
        return [place for place in range(after + 1, stop) if place not in self.origin]

    def _origins(self, after: int = -1, before: int | None = None) -> list[int]:
        """The old blocks not matched yet."""
        stop = len(self.old) if before is None else before
        return [origin for origin in range(after + 1, stop) if origin not in self.used]

    def _match_unchanged(self) -> None:
        """The same texts in the same order."""
        old = [block.text for block in self.old]
        new = [block.text for block in self.new]
        for origin, place in in_common(old, new):
            self._match(place, origin)

    def _match_moved(self) -> None:
        """The same text elsewhere, if it is left once on either side."""
        origins = _by_text(self.old, self._origins())
        for text, places in _by_text(self.new, self._places()).items():
            is_single = len(places) == 1 and len(origins[text]) == 1
            if is_single and _may_move(self.new[places[0]]):
                self._match(places[0], origins[text][0])

    def _match_edited(self, start: tuple[int, int], stop: tuple[int, int]) -> None:
        """Between two unchanged blocks: alike and in order, as much as can be."""
        places = self._places(start[0], stop[0])
        origins = self._origins(start[1], stop[1])
        comparisons = len(places) * len(origins)
        if not 0 < comparisons <= self.reach:
            return
        self.reach -= comparisons
        scores = [
            [_likeness_in_place(self.old[origin], self.new[place]) for place in places]
            for origin in origins
        ]
        for row, column in _best_in_order(scores):
            self._match(places[column], origins[row])

    def _match_moved_and_edited(self) -> None:
        """Alike and elsewhere, if nothing else comes near."""
        places = [
            place
            for place in self._places()
            if len(self.new[place].words) >= WORDS_TO_MOVE_EDITED
        ]
        scores = {
            (origin, place): likeness(self.old[origin], self.new[place])
            for origin in self._origins()
            for place in places
        }
        rivals = _Rivals(scores)
        for (origin, place), score in sorted(scores.items(), key=lambda pair: -pair[1]):
            if score < MOVED:
                break
            is_free = origin not in self.used and place not in self.origin
            if is_free and rivals.best(origin, place) <= score - MARGIN:
                self._match(place, origin)

    def _match_cut(self) -> None:
        """The first piece of a block cut up keeps its id, if it is a piece of one only."""
        for place in self._places():
            block = self.new[place]
            if len(block.words) < WORDS_TO_CONTAIN:
                continue
            wholes = [
                origin
                for origin in self._origins()
                if share_within(block, self.old[origin]) >= CONTAINED
            ]
            if len(wholes) == 1:
                self._match(place, wholes[0])

    def _match_joined(self) -> None:
        """Blocks made into one: the longest of them gives its id."""
        for place in self._places():
            parts = []
            for origin in self._origins():
                block = self.old[origin]
                share = share_within(block, self.new[place])
                if len(block.words) >= WORDS_TO_CONTAIN and share >= CONTAINED:
                    parts.append((len(block.text), share, origin))
            if parts:
                self._match(place, max(parts)[2])


class _Rivals:
    """For each pair, the best likeness of either of the two with any other."""

    def __init__(self, scores: dict[tuple[int, int], float]) -> None:
        self._scores = scores
        best_two: dict[tuple[str, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
        for (origin, place), score in scores.items():
            for side in (("old", origin), ("new", place)):
                best_two[side] = sorted([*best_two[side], score])[1:]
        self._best_two = best_two

    def best(self, origin: int, place: int) -> float:
        score = self._scores[origin, place]
        return max(
            second if score == first else first
            for second, first in (
                self._best_two["old", origin],
                self._best_two["new", place],
            )
        )


def _by_text(blocks: Sequence[Wording], places: list[int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place in places:
        found[blocks[place].text].append(place)
    return found


def _may_move(block: Wording) -> bool:
    return block.is_placed or len(block.words) >= WORDS_TO_MOVE


def _likeness_in_place(old: Wording, new: Wording) -> float:
    score = likeness(old, new)
    return score if old.kind == new.kind or score > ALIKE_IN_ANOTHER_KIND else 0.0


def _best_in_order(scores: list[list[float]]) -> Iterator[tuple[int, int]]:
    """The pairs of row and column, both rising, whose likenesses add up to most."""
    rows, columns = len(scores), len(scores[0])
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in reversed(range(rows)):
        for column in reversed(range(columns)):
            score = scores[row][column]
            both = best[row + 1][column + 1] + score if score >= ALIKE else 0.0
            best[row][column] = max(best[row + 1][column], best[row][column + 1], both)
    row = column = 0
    while row < rows and column < columns:
        score = scores[row][column]
        both = best[row + 1][column + 1] + score
        if score >= ALIKE and best[row][column] == both:
            yield row, column
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
