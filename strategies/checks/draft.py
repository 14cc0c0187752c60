"""Reads what the checks look at, in two queries however much there is of it."""

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from evidence.models import Item, Observation
from people.models import Place
from strategies import charts, commitments, content
from strategies.checks.subject import Content, Text
from strategies.checks.surroundings import rows_around, surroundings
from strategies.models import ChecklistAnswer, Part, Strategy
from strategies.nouns import NOUNS

EVIDENCE = (
    "ref",
    "title",
    "publisher",
    "published",
    "period",
    "geography",
    "licence",
    "kind",
    "scale",
    "detail",
)


def of_strategy(strategy: Strategy) -> Content:
    """The working draft as it stands."""
    place = strategy.place
    parts = list(strategy.parts.live().select_related("latest"))
    rows = content.gather(
        [
            *content.record_rows(strategy),
            *content.rows_beside(strategy),
            *rows_around(place, strategy),
            answers_of(strategy),
            evidence_of(place),
        ]
    )
    rows["commitments"] = commitments.with_answers(strategy, rows["commitments"])
    rows["charts"] = charts.with_data(place, rows["charts"])
    return Content(
        edition=strategy.edition,
        slug=strategy.slug,
        place_slug=place.slug,
        place_name=place.label,
        kind=place.kind,
        end_year=strategy.end_year,
        words=sum(part.words for part in parts),
        texts={part.key: text_of(part) for part in parts},
        records={noun: rows[noun] for noun in NOUNS},
        contributors=rows["contributors"],
        conversations=rows["conversations"],
        evaluation_begun=content.evaluation_begun(rows),
        has_bare_cover=bool(strategy.cover_id and not strategy.cover_alternative),
        evidence={row["ref"].upper(): row for row in rows["evidence"]},
        answers={row["criterion"]: row for row in rows["answers"]},
        surroundings=surroundings(place, rows, strategy),
    )


def text_of(part: Part) -> Text:
    return Text(part.key, part.title, tuple(block.text for block in part.blocks))


def answers_of(strategy: Strategy) -> QuerySet[Any]:
    return content.named(
        "answers",
        ChecklistAnswer.objects.filter(strategy=strategy),
        pk=F("pk"),
        criterion=F("criterion"),
        claim=F("claim"),
        where=F("where__key"),
        revision=F("revision"),
    )


def evidence_of(place: Place) -> QuerySet[Any]:
    fields = {name: F(name) for name in EVIDENCE}
    return content.named(
        "evidence",
        Item.objects.filter(place=place),
        pk=F("pk"),
        order=F("number"),
        restricted=F("is_restricted"),
        withdrawn_at=F("withdrawn_at"),
        indicator=F("indicator__key"),
        bears_on=F("indicator__bears_on"),
        has_districts=observed(area_kind="LAD"),
        has_comparator=observed(comparator_value__isnull=False),
        **fields,
    )


def observed(**of: Any) -> Exists:
    """Whether figures of such a kind stand behind the item."""
    return Exists(Observation.objects.filter(item=OuterRef("pk"), **of))
