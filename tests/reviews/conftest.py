"""A place with its people and a strategy whose gates stand open."""

from datetime import date
from types import SimpleNamespace

import pytest

from people.models import Role
from reviews.models import Judgement
from reviews.workflow import MOVES, perform
from strategies import outline
from tests.factories import PlaceFactory, a_person, an_administrator

NOTE = "Said in the test."
DECISION = {"decided_by": "The Secretary of State", "decided_on": date(2026, 11, 2)}


@pytest.fixture
def cast(db):
    """One person for each role at one LEP, two officers, and an administrator."""
    place = PlaceFactory(name="Marlshire", slug="marlshire")
    return SimpleNamespace(
        place=place,
        officer=a_person(Role.OFFICER, place),
        second_officer=a_person(Role.OFFICER, place),
        contributor=a_person(Role.CONTRIBUTOR, place),
        approver=a_person(Role.APPROVER, place),
        reader=a_person(Role.READER, place),
        area_lead=a_person(Role.AREA_LEAD, place),
        reviewer=a_person(Role.REVIEWER, place),
        administrator=an_administrator(),
        stranger=a_person(Role.OFFICER, PlaceFactory()),
    )


@pytest.fixture
def strategy(cast, open_edition):
    return outline.begin(
        cast.place,
        title="A strategy",
        end_year=2035,
        by=cast.officer,
        edition_key=open_edition,
    )


@pytest.fixture
def take(strategy):
    """Take a move as somebody who has read the version in question."""

    def taken(verb, by, note=NOTE, **facts):
        strategy.refresh_from_db()
        return perform(
            MOVES[verb],
            strategy,
            by=by,
            note=note,
            version=strategy.in_question.number if strategy.in_question else None,
            facts=facts,
        )

    return taken


@pytest.fixture
def bring_to(strategy, cast, take):
    """Bring the strategy to a status by the moves that lead there."""
    path = {
        "drafting": [],
        "awaiting_approval": [("ask_for_approval", "officer")],
        "approved": [("approve", "approver")],
        "with_government": [("submit", "officer")],
        "with_ministers": [("send_to_ministers", "area_lead")],
    }

    def brought(status):
        if status == "returned":
            brought("with_government")
            take("send_back", cast.area_lead)
        elif status == "withdrawn":
            take("withdraw", cast.approver)
        elif status == "agreed":
            brought("with_government")
            find_everything_shown(strategy, cast.area_lead)
            take("agree", cast.area_lead, **DECISION)
        else:
            for step, moves in path.items():
                for verb, who in moves:
                    take(verb, getattr(cast, who))
                if step == status:
                    break
        strategy.refresh_from_db()
        return strategy

    return brought


def find_everything_shown(strategy, by):
    round_ = strategy.rounds.get(closed_at=None)
    for criterion in strategy.edition.judged(strategy.place.kind):
        Judgement.objects.update_or_create(
            round=round_,
            criterion=criterion.id,
            defaults={"finding": "shown", "by": by},
        )
