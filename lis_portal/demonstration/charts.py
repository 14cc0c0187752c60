"""Plain bar charts for the demonstration's figures, drawn from what its evidence says."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

WIDE, MARGIN, BAR, GAP = 1_600, 60, 90, 50
LABELS, WORDS = 480, 140  # how wide what stands before and after the bars may be
INK, BLUE, GREY, LINE = "#0b0c0c", "#1d3f5e", "#b1b4b6", "#505a5f"
LETTERS = ImageFont.load_default(44)


def bars(name: str, rows: Sequence[dict[str, Any]], most: float) -> SimpleUploadedFile:
    """A bar for each row; those to compare with are grey. `most` would fill the width."""
    high = 2 * MARGIN + len(rows) * (BAR + GAP) - GAP
    chart = Image.new("RGB", (WIDE, high), "white")
    pen = ImageDraw.Draw(chart)
    room = WIDE - 2 * MARGIN - LABELS - WORDS
    left = MARGIN + LABELS
    for place, row in enumerate(rows):
        top = MARGIN + place * (BAR + GAP)
        right = left + room * row["value"] / most
        middle = top + BAR / 2
        colour = GREY if row.get("is_other") else BLUE
        pen.text((left - 30, middle), row["label"], INK, LETTERS, anchor="rm")
        pen.rectangle((left, top, right, top + BAR), fill=colour)
        pen.text((right + 20, middle), row["words"], INK, LETTERS, anchor="lm")
    pen.line((left, MARGIN - 20, left, high - MARGIN + 20), fill=LINE, width=3)
    content = BytesIO()
    chart.save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue())
