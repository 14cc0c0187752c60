"""Search for everyone signed in: what is published, and what they may read besides.

Every source begins with `visible_to` (or with what anybody may read), so a search tells
of nothing that a page would not show. However much is found, the queries are as many.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from evidence.models import Item
from people.models import Place, User
from reviews.models import Published
from reviews.sought import Sought, narrowed
from strategies import content
from strategies.funding.passages import FIELDS
from strategies.models import Part
from strategies.nouns import NOUNS
from strategies.text.visible import plain

PUBLISHED, PART, RECORD, EVIDENCE = "published", "part", "record", "evidence"
KINDS = {
    PUBLISHED: "Published strategies",
    PART: "Parts being written",
    RECORD: "Priorities and other records",
    EVIDENCE: "Evidence",
}
MOST = 200  # of each kind
CITED = ("ref", "title")
IN_FULL = ("publisher", "period", "geography", "value", "note")
IN_RECORDS = FIELDS | {"monitoring": ("title", "owner", "audience")}


@dataclass(frozen=True)
class Hit:
    """One thing that says the words, where it is read, and how much it is about them."""

    kind: str
    title: str
    where: str
    address: str
    text: str
    weight: int
    sought: Sought

    @property
    def excerpt(self) -> list[tuple[str, bool]]:
        return self.sought.excerpt(plain(self.text))

    @property
    def sort(self) -> str:
        return KINDS[self.kind]


def hits(user: User, sought: Sought, kind: str = "") -> list[Hit]:
    """Everything found, what is most about it first."""
    if not sought.words:
        return []
    sources = {PUBLISHED: published, PART: parts, RECORD: records, EVIDENCE: evidence}
    found = [
        hit
        for name, source in sources.items()
        if kind in ("", name)
        for hit in source(user, sought)
    ]
    return sorted(found, key=lambda hit: -hit.weight)


def published(user: User, sought: Sought) -> Iterator[Hit]:
    """What anybody may read, by the rows taken when it was published."""
    today = timezone.localdate()
    rows = Published.objects.filter(
        publication__withdrawn_on=None, publication__on__lte=today
    ).select_related("publication__strategy__place")
    rows = rows.defer("publication__page")
    for row in narrowed(rows, ("title", "text"), sought)[:MOST]:
        strategy = row.publication.strategy
        if sought.is_in(f"{row.title} {row.text}"):
            address = reverse("reviews:published", args=[strategy.slug])
            yield Hit(
                PUBLISHED,
                row.title if row.kind == PART else f"{row.ref} {row.title}",
                f"{strategy.place.label}: {strategy.title}",
                f"{address}#{row.anchor}",
                row.text,
                sought.weight(row.title, row.text),
                sought,
            )


def parts(user: User, sought: Sought) -> Iterator[Hit]:
    seen = Part.objects.visible_to(user).live()
    seen = seen.select_related("strategy__place", "latest")
    for part in narrowed(seen, ("title", "latest__blocks"), sought)[:MOST]:
        text = "\n\n".join(block.text for block in part.blocks)
        if sought.is_in(f"{part.title} {text}"):
            yield Hit(
                PART,
                part.title,
                f"{part.strategy.place.label}: {part.strategy.title}",
                part.get_absolute_url(),
                text,
                sought.weight(part.title, text),
                sought,
            )


def records(user: User, sought: Sought) -> Iterator[Hit]:
    """Records of every kind, in one query."""
    rows = [
        content.named(
            key,
            narrowed(
                NOUNS[key].model._default_manager.visible_to(user).live(),
                ("title", *fields),
                sought,
            ),
            pk=F("pk"),
            ref=F("ref"),
            slug=F("strategy__slug"),
            strategy=F("strategy__title"),
            place=F("strategy__place__name"),
            place_kind=F("strategy__place__kind"),
            **{name: F(name) for name in {"title", *fields}},
        )
        for key, fields in IN_RECORDS.items()
    ]
    for key, found in content.gather(rows).items():
        for row in found:
            names = [name for name in IN_RECORDS[key] if name != "title"]
            said = "\n\n".join(str(row[name] or "") for name in names)
            if sought.is_in(f"{row['title']} {said}"):
                place = Place(name=row["place"], kind=row["place_kind"]).label
                address = reverse(f"strategies:{key}", args=[row["slug"]])
                yield Hit(
                    RECORD,
                    f"{row['ref']} {row['title']}",
                    f"{place}: {row['strategy']}",
                    f"{address}#{row['ref']}",
                    said,
                    sought.weight(row["title"], said),
                    sought,
                )


def evidence(user: User, sought: Sought) -> Iterator[Hit]:
    """Of what is restricted, only its citation is searched by who may not read it."""
    seen = Item.objects.visible_to(user).live().select_related("place")
    in_full = Q(is_restricted=False) | Q(place__in=user.reads_for())
    for rows, fields in (
        (seen.filter(in_full), CITED + IN_FULL),
        (seen.exclude(in_full), CITED),
    ):
        for item in narrowed(rows, fields, sought)[:MOST]:
            said = " ".join(str(getattr(item, name) or "") for name in fields)
            if sought.is_in(said):
                yield Hit(
                    EVIDENCE,
                    str(item),
                    item.place.label,
                    item.get_absolute_url(),
                    item.note if fields != CITED else "",
                    sought.weight(item.title, said),
                    sought,
                )
