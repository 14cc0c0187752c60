"""The pages on which words are found in a strategy, and replaced."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Role
from strategies import outline
from strategies.models import Revision, Status, Strategy
from tests.factories import a_person
from tests.strategies.chosen import a_finding
from tests.strategies.pages import said
from tests.strategies.written import text_of, write
from tests.visitor import Reader, Visitor

pytestmark = pytest.mark.django_db
FIND = "/strategies/marlshire/find/"
REPLACE = f"{FIND}replace/"
IDEAS = (
    "Our fund pays.\n\n| a | b |\n| --- | --- |\n| fund | [fund](https://fund.org) |"
)


@pytest.fixture
def strategy(strategy, officer):
    write(strategy, "ideas", IDEAS, officer)
    write(strategy, "people", "A Fund for skills [@E01].", officer)
    a_finding(strategy, officer, title="No fund yet")
    return strategy


@pytest.fixture
def send(client, strategy, officer):
    """Post the ticked places as the page does."""
    client.force_login(officer)

    def post(*chosen, **data):
        usual = {"q": "fund", "replacement": "purse", "once": uuid.uuid4()}
        return client.post(REPLACE, {**usual, "chosen": chosen, **data})

    return post


def test_each_place_is_shown_in_its_sentence_with_its_part(visitor):
    page = said(visitor.gets(f"{FIND}?q=fund"))

    assert "4 places in the text, and 1 record." in page
    assert "Our <mark>fund</mark> pays." in page
    assert "A <mark>Fund</mark> for skills." in page
    assert 'href="/strategies/marlshire/parts/ideas/">3.2 Ideas</a>' in page
    assert 'href="/strategies/marlshire/findings/S1/edit/">S1 No fund yet</a>' in page


def test_whole_words_and_capitals_are_a_choice(visitor):
    assert "1 place in the text" in visitor.reads(f"{FIND}?q=Fund&case=on")
    assert "Neither a part nor a record says “fun”" in visitor.reads(
        f"{FIND}?q=fun&whole=on"
    )


def test_parts_that_are_called_so_are_shown(visitor):
    assert "Parts that are called so 3.2 Ideas" in visitor.reads(f"{FIND}?q=ideas")


@pytest.mark.parametrize(
    ("q", "words"),
    [("", "Enter the words to find"), ("+", "Enter the words to find"),
     ("x" * 201, "200"),
     ("a%07b", "Remove the character")],
)  # fmt: skip
def test_what_cannot_be_sought_is_said(visitor, q, words):
    page = visitor.reads(f"{FIND}?q={q}")

    assert "There is a problem" in page
    assert words in page


@pytest.mark.parametrize(
    "q", ["(.*%2B)%2B$", "[", "%5C", "|", "<script>", "{{ 1|add:1 }}", "%ED%A0%80", "E01"]
)  # fmt: skip
def test_nothing_comes_alive_that_is_sought(visitor, q):
    page = visitor.gets(f"{FIND}?q={q}")

    assert page.status_code == 200
    assert "<script>" not in said(page).replace('<script type="module"', "")
    assert "<mark>" not in said(page)


def test_before_anything_is_sought_the_page_says_what_is_searched(visitor):
    assert "Every part and every record is searched" in visitor.reads(FIND)


def test_a_reader_finds_but_replaces_nothing(strategy, place):
    reader = Visitor(a_person(Role.READER, place))

    page = reader.reads(f"{FIND}?q=fund")

    assert "4 places in the text" in page
    assert "Replace “fund”" not in page
    assert "Edit this part" not in page
    assert reader.gets(REPLACE).status_code == 403


def test_every_place_is_looked_at_before_it_is_replaced(visitor):
    url = f"{REPLACE}?q=fund&replacement=purse"
    page = said(visitor.gets(url))

    assert "Our <del>fund</del><ins>purse</ins> pays." in page
    assert "A <del>Fund</del><ins>Purse</ins> for skills." in page
    assert page.count('type="checkbox" name="chosen"') == 4
    assert page.count(" checked>") == 4
    assert said(visitor.gets(f"{url}&ticked=none")).count(" checked>") == 0


def test_what_is_ticked_is_replaced_and_what_to_undo_is_said(visitor, strategy):
    url = f"{REPLACE}?q=fund&replacement=a|b"

    page = visitor.presses(
        "Replace what is ticked", url, chosen=["ideas:1:0", "ideas:1:1"]
    )

    assert "“fund” became “a|b” in 2 places" in page
    assert "To undo it" in page
    assert text_of(strategy, "ideas") == (
        "Our a|b pays.\n\n| a | b |\n| --- | --- |\n| a\\|b | [fund](https://fund.org) |\n"
    )
    assert text_of(strategy, "people") == "A Fund for skills [@E01].\n"


def test_all_that_is_ticked_to_begin_with_can_be_taken_out(visitor, strategy):
    page = visitor.presses("Replace what is ticked", f"{REPLACE}?q=fund&whole=on")

    assert "“fund” was taken out in 4 places" in page
    assert text_of(strategy, "people") == "A for skills [@E01].\n"


def test_undo_leads_to_the_text_before(visitor, strategy):
    before = text_of(strategy, "people")
    visitor.presses(
        "Replace what is ticked", f"{REPLACE}?q=fund&replacement=x", chosen="people:1:0"
    )

    visitor.presses("Restore", "/strategies/marlshire/parts/people/restore/1/")

    assert text_of(strategy, "people") == before


def test_twenty_identical_posts_replace_once(send, strategy):
    once = uuid.uuid4()
    for _ in range(20):
        assert send("ideas:1:0", q="fund", replacement="fund fund", once=once)

    assert text_of(strategy, "ideas").count("Our fund fund pays.") == 1
    assert Revision.objects.filter(part__key="ideas").count() == 2


@pytest.mark.parametrize(
    ("chosen", "data", "words"),
    [
        ([], {}, "Tick at least one place to replace"),
        (["ideas", "x:y:z", "ideas:1", "../:1:1"], {}, "Tick at least one place"),
        (["ideas:1:0", "ideas:2:0"], {}, "This page was out of date"),
        (["ideas:1:0"], {"once": "x"}, "This page was out of date"),
        (["ideas:1:0"], {"q": ""}, "Enter the words to find"),
        (["ideas:1:0"], {"replacement": "a\x07b"}, "Remove the character"),
        (["ideas:1:0"], {"replacement": "a\0b"}, "Remove the character"),
        (["ideas:1:0"], {"replacement": "x" * 201}, "200"),
    ],
)
def test_what_cannot_be_replaced_is_said_and_the_ticks_are_kept(
    send, strategy, chosen, data, words
):
    answer = send(*chosen, **data)

    assert answer.status_code == 200
    assert "There is a problem" in said(answer)
    assert words in said(answer)
    assert Revision.objects.count() == 2


def test_ticks_are_kept_when_the_page_was_out_of_date(send):
    answer = said(send("ideas:1:1", once="x"))

    assert answer.count(" checked>") == 1
    assert 'value="ideas:1:1" id="place-ideas-1" checked>' in answer


def test_what_somebody_wrote_meanwhile_is_joined_and_said(send, strategy, place):
    ana = a_person(Role.OFFICER, place, name="Ana Bell")
    write(strategy, "ideas", f"{IDEAS}\n\nAna’s words.", ana)

    answer = said(send("ideas:1:0"))

    assert "1 place, together with what Ana Bell wrote meanwhile." in answer
    assert text_of(strategy, "ideas").startswith("Our purse pays.")
    assert text_of(strategy, "ideas").endswith("Ana’s words.\n")


def test_words_that_two_people_changed_are_kept_twice_and_asked_about(
    send, strategy, place
):
    ana = a_person(Role.OFFICER, place, name="Ana Bell")
    write(strategy, "people", "Ana’s fund.", ana)

    answer = said(send("people:1:0"))

    kept = Revision.objects.get(kind=Revision.Kind.ASIDE)
    assert text_of(strategy, "people") == "Ana’s fund.\n"
    assert kept.text == "A Purse for skills [@E01].\n"
    assert f"/strategies/marlshire/parts/people/conflict/{kept.number}/" in answer
    assert "you and Ana Bell both changed one paragraph" in answer
    assert "in 0 places" in answer


def test_a_contributor_has_ticks_only_where_they_write(strategy, place):
    con = a_person(Role.CONTRIBUTOR, place)
    strategy.parts.get(key="people").contributors.add(con)

    page = said(Visitor(con).gets(f"{REPLACE}?q=fund&replacement=purse"))

    assert page.count('type="checkbox" name="chosen"') == 1
    assert 'value="people:1:0"' in page
    assert "You do not write this part, so it stays as it is." in page


def test_a_contributor_replaces_nothing_elsewhere_by_posting(client, strategy, place):
    con = a_person(Role.CONTRIBUTOR, place)
    strategy.parts.get(key="people").contributors.add(con)
    client.force_login(con)
    data = {"q": "fund", "once": uuid.uuid4(), "chosen": ["ideas:1:0", "people:1:0"]}

    answer = said(client.post(REPLACE, data))

    assert "You do not write this part" in answer
    assert "in 1 place." in answer
    assert text_of(strategy, "ideas").startswith("Our fund pays.")


def test_nothing_is_replaced_in_a_closed_strategy(send, visitor):
    Strategy.objects.update(status=Status.AGREED)

    assert send("ideas:1:0").status_code == 403
    assert "Replace “fund”" not in visitor.reads(f"{FIND}?q=fund")


def test_where_nothing_is_found_there_is_nothing_to_replace(visitor):
    page = visitor.reads(f"{REPLACE}?q=nowhere")

    assert "No part says “nowhere”, so there is nothing to replace." in page


def test_finding_is_the_same_few_queries_however_much_says_so(
    client, strategy, officer, django_assert_max_num_queries
):
    client.force_login(officer)
    with django_assert_max_num_queries(10) as first:
        client.get(f"{FIND}?q=fund")
    for number in range(24):
        part = outline.add_part(
            strategy, section="focus", title=f"{number}", by=officer
        )
        write(strategy, part.key, "A fund. " * 20, officer)
        a_finding(strategy, officer, title="A fund")
    with django_assert_max_num_queries(len(first)):
        answer = client.get(f"{FIND}?q=fund")

    assert "484 places in the text, and 25 records. The first 300 are shown." in said(
        answer
    )


def test_replacing_costs_the_same_for_one_place_and_for_fifty(send, strategy, officer):
    write(strategy, "places", "A fund. " * 50, officer)
    with CaptureQueriesContext(connection) as one:
        send("people:1:0")
    with CaptureQueriesContext(connection) as fifty:
        answer = send(*(f"places:1:{place}" for place in range(50)))

    assert "in 50 places" in said(answer)
    assert len(fifty) == len(one)


def test_no_two_things_on_the_page_have_one_name(visitor):
    page = visitor.gets(f"{REPLACE}?q=fund").content.decode()
    ids = [piece.split('"')[0] for piece in page.split(' id="')[1:]]

    assert len(ids) == len(set(ids))
    assert Reader(page).forms
