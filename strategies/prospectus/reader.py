"""Reads an edition from its file, or says everything that is wrong with the file.

A file is read whole or not at all. Its faults come in the order a person would mend
them: a file that is not TOML, then keys and types, then what the keys say of each other.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

from strategies.prospectus import rules
from strategies.prospectus.shapes import Edition

Table = Mapping[str, Any]
Shape = TypeVar("Shape")

SLUG = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
CRITERION_ID = re.compile(r"[A-Z]{2,3}-[0-9]+")
NAMES = {str: "text", int: "a whole number", bool: "true or false"}


class ProspectusFault(Exception):
    """What is wrong with an edition's file, and at which key. It stops the start."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(file, key, reason)
        self.file = file
        self.key = key
        self.reason = reason

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.key, self.reason) if part)


def read(path: Path) -> Edition:
    """The edition in this file. Raises the first fault found."""
    edition, faults = examine(path)
    if edition is None:
        raise faults[0]
    return edition


def examine(path: Path) -> tuple[Edition | None, list[ProspectusFault]]:
    """The edition in this file if it is sound, and otherwise every fault in it."""
    try:
        edition, found = understood(path.read_text(encoding="utf-8"))
    except OSError as error:
        return None, [ProspectusFault(str(path), "", f"cannot be read: {error}")]
    except ValueError as error:
        return None, [ProspectusFault(str(path), "", f"is not good TOML: {error}")]
    return edition, [ProspectusFault(str(path), key, reason) for key, reason in found]


@lru_cache(maxsize=8)  # the start reads each file twice: to load it and to check it
def understood(text: str) -> tuple[Edition | None, tuple[tuple[str, str], ...]]:
    """The edition this text describes if it is sound, and otherwise what is wrong."""
    document = tomllib.loads(text)
    if misshapen := tuple(misshapes(Edition, document, "")):
        return None, misshapen
    edition = build_edition(document)
    broken = tuple(rules.broken(edition))
    return (None if broken else edition), broken


def build_edition(document: Table) -> Edition:
    """The edition this well-shaped document describes."""
    edition = build(Edition, document)
    sections = tuple(
        replace(
            section,
            parts=tuple(replace(part, section=section.key) for part in section.parts),
        )
        for section in edition.sections
    )
    return replace(edition, sections=sections, hash=content_hash(document))


def content_hash(document: Table) -> str:
    """The SHA-256 of what the file says, whatever its layout and comments."""
    canonical = json.dumps(
        document,
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
        default=date.isoformat,
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def build(shape: type[Shape], table: Table) -> Shape:
    """Make the dataclass from a table already known to fit it."""
    hints = get_type_hints(shape)
    return shape(**{name: convert(hints[name], value) for name, value in table.items()})


def convert(hint: Any, value: Any) -> Any:
    if is_dataclass(hint) and isinstance(hint, type):
        return build(hint, value)
    if inner := get_args(hint):
        return tuple(convert(inner[0], item) for item in value)
    return value


def misshapes(shape: type, table: Table, where: str) -> Iterator[tuple[str, str]]:
    """Every key that is unknown, missing or of the wrong type, with the reason."""
    hints = get_type_hints(shape)
    known = {
        item.name: item for item in fields(shape) if "derived" not in item.metadata
    }
    for name in table:
        if name not in known:
            yield dotted(where, name), "is not a key this file may have"
    for name, item in known.items():
        if name in table:
            yield from misfits(hints[name], item, table[name], dotted(where, name))
        elif item.default is MISSING:
            yield dotted(where, name), "is missing"


def misfits(
    hint: Any, item: Field[Any], value: Any, where: str
) -> Iterator[tuple[str, str]]:
    """What is wrong with the value of one key."""
    if is_dataclass(hint) and isinstance(hint, type):
        if isinstance(value, dict):
            yield from misshapes(hint, value, where)
        else:
            yield where, "must be a table"
    elif inner := get_args(hint):
        yield from list_misfits(inner[0], item, value, where)
    elif reason := scalar_misfit(hint, item, value):
        yield where, reason


def list_misfits(
    hint: Any, item: Field[Any], value: Any, where: str
) -> Iterator[tuple[str, str]]:
    if not isinstance(value, list):
        yield where, "must be a list"
        return
    if not value and item.default is MISSING:
        yield where, "must not be empty"
    for number, entry in enumerate(value, start=1):
        yield from misfits(hint, item, entry, named(where, number, entry))


def scalar_misfit(hint: type, item: Field[Any], value: Any) -> str:
    """Why this one value will not do, or nothing."""
    if hint is date:
        return "" if type(value) is date else "must be a date, written as 2018-10-01"
    kind = type(value)  # not isinstance: to Python, true is a whole number
    if kind is not hint:
        return f"must be {NAMES[hint]}"
    if kind is str:
        return text_misfit(item, value)
    return "must be 1 or more" if kind is int and value < 1 else ""


def text_misfit(item: Field[Any], text: str) -> str:
    choices = item.metadata.get("one_of", ())
    if not text.strip():
        return "must not be empty"
    if choices and text not in choices:
        return f"“{text}” is not known: use one of {', '.join(choices)}"
    if item.name == "key" and not SLUG.fullmatch(text):
        return f"“{text}” must be small letters, figures and hyphens"
    if item.name == "id" and not CRITERION_ID.fullmatch(text):
        return f"“{text}” must be letters, a hyphen and a number, as EV-1"
    return ""


def dotted(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def named(where: str, number: int, entry: Any) -> str:
    """A list's entry by its own name where it has one, else by its number."""
    name = entry.get("key") or entry.get("id") if isinstance(entry, dict) else None
    return f"{where}.{name}" if isinstance(name, str) else f"{where} {number}"
