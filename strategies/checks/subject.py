"""What a check looks at: a strategy's content, from the draft or from a frozen version.

A check is given nothing else, so it says the same of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from django.urls import reverse

from strategies import charts
from strategies.checks.surroundings import Surroundings
from strategies.checks.words import Passage, Reading, Text, cited, says
from strategies.document import TEXTS
from strategies.prospectus import Criterion, Edition, PartSpec

Row = dict[str, Any]

LAST = "the-last"  # stands in an address for what is put in later


@dataclass(frozen=True)
class Open:
    """One thing still open, in a sentence, and where it can be mended.

    A warning is for a person to weigh and never stands in the way of a move. A sign is
    one by which a weak draft is known, whichever criterion it bears on.
    """

    sentence: str
    url: str
    criterion: str = ""
    is_warning: bool = False
    is_sign: bool = False


def sign(sentence: str, url: str) -> Open:
    return Open(sentence, url, is_warning=True, is_sign=True)


@dataclass(frozen=True, kw_only=True)
class Content:
    """A strategy's content, with the edition it answers."""

    edition: Edition
    slug: str
    place_slug: str
    place_name: str = ""
    kind: str
    end_year: int | None
    words: int
    texts: dict[str, Text]
    records: dict[str, list[Row]]  # by noun, each row with every field of its noun
    evidence: dict[str, Row]
    answers: dict[str, Row]
    contributors: list[Row] = field(default_factory=list)
    conversations: list[Row] = field(default_factory=list)
    evaluation_begun: str | None = None  # the day of the plan's first question, ISO
    has_bare_cover: bool = False  # a picture, and nothing said of what it shows
    surroundings: Surroundings = field(default_factory=Surroundings)

    # What it holds

    @property
    def findings(self) -> list[Row]:
        return self.records["findings"]

    @property
    def priorities(self) -> list[Row]:
        return self.records["priorities"]

    @property
    def actions(self) -> list[Row]:
        return self.records["actions"]

    @property
    def measures(self) -> list[Row]:
        return self.records["measures"]

    @property
    def figures(self) -> list[Row]:
        return self.records["figures"]

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

    @cached_property
    def relied_on(self) -> dict[str, Row]:
        """The evidence cited that bears, as far as a version tells of it too."""
        bearing = (ref for ref in self.refs if not self.problem(ref))
        rows = {ref: self.evidence[ref] for ref in bearing}
        return {ref: row for ref, row in rows.items() if not row.get("restricted")}

    def cited_items(self) -> Iterable[tuple[str, Row]]:
        return self.relied_on.items()

    def problem(self, ref: str) -> str:
        """Why this evidence can bear nothing; empty of what can."""
        if ref not in self.evidence:
            return "not in the evidence base"
        return "withdrawn" if self.evidence[ref].get("withdrawn_at") else ""

    def unfounded(self, *findings: Row) -> str:
        """What these rest on where that bears nothing; empty where one is founded."""
        refs = dict.fromkeys(
            ref for row in findings for ref in refs_of("findings", row)
        )
        if not all(map(self.problem, refs)):
            return ""
        named = ", ".join(f"{ref} ({self.problem(ref)})" for ref in refs)
        return f"nothing but {named}" if named else "no evidence"

    @cached_property
    def passages(self) -> list[Passage]:
        """Everything anybody wrote: each paragraph, and each field of each record."""
        written = [
            Passage(f"“{text.title}”", text.key, self.part_url(text.key), block)
            for text in self.texts.values()
            for block in text.blocks
        ]
        for noun, rows in self.records.items():
            for row in rows:
                page = self.edit_url(noun, row)
                written += [
                    Passage(row["ref"], "", f"{page}#id_{name}", value)
                    for name, value in row.items()
                    if isinstance(value, str) and value
                ]
        return written

    @property
    def claims(self) -> list[Passage]:
        """What the place says of how each thing is shown."""
        url = address("strategies:checklist_answer", self.slug)
        return [
            Passage(id, "", url.replace(LAST, id), row.get("claim") or "")
            for id, row in self.answers.items()
        ]

    @cached_property
    def reading(self) -> Reading:
        return Reading(self.edition.signs, self.passages, self.place_name)

    def claim(self, criterion: Criterion) -> str:
        return str(self.answers.get(criterion.id, {}).get("claim", ""))

    def is_answered(self, criterion: Criterion) -> bool:
        """Whether the place says in a sentence how this is shown."""
        return says(self.claim(criterion), self.edition.signs)

    def lacking(self, row: Row, *names: str) -> list[str]:
        """Those of the fields of a record that say nothing."""
        return [name for name in names if not says(row[name], self.edition.signs)]

    @cached_property
    def refs(self) -> list[str]:
        """Every piece of evidence that texts and records cite, each once."""
        in_texts = (ref for text in self.texts.values() for ref in text.refs)
        in_records = (ref for *_, refs in self.citing_records() for ref in refs)
        return list(dict.fromkeys([*in_texts, *in_records]))

    def citing_records(self) -> Iterator[tuple[str, Row, list[str]]]:
        """The records that may cite, by noun, each with the refs it does cite."""
        for noun, rows in self.records.items():
            for row in rows:
                yield noun, row, list(refs_of(noun, row))

    # Where it is mended

    def list_url(self, noun: str) -> str:
        return reverse(f"strategies:{noun}", args=[self.slug])

    def add_url(self, noun: str) -> str:
        return reverse("strategies:record_add", args=[self.slug, noun])

    def edit_url(self, noun: str, row: Row, name: str = "") -> str:
        """The form of the record, at the field to mend where one is named."""
        url = address("strategies:record_edit", self.slug, noun)
        url = url.replace(LAST, row["ref"])
        return f"{url}#id_{name}" if name else url

    def measure_url(self, priority: str) -> str:
        return f"{self.add_url('measures')}?priority={priority}"

    def action_url(self, priority: str) -> str:
        return f"{self.add_url('actions')}?priority={priority}"

    def part_url(self, key: str) -> str:
        return address("strategies:part_edit", self.slug).replace(LAST, key)

    def cover_url(self) -> str:
        return reverse("strategies:strategy_cover", args=[self.slug])

    def strategy_url(self) -> str:
        return reverse("strategies:strategy_edit", args=[self.slug])

    def overview_url(self) -> str:
        return reverse("strategies:strategy", args=[self.slug])

    def answer_url(self, criterion: Criterion) -> str:
        return reverse("strategies:checklist_answer", args=[self.slug, criterion.id])

    def items_url(self) -> str:
        return reverse("evidence:items", args=[self.place_slug])

    def contributors_url(self) -> str:
        return reverse("evidence:contributors", args=[self.place_slug])

    def engagement_url(self) -> str:
        return reverse("strategies:engagement", args=[self.place_slug])

    def opening_url(self) -> str:
        """The page on which the evidence base is made public, of design section 11."""
        return f"{self.items_url()}open/"

    def evidence_url(self, ref: str, name: str = "") -> str:
        """The form of the item, at the field to mend where one is named."""
        if ref not in self.evidence:
            return reverse("evidence:item_add", args=[self.place_slug])
        url = address("evidence:item_edit", self.place_slug).replace(LAST, ref)
        return f"{url}#id_{name}" if name else url

    def bring_back_url(self, ref: str) -> str:
        return reverse("evidence:item_bring_back", args=[self.place_slug, ref])

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

    def each(
        self,
        noun: str,
        rows: Iterable[Row],
        lacks: str,
        name: str = "",
        *,
        is_warning: bool = False,
    ) -> Iterator[Open]:
        """The same thing said of several records: “P1 has no end year”."""
        for row in rows:
            url = self.edit_url(noun, row, name)
            yield Open(f"{row['ref']} {lacks}", url, is_warning=is_warning)

    def each_without(
        self, noun: str, name: str, lacks: str, *, is_warning: bool = False
    ) -> Iterator[Open]:
        """The same, of those in which a field stands empty."""
        bare = [row for row in self.records[noun] if self.lacking(row, name)]
        yield from self.each(noun, bare, lacks, name, is_warning=is_warning)


@lru_cache(maxsize=256)
def address(name: str, *args: str) -> str:
    """An address whose last argument is still to be put in: to reverse each is slow."""
    return reverse(name, args=[*args, LAST])


def refs_of(noun: str, row: Row) -> Iterator[str]:
    """What a record cites in its words, and what it is said to rest on."""
    for name in TEXTS:
        yield from cited(row.get(name) or "")
    yield from (ref.upper() for ref in row.get("evidence", []))
    if noun in ("figures", "charts"):
        yield from cited(row["source"])
    if noun == "charts":
        yield from charts.refs_of(row)
    if noun == "measures" and row["source"]:
        yield row["source"].upper()
