"""A strategy with which no check finds fault, and ways to take something from it."""

from dataclasses import replace

from strategies import prospectus
from strategies.checks import Content
from strategies.checks.subject import Text
from strategies.checks.surroundings import Course, Indication, Surroundings
from strategies.nouns import (
    ACTIONS,
    COMMITMENTS,
    COMMUNITIES,
    CONNECTIONS,
    DECISIONS,
    EVALUATION,
    FINDINGS,
    MEASURES,
    MONITORING,
    NOUNS,
    PRIORITIES,
)

EDITION = prospectus.edition("lis-2018-10")
LONG = f"Carrow is 3 per cent below the country [@E01]. {'We say why. ' * 15}"


def a_text(spec):
    return Text(spec.key, spec.title, (LONG,))


def finding(ref, kind, **said):
    empty = {"title": "Welding", "text": "", "evidence": ["E01"]}
    return FINDINGS.completed({"ref": ref, "kind": kind} | empty | said)


def priority(ref="P1", **said):
    row = {
        "ref": ref,
        "title": "From boilers to hydrogen",
        "sentence": "The cluster cuts its own carbon.",
        "tags": [
            "ideas",
            "city",
            "town",
            "rural",
            "coastal",
            "skills",
            "inclusive-growth",
        ],
        "findings": ["O1", "W1"],
        "market": "failure",
        "rationale": "Nobody buys the shared test hall alone.",
        "why_local": f"Eleven firms stand within two miles ({ref}).",
        "success": "Eight firms are certified.",
        "deliverability": "The hall stands and is staffed.",
        "departments": ["beis"],
        "districts": ["E06000001"],
        "owner": "The board",
        "end_year": 2035,
    } | said
    return PRIORITIES.completed(row)


def action(ref="A1.1", **said):
    row = {
        "ref": ref,
        "priority": "P1",
        "title": "A cluster plan",
        "lead": "Carrow council",
        "partners": "Eleven firms and the college",
        "partner_kinds": ["public", "private"],
        "confirmed": "By letter, May 2019",
        "funding_source": "no-cost",
    } | said
    return ACTIONS.completed(row)


def measure(ref="M1", **said):
    row = {
        "ref": ref,
        "priority": "P1",
        "title": "Output per hour worked",
        "indicator": "PROD_HOUR",
        "unit": "tonnes",
        "baseline": "1.42 million",
        "baseline_period": "2017",
        "target": "falling each year from 2022",
        "target_year": 2035,
        "source": "E01",
    } | said
    return MEASURES.completed(row)


def a_connection(**said):
    row = {"ref": "L1", "source": "P1", "target": "P2", "title": "One feeds the other."}
    return CONNECTIONS.completed(row | said)


def statement(**said):
    row = {"ref": "D1", "title": "Carrow", "authority": "E06000001", "text": "Much."}
    return COMMUNITIES.completed(row | said)


def decision(**said):
    row = {
        "ref": "B1",
        "board": "The board",
        "title": "Chose",
        "decided_on": "May 2019",
    }
    return DECISIONS.completed(row | said)


def question(**said):
    row = {
        "ref": "Q1",
        "title": "Did it work?",
        "priorities": ["P1"],
        "method": "Comparing firms",
        "who": "The university",
        "by_when": "2024",
    }
    return EVALUATION.completed(row | said)


def report(**said):
    row = {
        "ref": "R1",
        "title": "Progress",
        "owner": "The board",
        "frequency": "Each November",
        "first_on": "November 2020",
        "published_at": "On our site",
    }
    return MONITORING.completed(row | said)


def commitment(voice="department", **said):
    row = {"ref": "K1", "voice": voice, "title": "A joint look", "answer": "agreed"}
    if voice == "department":
        row |= {"department": "dft"}
    else:
        row |= {"neighbour": "northmark", "answer": "confirmed"}
    return COMMITMENTS.completed(row | said)


def contributor(kind, **said):
    row = {"kind": kind, "name": "Ana Bell", "did": "Read it", "when": "May"}
    return row | {"is_local": True, "evaluates": False} | said


def conversation(group, **said):
    row = {
        "title": f"With {group}",
        "form": "event",
        "group": group,
        "when": "May 2019",
    }
    row |= {"earliest": "2019-05-01", "latest": "2019-05-31", "times": 3, "people": 40}
    return row | {"said": "Much", "changed": "The bus was added", "parts": []} | said


EVIDENCE = {
    "ref": "E01",
    "title": "Productivity",
    "kind": "statistic",
    "publisher": "ONS",
    "period": "2017",
    "geography": "Marlshire",
    "licence": "OGL v3.0",
    "scale": "district",
    "detail": "sector",
    "indicator": "PROD_HOUR",
    "bears_on": "productivity",
    "has_districts": True,
    "has_comparator": True,
}
LEFT_OUT = EVIDENCE | {"ref": "E02", "title": "Low pay", "indicator": "PAY_RES"}
LEFT_OUT |= {"bears_on": "distribution"}

COMPLETE = Content(
    edition=EDITION,
    slug="marlshire",
    place_slug="marlshire",
    kind="LEP",
    end_year=2035,
    words=9000,
    texts={spec.key: a_text(spec) for spec in EDITION.parts},
    records={
        **dict.fromkeys(NOUNS, ()),
        "findings": [
            finding("S1", "strength"),
            finding("W1", "weakness", evidence=["E02"]),
            finding("O1", "opportunity"),
        ],
        "priorities": [priority()],
        "actions": [action()],
        "measures": [measure()],
        "communities": [statement()],
        "commitments": [commitment(), commitment("neighbour", ref="K2")],
        "decisions": [decision()],
        "evaluation": [question()],
        "monitoring": [report()],
    },
    evidence={"E01": EVIDENCE, "E02": LEFT_OUT},
    answers={
        "FO-6": {"claim": "People and skills are for the county’s plan."},
        "LD-3": {"claim": "The board chose from what the events brought."},
        "NF-2": {"claim": "Three tests that the board puts to every bid."},
    },
    contributors=[
        contributor("university", evaluates=True),
        contributor("civil_society"),
    ],
    conversations=[
        conversation("business"),
        conversation("public"),
        conversation("civil_society", changed=""),
    ],
    evaluation_begun="2019-03-01",
    surroundings=Surroundings(
        partnerships=(("Marlshire LEP", "marlshire"),),
        accepted=frozenset(("marlshire", id) for id in ("LR-1", "LR-2", "LR-3")),
        districts={"E06000001": "Carrow"},
        evidence_is_open=True,
        indicators={"PROD_HOUR": Indication("productivity", True)},
        course=Course(
            in_question=3,
            supported_by=frozenset({"marlshire"}),
            has_finance_statement=True,
            first_submitted="2019-09-01",
            approved=3,
            agreed=3,
            is_agreed_text=True,
            agreed_edition=EDITION.key,
            found={
                item.id: {"finding": "shown", "reason": ""} for item in EDITION.criteria
            },
        ),
    ),
)


def having(**records):
    return replace(COMPLETE, records={**COMPLETE.records, **records})


def with_text(key, *blocks):
    texts = {**COMPLETE.texts, key: Text(key, EDITION.part(key).title, blocks)}
    return replace(COMPLETE, texts=texts)


def near(**surroundings):
    return replace(
        COMPLETE, surroundings=replace(COMPLETE.surroundings, **surroundings)
    )


def on_course(**said):
    return near(course=replace(COMPLETE.surroundings.course, **said))


def seen_as(**said):
    """The first item of evidence, described otherwise."""
    return replace(COMPLETE, evidence={**COMPLETE.evidence, "E01": EVIDENCE | said})


def both_seen_as(**said):
    items = {ref: row | said for ref, row in COMPLETE.evidence.items()}
    return replace(COMPLETE, evidence=items)
