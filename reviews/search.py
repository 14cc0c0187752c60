"""Search for everyone signed in: what is published, sent to them, or theirs to read.

Every source begins with `visible_to` (or with what anybody may read), so a search tells
of nothing that a page would not show. However much is found, the queries are as many.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Q
from django.urls import reverse

from evidence.models import Item
from people.models import Place, User
from reviews import searchable
from reviews.models import Publication, Searchable
from reviews.sought import Sought, ranked
from strategies import content
from strategies.funding.passages import FIELDS
from strategies.models import Part, Version
from strategies.nouns import NOUNS
from strategies.text.visible import plain

PUBLISHED, SENT, PART = "published", "sent", "part"
RECORD, EVIDENCE = "record", "evidence"
KINDS = {
    PUBLISHED: "Published strategies",
    SENT: "Versions sent to government",
    PART: "Parts being written",
    RECORD: "Priorities and other records",
    EVIDENCE: "Evidence",
}
AS_IT_IS_NOW = (PART, RECORD, EVIDENCE)
MOST = 200  # of one source
CITED = ("ref",)
IN_FULL = (*CITED, "publisher", "period", "geography", "value", "note")
IN_RECORDS = FIELDS | {"monitoring": ("title", "owner", "audience")}


@dataclass(frozen=True)
class Hit:
    """One thing that says the words, where it is read, and how much it is about them."""

    kind: str
    title: str
    place: str
    strategy: str
    address: str
    text: str
    rank: float
    sought: Sought

    @property
    def excerpt(self) -> list[tuple[str, bool]]:
        return self.sought.excerpt(plain(self.text))

    @property
    def where(self) -> str:
        return f"{self.place}: {self.strategy}" if self.strategy else self.place

    @property
    def sort(self) -> str:
        return KINDS[self.kind]


def hits(user: User, sought: Sought, kind: str = "") -> list[Hit]:
    """Everything found, what is most about it first.

    What was sent and is found as its place has it now is not listed twice.
    """
    if not sought.words:
        return []
    found = [*in_versions(user, sought, kind)]
    for name, source in ((PART, parts), (RECORD, records), (EVIDENCE, evidence)):
        if kind in ("", name):
            found += source(user, sought)
    now = {(hit.place, hit.title) for hit in found if hit.kind in AS_IT_IS_NOW}
    return sorted(
        (hit for hit in found if hit.kind != SENT or (hit.place, hit.title) not in now),
        key=lambda hit: -hit.rank,
    )


def in_versions(user: User, sought: Sought, kind: str) -> Iterator[Hit]:
    """What anybody may read, and what government was sent and is not published."""
    pages: dict[int, tuple[str, Publication | Version]] = {
        pk: (SENT, version) for pk, version in searchable.sent_to(user).items()
    }
    for pk, publication in searchable.published().items():
        pages[pk] = PUBLISHED, publication
    wanted = [pk for pk, (name, _) in pages.items() if kind in ("", name)]
    rows = Searchable.objects.filter(version__in=wanted)
    for row in ranked(rows, "title", "text", sought=sought)[:MOST]:
        name, page = pages[row.version_id]
        yield Hit(
            name,
            row.title if row.kind == PART else f"{row.ref} {row.title}",
            page.strategy.place.label,
            page.strategy.title,
            f"{page.get_absolute_url()}#{row.anchor}",
            row.text,
            row.rank,
            sought,
        )


def parts(user: User, sought: Sought) -> Iterator[Hit]:
    seen = Part.objects.visible_to(user).live()
    seen = seen.select_related("strategy__place", "latest")
    for part in ranked(seen, "title", "latest__blocks", sought=sought)[:MOST]:
        yield Hit(
            PART,
            part.title,
            part.strategy.place.label,
            part.strategy.title,
            part.get_absolute_url(),
            "\n\n".join(block.text for block in part.blocks),
            part.rank,
            sought,
        )


def records(user: User, sought: Sought) -> Iterator[Hit]:
    """Records of every kind, in one query."""
    others = {
        key: [name for name in fields if name != "title"]
        for key, fields in IN_RECORDS.items()
    }
    seen = {key: NOUNS[key].model._default_manager.visible_to(user) for key in others}
    rows = [
        content.named(
            key,
            ranked(seen[key].live(), "title", *names, sought=sought),
            pk=F("pk"),
            ref=F("ref"),
            rank=F("rank"),
            slug=F("strategy__slug"),
            strategy=F("strategy__title"),
            place=F("strategy__place__name"),
            place_kind=F("strategy__place__kind"),
            **{name: F(name) for name in ("title", *names)},
        )
        for key, names in others.items()
    ]
    for key, found in content.gather(rows).items():
        for row in found:
            place = Place(name=row["place"], kind=row["place_kind"])
            address = reverse(f"strategies:{key}", args=[row["slug"]])
            yield Hit(
                RECORD,
                f"{row['ref']} {row['title']}",
                place.label,
                row["strategy"],
                f"{address}#{row['ref']}",
                "\n\n".join(str(row[name] or "") for name in others[key]),
                row["rank"],
                sought,
            )


def evidence(user: User, sought: Sought) -> Iterator[Hit]:
    """Of what is restricted, only its citation is searched by who may not read it."""
    seen = Item.objects.visible_to(user).live().select_related("place")
    reads_for = user.reads_for()
    in_full = Q(is_restricted=False) | Q(place__in=reads_for)
    whole = ranked(seen.filter(in_full), "title", *IN_FULL, sought=sought)
    cited = ranked(seen.exclude(in_full), "title", *CITED, sought=sought)
    both = whole.order_by().union(cited.order_by(), all=True)
    for item in both.order_by("-rank")[:MOST]:
        is_cited = item.is_restricted and item.place_id not in reads_for
        yield Hit(
            EVIDENCE,
            str(item),
            item.place.label,
            "",
            item.get_absolute_url(),
            "" if is_cited else item.note,
            item.rank,
            sought,
        )
