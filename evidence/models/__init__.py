"""What a place rests its case on. Withdrawn, never deleted."""

from evidence.models.conversation import Contributor, Conversation, Kept
from evidence.models.disclosure import Disclosure
from evidence.models.importing import Import, ImportRow, Staged
from evidence.models.indicator import Indicator, Observation
from evidence.models.item import Item, ItemFile, ItemQuerySet, bases_visible_to
from evidence.models.link import LinkCheck

__all__ = [
    "Contributor",
    "Conversation",
    "Disclosure",
    "Import",
    "ImportRow",
    "Indicator",
    "Item",
    "ItemFile",
    "ItemQuerySet",
    "Kept",
    "LinkCheck",
    "Observation",
    "Staged",
    "bases_visible_to",
]
