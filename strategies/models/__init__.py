from strategies.models.checklist import ChecklistAnswer
from strategies.models.enclosure import Enclosure, Figure
from strategies.models.part import Landmark, Part, Revision
from strategies.models.presence import Presence, Visit
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
    "Enclosure",
    "Figure",
    "Finding",
    "Landmark",
    "Measure",
    "Part",
    "Presence",
    "Priority",
    "Record",
    "RecordChange",
    "Rendering",
    "Revision",
    "Status",
    "Strategy",
    "Version",
    "Visit",
]
