"""A picture drawn anew: only what is seen of it is kept.

Where it was taken and with what, hidden thumbnails and whatever else a file can carry
stay behind. So does anything made to trip those who read it later.
"""

import struct
import threading
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from PIL import Image, ImageFile, ImageOps

from office.uploads.pictures import BROKEN
from office.uploads.refusal import Refused

LONGEST = 2_400  # pixels, on either side
LONGEST_ON_PAPER = 1_600  # 240 to the inch across a page
MOST_PIXELS = 40_000_000
TOO_LARGE = "The selected picture must have fewer than 40 million pixels"
MOST_OF_A_CHART = 0.25  # bytes a pixel of a PNG; photographs have more
QUALITY = 88  # of a JPG
FORMATS = {"png": "PNG", "jpg": "JPEG"}
FAULTS = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)

# One at a time in a process: each may fill 200MB while it is drawn.
AT_THE_EASEL = threading.Lock()


@dataclass(frozen=True)
class Picture:
    """What is kept of an uploaded picture."""

    content: bytes
    width: int
    height: int


def redrawn(file: IO[bytes], kind: str) -> Picture:
    """The picture without its metadata, upright, at most so long on either side.

    Raises Refused for one that cannot be read, or is too large to be.
    """
    with AT_THE_EASEL:
        # WeasyPrint, where it is loaded too, has cut pictures read as far as they go.
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        try:
            return _redrawn(file, FORMATS[kind], LONGEST)
        except FAULTS as error:
            raise Refused(BROKEN) from error


def on_paper(content: bytes, kind: str) -> bytes:
    """A picture of ours as fine as paper shows it, on white where it is see-through.

    A photograph kept as PNG comes as JPG: for the press it is many times the work.
    """
    with Image.open(BytesIO(content), formats=[FORMATS[kind]]) as kept:
        is_clear = kept.has_transparency_data
        is_photograph = len(content) > kept.width * kept.height * MOST_OF_A_CHART
        is_fine = max(kept.size) <= LONGEST_ON_PAPER
        if is_fine and not is_clear and (kind == "jpg" or not is_photograph):
            return content
        shown = kept.convert("RGBA") if is_clear else kept.copy()
    shown.thumbnail((LONGEST_ON_PAPER, LONGEST_ON_PAPER))
    if is_clear:
        paper = Image.new("RGB", shown.size, "white")
        paper.paste(shown, mask=shown)
        shown = paper
    return _saved(shown, "JPEG" if is_photograph else FORMATS[kind])


def _redrawn(file: IO[bytes], form: str, longest: int) -> Picture:
    with Image.open(file, formats=[form]) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise Refused(TOO_LARGE)
        if form == "JPEG":
            opened.draft("RGB", (longest, longest))  # read only as finely as is kept
        opened.load()
        shown = ImageOps.exif_transpose(_plain(opened, form))
    shown.thumbnail((longest, longest))
    bare = Image.new(shown.mode, shown.size)
    bare.paste(shown)
    return Picture(_saved(bare, form), bare.width, bare.height)


def _saved(picture: Image.Image, form: str) -> bytes:
    content = BytesIO()
    picture.save(content, form, quality=QUALITY)
    return content.getvalue()


def _plain(picture: Image.Image, form: str) -> Image.Image:
    """In plain colours; see-through only where the picture and its format are."""
    if form == "JPEG" and picture.mode != "L":
        return picture.convert("RGB")
    is_clear = picture.has_transparency_data
    if picture.mode in ("L", "RGB") and not is_clear:
        return picture
    if picture.mode.startswith("I"):  # sixteen bits of grey
        return picture.convert("I").point(lambda grey: grey / 257).convert("L")
    return picture.convert("RGBA" if is_clear else "RGB")
