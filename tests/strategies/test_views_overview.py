"""Where am I: the overview, the whole text, the outline, and who is in which part."""

from datetime import timedelta

import pytest
from django.utils import timezone

from people.models import Role
from strategies import outline, presence
from strategies.models import Presence, Strategy, Visit
from tests.factories import ItemFactory, a_person
from tests.strategies.pages import said
from tests.strategies.written import write
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db
OVERVIEW = "/strategies/marlshire/"
READ = f"{OVERVIEW}read/"
OUTLINE = f"{OVERVIEW}outline/"
HEADED = "### One [@E01]\n\n#### Deeper\n\nText.\n\n### A **b** & <c>\n\nMore."


def was_here(strategy, user, *, ago):
    """The person's last visit ended so long ago."""
    Visit.objects.create(strategy=strategy, user=user, at=timezone.now() - ago)


def test_progress_is_said_by_section_and_altogether(visitor, strategy, officer):
    write(strategy, "foreword", "Three words here.", officer)

    page = visitor.reads(OVERVIEW)

    assert "Of 26 parts: 1 in progress, 25 not started. 3 words of about" in page
    assert "Of 2 parts: 1 in progress, 1 not started. 3 words of about 1,600" in page
    assert "None of 3 parts has been started. About 4,600 words are" in page


def test_what_others_wrote_leads_to_what_changed(visitor, strategy, officer, ana):
    write(strategy, "ideas", "Old.", officer)
    was_here(strategy, officer, ago=timedelta(hours=2))
    strategy.parts.get(key="ideas").revisions.update(
        at=timezone.now() - timedelta(hours=3)
    )
    write(strategy, "ideas", "Old. New.", ana)
    write(strategy, "people", "New.", ana)

    page = said(visitor.gets(OVERVIEW))

    assert "Others wrote in 2 parts since" in page
    assert 'href="/strategies/marlshire/parts/ideas/compare/?from=1&amp;to=2"' in page
    assert 'href="/strategies/marlshire/parts/people/">People</a>, new' in page
    assert "– Ana Bell," in page


def test_after_a_while_of_nothing_that_is_said_too(visitor, strategy, officer):
    was_here(strategy, officer, ago=timedelta(hours=2))

    assert "Nobody else has changed the text since" in visitor.reads(OVERVIEW)


def test_who_was_never_here_is_told_of_no_news(visitor):
    assert "Since you were last here" not in visitor.reads(OVERVIEW)
    assert Visit.objects.count() == 1


def test_who_may_not_read_the_draft_leaves_no_visit(strategy, place):
    lead = Visitor(a_person(Role.AREA_LEAD, place))

    assert "Since you were last here" not in lead.reads(OVERVIEW)
    assert not Visit.objects.exists()


def test_whoever_is_writing_is_named_with_the_part(visitor, strategy, ana, officer):
    ideas = strategy.parts.get(key="ideas")
    presence.stay(ideas, ana, "1", is_writing=True)
    presence.stay(ideas, officer, "2", is_writing=True)

    page = visitor.reads(OVERVIEW)

    assert "Who is in it now Ideas : Ana Bell is writing here now" in page
    assert page.count("Ana Bell is writing here now") == 2
    assert "Olive Marsh is writing" not in page


def test_a_part_says_who_has_it_open(visitor, strategy, ana, officer):
    ideas = strategy.parts.get(key="ideas")
    presence.stay(ideas, ana, "1", is_writing=True)
    presence.stay(ideas, officer, "2", is_writing=False)

    page = visitor.reads(f"{OVERVIEW}parts/ideas/")

    assert "Ana Bell is writing here now" in page
    assert "You have this part open in another tab" in page


def test_a_written_part_leads_to_its_past(visitor, strategy, officer):
    address = f"{OVERVIEW}parts/ideas/"
    assert "Who wrote what" not in visitor.reads(address)

    write(strategy, "ideas", "Words.", officer)

    assert f'href="{address}who/">Who wrote what</a>' in said(visitor.gets(address))
    assert f'href="{address}history/"' in said(visitor.gets(address))


def test_the_overview_with_all_its_news_costs_ten_queries(
    client, strategy, officer, ana, django_assert_max_num_queries
):
    client.force_login(officer)
    was_here(strategy, officer, ago=timedelta(hours=2))
    write(strategy, "ideas", "New.", ana)
    presence.stay(strategy.parts.get(key="ideas"), ana, "1", is_writing=True)
    with django_assert_max_num_queries(10) as first:
        assert "Ana Bell" in said(client.get(OVERVIEW))

    Visit.objects.update(at=timezone.now() - timedelta(hours=1))
    for number in range(24):
        part = outline.add_part(strategy, section="focus", title=f"{number}", by=ana)
        write(strategy, part.key, "New.", ana)
        presence.stay(part, ana, "1", is_writing=True)
    with django_assert_max_num_queries(len(first)):
        answer = said(client.get(OVERVIEW))

    assert "Others wrote in 25 parts" in answer
    assert answer.count("Ana Bell is writing here now") == 50
    assert Presence.objects.count() == 25


def test_headings_in_texts_are_numbered_and_stand_in_the_contents(
    visitor, strategy, officer
):
    ItemFactory(place=strategy.place, ref="E01")
    write(strategy, "ideas", HEADED, officer)

    page = said(visitor.gets(READ))

    assert '<a class="govuk-link" href="#heading-ideas-1">3.2.1 One</a>' in page
    assert '<h4 id="heading-ideas-1">3.2.1 One <a class="citation"' in page
    assert ">3.2.2 A b &amp; &lt;c&gt;</a>" in page
    assert '<h4 id="heading-ideas-2">3.2.2 A <strong>b</strong>' in page
    assert "<h5>Deeper</h5>" in page


def test_the_contents_say_what_is_not_written_and_every_section_leads_back(visitor):
    page = said(visitor.gets(READ))

    assert page.count("(not written yet)") == 26
    assert page.count('href="#contents">Back to the contents</a>') == 6


def test_a_moved_part_is_told_its_place_and_keeps_the_eye(visitor, strategy):
    url = f"{OVERVIEW}parts/strengths-and-weaknesses/move/"

    answer = visitor.client.get(OUTLINE)
    token = answer.context["csrf_token"]
    data = {"direction": "up", "revision": 1, "csrfmiddlewaretoken": token}
    answer = visitor.client.post(url, data)

    assert answer.url == (
        f"{OUTLINE}?moved=strengths-and-weaknesses&direction=up#moved"
    )
    page = said(visitor.gets(answer.url))
    assert "Moved to place 1 of 3" in page
    assert 'value="down" id="moved" aria-describedby="moved-to">Move down' in page
    assert page.count('id="moved"') == 1


@pytest.mark.parametrize(
    ("moved", "direction", "button"),
    [
        ("the-local-economy", "up", "down"),
        ("strengths-and-weaknesses", "up", "up"),
        ("strengths-and-weaknesses", "down", "down"),
        ("how-the-evidence-was-built", "down", "up"),
    ],
)
def test_the_button_to_move_it_on_is_the_one_looked_at(
    visitor, moved, direction, button
):
    page = said(visitor.gets(f"{OUTLINE}?moved={moved}&direction={direction}"))

    assert f'value="{button}" id="moved"' in page
    assert page.count('id="moved"') == 1


@pytest.mark.parametrize("query", ["?moved=nowhere", "?moved=", "?moved=%00x"])
def test_a_bent_address_of_the_outline_moves_nothing(visitor, query):
    page = visitor.gets(f"{OUTLINE}{query}")

    assert 'id="moved"' not in said(page)
    assert page.status_code in (200, 400)


def test_what_is_cited_or_placed_in_vain_is_said_to_those_who_can_mend_it(
    visitor, strategy, officer, place
):
    write(strategy, "ideas", "Output [@E9].\n\n[[figure:F9]]", officer)
    lead = Visitor(a_person(Role.AREA_LEAD, place))
    Strategy.objects.update(is_shared_with_area_lead=True)

    page = visitor.reads(READ)

    assert "[@E9] is not in your evidence base" in page
    assert "To put right" in page
    assert "F9" in page.partition("To put right")[2].partition("Contents")[0]
    assert "To put right" not in lead.reads(READ)
