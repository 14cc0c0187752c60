"""References that lead nowhere: what the place is told to mend in its text.

How references are numbered stands in `document`, once for pages, versions and PDF.
"""

from collections.abc import Iterable, Mapping

from evidence.models import Item


def problems(items: Mapping[str, Item], refs: Iterable[str]) -> list[str]:
    """A sentence for each reference that is unknown, or to evidence withdrawn."""
    used = list(dict.fromkeys(ref.upper() for ref in refs))
    unknown = [
        f"[@{ref}] is not in your evidence base: add it there, or correct the reference"
        for ref in used
        if ref not in items
    ]
    withdrawn = [
        f"[@{ref}] has been withdrawn ({items[ref].title}): cite something else"
        for ref in used
        if ref in items and items[ref].is_withdrawn
    ]
    return unknown + withdrawn
