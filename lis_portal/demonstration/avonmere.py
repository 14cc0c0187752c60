"""Avonmere, a combined authority with a mayor and two partnerships that support it."""

from lis_portal.demonstration import evidence, files, writing
from lis_portal.demonstration.people import Who
from people.models import Place
from strategies import outline, versions
from strategies.models import Version


def make(place: Place, who: Who) -> None:
    """A draft for government's early look; the Area Lead may read on as it grows."""
    officer = who["officer@avonmere.example"]
    strategy = outline.begin(
        place, title="Avonmere Local Industrial Strategy", end_year=2038, by=officer
    )
    evidence.load(place, "avonmere/evidence.csv", by=officer)
    writing.write(strategy, files.texts("avonmere/parts"), by=officer)
    writing.set_dates(strategy, [(writing.What.SUBMISSION, 75, False)], by=officer)
    versions.freeze(
        strategy,
        Version.Purpose.EARLY_LOOK,
        by=officer,
        note="Version 0.6, for departments to comment on",
    )
    outline.share_with_area_lead(strategy, True, by=officer)
