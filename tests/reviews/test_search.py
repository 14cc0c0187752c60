"""Search: everybody finds what they may read, and nobody finds anything else."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews.models import Publication, Searchable
from reviews.search import hits
from reviews.sought import Sought, ranked
from tests.factories import ItemFactory
from tests.strategies.chosen import a_finding, a_priority
from tests.strategies.written import write
from tests.world import PEOPLE, word

pytestmark = pytest.mark.django_db
AT_HOME = {"officer", "contributor", "approver", "reader", "supporter"}
SENT_TO = AT_HOME | {"lead", "circulated", "admin"}
EVERYBODY = set(PEOPLE[1:])

# What was planted, at which place, and who finds it. `other` is at Northmark.
PLANTED = [
    ("frozen", "drafting", AT_HOME),
    ("finding", "drafting", AT_HOME),
    ("action", "drafting", AT_HOME),
    ("measure", "drafting", AT_HOME),
    ("figure", "drafting", AT_HOME),
    ("evidence", "drafting", AT_HOME),
    ("uncited", "drafting", AT_HOME),
    ("restricted", "drafting", AT_HOME),
    ("frozen", "shared", AT_HOME | {"lead"}),
    ("priority", "shared", AT_HOME | {"lead"}),
    ("frozen", "submitted", SENT_TO),
    ("finding", "submitted", SENT_TO),
    ("action", "agreed", SENT_TO),
    ("evidence", "submitted", SENT_TO),
    ("since", "submitted", AT_HOME),
    ("uncited", "submitted", AT_HOME),
    ("restricted", "submitted", AT_HOME),
    ("frozen", "published", EVERYBODY),
    ("finding", "published", EVERYBODY),
    ("since", "published", AT_HOME),
    ("restricted", "published", AT_HOME),
    ("frozen", "northmark", {"other"}),
    ("priority", "northmark", {"other"}),
    ("removed", "drafting", set()),
    ("gone", "drafting", set()),
    ("earlier", "drafting", set()),
    ("aside", "drafting", set()),
    ("withdrawn", "drafting", set()),
    ("unsent", "submitted", set()),
    ("board", "drafting", set()),
]


@pytest.mark.parametrize(("kind", "place", "readers"), PLANTED)
def test_a_planted_word_is_found_by_who_may_read_it(world, kind, place, readers):
    sought = word(kind, place)
    found = {
        who
        for who in EVERYBODY
        if b"portal-hit" in world.ask(who, "GET", f"/search/?q={sought}").body
    }

    assert found == readers


def test_what_is_found_is_shown_with_its_words_and_leads_there(client, strategy, cast):
    part = strategy.parts.first()
    write(
        strategy, part.key, "Before all else **hydrogen** ferries [@E01].", cast.officer
    )
    a_priority(strategy, cast.officer, title="Hydrogen", sentence="We build ferries.")
    ItemFactory(place=cast.place, title="Hydrogen survey", note="Ferries asked")
    client.force_login(cast.officer)

    page = " ".join(client.get("/search/?q=Tunnel hydrogen").content.decode().split())
    both = " ".join(client.get("/search/?q=ferries hydrogen").content.decode().split())

    assert "Nothing that you may read says all of these words" in page
    assert "3 found." in both
    assert f'href="{part.get_absolute_url()}"' in both
    assert "Before all else <mark>hydrogen</mark> <mark>ferries</mark>" in both
    assert f'href="/strategies/{strategy.slug}/priorities/#P1"' in both


def test_one_kind_alone_can_be_looked_through(strategy, cast):
    a_finding(strategy, cast.officer, title="Welding")
    ItemFactory(place=cast.place, title="Welding survey")

    found = hits(cast.officer, Sought("welding"), "evidence")

    assert [hit.kind for hit in found] == ["evidence"]


def test_a_title_counts_for_more_than_a_mention(strategy, cast):
    a_finding(strategy, cast.officer, title="Ships", text="Once, welding.")
    a_finding(strategy, cast.officer, title="Welding", text="Ships.")

    assert [hit.title for hit in hits(cast.officer, Sought("welding"))] == [
        "S2 Welding",
        "S1 Ships",
    ]


def test_words_outside_ascii_and_plurals_are_found(strategy, cast):
    write(strategy, strategy.parts.first().key, "Our cafés serve ports.", cast.officer)

    assert len(hits(cast.officer, Sought("café"))) == 1
    assert len(hits(cast.officer, Sought("port"))) == 1
    assert len(hits(cast.officer, Sought("port's"))) == 1
    assert hits(cast.officer, Sought("afés")) == []
    assert hits(cast.officer, Sought("text id")) == []


@pytest.mark.parametrize(
    "typed",
    ["", " ", "%", "_", '"', "'; DROP TABLE x; --", "a\0b", "\ud800", "*" * 200, "x" * 9000, "( OR ) NOT", "\\", "[[a:b]]", "a " * 99, "foo & | !", "<->:*", "Þórr 東京", "-word"],
)  # fmt: skip
def test_whatever_is_typed_there_is_an_answer(client, strategy, cast, typed):
    client.force_login(cast.officer)

    answer = client.get("/search/", {"q": typed.encode("utf-8", "surrogatepass")})

    assert answer.status_code == (400 if "\0" in typed else 200)


@pytest.mark.parametrize(
    "query", ["?q=a&kind=x", "?q=a&page=x", "?q=a&page=-1", "?kind=part"]
)
def test_bent_addresses_are_answered(client, cast, query):
    client.force_login(cast.officer)

    assert client.get(f"/search/{query}").status_code == 200


def test_a_search_costs_the_same_for_one_and_for_fifty(client, strategy, cast):
    client.force_login(cast.officer)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            client.get("/search/?q=welding")
        return len([one for one in asked if one["sql"].startswith("SELECT")])

    a_finding(strategy, cast.officer, title="Welding")
    one = cost()
    for n in range(50):
        a_finding(strategy, cast.officer, title=f"Welding {n}")
        ItemFactory(place=cast.place, title=f"Welding {n}", number=n + 10)

    assert cost() == one
    assert one <= 10


def test_what_was_sent_and_stands_in_the_draft_is_listed_once(world):
    sought = Sought(word("frozen", "submitted"))
    officer = world.people["officer"]

    assert [hit.kind for hit in hits(officer, sought)] == ["part"]
    assert [hit.kind for hit in hits(officer, sought, "sent")] == ["sent"]
    assert [hit.kind for hit in hits(world.people["lead"], sought)] == ["sent"]


def test_what_was_sent_or_published_before_can_be_taken_in(world):
    before = Searchable.objects.count()
    Searchable.objects.all().delete()

    call_command("index_versions")

    assert Searchable.objects.count() == before > 0


def test_what_is_no_longer_public_is_not_found(world):
    sought = Sought(word("frozen", "published"))
    other = world.people["other"]
    assert len(hits(other, sought)) == 1

    Publication.objects.update(withdrawn_on="2026-11-04", withdrawn_by=other)

    assert hits(other, sought) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL alone")
def test_versions_are_searched_by_the_index_of_their_words():
    rows = ranked(Searchable.objects.all(), "title", "text", sought=Sought("welding"))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")

    assert "searchable_words" in rows.explain()
