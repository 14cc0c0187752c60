"""Northmark, Marlshire's neighbour: barely begun."""

from lis_portal.demonstration import files, writing
from lis_portal.demonstration.people import Who
from people.models import Place
from strategies import outline


def make(place: Place, who: Who) -> None:
    officer = who["officer@northmark.example"]
    strategy = outline.begin(
        place, title="Northmark Local Industrial Strategy", end_year=None, by=officer
    )
    writing.write(strategy, files.texts("northmark/parts"), by=officer)
    writing.set_dates(strategy, [(writing.What.BOARD, 60, False)], by=officer)
