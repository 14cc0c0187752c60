"""Across places: where each has its priorities.

Officials see the working drafts they read, and of other places what was submitted to
them or published; nobody sees more here than on the pages of the strategies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from people.models import Place, User
from reviews import searchable
from reviews.models import Publication, Searchable
from strategies.models import Finding, Priority, Status, Version
from strategies.nouns import NOUNS
from strategies.prospectus import TagSet

Row = dict[str, Any]
PRIORITY, FINDING = "priority", "finding"
SHOWN = 200


@dataclass(frozen=True)
class Said:
    """A priority or finding of one place, from what this person may read."""

    place: Place
    kind: str
    ref: str
    title: str
    text: str
    tags: tuple[str, ...]
    address: str

    @property
    def in_short(self) -> str:
        """Its text, as far as a list holds it."""
        if len(self.text) <= SHOWN:
            return self.text
        return f"{self.text[: SHOWN - 1].rstrip()}…"


@dataclass(frozen=True)
class Line:
    """One place's priorities at each crossing of two sets of tags."""

    place: Place
    rows: list[Row]


def said_across(user: User, kind: str = "", region: str = "") -> list[Said]:
    """Every priority and finding this person may read: of each place its draft, or
    else the version that was sent to them, or else what is published."""
    found = list(of_drafts(user))
    drafted = {one.place for one in found}
    found += [one for one in of_versions(user) if one.place not in drafted]
    return [
        one
        for one in found
        if kind in ("", one.place.kind) and region in ("", one.place.region)
    ]


def of_drafts(user: User) -> Iterator[Said]:
    for model, noun, kind, text in (
        (Priority, "priorities", PRIORITY, "sentence"),
        (Finding, "findings", FINDING, "text"),
    ):
        rows = model.objects.visible_to(user).live().select_related("strategy__place")
        for row in rows.exclude(strategy__status=Status.WITHDRAWN):
            values = NOUNS[noun].values(row)
            address = reverse(f"strategies:{noun}", args=[row.strategy.slug])
            yield Said(
                place=row.strategy.place,
                kind=kind,
                ref=row.ref,
                title=row.title,
                text=values[text],
                tags=tuple(values.get("tags", ())),
                address=f"{address}#{row.ref}",
            )


def of_versions(user: User) -> Iterator[Said]:
    """Of each place what was sent to them, or else what is published."""
    pages: dict[int, Publication | Version] = {
        **searchable.published(),
        **searchable.sent_to(user),
    }
    by_place = {page.strategy.place_id: pk for pk, page in pages.items()}
    rows = Searchable.objects.filter(
        version__in=by_place.values(), kind__in=(PRIORITY, FINDING)
    )
    for row in rows:
        page = pages[row.version_id]
        yield Said(
            place=page.strategy.place,
            kind=row.kind,
            ref=row.ref,
            title=row.title,
            text=row.text,
            tags=tuple(row.tags),
            address=f"{page.get_absolute_url()}#{row.anchor}",
        )


def lines(found: Iterable[Said], rows: TagSet, columns: TagSet) -> list[Line]:
    """Each place with its priorities by both sets of tags, in the order of names."""
    by_place: dict[Place, list[Said]] = defaultdict(list)
    for one in found:
        if one.kind == PRIORITY:
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
