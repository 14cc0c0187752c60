"""A long strategy with its whole case: texts that cite, and records of every kind."""

from __future__ import annotations

import random
from typing import Any

from bench.seed import WORDS
from evidence.models import Contributor, Conversation, Item
from people.models import Place, User
from strategies import prospectus
from strategies.models import Part, Revision, Strategy
from strategies.nouns import NOUNS, Noun

BLOCK = 70  # words
COUNTS = {
    "findings": 40,
    "actions": 60,
    "measures": 24,
    "connections": 16,
    "communities": 8,
    "commitments": 12,
    "decisions": 6,
    "evaluation": 12,
    "monitoring": 4,
}
PRIORITIES = 12


def write(times: int, *, words: int, cited: int, pick: random.Random) -> Strategy:
    """The strategy of a place of its own, with so many times the records."""
    by = User.objects.create_user(f"case{times}@bench.example", None, name="Officer")
    place = Place.objects.create(
        kind=Place.Kind.LEP, name=f"Case {times}", slug=f"case-{times}"
    )
    strategy = Strategy.objects.create(
        place=place,
        edition_key=prospectus.CURRENT,
        title="A long strategy",
        slug=f"case-{times}",
        end_year=2035,
        begun_by=by,
    )
    items = gather_evidence(place, cited)
    write_parts(strategy, items, words, by, pick)
    record(strategy, items, times, pick)
    keep_beside(place, times)
    return strategy


def gather_evidence(place: Place, count: int) -> list[str]:
    rows = [
        Item(
            place=place,
            ref=f"E{number:03}",
            number=number,
            title=f"Survey {number}",
            publisher="ONS",
            period="2017",
            geography=place.name,
            licence="OGL v3.0",
        )
        for number in range(1, count + 1)
    ]
    return [row.ref for row in Item.objects.bulk_create(rows)]


def write_parts(
    strategy: Strategy, items: list[str], words: int, by: User, pick: random.Random
) -> None:
    edition = strategy.edition
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
    blocks = words // BLOCK // len(parts) + 1
    left = list(items)
    for part in parts:
        text = [
            {
                "id": f"{pick.getrandbits(64):016x}",
                "text": paragraph(pick, left.pop() if left else pick.choice(items)),
            }
            for _ in range(blocks)
        ]
        part.latest = Revision.objects.create(
            part=part, number=1, blocks=text, words=blocks * BLOCK, by=by, base=0
        )
    Part.objects.bulk_update(parts, ["latest"])


def paragraph(pick: random.Random, ref: str) -> str:
    """With a figure and its citation, and a sentence that cites nothing."""
    said = " ".join(pick.choice(WORDS) for _ in range(BLOCK - 8))
    share = pick.randint(100, 999) / 10
    return f"Of all {said[:40]} {share} per cent [@{ref}]. {said.capitalize()}."


def record(
    strategy: Strategy, items: list[str], times: int, pick: random.Random
) -> None:
    """Records with every text filled and the references that each kind needs."""
    priorities = make(strategy, NOUNS["priorities"], PRIORITIES * times, pick, {})
    for key, count in COUNTS.items():
        made = {
            "priority": lambda: pick.choice(priorities),
            "source": lambda: pick.choice(priorities),
            "target": lambda: pick.choice(priorities),
            "evidence": lambda: [pick.choice(items)],
            "voice": lambda: "ours",
            "kind": lambda: pick.choice(("strength", "weakness", "challenge")),
        }
        if key == "measures":
            made["source"] = lambda: pick.choice(items)
            made["target"] = lambda: "falling"
        make(strategy, NOUNS[key], count * times, pick, made)


def make(
    strategy: Strategy,
    noun: Noun,
    count: int,
    pick: random.Random,
    made: dict[str, Any],
) -> list[Any]:
    rows = []
    for number in range(1, count + 1):
        ref = f"{noun.key[0].upper()}{number}"
        row = noun.model(strategy=strategy, ref=ref, number=number, order=number)
        for name in noun.fields:
            if name in made:
                setattr(row, name, made[name]())
            elif noun.field(name).get_internal_type() in ("TextField", "CharField"):
                longest = noun.field(name).max_length or 300
                words = " ".join(pick.choice(WORDS) for _ in range(30))
                setattr(row, name, "" if noun.field(name).choices else words[:longest])
        rows.append(row)
    return list(noun.model.objects.bulk_create(rows))


def keep_beside(place: Place, times: int) -> None:
    Contributor.objects.bulk_create(
        Contributor(place=place, kind="university", name=f"Expert {number}", did="Read")
        for number in range(10 * times)
    )
    Conversation.objects.bulk_create(
        Conversation(
            place=place, title="Event", form="event", group="business", when="May"
        )
        for _ in range(40 * times)
    )
