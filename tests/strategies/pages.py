"""Where the pages are, what they say, and what they cost."""

import uuid

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


class Page:
    """The pages of one strategy, as one person opens and posts them."""

    def __init__(self, client, strategy):
        self.client, self.slug = client, strategy.slug

    def url(self, name, *args):
        return reverse(f"strategies:{name}", args=[self.slug, *args])

    def get(self, name, *args, **query):
        return self.client.get(self.url(name, *args), query)

    def post(self, name, *args, follow=False, **data):
        return self.client.post(self.url(name, *args), data, follow=follow)

    def add(self, noun, once=None, **data):
        data = {"once": once or uuid.uuid4()} | data
        return self.post("record_add", noun, follow=True, **data)

    def edit(self, noun, ref, revision=1, **data):
        data = {"revision": revision} | data
        return self.post("record_edit", noun, ref, follow=True, **data)
