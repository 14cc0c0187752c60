"""Reads what the checks look at, in two queries however much there is of it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from evidence.models import Item
from people.models import Place, Relation, ReviewCondition
from strategies import content
from strategies.checks.subject import Content, Row, Surroundings, Text
from strategies.models import ChecklistAnswer, Part, Strategy

Kind = Relation.Kind
EVIDENCE = (
    "ref",
    "title",
    "publisher",
    "published",
    "period",
    "geography",
    "licence",
)


def of_strategy(strategy: Strategy) -> Content:
    """The working draft as it stands."""
    parts = list(strategy.parts.live().select_related("latest"))
    rows = content.gather(
        [
            *content.record_rows(strategy),
            *rows_around(strategy.place),
            answers_of(strategy),
            evidence_of(strategy.place),
        ]
    )
    return Content(
        edition=strategy.edition,
        slug=strategy.slug,
        place_slug=strategy.place.slug,
        kind=strategy.place.kind,
        end_year=strategy.end_year,
        words=sum(part.words for part in parts),
        texts={part.key: text_of(part) for part in parts},
        findings=rows["findings"],
        priorities=rows["priorities"],
        actions=rows["actions"],
        measures=rows["measures"],
        figures=rows["figures"],
        has_bare_cover=bool(strategy.cover_id and not strategy.cover_alternative),
        evidence={row["ref"].upper(): row for row in rows["evidence"]},
        answers={row["criterion"]: row for row in rows["answers"]},
        surroundings=surroundings(strategy.place, rows),
    )


def around(place: Place) -> Surroundings:
    """What a frozen version is checked against besides itself."""
    return surroundings(place, content.gather(rows_around(place)))


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
        **fields,
    )


def rows_around(place: Place) -> list[QuerySet[Any]]:
    """The relations of the place, and the conditions met by the LEPs it answers for."""
    supporters = Relation.objects.current().filter(
        kind=Kind.SUPPORTS, target=place, source=OuterRef("place")
    )
    bound = Q(place=place) | Q(Exists(supporters))
    writing = Strategy.objects.live().filter(place=OuterRef("target"))
    relations = Relation.objects.current().annotate(is_writing=Exists(writing))
    return [
        content.named(
            "relations",
            relations.filter(Q(source=place) | Q(target=place)),
            pk=F("pk"),
            kind=F("kind"),
            is_writing=F("is_writing"),
            is_ours=F("source_id") - place.pk,
            **other("source"),
            **other("target"),
        ),
        content.named(
            "conditions",
            ReviewCondition.objects.filter(bound),
            pk=F("pk"),
            slug=F("place__slug"),
            criterion=F("criterion"),
        ),
    ]


def other(side: str) -> dict[str, Any]:
    return {f"{side}_{name}": F(f"{side}__{name}") for name in ("name", "kind", "slug")}


def surroundings(place: Place, rows: dict[str, list[Row]]) -> Surroundings:
    ours = [row for row in rows["relations"] if row["is_ours"] == 0]
    theirs = [row for row in rows["relations"] if row["is_ours"] != 0]
    covered = [row for row in ours if row["kind"] == Kind.LEADS]
    return Surroundings(
        groups=labels((row for row in ours if row["kind"] == Kind.MEMBER_OF), "target"),
        written_for_by=labels(
            (row for row in theirs if row["kind"] == Kind.LEADS), "source"
        ),
        rivals=labels((row for row in covered if row["is_writing"]), "target"),
        partnerships=partnerships(place, theirs),
        accepted=frozenset(
            (row["slug"], row["criterion"]) for row in rows["conditions"]
        ),
    )


def partnerships(place: Place, theirs: Iterable[Row]) -> tuple[tuple[str, str], ...]:
    """The LEPs that must meet the conditions: the place, or those that support it."""
    if place.kind == Place.Kind.LEP:
        return ((place.label, place.slug),)
    return tuple(
        (label(row, "source"), row["source_slug"])
        for row in theirs
        if row["kind"] == Kind.SUPPORTS and row["source_kind"] == Place.Kind.LEP
    )


def labels(rows: Iterable[Row], side: str) -> tuple[str, ...]:
    return tuple(label(row, side) for row in rows)


def label(row: Row, side: str) -> str:
    return Place(name=row[f"{side}_name"], kind=row[f"{side}_kind"]).label
