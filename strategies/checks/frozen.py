"""Reads what the checks look at from a frozen version."""

from strategies import prospectus
from strategies.checks.subject import Content, Row, Text
from strategies.checks.surroundings import Surroundings
from strategies.nouns import NOUNS


def of_document(document: Row, surroundings: Surroundings | None = None) -> Content:
    """The content of a frozen version, or of any document of its shape."""
    parts = [part for section in document["sections"] for part in section["parts"]]
    return Content(
        edition=prospectus.edition(document["edition"]["key"]),
        slug=document["slug"],
        place_slug=document["place"]["slug"],
        place_name=document["place"]["name"],
        kind=document["place"]["kind"],
        end_year=document["end_year"],
        words=document["words"],
        texts={
            part["key"]: Text(
                part["key"],
                part["title"],
                tuple(block["text"] for block in part["blocks"]),
            )
            for part in parts
        },
        records={
            key: [noun.completed(row) for row in document["records"].get(key, [])]
            for key, noun in NOUNS.items()
        },
        contributors=document.get("contributors", []),
        conversations=document.get("conversations", []),
        evaluation_begun=document.get("evaluation_begun"),
        has_bare_cover=bool(
            document.get("cover") and not document["cover_alternative"]
        ),
        evidence={row["ref"].upper(): row for row in document["evidence"]},
        answers={row["criterion"]: row for row in document["checklist"]},
        surroundings=surroundings or Surroundings(),
    )
