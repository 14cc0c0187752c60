"""A country's worth of strategies, made in bulk so that the seeding itself is quick."""

from __future__ import annotations

import random
from dataclasses import dataclass

from django.utils import timezone

from people.models import Membership, Place, Role, User
from reviews.models import Point, Publication, Round
from reviews.publishing import page_of
from strategies import prospectus, versions
from strategies.models import Part, Revision, Status, Strategy, Version

REVISIONS = 20
POINTS = 200
LED = 8  # places of one Area Lead
WORDS = [
    "productivity",
    "evidence",
    "firms",
    "skills",
    "growth",
    "place",
    "local",
    "priority",
    "partners",
    "coast",
    "transport",
    "housing",
    "energy",
    "college",
    "training",
    "export",
    "supply",
    "investment",
    "jobs",
    "pay",
    "research",
    "hydrogen",
    "welding",
    "wind",
    "tourism",
    "market",
    "towns",
    "rural",
    "digital",
    "care",
    "freight",
]


@dataclass(frozen=True)
class Seeded:
    """Who looks, and at what."""

    officer: User
    area_lead: User
    administrator: User
    strategy: Strategy
    part: Part


def paragraph(pick: random.Random, words: int = 60) -> str:
    text = " ".join(pick.choice(WORDS) for _ in range(words))
    return f"{text.capitalize()}."


def blocks(pick: random.Random, words: int) -> list[dict[str, str]]:
    return [
        {"id": f"{pick.getrandbits(64):016x}", "text": paragraph(pick)}
        for _ in range(words // 60)
    ]


def people() -> tuple[User, User, User]:
    """An officer of the first place, the Area Lead of the first few, an administrator."""
    make = User.objects.create_user
    return (
        make("officer@bench.example", None, name="Officer"),
        make("area.lead@bench.example", None, name="Area Lead"),
        make("admin@bench.example", None, name="Admin", is_administrator=True),
    )


def fill(count: int, by: tuple[User, User, User], start: int = 0) -> Seeded:
    """Strategies number `start` to `count`: each with its history and its points."""
    pick = random.Random(start)
    officer, area_lead, administrator = by
    first: tuple[Strategy, Part] | None = None
    for number in range(start, count):
        place = Place.objects.create(
            kind=Place.Kind.LEP,
            name=f"Place {number:03}",
            slug=f"place-{number:03}",
            region=f"Region {number % 9}",
            wave=number % 3 + 1,
        )
        who = [(area_lead, Role.AREA_LEAD)] if number < LED else []
        who += [(officer, Role.OFFICER)] if number == 0 else []
        Membership.objects.bulk_create(
            Membership(user=user, place=place, role=role) for user, role in who
        )
        strategy, part = one(place, officer, area_lead, pick)
        first = first or (strategy, part)
    if first is None:
        raise ValueError("Nothing to seed")
    return Seeded(officer, area_lead, administrator, *first)


def one(
    place: Place, officer: User, area_lead: User, pick: random.Random
) -> tuple[Strategy, Part]:
    edition = prospectus.edition(prospectus.CURRENT)
    strategy = Strategy.objects.create(
        place=place,
        edition_key=edition.key,
        title=f"{place.name} strategy",
        slug=place.slug,
        status=Status.WITH_GOVERNMENT,
        begun_by=officer,
    )
    parts = Part.objects.bulk_create(
        Part(
            strategy=strategy,
            key=spec.key,
            section=spec.section,
            title=spec.title,
            order=order,
        )
        for order, spec in enumerate(edition.parts)
    )
    long = 3000 if place.slug == "place-000" else 600
    for part in parts[:4]:
        text = blocks(pick, long)
        revisions = Revision.objects.bulk_create(
            Revision(
                part=part, number=n + 1, blocks=text, words=long, by=officer, base=n
            )
            for n in range(REVISIONS // 4)
        )
        part.latest = revisions[-1]
    Part.objects.bulk_update(parts, ["latest"])
    raise_points(strategy, officer, area_lead, pick)
    return strategy, parts[2]


def raise_points(
    strategy: Strategy, officer: User, area_lead: User, pick: random.Random
) -> None:
    version = versions.freeze(strategy, Version.Purpose.APPROVAL, by=officer)
    strategy.in_question = version
    strategy.save(update_fields=["in_question"])
    round_ = Round.objects.create(
        strategy=strategy, number=1, version=version, opened_by=officer
    )
    Point.objects.bulk_create(
        Point(
            strategy=strategy,
            round=round_,
            number=number + 1,
            part_key="the-local-economy",
            level=Point.Level.SHOULD,
            text=paragraph(pick, 20),
            by=area_lead,
            standing=Point.Standing.TAKEN,
            sent_at=timezone.now(),
        )
        for number in range(POINTS)
    )
    if strategy.slug == "place-000":
        Publication.objects.create(
            strategy=strategy,
            version=version,
            kind=Publication.Kind.LOCAL_ONLY,
            on=timezone.localdate(),
            page=page_of(version),
            by=officer,
        )
