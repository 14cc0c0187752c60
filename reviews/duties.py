"""Who is reminded of what: to learn it, read DUTIES; to change it, change DUTIES.

Each row says which dates or events it is about, whose turn it is by role and by the
status of the strategy, how long before, and how often after. How a reminder becomes
due is in reviews/reminders.py; which dates there are just now, in reviews/occasions.py.
"""

from dataclasses import dataclass
from enum import Enum

from people.models import Role
from reviews.models import ImportantDate
from strategies.models import Status

Kind = ImportantDate.Kind
Scope = ImportantDate.Scope
What = ImportantDate.What

RESPONSE_WORKING_DAYS = 15
REPLY_WORKING_DAYS = 10

NOT_BEGUN = "not_begun"
BEFORE_APPROVAL = (NOT_BEGUN, Status.DRAFTING, Status.RETURNED)
BEFORE_GOVERNMENT = (*BEFORE_APPROVAL, Status.AWAITING_APPROVAL, Status.APPROVED)
WITH_GOVERNMENT = (Status.WITH_GOVERNMENT, Status.WITH_MINISTERS)
BEGUN = (*BEFORE_GOVERNMENT[1:], *WITH_GOVERNMENT)
ALL_OPEN = (NOT_BEGUN, *BEGUN)
BROAD = (Scope.NATIONAL, Scope.REGION, Scope.WAVE)


class Source(Enum):
    """What a duty is about: a date on the list, or something that happened here."""

    DATE = "a date"
    ROUND = "a version sent to government"
    CIRCULATION = "a version shown to a reviewer"
    POINTS = "comments without a reply"


@dataclass(frozen=True)
class Repeat:
    """How often after the last day, and how many times at most."""

    every: int
    at_most: int
    in_working_days: bool = False


DAILY = Repeat(every=1, at_most=30, in_working_days=True)
EVERY_OTHER_DAY = Repeat(every=2, at_most=15, in_working_days=True)
WEEKLY = Repeat(every=7, at_most=26)
MONTHLY = Repeat(every=28, at_most=12)


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One row of the table. A date's own lead days, where it has any, come first."""

    key: str
    title: str
    asks: str
    to: tuple[Role, ...]
    statuses: tuple[str, ...]
    lead_days: tuple[int, ...]
    repeat: Repeat | None = None
    in_working_days: bool = False
    source: Source = Source.DATE
    scopes: tuple[Scope, ...] = ()
    kinds: tuple[Kind, ...] = ()
    whats: tuple[What, ...] = ()
    administrators: bool = False
    keeps_lead_days: bool = False
    only_since_their_turn: bool = False
    ends_with_submission: bool = False

    def is_about(self, date: ImportantDate) -> bool:
        return (
            self.source is Source.DATE
            and date.scope in self.scopes
            and date.kind in self.kinds
            and date.what in self.whats
        )


NOT_HOLDS = (Kind.DEADLINE, Kind.TARGET, Kind.EVENT)
PLACE = (Scope.PLACE,)

DUTIES = (
    Duty(
        key="submission",
        title="Your place’s submission to government",
        asks="The strategy is to be submitted to government.",
        to=(Role.OFFICER,),
        statuses=BEFORE_GOVERNMENT,
        scopes=PLACE,
        kinds=NOT_HOLDS,
        whats=(What.SUBMISSION,),
        lead_days=(28, 7, 1),
        repeat=WEEKLY,
        ends_with_submission=True,
    ),
    Duty(
        key="approval_before_submission",
        title="Your board’s approval, which comes before submission",
        asks="Your board or mayor must approve a version before it is submitted. "
        "No version has been approved yet.",
        to=(Role.OFFICER,),
        statuses=(*BEFORE_APPROVAL, Status.AWAITING_APPROVAL),
        scopes=PLACE,
        kinds=NOT_HOLDS,
        whats=(What.SUBMISSION,),
        lead_days=(45, 21, 10, 3),
        keeps_lead_days=True,
        ends_with_submission=True,
    ),
    Duty(
        key="approval",
        title="A version that waits for your approval",
        asks="A version waits for your approval, and is to be submitted to government.",
        to=(Role.APPROVER,),
        statuses=(Status.AWAITING_APPROVAL,),
        scopes=PLACE,
        kinds=NOT_HOLDS,
        whats=(What.SUBMISSION,),
        lead_days=(10, 3, 1),
        repeat=WEEKLY,
        keeps_lead_days=True,
        only_since_their_turn=True,
        ends_with_submission=True,
    ),
    Duty(
        key="board_papers",
        title="Your board’s papers going out",
        asks="Papers for your board go out. Freeze a version if the board is to read it.",
        to=(Role.OFFICER,),
        statuses=(*BEFORE_APPROVAL, Status.AWAITING_APPROVAL),
        scopes=PLACE,
        kinds=NOT_HOLDS,
        whats=(What.BOARD_PAPERS,),
        lead_days=(5, 1),
        in_working_days=True,
    ),
    Duty(
        key="board",
        title="Your board’s meeting",
        asks="Your board meets.",
        to=(Role.OFFICER,),
        statuses=(*BEFORE_APPROVAL, Status.AWAITING_APPROVAL),
        scopes=PLACE,
        kinds=NOT_HOLDS,
        whats=(What.BOARD,),
        lead_days=(5, 1),
        in_working_days=True,
    ),
    Duty(
        key="board_approval",
        title="Your board’s meeting, while a version waits for your approval",
        asks="Your board meets, and a version waits for your approval.",
        to=(Role.APPROVER,),
        statuses=(Status.AWAITING_APPROVAL,),
        scopes=PLACE,
        kinds=NOT_HOLDS,
        whats=(What.BOARD,),
        lead_days=(5, 1),
        in_working_days=True,
        only_since_their_turn=True,
    ),
    Duty(
        key="place_date",
        title="Your place’s launch and its other dates",
        asks="A date that your place set is near.",
        to=(Role.OFFICER,),
        statuses=ALL_OPEN,
        scopes=PLACE,
        kinds=NOT_HOLDS,
        whats=(What.LAUNCH, What.OTHER),
        lead_days=(28, 7, 1),
    ),
    Duty(
        key="response",
        title="Your answer to a strategy that was submitted",
        asks="The place waits for your answer to the version it submitted.",
        to=(Role.AREA_LEAD,),
        statuses=(Status.WITH_GOVERNMENT,),
        source=Source.ROUND,
        lead_days=(5, 1),
        repeat=DAILY,
        in_working_days=True,
    ),
    Duty(
        key="circulation",
        title="Your comments on a version shown to you",
        asks="The Area Lead hopes for your comments on the version shown to you.",
        to=(),
        statuses=WITH_GOVERNMENT,
        source=Source.CIRCULATION,
        lead_days=(5, 1),
        repeat=EVERY_OTHER_DAY,
        in_working_days=True,
    ),
    Duty(
        key="replies",
        title="Government’s comments that have no reply",
        asks="Government’s comments have waited ten working days for your reply.",
        to=(Role.OFFICER,),
        statuses=BEGUN,
        source=Source.POINTS,
        lead_days=(0,),
        repeat=WEEKLY,
    ),
    Duty(
        key="national_target",
        title="National targets, until strategies are agreed",
        asks="Government has set a target, and strategies are not agreed yet.",
        to=(Role.OFFICER, Role.AREA_LEAD),
        statuses=ALL_OPEN,
        scopes=BROAD,
        kinds=(Kind.TARGET,),
        whats=tuple(What),
        lead_days=(180, 90, 30),
        repeat=MONTHLY,
        administrators=True,
    ),
    Duty(
        key="national_deadline",
        title="National deadlines and events, until strategies are agreed",
        asks="A date that government set is near.",
        to=(Role.OFFICER, Role.AREA_LEAD),
        statuses=ALL_OPEN,
        scopes=BROAD,
        kinds=(Kind.DEADLINE, Kind.EVENT),
        whats=tuple(What),
        lead_days=(28, 7, 1),
        administrators=True,
    ),
    Duty(
        key="hold",
        title="Holds, such as before an election",
        asks="While this lasts, nothing is published or launched.",
        to=(Role.OFFICER, Role.APPROVER, Role.AREA_LEAD),
        statuses=BEGUN,
        scopes=BROAD,
        kinds=(Kind.HOLD,),
        whats=tuple(What),
        lead_days=(28, 7),
        administrators=True,
    ),
)

BY_KEY = {duty.key: duty for duty in DUTIES}
