"""The pages of a strategy as a whole: the list, beginning one, the overview, reading."""

import uuid

import pytest
from django.urls import reverse

from people.models import Place, Relation, Role
from strategies import contents, drafting, outline
from strategies.models import Disclosure, Part, Status, Strategy, Version
from tests.factories import (
    ItemFactory,
    PlaceFactory,
    RelationFactory,
    StrategyFactory,
    a_person,
    an_administrator,
)
from tests.strategies.pages import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client, officer):
    client.force_login(officer)

    def get(name, *args, query=""):
        return client.get(reverse(f"strategies:{name}", args=args) + query)

    return get


@pytest.fixture
def post(client, officer):
    client.force_login(officer)

    def send(name, *args, **data):
        return client.post(reverse(f"strategies:{name}", args=args), data)

    return send


def test_the_list_says_where_each_strategy_stands(page, strategy):
    answer = said(page("strategies"))

    assert "Marlshire first" in answer
    assert "Marlshire LEP" in answer
    assert "Being drafted" in answer
    assert "Begin a strategy" in answer


def test_the_list_holds_only_what_a_person_may_see(client, strategy):
    StrategyFactory(title="Another place’s")
    client.force_login(a_person(Role.READER, strategy.place))

    answer = said(client.get("/strategies/"))

    assert "Marlshire first" in answer
    assert "Another place’s" not in answer
    assert "Begin a strategy" not in answer


def test_the_list_is_the_same_few_queries_for_one_and_for_fifty(
    client, django_assert_max_num_queries
):
    StrategyFactory()
    client.force_login(an_administrator())
    with django_assert_max_num_queries(10) as first:
        client.get("/strategies/")
    for _ in range(49):
        StrategyFactory()
    with django_assert_max_num_queries(len(first)):
        answer = client.get("/strategies/")

    assert said(answer).count('<th scope="row"') == 50


def test_nobody_but_officers_begins_a_strategy(client, place):
    for role in (Role.CONTRIBUTOR, Role.APPROVER, Role.AREA_LEAD):
        client.force_login(a_person(role, place))
        assert client.get("/strategies/add/").status_code == 403


def test_an_officer_begins_a_strategy(page, post, place):
    assert "Marlshire Local Industrial Strategy" in said(page("strategy_add"))

    answer = post(
        "strategy_add", place=place.pk, title="Ours", end_year="2030", once=uuid.uuid4()
    )

    begun = Strategy.objects.get()
    assert answer.url == begun.get_absolute_url() == "/strategies/marlshire/"
    assert (begun.title, begun.end_year, begun.parts.count()) == ("Ours", 2030, 26)


def test_twenty_identical_posts_begin_one_strategy(post, place):
    once = uuid.uuid4()
    for _ in range(20):
        answer = post("strategy_add", place=place.pk, title="Ours", once=once)
        assert answer.status_code < 400

    assert Strategy.objects.count() == 1


def test_a_strategy_is_begun_for_ones_own_place_alone(post, place):
    other = PlaceFactory()

    answer = post("strategy_add", place=other.pk, title="Theirs", once=uuid.uuid4())

    assert answer.status_code == 200
    assert not Strategy.objects.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"title": ""}, "Enter a title"),
        ({"title": "x" * 201}, "200"),
        ({"title": "a\0b"}, "There is a problem"),
        ({"title": "Ours", "end_year": "soon"}, "Enter a year between 2018 and 2100"),
        ({"title": "Ours", "end_year": "9" * 30}, "Enter a year between 2018 and 2100"),
        ({"title": "Ours", "once": "x"}, "There is a problem"),
    ],
)
def test_what_cannot_be_begun_is_said_and_kept(post, place, data, words):
    answer = post("strategy_add", **{"place": place.pk, "once": uuid.uuid4(), **data})

    assert words in said(answer)
    assert not Strategy.objects.exists()


def test_a_covered_place_learns_who_writes_for_it(page, place):
    leader = PlaceFactory(name="Avonmere", kind=Place.Kind.MCA)
    RelationFactory(source=leader, kind=Relation.Kind.LEADS, target=place)

    answer = said(page("strategy_add"))

    assert "is covered by the strategy of" in answer
    assert "Avonmere Combined Authority" in answer
    assert "Begin the strategy" not in answer


def test_a_covered_place_begins_nothing_by_posting(post, place):
    leader = PlaceFactory(kind=Place.Kind.MCA)
    RelationFactory(source=leader, kind=Relation.Kind.LEADS, target=place)

    post("strategy_add", place=place.pk, title="Ours", once=uuid.uuid4())

    assert not Strategy.objects.exists()


def test_the_overview_lists_every_part_with_its_state(page, strategy, officer):
    ideas = strategy.parts.get(key="ideas")
    drafting.save(ideas, "Three words here.", base=0, by=officer)
    people = strategy.parts.get(key="people")
    outline.mark_ready(people, True, base=0, revision=1, by=officer)

    answer = said(page("strategy", "marlshire"))

    assert answer.count("Not started") == 24
    assert answer.count("In progress") == 1
    assert "3 words; about 1,800 suggested. Olive Marsh" in answer
    assert "3.2 Ideas" in answer


def test_how_we_will_know_is_suggested_first(page, strategy):
    assert "Suggested next: <a" in said(page("strategy", "marlshire"))
    assert contents.suggested_next(
        contents.groups(strategy, strategy.parts.all())
    ).part.key == ("how-we-will-know")


def test_the_overview_in_the_order_of_work_begins_with_evaluation(page, strategy):
    answer = said(page("strategy", "marlshire", query="?order=work"))

    assert answer.index("6.1 How we will know") < answer.index("1.1 Foreword")


def test_the_overview_says_with_whom_and_since_when(page, strategy):
    lead = a_person(Role.AREA_LEAD, strategy.place, name="Ada Lead")
    Strategy.objects.update(status=Status.WITH_GOVERNMENT)

    answer = said(page("strategy", "marlshire"))

    assert "With government, since" in answer
    assert lead.name in answer


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.DRAFTING, "Marlshire LEP"),
        (Status.RETURNED, "Marlshire LEP"),
        (Status.AWAITING_APPROVAL, "the chair, for the board"),
        (Status.WITH_GOVERNMENT, "no Area Lead is assigned yet"),
        (Status.WITH_MINISTERS, "ministers"),
        (Status.AGREED, ""),
    ],
)
def test_whose_turn_it_is(strategy, status, words):
    strategy.status = status

    assert words in contents.with_whom(strategy)


def test_a_pause_is_said_at_the_top(page, strategy, officer):
    strategy.paused_at, strategy.paused_by = strategy.begun_at, officer
    strategy.paused_because = "Local elections"
    strategy.save()

    assert "Local elections" in said(page("strategy", "marlshire"))


def freeze(strategy, officer):
    """A version of nothing, to be listed."""
    return Version.objects.create(
        strategy=strategy,
        number=1,
        purpose="board",
        by=officer,
        document={},
        sha256="0" * 64,
    )


@pytest.mark.parametrize("who", ["area lead", "administrator", "reviewer"])
def test_whoever_may_not_read_the_draft_sees_where_it_stands(
    client, strategy, officer, who
):
    drafting.save(strategy.parts.get(key="ideas"), "Secret.", base=0, by=officer)
    shown = freeze(strategy, officer)
    person = {
        "area lead": lambda: a_person(Role.AREA_LEAD, strategy.place),
        "administrator": an_administrator,
        "reviewer": lambda: a_person(Role.REVIEWER, PlaceFactory()),
    }[who]()
    if who == "reviewer":
        Disclosure.objects.create(
            version=shown, audience="person", user=person, why="Circulated"
        )
    client.force_login(person)

    answer = client.get("/strategies/marlshire/")

    assert answer.status_code == 200
    assert "Being drafted, since" in said(answer)
    assert "How we will know" not in said(answer)
    assert "Olive Marsh" not in said(answer)
    assert ("Version 1" in said(answer)) is (who == "reviewer")
    assert client.get("/strategies/marlshire/read/").status_code == 404
    assert client.get("/strategies/marlshire/outline/").status_code == 403


def test_another_places_strategy_does_not_exist(client, strategy):
    client.force_login(a_person(Role.OFFICER, PlaceFactory()))

    for address in ("", "edit/", "read/", "outline/", "parts/add/"):
        answer = client.get(f"/strategies/marlshire/{address}")
        assert answer.status_code == 404
    assert client.post("/strategies/marlshire/sharing/").status_code == 404


def test_the_overview_is_the_same_few_queries_however_much_is_written(
    client, strategy, officer, django_assert_max_num_queries
):
    client.force_login(officer)
    with django_assert_max_num_queries(11) as first:  # four are the review panel’s
        client.get("/strategies/marlshire/")
    for part in strategy.parts.all():
        drafting.save(part, "Words.", base=0, by=officer)
    for number in range(24):
        outline.add_part(strategy, section="focus", title=f"Own {number}", by=officer)
    with django_assert_max_num_queries(len(first)):
        answer = client.get("/strategies/marlshire/")

    assert said(answer).count("govuk-task-list__item ") == 50


def test_title_and_end_year_are_changed(post, page, strategy):
    assert "Marlshire first" in said(page("strategy_edit", "marlshire"))

    answer = post("strategy_edit", "marlshire", title="New", end_year="", revision=1)

    assert answer.status_code == 302
    assert Strategy.objects.get().title == "New"


def test_a_stale_title_shows_both(post, strategy, officer):
    outline.describe(strategy, title="Theirs", end_year=None, revision=1, by=officer)

    answer = post("strategy_edit", "marlshire", title="Mine", end_year="", revision=1)

    assert answer.status_code == 409
    assert "<strong>Theirs</strong>" in said(answer)
    assert 'value="Mine"' in said(answer)
    post("strategy_edit", "marlshire", title="Mine", end_year="", revision=2)
    assert Strategy.objects.get().title == "Mine"


def test_the_switch_shares_and_stops_sharing(post, page, strategy):
    post("sharing", "marlshire", shared="on")
    assert Strategy.objects.get().is_shared_with_area_lead
    assert "Stop sharing the working draft" in said(page("strategy", "marlshire"))

    post("sharing", "marlshire")
    assert not Strategy.objects.get().is_shared_with_area_lead


def test_only_an_officer_turns_the_switch(client, strategy):
    client.force_login(a_person(Role.APPROVER, strategy.place))

    answer = client.post("/strategies/marlshire/sharing/", {"shared": "on"})

    assert answer.status_code == 403
    assert not Strategy.objects.get().is_shared_with_area_lead


def test_buttons_that_act_do_nothing_on_get(client, strategy, officer):
    client.force_login(officer)

    for address in ("sharing/", "parts/ideas/ready/", "parts/ideas/move/"):
        assert client.get(f"/strategies/marlshire/{address}").status_code == 405


def test_a_part_is_added_once(post, page, strategy):
    assert "Add a part" in said(page("part_add", "marlshire", query="?section=focus"))
    once = uuid.uuid4()
    for _ in range(20):
        post("part_add", "marlshire", section="focus", title="Our coast", once=once)

    assert strategy.parts.filter(title="Our coast").count() == 1
    assert "3.9 <a" in said(page("outline", "marlshire"))


def test_a_part_needs_a_section_and_a_name(post, strategy):
    answer = post("part_add", "marlshire", section="nowhere", once=uuid.uuid4())

    assert "Enter what the part is called" in said(answer)
    assert strategy.parts.count() == 26


def test_the_outline_is_changed_by_buttons(post, page, strategy):
    post("part_move", "marlshire", "summary", direction="up", revision=1)
    answer = said(page("outline", "marlshire"))
    assert answer.index(">Summary</a>") < answer.index(">Foreword</a>")

    assert "Remove “Ideas”?" in said(page("part_remove", "marlshire", "ideas"))
    post("part_remove", "marlshire", "ideas", base=0, revision=1)
    assert "Bring back" in said(page("outline", "marlshire"))
    post("part_bring_back", "marlshire", "ideas")
    assert Part.objects.get(key="ideas").removed_at is None


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("part_move", {"direction": "up", "revision": 1}),
        ("part_rename", {"title": "Mine", "revision": 1}),
        ("part_remove", {"base": 0, "revision": 1}),
        ("part_contributors", {"people": [], "revision": 1}),
    ],
)
def test_what_was_changed_meanwhile_is_shown_first(post, strategy, officer, name, data):
    part = strategy.parts.get(key="ideas")
    part.contributors.add(a_person(Role.CONTRIBUTOR, strategy.place))
    outline.rename(part, "Theirs", revision=1, by=officer)

    answer = post(name, "marlshire", "ideas", **data)

    assert answer.status_code == 409
    assert "Theirs" in said(answer) or name == "part_contributors"
    part.refresh_from_db()
    assert (part.title, part.removed_at, part.contributors.count()) == (
        "Theirs",
        None,
        1,
    )


def test_bent_posts_change_nothing(post, strategy):
    for name in ("part_move", "part_rename", "part_remove", "part_contributors"):
        answer = post(name, "marlshire", "ideas", revision="x", base="y")
        assert answer.status_code in (200, 302)

    assert Part.objects.get(key="ideas").revision == 1


def test_contributors_are_named_on_a_page(post, page, strategy):
    person = a_person(Role.CONTRIBUTOR, strategy.place, name="Con Brook")
    assert "Con Brook" in said(page("part_contributors", "marlshire", "ideas"))

    post("part_contributors", "marlshire", "ideas", people=[person.pk], revision=1)

    assert list(Part.objects.get(key="ideas").contributors.all()) == [person]
    assert "written with Con Brook" in said(page("outline", "marlshire"))


def test_a_place_without_contributors_is_told_where_to_invite(page, strategy):
    answer = said(page("part_contributors", "marlshire", "ideas"))

    assert "Nobody is a contributor of Marlshire LEP yet" in answer


def test_the_outline_is_the_same_few_queries_with_fifty_parts(
    client, strategy, officer, django_assert_max_num_queries
):
    client.force_login(officer)
    with django_assert_max_num_queries(10) as first:
        client.get("/strategies/marlshire/outline/")
    for number in range(24):
        outline.add_part(strategy, section="focus", title=f"Own {number}", by=officer)
    with django_assert_max_num_queries(len(first)):
        client.get("/strategies/marlshire/outline/")


def test_the_whole_text_is_read_with_numbers_contents_and_sources(
    page, strategy, officer
):
    for ref in ("E01", "E02"):
        ItemFactory(place=strategy.place, ref=ref, title=f"Item {ref}")
    drafting.save(strategy.parts.get(key="ideas"), "So [@E02].", base=0, by=officer)
    drafting.save(
        strategy.parts.get(key="people"), "And [@E01] [@E02] [@E9].", base=0, by=officer
    )

    answer = said(page("read", "marlshire"))

    assert 'href="#source-E02" rel' in answer or 'href="#source-E02">[1]' in answer
    assert '<li id="source-E02" value="1"' in answer
    assert '<li id="source-E01" value="2"' in answer
    assert "3.2 Ideas" in answer
    assert "[@E9] is not in your evidence base" in answer
    assert answer.count("Edit this part") == 26


def test_a_contributor_is_offered_only_their_parts_to_edit(client, strategy):
    person = a_person(Role.CONTRIBUTOR, strategy.place)
    strategy.parts.get(key="ideas").contributors.add(person)
    client.force_login(person)

    answer = said(client.get("/strategies/marlshire/read/"))

    assert answer.count("Edit this part") == 1


def test_reading_is_the_same_few_queries_with_fifty_parts(
    client, strategy, officer, django_assert_max_num_queries
):
    client.force_login(officer)
    with django_assert_max_num_queries(25) as first:
        client.get("/strategies/marlshire/read/")
    for number in range(24):
        part = outline.add_part(
            strategy, section="focus", title=f"Own {number}", by=officer
        )
        drafting.save(part, "Words.", base=0, by=officer)
    with django_assert_max_num_queries(len(first)):
        client.get("/strategies/marlshire/read/")


def test_signed_out_people_are_asked_to_sign_in(client, strategy):
    for address in ("/strategies/", "/strategies/add/", "/strategies/marlshire/"):
        assert client.get(address).status_code == 302
