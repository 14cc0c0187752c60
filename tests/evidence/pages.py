"""What the tests of the pages share: forms as they are posted, and what came back."""

from uuid import uuid4

from office import ledger

BASE = "/places/marlshire/evidence"


def added(**fields):
    return {
        "once": str(uuid4()),
        "title": "Annual Population Survey",
        "kind": "statistic",
        "address": "https://www.example.org/aps",
        **fields,
    }


def edited(item, **fields):
    return {
        "title": item.title,
        "kind": item.kind,
        "address": item.address,
        "revision": item.revision,
        **fields,
    }


def shown(response):
    return response.content.decode()


def last_entry(place):
    return ledger.entries(ledger.place_chain(place.pk)).last()
