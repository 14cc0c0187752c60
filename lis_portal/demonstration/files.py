"""Reads the demonstration's data, and makes the papers it needs."""

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

DATA = Path(__file__).resolve().parent / "data"


def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def texts(folder: str) -> dict[str, str]:
    """The Markdown files of a folder, by what they are called."""
    return {
        path.stem: path.read_text(encoding="utf-8")
        for path in sorted((DATA / folder).glob("*.md"))
    }


def rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def upload(name: str) -> SimpleUploadedFile:
    """One of the files, as a browser would send it."""
    path = DATA / name
    return SimpleUploadedFile(path.name, path.read_bytes())


def paper(name: str, *lines: str) -> SimpleUploadedFile:
    """A PDF of one page that says the lines (plain letters only)."""
    shown = " T* ".join(f"({_escaped(line)}) Tj" for line in lines)
    drawn = f"BT /F1 14 Tf 72 760 Td 22 TL {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    return SimpleUploadedFile(name, _pdf(objects).encode("ascii"))


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _pdf(objects: list[str]) -> str:
    """The objects, and the table that says where in the file each of them begins."""
    text, starts = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        starts.append(len(text))
        text += f"{number} 0 obj\n{content}\nendobj\n"
    size = len(objects) + 1
    places = "".join(f"{start:010} 00000 n \n" for start in starts)
    return (
        f"{text}xref\n0 {size}\n0000000000 65535 f \n{places}"
        f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(text)}\n%%EOF\n"
    )
