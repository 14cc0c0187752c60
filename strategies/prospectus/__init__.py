"""The prospectus as data: every edition this portal knows, read once at the start.

`load` is called when Django starts and raises a `ProspectusFault` if any file is not
sound. After that `edition(key)` and `editions()` answer from memory.
"""

from collections.abc import Iterable
from pathlib import Path

from strategies.prospectus.reader import ProspectusFault, examine
from strategies.prospectus.shapes import (
    AGREEMENT,
    CONDITIONS,
    Criterion,
    Edition,
    FundingScan,
    FundingSource,
    Milestone,
    PartSpec,
    Quote,
    Section,
    Signing,
    Signs,
    Stock,
    Tag,
    TagSet,
)

CURRENT = "lis-2018-10"
HOME = Path(__file__).resolve().parent

__all__ = [
    "AGREEMENT",
    "CONDITIONS",
    "CURRENT",
    "Criterion",
    "Edition",
    "FundingScan",
    "FundingSource",
    "Milestone",
    "PartSpec",
    "ProspectusFault",
    "Quote",
    "Section",
    "Signing",
    "Signs",
    "Stock",
    "Tag",
    "TagSet",
    "edition",
    "editions",
    "faults",
    "load",
]

_loaded: dict[str, Edition] = {}


def edition(key: str) -> Edition:
    if key not in _loaded:
        known = ", ".join(sorted(_loaded)) or "none loaded yet"
        raise KeyError(f"No edition of the prospectus is called {key!r} ({known})")
    return _loaded[key]


def editions() -> list[Edition]:
    """Every edition, the oldest first."""
    return sorted(_loaded.values(), key=lambda item: (item.published, item.key))


def load(folders: Iterable[str | Path] = ()) -> None:
    """Take in our own editions and those of these folders, or raise the first fault."""
    found, wrong = _survey(folders)
    if wrong:
        raise wrong[0]
    _loaded.clear()
    _loaded.update(found)


def faults(folders: Iterable[str | Path] = ()) -> list[ProspectusFault]:
    """Everything wrong with our own editions and those of these folders."""
    return _survey(folders)[1]


def _survey(
    folders: Iterable[str | Path],
) -> tuple[dict[str, Edition], list[ProspectusFault]]:
    found: dict[str, Edition] = {}
    wrong: list[ProspectusFault] = []
    for folder in dict.fromkeys((HOME, *(Path(it).resolve() for it in folders))):
        paths = sorted(folder.glob("*.toml"))
        if not paths:
            wrong.append(ProspectusFault(str(folder), "", "holds no edition (.toml)"))
        for path in paths:
            one, reasons = examine(path)
            wrong += reasons
            if one and one.key in found:
                reason = f"the edition “{one.key}” is already in another file"
                wrong.append(ProspectusFault(str(path), "key", reason))
            elif one:
                found[one.key] = one
    return found, wrong
