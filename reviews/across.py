"""Across places: where each has its priorities, and who else claims the same.

Officials see the working drafts they read, and of other places what was submitted to
them or published; nobody sees more here than on the pages of the strategies.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from people.models import Place, User
from reviews.models import Published
from strategies.models import Finding, Priority, Status, Version
from strategies.nouns import NOUNS
from strategies.prospectus import TagSet

Row = dict[str, Any]
WORD = re.compile(r"[a-z][a-z’-]{3,}")
# Words that nearly every strategy uses tell nothing of what one place claims.
PLAIN = frozenset(
    [
        "about",
        "above",
        "across",
        "action",
        "actions",
        "after",
        "again",
        "against",
        "also",
        "among",
        "area",
        "areas",
        "around",
        "based",
        "because",
        "become",
        "been",
        "before",
        "being",
        "below",
        "better",
        "between",
        "both",
        "build",
        "building",
        "business",
        "businesses",
        "centre",
        "city",
        "clear",
        "could",
        "council",
        "councils",
        "county",
        "delivery",
        "develop",
        "development",
        "district",
        "districts",
        "each",
        "economic",
        "economy",
        "employer",
        "employers",
        "employment",
        "england",
        "evidence",
        "every",
        "existing",
        "firm",
        "firms",
        "first",
        "from",
        "future",
        "government",
        "great",
        "growth",
        "have",
        "high",
        "higher",
        "hour",
        "help",
        "improve",
        "increase",
        "industrial",
        "industry",
        "into",
        "investment",
        "its",
        "jobs",
        "last",
        "less",
        "level",
        "local",
        "lower",
        "make",
        "many",
        "measure",
        "more",
        "most",
        "much",
        "national",
        "need",
        "needs",
        "only",
        "other",
        "others",
        "output",
        "over",
        "part",
        "partners",
        "partnership",
        "people",
        "per",
        "place",
        "places",
        "plan",
        "priority",
        "productivity",
        "programme",
        "project",
        "public",
        "quality",
        "raise",
        "rate",
        "region",
        "regional",
        "rural",
        "same",
        "sector",
        "sectors",
        "share",
        "should",
        "skill",
        "skills",
        "small",
        "some",
        "strategy",
        "strength",
        "strengths",
        "strong",
        "such",
        "support",
        "than",
        "that",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "time",
        "together",
        "town",
        "towns",
        "under",
        "university",
        "urban",
        "very",
        "weakness",
        "well",
        "what",
        "when",
        "where",
        "which",
        "while",
        "will",
        "with",
        "within",
        "without",
        "work",
        "workers",
        "working",
        "world",
        "would",
        "year",
        "years",
        "your",
        "young",
        "challenge",
        "challenges",
        "opportunity",
        "opportunities",
        "new",
        "use",
        "used",
        "using",
        "cent",
        "lowest",
        "highest",
        "half",
        "third",
        "quarter",
        "fewer",
        "lack",
        "little",
        "long",
        "short",
        "good",
        "poor",
    ]
)


NOUN_OF = {"priority": "priorities", "finding": "findings"}


@dataclass(frozen=True)
class Said:
    """A priority or finding of one place, from what this person may read."""

    place: Place
    noun: str
    ref: str
    title: str
    text: str
    tags: tuple[str, ...]
    address: str

    @property
    def words(self) -> frozenset[str]:
        """What it is about, by the stems of its rarer words."""
        found = WORD.findall(f"{self.title} {self.text}".casefold())
        return frozenset(stem(word) for word in found if word not in PLAIN)

    @property
    def in_short(self) -> str:
        """Its text, as far as a list holds it."""
        return self.text if len(self.text) <= 200 else f"{self.text[:199].rstrip()}…"


@dataclass(frozen=True)
class Claim:
    """One word, and what several places rest on it."""

    word: str
    said: list[Said]

    @property
    def shown(self) -> str:
        """The word as the first of them writes it: “hydrogen”, and not its stem."""
        first = self.said[0]
        for word in WORD.findall(f"{first.title} {first.text}".casefold()):
            if stem(word) == self.word:
                return word
        return self.word

    @property
    def places(self) -> list[Place]:
        return list(dict.fromkeys(one.place for one in self.said))

    @property
    def by_place(self) -> list[tuple[Place, list[Said]]]:
        return [
            (place, [one for one in self.said if one.place == place])
            for place in self.places
        ]


@dataclass(frozen=True)
class Line:
    """One place's priorities at each crossing of two sets of tags."""

    place: Place
    rows: list[Row]


def said_across(user: User, kind: str = "", region: str = "") -> list[Said]:
    """Every priority and finding this person may read: of each place its draft, or
    else the version that was sent to them, or else what is published."""
    found: list[Said] = []
    for source in (of_drafts(user), of_versions(user), of_published()):
        known = {one.place for one in found}
        found += [one for one in source if one.place not in known]
    return [
        one
        for one in found
        if kind in ("", one.place.kind) and region in ("", one.place.region)
    ]


def of_drafts(user: User) -> Iterator[Said]:
    for model, noun in ((Priority, "priorities"), (Finding, "findings")):
        rows = model.objects.visible_to(user).live().select_related("strategy__place")
        for row in rows.exclude(strategy__status=Status.WITHDRAWN):
            address = reverse(f"strategies:{noun}", args=[row.strategy.slug])
            values = NOUNS[noun].values(row)
            yield said(row.strategy.place, noun, row.ref, values, address)


def of_versions(user: User) -> Iterator[Said]:
    """The version in question of each strategy that is with them; its records alone."""
    seen = Version.objects.visible_to(user).filter(pk=F("strategy__in_question"))
    rows = seen.select_related("strategy__place").defer("document")
    for version in rows.annotate(
        priorities=F("document__records__priorities"),
        findings=F("document__records__findings"),
    ):
        for noun in ("priorities", "findings"):
            for row in vars(version)[noun] or []:
                values = NOUNS[noun].completed(row)
                address = version.get_absolute_url()
                yield said(version.strategy.place, noun, row["ref"], values, address)


def of_published() -> Iterator[Said]:
    today = timezone.localdate()
    rows = Published.objects.filter(
        kind__in=NOUN_OF, publication__withdrawn_on=None, publication__on__lte=today
    )
    rows = rows.select_related("publication__strategy__place")
    for row in rows.defer("publication__page"):
        strategy = row.publication.strategy
        yield Said(
            place=strategy.place,
            noun=NOUN_OF[row.kind],
            ref=row.ref,
            title=row.title,
            text=row.text,
            tags=tuple(row.tags),
            address=f"{reverse('reviews:published', args=[strategy.slug])}#{row.anchor}",
        )


def said(place: Place, noun: str, ref: str, values: Row, address: str) -> Said:
    return Said(
        place=place,
        noun=noun,
        ref=ref,
        title=values["title"],
        text=values["sentence"] if noun == "priorities" else values["text"],
        tags=tuple(values.get("tags", ())),
        address=f"{address}#{ref}",
    )


def lines(found: Iterable[Said], rows: TagSet, columns: TagSet) -> list[Line]:
    """Each place with its priorities by both sets of tags, in the order of names."""
    by_place: dict[Place, list[Said]] = defaultdict(list)
    for one in found:
        if one.noun == "priorities":
            by_place[one.place].append(one)
    return [
        Line(place, crossings(mine, rows, columns))
        for place, mine in sorted(by_place.items(), key=lambda it: it[0].name)
    ]


def crossings(mine: list[Said], rows: TagSet, columns: TagSet) -> list[Row]:
    """A row for each tag of the one set: how many in all, and at each tag of the other."""
    return [
        {
            "tag": tag,
            "all": [one for one in mine if tag.key in one.tags],
            "cells": [
                (
                    column,
                    [one for one in mine if {tag.key, column.key} <= set(one.tags)],
                )
                for column in columns.tags
            ],
        }
        for tag in rows.tags
    ]


def claims(found: Iterable[Said], about: str = "") -> list[Claim]:
    """Words that several places rest something on, those of most places first.

    A word that more than half of ten places or more use says nothing of any of them.
    """
    by_word: dict[str, list[Said]] = defaultdict(list)
    everywhere = set()
    for one in found:
        everywhere.add(one.place)
        for word in one.words:
            by_word[word].append(one)
    wanted = {stem(word) for word in WORD.findall(about.casefold())}
    common = max(len(everywhere) / 2, 10)
    shared = [
        Claim(word, sorted(those, key=lambda one: (one.place.name, one.ref)))
        for word, those in by_word.items()
        if 1 < len({one.place for one in those}) <= common
        and (not wanted or word in wanted)
    ]
    shared.sort(key=lambda claim: (-len(claim.places), claim.word))
    return shared


def stem(word: str) -> str:
    """Near enough: plurals and the commonest endings taken off."""
    word = word.removesuffix("’s")
    for ending in ("ings", "ing", "ies", "es", "s", "ed", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word
