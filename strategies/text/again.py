"""Reading a text again when most of it is already known.

A save changes a paragraph or two of thousands of words. Blocks are closed off from one
another by blank lines and nothing in the dialect reaches further than the next block,
so only what changed is read, with one known block on either side of it.
"""

from collections import Counter
from collections.abc import Sequence

from strategies.text.canonical import split
from strategies.text.visible import word_count

GAP = "\n\n"


def split_again(text: str, known: Sequence[str]) -> list[str]:
    """The canonical blocks of the text: what `split` gives, read beside known ones."""
    text = text.replace("\r\n", "\n").rstrip("\n")
    if text == GAP.join(known):
        return list(known)
    first, start = _known_at_the_start(text, known)
    last, end = _known_at_the_end(text, known[first:], start)
    if first:
        first -= 1
        start -= len(known[first]) + len(GAP)
    if last:
        last -= 1
        end += len(GAP) + len(known[-1 - last])
    tail = known[len(known) - last :]
    return [*known[:first], *split(text[start:end]), *tail]


def count_again(new: Sequence[str], known: Sequence[str], words: int) -> int:
    """How many words the new blocks have, given how many the known ones have."""
    now, before = Counter(new), Counter(known)
    came = sum(word_count(block) for block in (now - before).elements())
    went = sum(word_count(block) for block in (before - now).elements())
    return words + came - went


def _known_at_the_start(text: str, known: Sequence[str]) -> tuple[int, int]:
    """How many known blocks the text begins with, and where what follows begins."""
    start = count = 0
    for block in known:
        if not text.startswith(block + GAP, start):
            break
        start += len(block) + len(GAP)
        count += 1
    return count, start


def _known_at_the_end(text: str, known: Sequence[str], start: int) -> tuple[int, int]:
    """How many known blocks the text ends with, and where what precedes them ends."""
    end, count = len(text), 0
    for block in reversed(known):
        before = end - len(block) - len(GAP)
        if before < max(start - len(GAP), 0):
            break
        if not text.startswith(GAP + block, before):
            break
        end, count = before, count + 1
    return count, end
