"""The golden thread: clause, passage, evidence, finding, priority, action, measure."""

from strategies.thread.breaks import Break, breaks
from strategies.thread.chains import (
    Around,
    Chain,
    Heading,
    around,
    chains,
    headings,
    written,
)
from strategies.thread.going import Going, going
from strategies.thread.graph import KINDS, Key, Node, Thread, weave

__all__ = [
    "KINDS",
    "Around",
    "Break",
    "Chain",
    "Going",
    "Heading",
    "Key",
    "Node",
    "Thread",
    "around",
    "breaks",
    "chains",
    "going",
    "headings",
    "weave",
    "written",
]
