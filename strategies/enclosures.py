"""Pictures and files that a strategy holds: kept once each, and never changed.

They are named by their check sum. Texts, documents and addresses name figures, and a
frozen document says of each figure which picture or file it had.
"""

import hashlib
from dataclasses import dataclass
from typing import IO, Any, cast

from django.core.files.base import ContentFile, File

from office.files import keep
from office.uploads import CheckedFile
from office.uploads.redrawn import redrawn
from people.models import User
from strategies.models import Enclosure, Strategy

# What documents say of one.
FACTS = ("name", "kind", "size", "sha256", "width", "height")
PICTURES = ("png", "jpg")
COVER = ("logo", "cover")
FOLDER = "enclosures"


def facts(enclosure: Enclosure) -> dict[str, Any]:
    return {name: getattr(enclosure, name) for name in FACTS}


def token(enclosure: Enclosure) -> str:
    """One in a word, for forms and histories: its check sum and its name."""
    return f"{enclosure.sha256} {enclosure.name}"


def named(strategy: Strategy, token: str) -> Enclosure | None:
    """The strategy's own that the token names."""
    return strategy.enclosures.filter(sha256=token.partition(" ")[0]).first()


def in_words(said: str | dict[str, Any]) -> str:
    """For people, from a history's token or a document's facts."""
    if isinstance(said, str):
        sha256, _, name = said.partition(" ")
    else:
        sha256, name = said["sha256"], said["name"]
    return f"{name} ({sha256[:12]})"


def content(enclosure: Enclosure) -> bytes:
    with enclosure.file.open("rb") as file:
        return cast(bytes, file.read())


def in_document(
    strategy_id: int, document: dict[str, Any], ref: str
) -> Enclosure | None:
    """What a figure of the document has, by its ref, or the logo or the cover by name."""
    figures = {row["ref"]: row for row in document["records"].get("figures", [])}
    facts = document.get(ref) if ref in COVER else figures.get(ref, {}).get("enclosure")
    if not facts:
        return None
    held = Enclosure.objects.filter(strategy=strategy_id, sha256=facts["sha256"])
    return held.first()


@dataclass(frozen=True)
class Ready:
    """An upload as it will be kept: a picture drawn anew, any other file as it came."""

    name: str
    kind: str
    content: File
    width: int | None = None
    height: int | None = None


def ready(upload: CheckedFile) -> Ready:
    """Raises Refused for a picture that cannot be drawn."""
    name, kind, file = upload.name, upload.kind.key, upload.upload
    if kind not in PICTURES:
        return Ready(name, kind, file)
    picture = redrawn(cast(IO[bytes], file), kind)
    return Ready(
        name, kind, ContentFile(picture.content), picture.width, picture.height
    )


def enclose(strategy: Strategy, what: Ready, *, by: User) -> Enclosure:
    """Keep it for the strategy, whose lock the caller holds; once, if it is there."""
    digest = hashlib.sha256()
    for chunk in what.content.chunks():
        digest.update(chunk)
    known = strategy.enclosures.filter(sha256=digest.hexdigest()).first()
    if known:
        return known
    kept = keep(what.content, FOLDER, what.kind)
    return Enclosure.objects.create(
        strategy=strategy,
        file=kept.name,
        name=what.name,
        kind=what.kind,
        size=kept.size,
        sha256=kept.sha256,
        width=what.width,
        height=what.height,
        by=by,
    )
