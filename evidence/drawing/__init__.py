"""Statistics drawn as SVG: from plain data, on the server, and with nothing fetched.

What is drawn is a dictionary that a version can freeze:

    {"shape": "series" or "ranked", "statistic": …, "unit": …, "breakdown": …,
     "lines": [{"area": code, "name": …, "is_ours": …, "is_compared": …,
                "points": [{"period": …, "at": ISO day or "", "state": "given",
                            "value": "28.90", "low": None, "high": None}]}]}

A ranked chart has one point a line. A figure that is held back or missing has no value:
it is a gap, and never zero.
"""

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from evidence.drawing import bars, lines
from evidence.drawing.table import Table, table
from evidence.drawing.words import notes, sentence

__all__ = ["Table", "drawn", "is_drawable", "notes", "sentence", "table"]

Data = dict[str, Any]


def is_drawable(data: Data | None) -> bool:
    """Whether there is a single figure in it."""
    return bool(data) and any(
        point["value"] is not None
        for line in (data or {})["lines"]
        for point in line["points"]
    )


def drawn(data: Data, title: str, alternative: str) -> SafeString:
    """The chart as an SVG that says in words what it shows; nothing without figures."""
    if not is_drawable(data):
        return SafeString("")
    is_ranked = data["shape"] == "ranked"
    made = bars.laid_out(data) if is_ranked else lines.laid_out(data)
    return render_to_string(
        f"charts/{data['shape']}.svg",
        {"chart": made, "title": title, "alternative": alternative or sentence(data)},
    )
