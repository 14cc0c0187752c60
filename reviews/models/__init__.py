from reviews.models.approval import Approval, Support
from reviews.models.date import ImportantDate, Reminder
from reviews.models.export import Export
from reviews.models.outcome import Agreement, Publication
from reviews.models.round import Circulation, Judgement, Point, Reply, Round

__all__ = [
    "Agreement",
    "Approval",
    "Circulation",
    "Export",
    "ImportantDate",
    "Judgement",
    "Point",
    "Publication",
    "Reminder",
    "Reply",
    "Round",
    "Support",
]
