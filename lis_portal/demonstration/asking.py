"""Who helped, who was asked, and what came in over the web."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from evidence import keeping
from evidence.models import Contributor, Conversation
from lis_portal.demonstration import files
from office.approximate import Approximate
from people.models import Place, User
from reviews import consultations
from reviews.models import Consultation
from strategies.models import Strategy

BEGAN, LASTS = timedelta(days=6), timedelta(days=28)


def load(place: Place, name: str, *, by: User) -> None:
    """Enter those who helped and the conversations that the file tells of."""
    said = files.toml(name)
    for row in said["contributors"]:
        keeping.add(Contributor(place=place, **row), by=by)
    for row in said["conversations"]:
        when = Approximate.parse(row["when"])
        days = {"earliest": when.earliest, "latest": when.latest}
        keeping.add(Conversation(place=place, **row, **days), by=by)


def consult(strategy: Strategy, said: dict[str, Any], *, by: User) -> None:
    """A consultation that is open now, with the answers there are so far."""
    today = timezone.localdate()
    consultation = consultations.begin(
        Consultation(
            place=strategy.place,
            strategy=strategy,
            title=said["title"],
            about=said["about"],
            opens_on=today - BEGAN,
            closes_on=today + LASTS,
        ),
        said["questions"],
        by=by,
    )
    consultations.publish(consultation, by=by)
    for row in said["answers"]:
        answers = {str(number): text for number, text in enumerate(row["said"], 1)}
        reply = consultations.Reply(
            group=row["group"],
            organisation=row["organisation"],
            answers={number: text for number, text in answers.items() if text},
            is_by_machine=False,
        )
        consultations.receive(consultation, reply)
