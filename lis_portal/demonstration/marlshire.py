"""Marlshire and the Fell Coast: submitted once, sent back with three points."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from evidence import opening
from lis_portal.demonstration import asking, evidence, files, promises, writing
from lis_portal.demonstration.people import Who
from people.models import Place, User
from reviews import reading
from reviews.models import Judgement, Point, Round
from reviews.workflow import MOVES, perform
from strategies import outline, versions
from strategies.models import Strategy, Version

What = writing.What
DATES = (
    (What.BOARD_PAPERS, 12, True),
    (What.BOARD, 19, True),
    (What.SUBMISSION, 33, True),
    (What.LAUNCH, 90, False),
)
FOLDER = "marlshire"


def make(place: Place, who: Who) -> Strategy:
    officer = who["officer@marlshire.example"]
    strategy = outline.begin(
        place,
        title="Marlshire and the Fell Coast Local Industrial Strategy",
        end_year=2035,
        by=officer,
    )
    draft(strategy, who)
    submit(strategy, who)
    read(strategy, who)
    move_on(strategy, who)
    return strategy


def draft(strategy: Strategy, who: Who) -> None:
    """Everything that was written before it first went to government."""
    officer = who["officer@marlshire.example"]
    second = who["second.officer@marlshire.example"]
    evidence.load(strategy.place, f"{FOLDER}/evidence.csv", by=second)
    evidence.attach(strategy.place, "E26", f"{FOLDER}/firm-survey.csv", by=second)
    evidence.take_in(strategy.place, f"{FOLDER}/evidence.csv", by=second)
    evidence.take_in(strategy.place, f"{FOLDER}/series.csv", by=second)
    asking.load(strategy.place, f"{FOLDER}/people.toml", by=second)
    open_ = opening.choice(strategy.place, None)
    opening.make_public(strategy.place, open_, why="Published in June", by=officer)
    writing.set_dates(strategy, DATES, by=officer)
    writing.write(strategy, files.texts(f"{FOLDER}/earlier"), by=officer)
    writing.write(strategy, files.texts(f"{FOLDER}/parts"), by=officer)
    writing.record(strategy, files.toml(f"{FOLDER}/records.toml"), by=second)
    figures = files.toml(f"{FOLDER}/figures.toml")["figures"]
    writing.show(strategy, figures, by=second)
    answers = files.toml(f"{FOLDER}/answers.toml")["answers"]
    writing.answer(strategy, answers, by=second)
    promises.propose(strategy, by=officer)


def submit(strategy: Strategy, who: Who) -> None:
    officer = who["officer@marlshire.example"]
    versions.freeze(
        strategy, Version.Purpose.BOARD, by=officer, note="As the board read it"
    )
    take("ask_for_approval", strategy, by=officer)
    promises.state_of_the_money(strategy, by=officer)
    approver = who["approver@marlshire.example"]
    take("approve", strategy, by=approver, note="Approved by the board, item 6.")
    take("submit", strategy, by=officer, note="Our first full draft.")


def read(strategy: Strategy, who: Who) -> None:
    """The first turn with government, from reading to the letter."""
    said = files.toml(f"{FOLDER}/review.toml")
    lead = who["area.lead@government.example"]
    round_ = strategy.rounds.select_related("version", "strategy__place").get()
    reading.start(round_, by=lead)
    due_on = timezone.localdate() + timedelta(days=7)
    reviewer = who["reviewer@government.example"]
    reading.circulate(round_, [reviewer], due_on, by=lead)
    for row in said["points"]:
        point = _raise(round_, row, by=who[row["by"]])
        if point.standing == Point.Standing.PROPOSED:
            because = row.get("left_out_because", "")
            reading.take_over(point, by=lead, because=because, taken=not because)
    _judge(round_, said["found"], by=lead)
    promises.answer(strategy, said["departments"], who)
    take("send_back", strategy, by=lead, note=said["letter"].strip())


def move_on(strategy: Strategy, who: Who) -> None:
    """What the place has done since: one reply, a text that says more, parts ready."""
    officer = who["officer@marlshire.example"]
    strategy.refresh_from_db()
    said = files.toml(f"{FOLDER}/moved-on.toml")
    writing.write(strategy, said["texts"], by=officer)
    writing.record(strategy, said, by=officer)
    for number, text in files.toml(f"{FOLDER}/review.toml")["replies"].items():
        reading.reply(strategy.points.get(number=number), text, by=officer)
    asked = files.toml(f"{FOLDER}/consultation.toml")
    asking.consult(strategy, asked, by=officer)
    parts = {part.key: part for part in strategy.parts.select_related("latest")}
    for key in said["ready"]:
        part = parts[key]
        outline.mark_ready(
            part, True, base=part.base, revision=part.revision, by=officer
        )
    for key in said["contributor"]:
        outline.name_contributors(
            parts[key],
            [who["contributor@marlshire.example"]],
            revision=parts[key].revision,
            by=officer,
        )


def take(verb: str, strategy: Strategy, *, by: User, note: str = "") -> None:
    strategy.refresh_from_db()
    version = strategy.in_question
    perform(
        MOVES[verb],
        strategy,
        by=by,
        note=note,
        version=version.number if version else None,
    )


def _raise(round_: Round, row: dict[str, Any], *, by: User) -> Point:
    key = row["part"]
    point = Point(
        strategy=round_.strategy,
        round=round_,
        part_key=key,
        part_title=round_.strategy.parts.get(key=key).title,
        criterion=row.get("criterion", ""),
        level=row["level"],
        text=row["text"],
    )
    return reading.raise_point(point, by=by)


def _judge(round_: Round, found: dict[str, dict[str, str]], *, by: User) -> None:
    shown = {"finding": Judgement.Finding.SHOWN, "reason": ""}
    for criterion in round_.strategy.edition.judged(round_.strategy.place.kind):
        said = found.get(criterion.id, shown)
        reading.judge(
            round_, criterion.id, said["finding"], said["reason"], base=0, by=by
        )
