"""Words that are sought, for whichever database is below.

PostgreSQL reads and ranks them as its full-text search does; SQLite, which has no such
thing of its own, looks for each word where a word begins. Which of the two it is, nobody
else needs to know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import (
    Case,
    F,
    Func,
    IntegerField,
    JSONField,
    Model,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat

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
        found = dict.fromkeys(word.lower() for word in WORD.findall(self.typed))
        return [stem(word) for word in found][:MOST_WORDS]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the words, where a word begins."""
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, self.words))})\w*", re.I)

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


def ranked(
    rows: QuerySet[Any], title: str, *others: str, sought: Sought
) -> QuerySet[Any]:
    """Those that say every word in these fields, by `rank`: in the title weighs most."""
    if connection.vendor == "postgresql":
        found = in_full_text(rows, title, *others, sought=sought)
    else:
        found = word_by_word(rows, title, *others, sought=sought)
    return found.order_by("-rank", "pk")


def in_full_text(
    rows: QuerySet[Any], title: str, *others: str, sought: Sought
) -> QuerySet[Any]:
    from django.contrib.postgres import search  # noqa: PLC0415 - needs its driver

    said: Any = search.SearchVector(title, weight="A", config="english")
    for name in others:
        text = spoken(rows.model, name)
        said += search.SearchVector(text, weight="B", config="english")
    query = search.SearchQuery(sought.typed, search_type="plain", config="english")
    found = rows.annotate(said=said, rank=search.SearchRank(F("said"), query))
    return found.filter(said=query)


def word_by_word(
    rows: QuerySet[Any], title: str, *others: str, sought: Sought
) -> QuerySet[Any]:
    texts = [Cast(spoken(rows.model, name), TextField()) for name in (title, *others)]
    spaced = [each for text in texts for each in (text, Value(" "))]
    found = rows.annotate(said=Concat(*spaced, output_field=TextField()))
    rank: Any = Value(0)
    for word in sought.words:
        begins = rf"\b{re.escape(word)}"
        found = found.filter(said__iregex=begins)
        in_title = When(**{f"{title}__iregex": begins}, then=1)
        rank += Case(in_title, default=0, output_field=IntegerField())
    return found.annotate(rank=rank)


def spoken(model: type[Model], path: str) -> Any:
    """The field; of one that holds blocks, their text alone."""
    field: Any = None
    related: Any = model
    for name in path.split("__"):
        field = related._meta.get_field(name)
        related = field.related_model
    return TextOf(path) if isinstance(field, JSONField) else F(path)


class TextOf(Func):
    """The text of blocks, without their ids and the names of their keys."""

    arity = 1
    template = (
        "(SELECT string_agg(block ->> 'text', ' ') "
        "FROM jsonb_array_elements(%(expressions)s) AS block)"
    )
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        texts = "group_concat(json_extract(block.value, '$.text'), ' ')"
        blocks = "json_each(%(expressions)s) AS block"
        template = f"(SELECT {texts} FROM {blocks})"  # noqa: S608 - no word of a user's
        return self.as_sql(compiler, connection, template=template, **context)
