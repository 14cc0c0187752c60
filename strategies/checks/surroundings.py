"""What is true of a place and of its strategy's course beside the text itself.

It is the same whether the draft is looked at or a frozen version: by the day's
relations, and by what has been moved, approved and agreed until today.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from evidence.models import Disclosure, Indicator
from people.models import Place, Relation, ReviewCondition
from people.models.place import PlaceAuthority
from strategies import content
from strategies.models import FinanceStatement, Strategy

Kind = Relation.Kind
Row = dict[str, Any]
Rows = dict[str, list[Row]]

# How it moved is a higher room's to know (reviews.apps): its rows are read with ours.
Source = Callable[[Strategy], list[QuerySet[Any]]]
_sources: list[Source] = []


def tell_course(source: Source) -> None:
    """Read these rows, too, of every strategy that is looked at."""
    _sources.append(source)


@dataclass(frozen=True)
class Neighbour:
    label: str
    slug: str


@dataclass(frozen=True)
class Indication:
    """What a statistic of the catalogue tells, as far as a check asks."""

    bears_on: str
    is_headline: bool


@dataclass(frozen=True)
class Course:
    """How the strategy has moved: whose yes stands on which version."""

    in_question: int | None = None
    has_finance_statement: bool = False
    first_submitted: str = ""  # ISO days
    submission_due: str = ""
    approved: int | None = None
    agreed: int | None = None
    is_agreed_text: bool = False  # the agreement's check code is that version's
    agreed_edition: str = ""
    supported_by: frozenset[str] = frozenset()
    found: dict[str, Row] | None = None  # by criterion, as government last told


@dataclass(frozen=True)
class Surroundings:
    """What is true of the place beside its strategy, by the day's relations."""

    groups: tuple[str, ...] = ()
    written_for_by: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()  # places it writes for that write one of their own
    partnerships: tuple[
        tuple[str, str], ...
    ] = ()  # LEPs bound by conditions: name, slug
    accepted: frozenset[tuple[str, str]] = frozenset()  # slug, criterion
    accepted_on: dict[tuple[str, str], str] = field(default_factory=dict)
    shares_ground: tuple[Neighbour, ...] = ()
    districts: dict[str, str] = field(default_factory=dict)  # code, name
    borders: str = ""
    evidence_is_open: bool = False  # all of it that may be
    open_items: frozenset[str] = frozenset()
    indicators: dict[str, Indication] = field(default_factory=dict)
    course: Course = Course()


def around(place: Place, strategy: Strategy | None = None) -> Surroundings:
    """What a frozen version is checked against besides itself."""
    return surroundings(place, content.gather(rows_around(place, strategy)), strategy)


def rows_around(place: Place, strategy: Strategy | None = None) -> list[QuerySet[Any]]:
    course = [*rows_of_course(strategy)] if strategy else []
    return [*rows_of_relations(place), *rows_of_evidence(place), *course]


def rows_of_relations(place: Place) -> list[QuerySet[Any]]:
    """The relations of the place, and the conditions met by the LEPs it answers for."""
    supporters = Relation.objects.current().filter(
        kind=Kind.SUPPORTS, target=place, source=OuterRef("place")
    )
    bound = Q(place=place) | Q(Exists(supporters))
    writing = Strategy.objects.live().filter(place=OuterRef("target"))
    relations = Relation.objects.current().annotate(is_writing=Exists(writing))
    ground = PlaceAuthority.objects.current().filter(place=place)
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
            accepted_on=F("accepted_on"),
        ),
        content.named(
            "ground",
            ground,
            pk=F("pk"),
            code=F("authority__code"),
            name=F("authority__name"),
        ),
    ]


def rows_of_evidence(place: Place) -> list[QuerySet[Any]]:
    """What of the evidence base anybody may read, and what its statistics tell."""
    public = Disclosure.objects.current().filter(
        place=place, audience=Disclosure.Audience.PUBLIC
    )
    telling = Indicator.objects.known_to(place).exclude(bears_on="", is_headline=False)
    return [
        content.named("public", public, pk=F("pk"), ref=F("item__ref")),
        content.named(
            "indicators",
            telling,
            pk=F("pk"),
            key=F("key"),
            bears_on=F("bears_on"),
            is_headline=F("is_headline"),
        ),
    ]


def rows_of_course(strategy: Strategy) -> list[QuerySet[Any]]:
    standing = FinanceStatement.objects.filter(version=strategy.in_question_id)
    told = [rows for source in _sources for rows in source(strategy)]
    this = Strategy.objects.filter(pk=strategy.pk, in_question__isnull=False)
    return [
        content.named("finance", standing, pk=F("pk")),
        content.named("in_question", this, pk=F("pk"), number=F("in_question__number")),
        *told,
    ]


def other(side: str) -> dict[str, Any]:
    return {f"{side}_{name}": F(f"{side}__{name}") for name in ("name", "kind", "slug")}


def surroundings(
    place: Place, rows: Rows, strategy: Strategy | None = None
) -> Surroundings:
    ours = [row for row in rows["relations"] if row["is_ours"] == 0]
    theirs = [row for row in rows["relations"] if row["is_ours"] != 0]
    covered = [row for row in ours if row["kind"] == Kind.LEADS]
    opened = {row["ref"] for row in rows["public"]}
    accepted = {
        (row["slug"], row["criterion"]): str(row["accepted_on"])
        for row in rows["conditions"]
    }
    return Surroundings(
        groups=labels((row for row in ours if row["kind"] == Kind.MEMBER_OF), "target"),
        written_for_by=labels(
            (row for row in theirs if row["kind"] == Kind.LEADS), "source"
        ),
        rivals=labels((row for row in covered if row["is_writing"]), "target"),
        partnerships=partnerships(place, theirs),
        accepted=frozenset(accepted),
        accepted_on=accepted,
        shares_ground=tuple(
            sorting(sharing(ours, "target"), sharing(theirs, "source"))
        ),
        districts={row["code"]: row["name"] for row in rows["ground"]},
        borders=place.borders,
        evidence_is_open=None in opened,
        open_items=frozenset(ref.upper() for ref in opened if ref),
        indicators={
            row["key"]: Indication(row["bears_on"], bool(row["is_headline"]))
            for row in rows["indicators"]
        },
        course=course(rows) if strategy else Course(),
    )


def course(rows: Rows) -> Course:
    """As far as our own room and those above it have told."""
    asked = first(rows["in_question"])
    approved, agreed = first(rows["approvals"]), first(rows["agreements"])
    rounds = [row["opened_at"][:10] for row in rows["rounds"]]
    due = [row["earliest"] for row in rows["submission_due"]]
    found = {row["criterion"]: row for row in rows["judgements"]}
    return Course(
        in_question=asked.get("number"),
        has_finance_statement=bool(rows["finance"]),
        first_submitted=min(rounds, default=""),
        submission_due=min(due, default=""),
        approved=approved.get("version"),
        agreed=agreed.get("version"),
        is_agreed_text=bool(agreed) and agreed["sha256"] == agreed["of_version"],
        agreed_edition=agreed.get("edition", ""),
        supported_by=frozenset(row["slug"] for row in rows["supports"]),
        found=found or None,
    )


def first(rows: list[Row]) -> Row:
    return rows[0] if rows else {}


def sharing(rows: Iterable[Row], side: str) -> list[Neighbour]:
    return [
        Neighbour(label(row, side), row[f"{side}_slug"])
        for row in rows
        if row["kind"] == Kind.SHARES_GROUND
    ]


def sorting(*lists: list[Neighbour]) -> list[Neighbour]:
    """Each neighbour once, whichever of the two the relation begins at."""
    found = {one.slug: one for some in lists for one in some}
    return sorted(found.values(), key=lambda one: one.label)


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
