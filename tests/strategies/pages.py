"""Where the pages are, what they say, and what they cost."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from strategies.models import Strategy


def address(name, of, *more):
    """Of a page of a part, or of a whole strategy."""
    which = [of.slug] if isinstance(of, Strategy) else [of.strategy.slug, of.key]
    return reverse(f"strategies:{name}", args=[*which, *more])


def said(answer):
    return " ".join(answer.content.decode().split())


def queries(act):
    """How many queries of ours it takes, and not those that open a transaction."""
    with CaptureQueriesContext(connection) as asked:
        assert act().status_code in (200, 302)
    ours = ("SELECT", "INSERT", "UPDATE", "DELETE")
    return len([query for query in asked if query["sql"].startswith(ours)])
