"""The name a file came with: shown and offered again, never used on disk."""

import unicodedata

from office.uploads.refusal import Refused

LONGEST = 200
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def plain_name(name: str) -> str:
    """The name, composed; raises Refused for one that pretends or points elsewhere."""
    name = unicodedata.normalize("NFC", name).strip()
    if any(unicodedata.category(character) in UNSEEN for character in name):
        raise Refused("The file’s name has hidden characters in it. Rename the file")
    if "/" in name or "\\" in name or name.startswith(".."):
        raise Refused("The file’s name must not hold a folder. Rename the file")
    if len(name) > LONGEST:
        raise Refused(f"The file’s name must be {LONGEST} characters or fewer")
    if not name.rpartition(".")[0].strip("."):
        raise Refused("The file’s name must end in its type, such as .pdf")
    return name


def ending(name: str) -> str:
    return name.rpartition(".")[2].lower()
