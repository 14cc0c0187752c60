"""What a check looks at: a strategy's content, from the draft or from a frozen version.

A check is given nothing else, so it says the same of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.urls import reverse

from strategies import prospectus
from strategies.nouns import NOUNS
from strategies.prospectus import Criterion, Edition, PartSpec
from strategies.text.grammar import CITATION

Row = dict[str, Any]


@dataclass(frozen=True)
class Open:
    """One thing still open, in a sentence, and where it can be mended.

    A warning is for a person to weigh and never stands in the way of a move.
    """

    sentence: str
    url: str
    criterion: str = ""
    is_warning: bool = False


@dataclass(frozen=True)
class Text:
    """A part as written: its blocks, in order."""

    key: str
    title: str
    blocks: tuple[str, ...]

    @cached_property
    def refs(self) -> list[str]:
        return [ref for block in self.blocks for ref in cited(block)]

    @property
    def is_written(self) -> bool:
        return bool(self.blocks)


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


@dataclass(frozen=True, kw_only=True)
class Content:
    """A strategy's content, with the edition it answers."""

    edition: Edition
    slug: str
    place_slug: str
    kind: str
    end_year: int | None
    words: int
    texts: dict[str, Text]
    findings: list[Row]
    priorities: list[Row]
    actions: list[Row]
    measures: list[Row]
    evidence: dict[str, Row]
    answers: dict[str, Row]
    figures: list[Row] = field(default_factory=list)
    has_bare_cover: bool = False  # a picture, and nothing said of what it shows
    surroundings: Surroundings = field(default_factory=Surroundings)

    # What it holds

    @property
    def records(self) -> dict[str, list[Row]]:
        return {noun: getattr(self, noun) for noun in NOUNS}

    def texts_of(self, criterion: Criterion) -> list[Text]:
        """The parts where the criterion is looked for, those there are."""
        return [self.texts[key] for key in criterion.parts if key in self.texts]

    def specs_of(self, criterion: Criterion) -> list[PartSpec]:
        specs = [self.edition.part(key) for key in criterion.parts]
        return [spec for spec in specs if spec]

    def tags_of(self, criterion: Criterion) -> list[str]:
        """The tags that the parts of the criterion are about."""
        return [tag for spec in self.specs_of(criterion) for tag in spec.tags]

    def findings_of(self, *kinds: str) -> list[Row]:
        return [row for row in self.findings if row["kind"] in kinds]

    def of_priority(self, rows: Iterable[Row], ref: str) -> list[Row]:
        return [row for row in rows if row["priority"] == ref]

    def claim(self, criterion: Criterion) -> str:
        return str(self.answers.get(criterion.id, {}).get("claim", ""))

    @cached_property
    def refs(self) -> list[str]:
        """Every piece of evidence that texts and records cite, each once."""
        in_texts = (ref for text in self.texts.values() for ref in text.refs)
        in_records = (ref for *_, refs in self.citing_records() for ref in refs)
        return list(dict.fromkeys([*in_texts, *in_records]))

    def citing_records(self) -> Iterator[tuple[str, Row, list[str]]]:
        """The records that may cite, by noun, each with the refs it does cite."""
        for row in self.findings:
            chosen = [ref.upper() for ref in row["evidence"]]
            yield "findings", row, [*chosen, *cited(row["text"])]
        for row in self.priorities:
            yield (
                "priorities",
                row,
                [*cited(row["rationale"]), *cited(row["why_local"])],
            )
        for row in self.measures:
            yield "measures", row, [row["source"].upper()] if row["source"] else []
        for row in self.figures:
            yield "figures", row, cited(row["source"])

    # Where it is mended

    def list_url(self, noun: str) -> str:
        return reverse(f"strategies:{noun}", args=[self.slug])

    def add_url(self, noun: str) -> str:
        return reverse("strategies:record_add", args=[self.slug, noun])

    def edit_url(self, noun: str, row: Row) -> str:
        return reverse("strategies:record_edit", args=[self.slug, noun, row["ref"]])

    def part_url(self, key: str) -> str:
        return reverse("strategies:part_edit", args=[self.slug, key])

    def cover_url(self) -> str:
        return reverse("strategies:strategy_cover", args=[self.slug])

    def strategy_url(self) -> str:
        return reverse("strategies:strategy_edit", args=[self.slug])

    def overview_url(self) -> str:
        return reverse("strategies:strategy", args=[self.slug])

    def answer_url(self, criterion: Criterion) -> str:
        return reverse("strategies:checklist_answer", args=[self.slug, criterion.id])

    def evidence_url(self, ref: str) -> str:
        if ref in self.evidence:
            name, args = "evidence:item_edit", [self.place_slug, ref]
            return reverse(name, args=args)
        return reverse("evidence:item_add", args=[self.place_slug])

    # What several checks ask

    def unwritten(self, criterion: Criterion, *, first: bool = False) -> Iterator[Open]:
        """The criterion's parts that have no text; only the first of them if asked."""
        specs = self.specs_of(criterion)[: 1 if first else None]
        for spec in specs:
            text = self.texts.get(spec.key)
            if text is None:
                sentence = f"“{spec.title}” is not among the parts of your strategy"
                yield Open(sentence, self.overview_url())
            elif not text.is_written:
                yield Open(
                    f"“{text.title}” is not written yet", self.part_url(text.key)
                )

    def each(self, noun: str, rows: Iterable[Row], lacks: str) -> Iterator[Open]:
        """The same thing said of several records: “P1 has no end year”."""
        for row in rows:
            yield Open(f"{row['ref']} {lacks}", self.edit_url(noun, row))


def cited(markdown: str) -> list[str]:
    """The refs in a text, in order. A full reading of the Markdown would be slow here."""
    return [ref.upper() for ref in CITATION.findall(markdown)]


def of_document(document: Row, surroundings: Surroundings | None = None) -> Content:
    """The content of a frozen version, or of any document of its shape."""
    parts = [part for section in document["sections"] for part in section["parts"]]
    return Content(
        edition=prospectus.edition(document["edition"]["key"]),
        slug=document["slug"],
        place_slug=document["place"]["slug"],
        kind=document["place"]["kind"],
        end_year=document["end_year"],
        words=document["words"],
        texts={
            part["key"]: Text(
                part["key"],
                part["title"],
                tuple(block["text"] for block in part["blocks"]),
            )
            for part in parts
        },
        findings=document["records"]["findings"],
        priorities=document["records"]["priorities"],
        actions=document["records"]["actions"],
        measures=document["records"]["measures"],
        figures=document["records"].get("figures", []),
        has_bare_cover=bool(
            document.get("cover") and not document["cover_alternative"]
        ),
        evidence={row["ref"].upper(): row for row in document["evidence"]},
        answers={row["criterion"]: row for row in document["checklist"]},
        surroundings=surroundings or Surroundings(),
    )
