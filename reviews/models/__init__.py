from reviews.models.approval import Approval, Support
from reviews.models.consultation import Asked, Consultation, Entered, Response
from reviews.models.date import ImportantDate, Reminder
from reviews.models.export import Export
from reviews.models.outcome import Agreement, Publication
from reviews.models.round import Circulation, Judgement, Point, Reply, Round
from reviews.models.search import Searchable

__all__ = [
    "Agreement",
    "Approval",
    "Asked",
    "Circulation",
    "Consultation",
    "Entered",
    "Export",
    "ImportantDate",
    "Judgement",
    "Point",
    "Publication",
    "Reminder",
    "Reply",
    "Response",
    "Round",
    "Searchable",
    "Support",
]
