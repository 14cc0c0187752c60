"""Words that are sought, for whichever database is below.

PostgreSQL reads them as its full-text search does; SQLite, which has no such thing of its
own, looks for each word. Which of the two it is, nobody else needs to know.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Func, JSONField, Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce

M = TypeVar("M", bound=Model)
MOST_WORDS = 8
SHOWN = 240
WORD = re.compile(r"[\w’'&-]*\w[\w’'&-]*")


@dataclass(frozen=True)
class Sought:
    """What somebody typed."""

    typed: str

    @cached_property
    def words(self) -> list[str]:
        """Each word without the s of its plural; so many, and no more."""
        found = dict.fromkeys(word.casefold() for word in WORD.findall(self.typed))
        return [stem(word) for word in found][:MOST_WORDS]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the words, where a word begins."""
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, self.words))})\w*", re.I)

    def is_in(self, text: str) -> bool:
        """Whether each word stands in it, as a word's beginning."""
        if connection.vendor == "postgresql":
            return True  # it has its own stems, and was asked
        said = text.casefold()
        return all(re.search(rf"\b{re.escape(word)}", said) for word in self.words)

    def weight(self, title: str, text: str) -> int:
        """How much it is about it: words of a title count for most."""
        return 5 * len(self.pattern.findall(title)) + min(
            len(self.pattern.findall(text)), 10
        )

    def excerpt(self, text: str) -> list[tuple[str, bool]]:
        """The words around the first that is sought, each piece with whether it is one."""
        first = self.pattern.search(text)
        start = max(0, (first.start() if first else 0) - SHOWN // 3)
        if start:
            start = text.find(" ", start) + 1
        shown = text[start : start + SHOWN]
        pieces = re.split(f"({self.pattern.pattern})", shown, flags=re.I)
        marked = [(piece, bool(number % 2)) for number, piece in enumerate(pieces)]
        return [
            ("…" if start else "", False),
            *[(piece, is_sought) for piece, is_sought in marked if piece],
            ("…" if start + SHOWN < len(text) else "", False),
        ]


def stem(word: str) -> str:
    word = word.removesuffix("’s").removesuffix("'s")
    return word[:-1] if len(word) > 4 and word.endswith("s") else word


def narrowed(rows: QuerySet[M], fields: Iterable[str], sought: Sought) -> QuerySet[M]:
    """Those rows whose fields, taken together, say every word.

    A field that holds JSON is read as its text: whoever shows a row asks once more.
    """
    if connection.vendor == "postgresql":
        return in_full_text(rows, fields, sought)
    rows = rows.annotate(**{f"said_{name}": as_text(name) for name in fields})
    for word in sought.words:
        anywhere = Q()
        for name in fields:
            anywhere |= Q(**{f"said_{name}__icontains": word})
            anywhere |= Q(**{f"said_{name}__icontains": json.dumps(word)[1:-1]})
        rows = rows.filter(anywhere)
    return rows


def in_full_text(
    rows: QuerySet[M], fields: Iterable[str], sought: Sought
) -> QuerySet[M]:
    from django.contrib.postgres.search import (  # noqa: PLC0415 - needs its driver
        SearchQuery,
        SearchVector,
    )

    texts = [
        as_text(StringsOf(name) if is_json(rows.model, name) else name)
        for name in fields
    ]
    said = SearchVector(*texts, config="english")
    query = SearchQuery(sought.typed, search_type="websearch", config="english")
    return rows.annotate(said=said).filter(said=query)


def as_text(said: str | Func) -> Coalesce:
    return Coalesce(Cast(said, TextField()), Value(""), output_field=TextField())


def is_json(model: type[Model], path: str) -> bool:
    field: Any = None
    for name in path.split("__"):
        field = model._meta.get_field(name)
        model = field.related_model or model
    return isinstance(field, JSONField)


class StringsOf(Func):
    """What JSON says without the names of its keys, which PostgreSQL would find too."""

    function = "jsonb_path_query_array"
    template = (
        """%(function)s(%(expressions)s, 'strict $.** ? (@.type() == "string")')"""
    )
    output_field = JSONField()
