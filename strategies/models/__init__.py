from strategies.models.argument import (
    Chart,
    Connection,
    Decision,
    Question,
    Report,
    Statement,
)
from strategies.models.checklist import ChecklistAnswer
from strategies.models.enclosure import Enclosure, Figure
from strategies.models.part import Landmark, Part, Revision
from strategies.models.presence import Presence, Visit
from strategies.models.promise import (
    Commitment,
    CommitmentAnswer,
    FinanceStatement,
    FundingAnswer,
    PartDisclosure,
    SharedPart,
    SharedText,
)
from strategies.models.record import (
    Action,
    Finding,
    Market,
    Measure,
    Priority,
    Record,
    RecordChange,
)
from strategies.models.strategy import CLOSED, EDITABLE, Status, Strategy
from strategies.models.version import Disclosure, DraftRendering, Rendering, Version

__all__ = [
    "CLOSED",
    "EDITABLE",
    "Action",
    "Chart",
    "ChecklistAnswer",
    "Commitment",
    "CommitmentAnswer",
    "Connection",
    "Decision",
    "Disclosure",
    "DraftRendering",
    "Enclosure",
    "Figure",
    "FinanceStatement",
    "Finding",
    "FundingAnswer",
    "Landmark",
    "Market",
    "Measure",
    "Part",
    "PartDisclosure",
    "Presence",
    "Priority",
    "Question",
    "Record",
    "RecordChange",
    "Rendering",
    "Report",
    "Revision",
    "SharedPart",
    "SharedText",
    "Statement",
    "Status",
    "Strategy",
    "Version",
    "Visit",
]
