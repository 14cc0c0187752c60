"""What a round's page shows: the parts with what is raised on them, and the questions."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from reviews.models import Judgement, Point, Round
from strategies.comparison import changed_parts
from strategies.prospectus import Criterion


@dataclass(frozen=True)
class PartRow:
    """One part of the version: whether it changed since last time, and its points."""

    key: str
    title: str
    section: str
    has_changed: bool
    points: int


@dataclass(frozen=True)
class Question:
    """One thing the prospectus asks, what the place says of it and what was found."""

    criterion: Criterion
    claim: str
    where: str
    judgement: Judgement | None

    @property
    def is_open(self) -> bool:
        return self.judgement is None or (
            self.judgement.finding == Judgement.Finding.NOT_YET
        )

    @property
    def words(self) -> str:
        """What was found, and why: “Does not apply here: there is no border”."""
        if self.judgement is None:
            return ""
        found = self.judgement.get_finding_display().removesuffix(", because…")
        reason = self.judgement.reason.strip()
        return f"{found}: {reason}" if reason else found


@dataclass(frozen=True)
class QuestionGroup:
    """The questions of one section."""

    key: str
    title: str
    questions: list[Question]


def earlier_rounds(round_: Round) -> list[Round]:
    """The rounds before this one, newest first; a first round asks nothing."""
    if round_.number == 1:
        return []
    return list(
        Round.objects.filter(strategy=round_.strategy, number__lt=round_.number)
        .select_related("version")
        .defer("version__document")
        .order_by("-number")
    )


def previous_round(round_: Round) -> Round | None:
    return next(iter(earlier_rounds(round_)), None)


def parts_of(round_: Round, points: QuerySet[Point]) -> list[PartRow]:
    last = previous_round(round_)
    changed = (
        changed_parts(last.version.document, round_.version.document) if last else set()
    )
    raised = dict(
        points.filter(closed_at=None)
        .order_by()
        .values_list("part_key")
        .annotate(count=Count("pk"))
    )
    return [
        PartRow(
            key=part["key"],
            title=part["title"],
            section=section["title"],
            has_changed=part["key"] in changed,
            points=raised.get(part["key"], 0),
        )
        for section in round_.version.document["sections"]
        for part in section["parts"]
    ]


def questions_of(round_: Round, *, sent_only: bool = False) -> list[QuestionGroup]:
    """Section by section; to the place only what was sent."""
    found = {
        judgement.criterion: judgement
        for judgement in round_.judgements.select_related("by")
        if judgement.sent_at or not sent_only
    }
    document = round_.version.document
    answers = {answer["criterion"]: answer for answer in document["checklist"]}
    titles = {part["key"]: part["title"] for part in document_parts(document)}
    groups: dict[str, QuestionGroup] = {}
    for criterion in round_.strategy.edition.judged(round_.strategy.place.kind):
        key = criterion.section
        group = groups.setdefault(
            key, QuestionGroup(key, section_title(round_, key), [])
        )
        answer = answers.get(criterion.id, {})
        group.questions.append(
            Question(
                criterion=criterion,
                claim=answer.get("claim", ""),
                where=titles.get(answer.get("where") or "", ""),
                judgement=found.get(criterion.id),
            )
        )
    return list(groups.values())


def document_parts(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [part for section in document["sections"] for part in section["parts"]]


def section_title(round_: Round, key: str) -> str:
    """A section's title; the conditions on the LEP stand outside the sections."""
    titles = {
        section.key: section.title for section in round_.strategy.edition.sections
    }
    return titles.get(key, "Conditions on the LEP")
