"""Words in a drawing: how wide they are, where they break, and how they keep apart."""

from collections.abc import Sequence

WIDTH = 0.54  # of a letter, as a share of its size


def width(text: str, size: float) -> float:
    return len(text) * size * WIDTH


def broken(text: str, room: float, size: float, most: int = 3) -> list[str]:
    """The text in as few lines as have room; a word too long for any is cut."""
    letters = max(4, int(room / (size * WIDTH)))
    rows = [""]
    for word in text.split():
        longer = f"{rows[-1]} {word}".strip()
        if len(longer) <= letters:
            rows[-1] = longer
        else:
            rows.append(word)
    rows = [cut(row, letters) for row in rows if row]
    if len(rows) > most:
        rows = [*rows[: most - 1], cut(" ".join(rows[most - 1 :]), letters)]
    return rows or [""]


def cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1]}…"


def apart(
    wanted: Sequence[tuple[float, float]], top: float, bottom: float
) -> list[float]:
    """Where labels stand that want to be at these heights and are this high.

    Each stays as near as the others let it; all stay between top and bottom if there
    is room.
    """
    order = sorted(range(len(wanted)), key=lambda one: wanted[one][0])
    middles = dict.fromkeys(order, 0.0)
    lowest = top
    for one in order:
        middle, high = wanted[one]
        middles[one] = max(middle, lowest + high / 2)
        lowest = middles[one] + high / 2
    highest = bottom
    for one in reversed(order):
        high = wanted[one][1]
        middles[one] = min(middles[one], highest - high / 2)
        highest = middles[one] - high / 2
    return [middles[one] for one in range(len(wanted))]
