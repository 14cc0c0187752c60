"""The table of moves as the picture that the README shows (Mermaid)."""

from reviews.move import Back, Move
from reviews.workflow import MOVES
from strategies.models import CLOSED, Status


def diagram() -> str:
    lines = ["stateDiagram-v2", "    [*] --> drafting"]
    for move in MOVES.values():
        for source in move.sources:
            lines += _arrows(move, source)
    lines.append("    agreed --> [*]")
    return "\n".join(lines)


def _arrows(move: Move, source: Status) -> list[str]:
    if move.target is Back.STAYS:
        return []
    if isinstance(move.target, Status):
        targets = [move.target]
    elif move.target is Back.BEFORE_ASKING:
        targets = list(MOVES["ask_for_approval"].sources)
    else:
        targets = [status for status in Status if status not in CLOSED]
    return [f"    {source} --> {target}: {move.verb}" for target in targets]
