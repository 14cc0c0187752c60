"""What pages say about a place: facts in words, and names where they may be seen."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.dateformat import format as in_words

from people import permissions
from people.models import (
    Membership,
    Place,
    Relation,
    ReviewCondition,
    Role,
    User,
)
from people.models.dated import Dated, in_force

WAVES = {
    1: "First wave (November 2017)",
    2: "Second wave (July 2018)",
    3: "Third wave (October 2018)",
}
FROM_HERE = {
    Relation.Kind.LEADS: ("Writes one strategy with", "Wrote one strategy with"),
    Relation.Kind.SUPPORTS: ("Supports the strategy of", "Supported the strategy of"),
    Relation.Kind.SHARES_GROUND: ("Shares ground with", "Shared ground with"),
    Relation.Kind.MEMBER_OF: ("Member of", "Was a member of"),
    Relation.Kind.SUCCEEDS: ("Came after", "Came after"),
}
TO_HERE = {
    Relation.Kind.LEADS: ("Its strategy is led by", "Its strategy was led by"),
    Relation.Kind.SUPPORTS: ("Supported by", "Was supported by"),
    Relation.Kind.SHARES_GROUND: ("Shares ground with", "Shared ground with"),
    Relation.Kind.MEMBER_OF: ("Has as a member", "Had as a member"),
    Relation.Kind.SUCCEEDS: ("Was followed by", "Was followed by"),
}


@dataclass(frozen=True)
class Sentence:
    """A relation in words: what stands before the other place's name, and after."""

    before: str
    place: Place
    after: str
    kind: str
    is_current: bool


@dataclass(frozen=True)
class Condition:
    """One condition of invitation and its newest record, if there is one."""

    criterion: str
    words: str
    record: ReviewCondition | None


def place_facts(place: Place, user: User) -> dict[str, Any]:
    """All that a page about the place says of who and what it is, to this person."""
    relations = relations_of(place)
    covering = [r for r in relations if _is_led_by_another(r, place)]
    facts: dict[str, Any] = {
        "place": place,
        "kind": place.get_kind_display(),
        "region": place.region,
        "wave": WAVES.get(place.wave or 0, ""),
        "covered_by": covering[0].source if covering else None,
        "relations": [sentence(row, place) for row in relations],
        "conditions": conditions(place),
        "may_see_people": permissions.may_see_people(user, place),
        "may_see_files": permissions.may_see_condition_files(user, place),
        "may_record_condition": permissions.may_record_condition(user, place),
        "people": [],
        "area_leads": [],
    }
    if facts["may_see_people"]:
        by_role = people_by_role(place)
        facts["people"] = [(role, rows) for role, rows in by_role.items() if rows]
        facts["area_leads"] = by_role[Role.AREA_LEAD]
    return facts


def relations_of(place: Place) -> list[Relation]:
    """Every relation the place has or had, those in force first."""
    rows = Relation.objects.filter(Q(source=place) | Q(target=place))
    ordered = rows.select_related("source", "target").order_by(
        "kind", "source__name", "target__name"
    )
    return sorted(ordered, key=lambda row: not row.is_current)


def sentence(row: Relation, place: Place) -> Sentence:
    """The relation as the place would say it."""
    from_here = row.source_id == place.pk
    now, then = (FROM_HERE if from_here else TO_HERE)[Relation.Kind(row.kind)]
    note = f" ({row.note})" if row.note and row.kind == "shares_ground" else ""
    return Sentence(
        before=now if row.is_current else then,
        place=row.target if from_here else row.source,
        after=note + _while(row),
        kind=row.kind,
        is_current=row.is_current,
    )


def people_by_role(place: Place) -> dict[Role, list[Membership]]:
    """Who does what at the place today; every role is there, if nobody has it."""
    found: dict[str, list[Membership]] = defaultdict(list)
    for row in (
        place.current_memberships().select_related("user").order_by("user__name")
    ):
        found[row.role].append(row)
    return {role: found[role] for role in Role}


def conditions(place: Place) -> list[Condition]:
    """The three conditions of the LEP review; for other places, none."""
    if place.kind != Place.Kind.LEP:
        return []
    newest: dict[str, ReviewCondition] = {}
    for record in place.conditions.select_related("by").order_by("number"):
        newest[record.criterion] = record
    return [
        Condition(criterion.value, criterion.label, newest.get(criterion.value))
        for criterion in ReviewCondition.Criterion
    ]


def without(role: Role) -> QuerySet[Place]:
    """The LEPs and authorities in which nobody has the role today.

    A place covered by another's strategy needs no Area Lead of its own.
    """
    held = Membership.objects.current().filter(
        place=OuterRef("pk"), role=role, user__is_active=True
    )
    places = Place.objects.writing().filter(~Exists(held))
    if role == Role.AREA_LEAD:
        led = Relation.objects.current().filter(
            kind=Relation.Kind.LEADS, target=OuterRef("pk")
        )
        places = places.filter(~Exists(led))
    return places


def never_signed_in() -> QuerySet[User]:
    return User.objects.active().filter(last_login=None)


def in_government() -> Q:
    """The condition that a person administers, or reads for government today."""
    reads = in_force(prefix="memberships__") & Q(
        memberships__role__in=(Role.AREA_LEAD, Role.REVIEWER)
    )
    reading = User.objects.get_queryset().filter(reads).values("pk")
    return Q(is_administrator=True) | Q(pk__in=reading)


def _is_led_by_another(row: Relation, place: Place) -> bool:
    led = row.kind == Relation.Kind.LEADS and row.target_id == place.pk
    return led and row.is_current


def _while(row: Dated) -> str:
    since = f" since {in_words(row.since, 'j F Y')}" if row.since else ""
    return since + (f" until {in_words(row.last_day, 'j F Y')}" if row.last_day else "")
