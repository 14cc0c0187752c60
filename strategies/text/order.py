"""What two rows have in common in the same order."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

# Comparisons there is time for in one request, such as 500 blocks by 500.
REACH = 250_000


def in_common(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The places, in old and in new, of what is the same and in the same order.

    The longest run first, then the longest on either side of it. Where that could take
    long, the first of a kind goes with the first, the second with the second.
    """
    if not is_within_reach(old, new):
        return _nth_with_nth(old, new)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        (block.a + step, block.b + step)
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    ]


def common_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many are the same at the beginning, and how many of the others at the end."""
    most = min(len(old), len(new))
    first = 0
    while first < most and old[first] == new[first]:
        first += 1
    last = 0
    while last < most - first and old[-1 - last] == new[-1 - last]:
        last += 1
    return first, last


def is_within_reach(old: Sequence[object], new: Sequence[object]) -> bool:
    return len(old) * len(new) <= REACH


def longest_rising(numbers: Sequence[int]) -> list[int]:
    """The places of a longest run, gaps allowed, of ever larger numbers; all differ."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(places[length - 1] if length else -1)
        ends[length : length + 1] = [number]
        places[length : length + 1] = [place]
    run = []
    place = places[-1] if places else -1
    while place >= 0:
        run.append(place)
        place = before[place]
    return run[::-1]


def _nth_with_nth(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    places = {text: place for place, text in enumerate(_numbered(new))}
    pairs = [
        (origin, places[text])
        for origin, text in enumerate(_numbered(old))
        if text in places
    ]
    return [pairs[index] for index in longest_rising([place for _, place in pairs])]


def _numbered(texts: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Each text with how often it stood before, so that no two are the same."""
    seen: Counter[str] = Counter()
    for text in texts:
        yield text, seen[text]
        seen[text] += 1
