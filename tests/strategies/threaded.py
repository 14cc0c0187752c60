"""A strategy whose thread holds from end to end, as content alone, to be broken."""

from dataclasses import replace

from strategies import prospectus
from strategies.checks.subject import Content, Text
from strategies.nouns import NOUNS

EDITION = prospectus.edition("lis-2018-10")
NOT_ASKED = "foreword"  # of a LEP
SAID = "Carrow is 3 per cent below the country [@E01]."


def row(noun, ref, **said):
    return NOUNS[noun].completed({"ref": ref, "title": f"{noun} {ref}", **said})


def evidence(ref, **said):
    facts = {"title": f"Survey {ref}", "publisher": "ONS", "period": "2017"}
    more = {"geography": "Marlshire", "licence": "OGL v3.0"}
    return {"ref": ref, **facts, **more, **said}


HELD = Content(
    edition=EDITION,
    slug="marlshire",
    place_slug="marlshire",
    kind="LEP",
    end_year=2035,
    words=9000,
    texts={
        spec.key: Text(spec.key, spec.title, (SAID,) if spec.key != NOT_ASKED else ())
        for spec in EDITION.parts
    },
    records={
        **{noun: [] for noun in NOUNS},
        "findings": [
            row("findings", "C1", kind="challenge", evidence=["E02"]),
            row("findings", "O1", kind="opportunity", evidence=["e01"]),
        ],
        "priorities": [
            row("priorities", "P1", findings=["C1"], tags=["ideas"]),
            row("priorities", "P2", findings=["O1"], tags=["people"]),
        ],
        "actions": [
            row("actions", "A1.1", priority="P1"),
            row("actions", "A2.1", priority="P2"),
        ],
        "measures": [
            row("measures", "M1", priority="P1", baseline="4", source="E02"),
            row("measures", "M2", priority="P2", baseline="5", source="E01"),
        ],
    },
    evidence={ref: evidence(ref) for ref in ("E01", "E02")},
    answers={},
)


def having(content=HELD, **records):
    return replace(content, records={**content.records, **records})


def with_text(key, *blocks, content=HELD):
    text = Text(key, EDITION.part(key).title, blocks)
    return replace(content, texts={**content.texts, key: text})


def with_evidence(*rows):
    return replace(
        HELD, evidence={**HELD.evidence, **{one["ref"]: one for one in rows}}
    )


def told(**answers):
    """Where the place says that clauses are shown."""
    said = {id.replace("_", "-"): {"where": where} for id, where in answers.items()}
    return replace(HELD, answers=said)


def changed(noun, ref, **said):
    """With one record saying something else."""
    rows = [{**one, **said} if one["ref"] == ref else one for one in HELD.records[noun]]
    return having(**{noun: rows})


def lacking(noun, *refs):
    return having(
        **{noun: [one for one in HELD.records[noun] if one["ref"] not in refs]}
    )
