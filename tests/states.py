"""States that few places are in at once, so that every form stands on some page.

All at Carrow, which has no strategy in the world: what is offered and answered, removed,
marked, asked of the public, gone wrong, or waits.
"""

import uuid

from django.utils import timezone

from evidence import links, sharing
from evidence.models import Import, Item
from office.models import Mail
from people.models import Place
from reviews import consultations, reading
from reviews.models import Consultation, Export, Point
from strategies import (
    checks,
    funding,
    outline,
    proposing,
    records,
    sharing_parts,
    showing_parts,
)
from strategies.commitments import values_of, wording_of
from strategies.models import Commitment, Decision, Question, Report, Statement
from strategies.models import Connection as Joined
from tests.factories import ContributorFactory, ConversationFactory
from tests.strategies.chosen import a_finding, a_measure, a_priority, an_action
from tests.strategies.written import write
from tests.world import PART, TOKEN

ASKING = "We ask government to provide £5 million of new funding for a tram."
PASTED = "Priority\tAction\nP1\tOne\nP1\tTwo\n"


def pages(world):
    """Who may act, and on which page."""
    carrow, northmark = (Place.objects.get(slug=x) for x in ("carrow", "northmark"))
    strategy = outline.begin(
        carrow, title="Carrow", end_year=2035, by=world.people["officer"]
    )
    base, place = f"/strategies/{strategy.slug}", "/places/carrow"
    return [
        *(("officer", f"{base}/{page}") for page in _records(world, strategy)),
        *(("officer", f"{base}/{page}") for page in _between(world, strategy, northmark)),
        *(("officer", f"{place}/{page}") for page in _evidence(world, carrow, northmark)),
        ("other", f"/shared/{strategy.slug}/foreword/"),
        ("officer", "/shared/northmark/what-we-choose/"),
        ("officer", f"{base}/funding/{_mark(world, strategy)}/"),
        *(("officer", f"{base}/consultations/{page}/") for page in _asking(strategy, world)),
        ("admin", "/strategies/agreed/publish/"),
        ("approver", "/strategies/submitted/moves/take_back/"),
        *(("lead", f"/strategies/{page}") for page in _reading(world)),
        *_gone_wrong(world),
        ("out", f"/accounts/invitation/{TOKEN}/"),
    ]  # fmt: skip


def _records(world, strategy):
    """One of every kind, two that can change places, and some just pasted."""
    by = world.people["officer"]
    first, second = (a_priority(strategy, by, title=x) for x in ("One", "Two"))
    an_action(first, by)
    a_measure(strategy, by)
    a_finding(strategy, by, "challenge")
    joined = Joined(strategy=strategy, source=first, target=second, title="So")
    said = Statement(strategy=strategy, title="Fell")
    board = Decision(strategy=strategy, board="The board", title="Chose")
    asked = Question(strategy=strategy, title="Did it work?")
    told = Report(strategy=strategy, title="Progress")
    for record in (joined, said, board, asked, told):
        records.add(record, by=by)
    page = f"/strategies/{strategy.slug}/actions/paste/"
    shown = world.does("officer", "POST", page, {"once": uuid.uuid4(), "text": PASTED, "step": "look"})  # fmt: skip
    mark = shown.body.decode().partition('name="mark" value="')[2].partition('"')[0]
    columns = {"column_0": "priority", "column_1": "title", "has_heading": "on"}
    added = {"once": uuid.uuid4(), "text": PASTED, "step": "add", "mark": mark, "width": "2"}  # fmt: skip
    world.does("officer", "POST", page, added | columns)
    kinds = {
        "findings": "C1", "priorities": "P1", "actions": "A1.1", "measures": "M1",
        "connections": "L1", "communities": "D1", "decisions": "B1", "evaluation": "Q1",
        "monitoring": "R1", "commitments": "",
    }  # fmt: skip
    yield "actions/?pasted=yes"
    yield "priorities/"
    for noun, ref in kinds.items():
        yield f"{noun}/add/"
        yield f"{noun}/{ref or 'K1'}/edit/"
    for noun in ("findings", "measures", "decisions", "evaluation", "monitoring"):
        yield f"{noun}/paste/"


def _between(world, strategy, northmark):
    """Words and parts put to a neighbour, and by it."""
    by, other = world.people["officer"], world.people["other"]
    promised = Commitment(strategy=strategy, voice="neighbour", neighbour=northmark, title="A line")  # fmt: skip
    records.add(promised, by=by)
    proposing.propose(promised, by=by)
    wording = wording_of(values_of(promised))
    proposing.answer_proposal(promised, "amended", by=other, wording=wording, amended="A bus")  # fmt: skip
    write(strategy, "foreword", "Words for both.\n", by)
    part = strategy.parts.select_related("strategy__place", "latest").get(key="foreword")  # fmt: skip
    sharing_parts.share(part, northmark, by=by)
    showing_parts.show(part, northmark, by=by)
    write(strategy, "foreword", "More words for both.\n", by)
    theirs = world.strategies["northmark"]
    write(theirs, "what-we-choose", "Their words for both.\n", other)
    part = theirs.parts.select_related("strategy__place", "latest").get(key="what-we-choose")  # fmt: skip
    sharing_parts.share(part, strategy.place, by=other)
    given = promised.answers.get()
    return ["parts/foreword/share/", f"commitments/K1/take/{given.pk}/", "commitments/"]


def _evidence(world, carrow, northmark):
    """A dead link, a figure file taken in, something shown and something removed."""
    by = world.people["officer"]
    item = Item.objects.filter(place=carrow).first()
    item.address = "https://example.org/gone"
    item.save()
    links.note(item, links.judged(404, moved=False))
    sharing.show(item, northmark, until=None, why="", by=by)
    taken = {"stage": "taken_in", "taken_in_by": by, "taken_in_at": timezone.now()}
    file = {"name": "taken.csv", "kind": "csv", "size": 1, "shape": "other"}
    found = {"headers": ["year"], "examples": [["2017"]], "counts": {}, "taken": {}}
    Import.objects.create(place=carrow, number=1, state="done", found=found, asked_by=by, **file, **taken)  # fmt: skip
    gone = {"removed_at": timezone.now()}
    ContributorFactory(place=carrow, **gone)
    ConversationFactory(place=carrow, **gone)
    return ["contributors/", "engagement/", "evidence/open/", "evidence/sharing/", f"evidence/{item.ref}/", "evidence/import/1/"]  # fmt: skip


def _mark(world, strategy):
    write(strategy, "ideas", f"{ASKING}\n", world.people["officer"])
    return funding.marks_in(checks.of_strategy(strategy))[0].anchor


def _asking(strategy, world):
    """One that is not published yet, and one whose answers are sorted."""
    day = timezone.localdate()
    common = {"strategy": strategy, "place": strategy.place, "opens_on": day, "closes_on": day, "created_by": world.people["officer"]}  # fmt: skip
    Consultation.objects.create(slug="later", title="Later", **common)
    over = Consultation.objects.create(slug="over", title="Over", published_at=timezone.now(), **common)  # fmt: skip
    over.responses.create(number=1, answers={"0": "Yes"}, group="public")
    consultations.enter_in_log(
        over, {"public": {"said": "Yes", "changed": ""}}, by=common["created_by"]
    )
    return ["later/edit", "over/log", "over/outcome"]


def _reading(world):
    """One that was sent and that nobody has begun to read."""
    strategy = world.strategies["submitted"]
    strategy.rounds.update(reading_since=None, reading_by=None)
    point = Point(strategy=strategy, round=strategy.rounds.get(), part_key=PART, level="must", text="Why?")  # fmt: skip
    lead = world.people["lead"]
    reading.raise_point(point, by=lead)
    reading.send([point], by=lead)
    reading.close(point, by=lead)
    closed = f"submitted/points/{point.number}/"
    return [
        "submitted/review/",
        "submitted/moves/agree/",
        "submitted/points/1/",
        closed,
    ]


def _gone_wrong(world):
    Mail.objects.filter(pk=Mail.objects.first().pk).update(state="failed")
    by = world.people["admin"]
    failed = Export.objects.create(asked_by=by, chosen_by="All", state="failed")
    return [("admin", "/jobs/"), ("admin", f"/exports/{failed.pk}/")]
