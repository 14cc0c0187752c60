"""Everything a strategy holds beside its text, read in one query.

A strategy's page may not cost more queries the more it holds, and a dozen small tables
would cost a dozen queries. Each row comes back as one JSON object under a name.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Case, CharField, F, Func, JSONField, QuerySet, Value, When
from django.db.models.functions import JSONObject

from strategies import enclosures
from strategies.models import Strategy
from strategies.nouns import NOUNS, Noun

Row = dict[str, Any]


class AsJson(Func):
    """A column that holds JSON, so that it nests as JSON and not as its text."""

    arity = 1
    template = "%(expressions)s"
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(
            compiler, connection, template="JSON(%(expressions)s)", **context
        )


def records(strategy: Strategy) -> dict[str, list[Row]]:
    """The records that stand, by noun, in their order: ref and plain values."""
    found = gather(record_rows(strategy))
    return {noun: found[noun] for noun in NOUNS}


def record_rows(strategy: Strategy) -> list[QuerySet[Any]]:
    return [
        named(
            noun.key,
            noun.model._default_manager.filter(strategy=strategy, removed_at=None),
            **columns(noun),
        )
        for noun in NOUNS.values()
    ]


def columns(noun: Noun) -> dict[str, Any]:
    own = {name: column(noun, name) for name in noun.fields}
    return {"ref": F("ref"), "order": F("order"), "pk": F("pk"), **own}


def column(noun: Noun, name: str) -> F | Func:
    if name == "enclosure":
        return facts_of(name)
    field = noun.model._meta.get_field(name)
    if isinstance(field, JSONField):
        return AsJson(F(name))
    return F(f"{name}__ref" if field.is_relation else name)


def facts_of(enclosure: str) -> Func:
    """What documents say of a picture or file; None where there is none."""
    columns = {name: F(f"{enclosure}__{name}") for name in enclosures.FACTS}
    there = When(**{f"{enclosure}__isnull": False}, then=JSONObject(**columns))
    return AsJson(Case(there, output_field=JSONField()))


def named(name: str, rows: QuerySet[Any], **columns: Any) -> QuerySet[Any]:
    """The rows as JSON objects with these columns, under the name."""
    shaped = rows.order_by().annotate(
        row_name=Value(name, CharField()), row=JSONObject(**columns)
    )
    return shaped.values_list("row_name", "row")


def gather(shaped: Iterable[QuerySet[Any]]) -> dict[str, list[Row]]:
    """The rows of all of these in one query, by name, each list in its order."""
    first, *others = shaped
    found: dict[str, list[Row]] = defaultdict(list)
    for name, row in first.union(*others, all=True):
        found[name].append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (row.pop("order", 0), row.pop("pk")))
    return found
