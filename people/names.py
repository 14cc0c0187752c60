"""How names of places are compared: files write one place in a dozen ways."""

import re
import unicodedata

PREFIX = re.compile(r"^\s*(lep|mca|cauth)\s*:\s*", re.IGNORECASE)
IN_BRACKETS = re.compile(r"\([^)]*\)")
STUCK_FOOTNOTE = re.compile(r"(?<=[a-z)])[\d*†]+$", re.IGNORECASE)
KIND_WORDS = re.compile(
    r"\b(leps?|local enterprise partnership|mayoral|combined authority|mca)\b"
)
MCA_WORDS = re.compile(r"\b(combined authority|mca|cauth)\b", re.IGNORECASE)
SMALL_WORDS = {"and", "the", "of"}


def kind_in(name: str) -> str:
    """The kind of place the name itself says it means, if it says so."""
    if MCA_WORDS.search(name):
        return "MCA"
    return "LEP" if re.search(r"\b(lep|local enterprise)", name, re.IGNORECASE) else ""


def name_key(name: str) -> str:
    """The name with all removed in which files differ: case, accents, commas, "and",
    "&", "lep:" before it, "LEP" after it, what is in brackets, footnote digits."""
    text = unicodedata.normalize("NFKD", name)
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = PREFIX.sub("", text.replace("\x00", "")).strip()
    text = STUCK_FOOTNOTE.sub("", IN_BRACKETS.sub(" ", text).strip())
    text = KIND_WORDS.sub(" ", text.casefold().replace("&", " and "))
    words = re.findall(r"[a-z0-9]+", text.replace("'", "").replace("’", ""))
    return " ".join(word for word in words if word not in SMALL_WORDS)[:160]
