"""Everything a strategy holds beside its text, read in one query.

A strategy's page may not cost more queries the more it holds, and a dozen small tables
would cost a dozen queries. Each row comes back as one JSON object under a name.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import (
    Case,
    CharField,
    F,
    Func,
    JSONField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import JSONObject

from evidence import conversations
from evidence.models import Contributor, Conversation, Indicator
from people.models import Place
from strategies import charts, commitments, enclosures
from strategies.models import Chart, Measure, RecordChange, Strategy
from strategies.nouns import EVALUATION, NOUNS, Noun

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


def rows_beside(strategy: Strategy) -> list[QuerySet[Any]]:
    """Who helped, who was asked, and when the evaluation plan was begun."""
    contributors = Contributor.objects.filter(place=strategy.place_id).live()
    talks = Conversation.objects.filter(place=strategy.place_id).live()
    begun = RecordChange.objects.filter(
        strategy=strategy, noun=EVALUATION.key, revision=1, kind="saved"
    )
    return [
        named("contributors", contributors, pk=F("pk"), **plainly(CONTRIBUTOR)),
        named("conversations", talks, pk=F("pk"), **plainly(conversations.ROW)),
        named("evaluation_begun", begun, pk=F("pk"), at=F("at")),
        *rows_of_names(strategy),
    ]


def rows_of_names(strategy: Strategy) -> list[QuerySet[Any]]:
    """What districts and statistics are called that records name by codes and keys."""
    districts = strategy.place.place_authorities.current()
    district = {"code": F("authority__code"), "name": F("authority__name")}
    statistic = {"code": F("key"), "name": F("title")}
    return [
        named("districts", districts, pk=F("authority__name"), **district),
        named("statistics", statistics(strategy), pk=F("pk"), **statistic),
    ]


def statistics(strategy: Strategy) -> QuerySet[Any]:
    """Those that its measures and charts are of."""
    measures: Any = Measure.objects.filter(strategy=strategy)
    charts: Any = Chart.objects.filter(strategy=strategy)
    used = [Q(key__in=rows.values("indicator")) for rows in (measures, charts)]
    return Indicator.objects.known_to(strategy.place).filter(used[0] | used[1])


CONTRIBUTOR = ("kind", "name", "did", "when", "is_local", "evaluates")


def plainly(names: tuple[str, ...]) -> dict[str, Any]:
    return {name: AsJson(F(name)) if name == "parts" else F(name) for name in names}


def evaluation_begun(rows: dict[str, list[Row]]) -> str | None:
    """The day on which the first question of the plan was recorded, as ISO writes it."""
    moments = [str(row["at"])[:10] for row in rows["evaluation_begun"]]
    return min(moments, default=None)


def whole(strategy: Strategy) -> tuple[dict[str, list[Row]], dict[str, Any]]:
    """The records and what stands beside them, as a document holds both."""
    rows = gather([*record_rows(strategy), *rows_beside(strategy)])
    rows["commitments"] = commitments.with_answers(strategy, rows["commitments"])
    rows["charts"] = charts.with_data(strategy.place, rows["charts"])
    return {noun: rows[noun] for noun in NOUNS}, {
        "contributors": rows["contributors"],
        "conversations": rows["conversations"],
        "evaluation_begun": evaluation_begun(rows),
        **names(rows),
    }


def names(rows: dict[str, list[Row]]) -> dict[str, dict[str, str]]:
    return {
        kind: {row["code"]: row["name"] for row in rows[kind]}
        for kind in ("districts", "statistics")
    }


def columns(noun: Noun) -> dict[str, Any]:
    own = {name: column(noun, name) for name in noun.fields}
    return {"ref": F("ref"), "order": F("order"), "pk": F("pk"), **own}


def column(noun: Noun, name: str) -> F | Func:
    if name == "enclosure":
        return facts_of(name)
    field = noun.model._meta.get_field(name)
    if isinstance(field, JSONField):
        return AsJson(F(name))
    if field.is_relation:
        return F(f"{name}__slug" if field.related_model is Place else f"{name}__ref")
    return F(name)


def facts_of(enclosure: str) -> Func:
    """What documents say of a picture or file; None where there is none."""
    columns = {name: F(f"{enclosure}__{name}") for name in enclosures.FACTS}
    there = When(**{f"{enclosure}__isnull": False}, then=JSONObject(**columns))
    return AsJson(Case(there, output_field=JSONField()))


def named(name: str, rows: QuerySet[Any], /, **columns: Any) -> QuerySet[Any]:
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
