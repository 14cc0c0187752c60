"""Places, people and a history to try the portal with; all of it is fictional.

What is said stands in `data/`; what is done to it goes through the rooms' own functions,
so that nothing is here that could not have come about in the browser.
"""

from django.db import transaction

from lis_portal.demonstration import avonmere, marlshire, northmark, people, places


@transaction.atomic
def load(password: str) -> bool:
    """Make the demonstration, if it is not here yet; True when it was made now.

    What people did with it since stays. Only the password follows the one given.
    """
    if places.are_here():
        people.let_in_with(password)
        return False
    known = places.make()
    who = people.make(known, password)
    places.record_conditions(known, by=who["admin@government.example"])
    marlshire.make(known["marlshire"], who)
    northmark.make(known["northmark"], who)
    avonmere.make(known["avonmere"], who)
    return True
