from strategies.models.checklist import ChecklistAnswer
from strategies.models.part import Part, Revision
from strategies.models.record import (
    Action,
    Finding,
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
    "ChecklistAnswer",
    "Disclosure",
    "DraftRendering",
    "Finding",
    "Measure",
    "Part",
    "Priority",
    "Record",
    "RecordChange",
    "Rendering",
    "Revision",
    "Status",
    "Strategy",
    "Version",
]
