"""What is promised with others, and how they stand to exactly these words.

An answer stands for as long as the words are those it was given to, and they are with
those who gave it. Pages, documents and checks alike ask here.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from people.models import Place
from strategies.models import Commitment, CommitmentAnswer, Strategy
from strategies.prospectus import Edition
from strategies.text import canonical

Row = dict[str, Any]
Answer = CommitmentAnswer.Answer
Voice = Commitment.Voice


class Stands(StrEnum):
    """How the other side stands to the words, where it has not answered these."""

    OURS = "ours"  # there is no other side
    WITH_NOBODY = "with_nobody"  # which one is not said yet
    NOT_SEEN = "not_seen"
    NOT_PROPOSED = "not_proposed"
    PROPOSED = "proposed"
    CHANGED = "changed"  # it answered other words


@dataclass(frozen=True)
class Given:
    """One answer, and the words it was given to."""

    answer: str
    wording: str
    at: datetime


@dataclass(frozen=True)
class Standing:
    """How the other side stands to these words: its answer, or why there is none."""

    key: str
    other: str = ""
    given: Given | None = None  # to these words or, where they changed, to others

    @property
    def answer(self) -> str:
        """Its answer to these very words, or nothing."""
        return self.key if self.key in Answer.values else ""

    @property
    def words(self) -> str:
        """As it prints: a whole sentence without its full stop."""
        on = date_format(timezone.localdate(self.given.at)) if self.given else ""
        before = SAID[self.given.answer] if self.given else ""
        return SENTENCES[self.key].format(
            other=self.other, on=on, before=before.format(other=self.other, on=on)
        )


SAID: dict[str, str] = {
    Answer.SEEN: "Seen by {other} on {on}",
    Answer.AGREED: "Agreed by {other} on {on}",
    Answer.CANNOT_AGREE: "{other} said on {on} that it cannot agree",
    Answer.CONFIRMED: "Confirmed by {other} on {on}",
    Answer.AMENDED: "{other} proposed other words on {on}",
    Answer.DECLINED: "Declined by {other} on {on}",
}
SENTENCES: Mapping[str, str] = {
    **SAID,
    Stands.OURS: "",
    Stands.WITH_NOBODY: "With whom is not said yet",
    Stands.NOT_SEEN: "Not yet seen by {other}",
    Stands.NOT_PROPOSED: "Not yet proposed to {other}",
    Stands.PROPOSED: "Proposed to {other}, not yet confirmed",
    Stands.CHANGED: "{before}; the words have changed since and are not confirmed",
}


def wording_of(row: Mapping[str, Any]) -> str:
    """The SHA-256 of its words and of whom they are with; not of ref or priority."""
    with_whom = f"{row['voice']}:{other_side(row) or ''}"
    whole = f"{with_whom}\n{words_of(row)}"
    return hashlib.sha256(whole.encode(errors="surrogatepass")).hexdigest()


def words_of(row: Mapping[str, Any]) -> str:
    """The one line and the text under it, in their canonical form."""
    title = " ".join(str(row["title"]).split())
    return f"{title}\n\n{canonical(str(row['text']))}".strip()


def other_side(row: Mapping[str, Any]) -> str | None:
    """The key of the department or the slug of the neighbour that it is with."""
    if row["voice"] == Voice.DEPARTMENT:
        return row["department"] or None
    return row["neighbour"] if row["voice"] == Voice.NEIGHBOUR else None


def values_of(commitment: Commitment) -> Row:
    """What it says that its wording is made of."""
    return {
        "voice": commitment.voice,
        "title": commitment.title,
        "text": commitment.text,
        "department": commitment.department,
        "neighbour": commitment.neighbour.slug if commitment.neighbour else None,
    }


def standing(
    row: Mapping[str, Any],
    answers: Iterable[Given],
    *,
    other: str,
    proposed_at: datetime | None = None,
) -> Standing:
    """How the other side stands to the words of this row.

    To a neighbour, words are put by an act of its own: what was said before it does
    not count.
    """
    if row["voice"] == Voice.OURS:
        return Standing(Stands.OURS)
    if not other_side(row):
        return Standing(Stands.WITH_NOBODY)
    is_neighbours = row["voice"] == Voice.NEIGHBOUR
    if is_neighbours and proposed_at is None:
        return Standing(Stands.NOT_PROPOSED, other)
    counting = [
        one
        for one in answers
        if not is_neighbours or (proposed_at is not None and one.at >= proposed_at)
    ]
    now = wording_of(row)
    given = [one for one in counting if one.wording == now]
    if given:
        return Standing(given[-1].answer, other, given[-1])
    if counting:
        return Standing(Stands.CHANGED, other, counting[-1])
    return Standing(Stands.PROPOSED if is_neighbours else Stands.NOT_SEEN, other)


def standing_of(commitment: Commitment) -> Standing:
    """The same of a commitment of the draft; its answers are best fetched before."""
    return standing(
        values_of(commitment),
        [Given(row.answer, row.wording, row.at) for row in commitment.answers.all()],
        other=other_in_words(commitment),
        proposed_at=commitment.proposed_at,
    )


def other_in_words(commitment: Commitment) -> str:
    if commitment.voice == Voice.NEIGHBOUR:
        return commitment.neighbour.label if commitment.neighbour else ""
    return department_in_words(commitment.strategy.edition, commitment.department)


def department_in_words(edition: Edition, key: str) -> str:
    return next((one.title for one in edition.departments if one.key == key), key)


def with_answers(strategy: Strategy, rows: list[Row]) -> list[Row]:
    """The rows of a document, each with how the other side stands to it.

    `answer` is what was said of these very words and nothing else ("" where nothing
    was); `standing` is that or one of Stands; `with` names the other side, and
    `standing_words` is what prints. One query, and none where all are the place's own.
    """
    shared = any(row["voice"] != Voice.OURS for row in rows)
    known = facts_of(strategy) if shared else {}
    return [{**row, **stand_in_row(row, strategy, known)} for row in rows]


@dataclass
class Facts:
    """What the database knows of one commitment beside its words."""

    place: str = ""
    proposed_at: datetime | None = None
    answers: list[Given] | None = None


def stand_in_row(row: Row, strategy: Strategy, known: Mapping[str, Facts]) -> Row:
    facts = known.get(row["ref"], Facts())
    other = facts.place
    if row["voice"] == Voice.DEPARTMENT:
        other = department_in_words(strategy.edition, row["department"])
    stands = standing(
        row, facts.answers or [], other=other, proposed_at=facts.proposed_at
    )
    return {
        "answer": stands.answer,
        "standing": stands.key,
        "standing_words": stands.words,
        "with": stands.other,
    }


def facts_of(strategy: Strategy) -> dict[str, Facts]:
    found: dict[str, Facts] = defaultdict(Facts)
    live: Any = Commitment.objects.filter(strategy=strategy, removed_at=None)
    rows = live.values_list(
        "ref",
        "neighbour__name",
        "neighbour__kind",
        "proposed_at",
        "answers__answer",
        "answers__wording",
        "answers__at",
    )
    for ref, name, kind, proposed_at, *given in rows.order_by("ref", "answers__pk"):
        facts = found[ref]
        facts.place = Place(name=name, kind=kind).label if name else ""
        facts.proposed_at = proposed_at
        facts.answers = [*(facts.answers or []), *([Given(*given)] if given[0] else [])]
    return found


def in_order_of_voice(rows: Iterable[Row]) -> list[Row]:
    """The place's own first; then by whom they are with, those in their order."""
    order = Voice.values
    return sorted(
        rows, key=lambda row: (order.index(row["voice"]), row.get("with", ""))
    )


def whose(row: Row, departments: Mapping[str, str]) -> str:
    """Over those that print together."""
    if row["voice"] == Voice.OURS:
        return "What we will do"
    key = other_side(row) or ""
    other = row.get("with") or departments.get(key, key)
    return f"With {other}" if other else "With others"
