from office.models.claim import Claim
from office.models.job import Job, State
from office.models.ledger import Chain, Entry
from office.models.mail import Mail

__all__ = ["Chain", "Claim", "Entry", "Job", "Mail", "State"]
