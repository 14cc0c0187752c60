"""What each kind of person finds on their home page."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from office import jobs, ledger
from office.models import Mail, State
from people.models import Role, User
from reviews.models import Circulation, Export, Point, Reply
from strategies.models import Rendering
from tests.factories import (
    ImportantDateFactory,
    PlaceFactory,
    RelationFactory,
    StrategyFactory,
    UserFactory,
    a_person,
    an_administrator,
)
from tests.strategies.written import write


@pytest.fixture
def home_of(client):
    """The home page of somebody, as its words."""

    def read(user):
        client.force_login(user)
        answer = client.get("/")
        assert answer.status_code == 200
        return " ".join(answer.text.split())

    return read


def in_days(days):
    return f"{timezone.localdate() + timedelta(days=days):%-d %B %Y}"


def a_point(strategy, by, number=1, **fields):
    return Point.objects.create(
        strategy=strategy, round=strategy.rounds.first(), number=number,
        text="Say who will do this.", standing="taken", by=by,
        **{"sent_at": timezone.now(), "level": "must", **fields},
    )  # fmt: skip


# The place


def test_the_officer_reads_where_we_stand_with_whom_and_since_when(
    cast, strategy, bring_to, home_of
):
    User.objects.filter(pk=cast.area_lead.pk).update(name="Amrit Gill")
    bring_to("with_government")

    page = home_of(cast.officer)

    since = f"{timezone.localdate():%-d %B %Y}"
    assert f"with government, with Amrit Gill, since {since}." in page


def test_an_officer_of_a_place_that_writes_nothing_may_begin(home_of, db):
    officer = a_person(Role.OFFICER, PlaceFactory())

    assert 'href="/strategies/add/"' in home_of(officer)


@pytest.mark.parametrize("who", ["reader", "approver", "contributor"])
def test_others_are_not_asked_to_begin(cast, home_of, who):
    page = home_of(getattr(cast, who))

    assert "/strategies/add/" not in page
    assert "No strategy has been begun." in page


def test_everybody_carries_on_where_they_stopped(cast, strategy, home_of):
    write(strategy, "what-we-see", "First.", cast.officer)
    write(strategy, "what-we-choose", "Second.", cast.officer)
    write(strategy, "what-we-choose", "Third.", cast.second_officer)
    write(strategy, "what-we-see", "Fourth.", cast.second_officer)

    choose = strategy.parts.get(key="what-we-choose").get_absolute_url()
    see = strategy.parts.get(key="what-we-see").get_absolute_url()
    assert f'Carry on where you stopped</h2> <p class="govuk-body"><a class="govuk-link" href="{choose}"' in home_of(cast.officer)  # fmt: skip
    assert f'href="{see}"' in home_of(cast.second_officer)
    assert "Carry on" not in home_of(cast.reader)


@pytest.mark.parametrize(
    ("status", "who", "words"),
    [
        ("awaiting_approval", "approver", "Approve: A strategy, version 1"),
        ("awaiting_approval", "second_officer", "Approve: A strategy, version 1"),
        ("approved", "officer", "Submit to government: A strategy, version 1"),
        ("approved", "approver", "Submit to government: A strategy, version 1"),
    ],
)
def test_the_next_move_waits_for_whoever_may_take_it(
    cast, bring_to, home_of, status, who, words
):
    bring_to(status)

    assert words in home_of(getattr(cast, who))


@pytest.mark.parametrize(
    ("status", "who"),
    [
        ("awaiting_approval", "officer"),  # asked for it: somebody else approves
        ("awaiting_approval", "reader"),
        ("with_government", "officer"),
        ("drafting", "officer"),
    ],
)
def test_what_is_not_theirs_does_not_wait_for_them(
    cast, bring_to, home_of, status, who
):
    bring_to(status)

    assert "Waiting for you" not in home_of(getattr(cast, who))


def test_points_wait_for_the_officer_until_they_are_answered(
    cast, strategy, bring_to, home_of
):
    bring_to("with_government")
    first = a_point(strategy, cast.area_lead)
    a_point(strategy, cast.area_lead, 2, level="thought")
    a_point(strategy, cast.area_lead, 3, sent_at=None)

    page = home_of(cast.officer)
    assert "Reply to point 1</a>: Say who will do this." in page
    assert "Reply to point 2" not in page
    assert "Reply to point 3" not in page

    Reply.objects.create(point=first, text="The board.", by=cast.officer)
    assert "Reply to point" not in home_of(cast.officer)


def test_a_contributor_is_shown_their_own_parts_and_points(
    cast, strategy, bring_to, home_of
):
    bring_to("with_government")
    named = strategy.parts.get(key="what-we-see")
    named.contributors.add(cast.contributor)
    a_point(strategy, cast.area_lead, 1, part_key="what-we-see")
    a_point(strategy, cast.area_lead, 2, part_key="what-we-choose")

    page = home_of(cast.contributor)

    assert f"Write “{named.title}”" in page
    assert "Reply to point 1" in page
    assert "Reply to point 2" not in page
    assert "Reply to point" not in home_of(cast.reader)


def test_the_support_of_a_lep_waits_for_its_approver(cast, strategy, bring_to, home_of):
    supporter = PlaceFactory()
    RelationFactory(source=supporter, target=cast.place)
    chair = a_person(Role.APPROVER, supporter)
    reader = a_person(Role.READER, supporter)
    assert "Record your LEP’s support" not in home_of(chair)

    bring_to("awaiting_approval")
    assert "Record your LEP’s support: A strategy, version 1" in home_of(chair)
    assert "Record your LEP’s support" not in home_of(reader)

    strategy.in_question.supports.create(place=supporter, by=chair)
    assert "Record your LEP’s support" not in home_of(chair)


def test_what_others_did_since_is_told_and_what_one_did_is_not(
    cast, strategy, bring_to, home_of
):
    User.objects.update(last_seen_at=timezone.now() - timedelta(minutes=1))
    bring_to("with_government")
    cast.officer.refresh_from_db()

    page = home_of(cast.officer)

    assert f"{cast.approver.name} approved version 1" in page
    assert "submitted version 1" not in page
    User.objects.update(last_seen_at=timezone.now())
    assert "Changed since you were here" not in home_of(
        User.objects.get(pk=cast.officer.pk)
    )


def test_what_government_does_inside_is_not_told_to_the_place(
    cast, strategy, bring_to, home_of
):
    User.objects.update(last_seen_at=timezone.now() - timedelta(minutes=1))
    bring_to("with_government")
    chain = ledger.strategy_chain(strategy.pk)
    ledger.record(chain, "close_point", by=cast.area_lead, facts={"point": 7})

    assert "closed point 7" not in home_of(User.objects.get(pk=cast.officer.pk))


def test_what_is_open_before_submitting_is_counted(cast, home_of):
    """In the real edition, where gates and musts are open from the start."""
    strategy = StrategyFactory(place=cast.place)

    page = home_of(cast.officer)

    assert re.search(r"\d+ things? stands? in the way\.", page)
    assert re.search(r"\d+ more things? the prospectus needs (is|are) open\.", page)
    assert f"{strategy.get_absolute_url()}checklist/open/" in page


@pytest.mark.parametrize("status", ["with_government", "agreed"])
def test_nothing_is_counted_while_it_is_not_with_the_place(
    cast, bring_to, home_of, status
):
    bring_to(status)

    assert "Before you can submit" not in home_of(cast.officer)


def test_our_dates_are_those_of_the_next_four_weeks(cast, home_of):
    ImportantDateFactory(place=cast.place, title="Board meets", on=in_days(10))
    ImportantDateFactory(place=cast.place, title="Launch", on=in_days(40))
    ImportantDateFactory(title="Elsewhere", on=in_days(10))

    page = home_of(cast.officer)

    assert f"{in_days(10)}: Board meets" in page
    assert "Launch" not in page
    assert "Elsewhere" not in page


def test_after_the_agreement_the_officer_reads_that_it_is_agreed(
    cast, bring_to, home_of
):
    bring_to("agreed")

    page = home_of(cast.officer)

    assert "A strategy</a>: agreed with government, since" in page
    assert "Begin one" in page


# Government


def test_the_area_lead_reads_what_waits_the_oldest_first(
    cast, strategy, bring_to, home_of
):
    bring_to("with_government")

    page = home_of(cast.area_lead)

    assert "A strategy</a>, version 1, since" in page
    assert "not started" in page
    assert "What changed since" not in page


def test_from_the_second_round_on_they_compare_with_what_they_read(
    cast, bring_to, take, home_of
):
    bring_to("returned")
    take("ask_for_approval", cast.officer)
    take("approve", cast.approver)
    take("submit", cast.officer)

    page = home_of(cast.area_lead)

    assert "/versions/compare/?from=1&amp;to=2" in page
    assert "What changed since version 1" in page


def test_the_area_leads_places_have_a_row_each(cast, strategy, home_of):
    PlaceFactory(name="Elsewhere")

    page = home_of(cast.area_lead)

    assert "Marlshire LEP</a>" in page
    assert "Elsewhere" not in page


def test_the_area_lead_reads_what_places_did_since(cast, strategy, bring_to, home_of):
    User.objects.update(last_seen_at=timezone.now() - timedelta(minutes=1))
    bring_to("with_government")

    page = home_of(User.objects.get(pk=cast.area_lead.pk))

    assert f"{cast.officer.name} submitted version 1 to government" in page
    assert f'href="{strategy.get_absolute_url()}history/"' in page
    assert "froze" not in page


def test_the_area_lead_reads_who_has_not_answered(cast, strategy, bring_to, home_of):
    bring_to("with_government")
    assert "Every point you sent has a reply." in home_of(cast.area_lead)

    point = a_point(strategy, cast.area_lead)

    assert f'href="{point.get_absolute_url()}">point 1</a>' in home_of(cast.area_lead)


def test_the_area_lead_reads_what_is_with_ministers_and_when_places_launch(
    cast, bring_to, home_of
):
    bring_to("with_ministers")
    ImportantDateFactory(
        place=cast.place, title="Launch", what="launch", on="March 2099"
    )

    page = home_of(cast.area_lead)

    assert "No version is with you." in page
    assert "version 1: with ministers since" in page
    assert "launch, March 2099" in page


def test_a_reviewer_reads_what_was_sent_to_them_and_by_when(cast, bring_to, home_of):
    strategy = bring_to("with_government")
    reviewer = a_person(Role.REVIEWER, PlaceFactory())
    assert "Nothing waits for you." in home_of(reviewer)

    Circulation.objects.create(
        round=strategy.rounds.get(), user=reviewer, by=cast.area_lead,
        due_on=timezone.localdate() + timedelta(days=10),
    )  # fmt: skip

    page = home_of(reviewer)
    assert f"A strategy</a>, version 1: comments by {in_days(10)}" in page


def test_somebody_without_a_role_is_told_so(home_of, db):
    assert "Nothing waits for you." in home_of(UserFactory())


# Administrators


def test_the_administrator_reads_how_every_place_stands_in_a_sentence(cast, home_of):
    StrategyFactory(place=cast.place)

    page = home_of(cast.administrator)

    assert "2 places: 1 not begun, 1 being drafted." in page


def test_the_administrator_reads_the_gaps(cast, home_of):
    page = home_of(cast.administrator)

    assert "Places without an Area Lead: 1<" in page
    assert "Places without an approver: 1<" in page
    everybody_but_oneself = User.objects.filter(last_login=None).count()
    assert f"People who never signed in: {everybody_but_oneself}<" in page


def test_the_administrator_reads_what_is_due_this_week(cast, home_of):
    ImportantDateFactory(place=cast.place, title="Board meets", on=in_days(3))
    ImportantDateFactory(place=cast.place, title="Launch", on=in_days(9))

    page = home_of(cast.administrator)

    assert f"{in_days(3)}: Board meets (Marlshire LEP)" in page
    assert "Launch" not in page


def test_the_administrator_reads_of_mails_and_of_jobs_of_every_kind_that_failed(
    cast, bring_to, home_of
):
    bring_to("agreed")
    assert "Mails and jobs that failed</h2> <p class=\"govuk-body\">None.</p>" in home_of(cast.administrator)  # fmt: skip

    failed, unknown = Mail.objects.all()[:2]
    Mail.objects.filter(pk=failed.pk).update(state=Mail.State.FAILED)
    Mail.objects.filter(pk=unknown.pk).update(state=Mail.State.UNKNOWN)
    Rendering.objects.update(state=State.FAILED)
    Export.objects.create(chosen_by="All", state=State.FAILED)

    page = home_of(cast.administrator)
    assert "2 mails failed or may not have arrived" in page
    failed_jobs = Rendering.objects.count() + 1
    assert f"{failed_jobs} PDFs or downloads could not be made" in page
    assert {Rendering, Export} <= set(jobs.kinds())


def test_the_administrator_reads_what_is_agreed_and_not_handed_over(
    cast, bring_to, home_of
):
    strategy = bring_to("agreed")
    assert "A strategy</a>, agreed 2 November 2026" in home_of(cast.administrator)

    export = Export.objects.create(chosen_by="All")
    export.strategies.add(strategy)

    assert "agreed 2 November 2026" not in home_of(cast.administrator)


@pytest.mark.parametrize("address", ["/people/", "/dates/", "/reminders/", "/places/"])
def test_the_administrator_finds_the_way_to_people_dates_and_holds(
    address, home_of, db
):
    assert f'href="{address}"' in home_of(an_administrator())


# In how many queries


@pytest.mark.parametrize(
    "who",
    ["officer", "contributor", "approver", "area_lead", "reviewer", "administrator"],
)
@pytest.mark.parametrize("status", ["drafting", "with_government", "returned"])
@pytest.mark.parametrize("many", [1, 12])
def test_a_home_costs_ten_queries_at_most(
    cast, bring_to, client, who, status, many, django_assert_max_num_queries
):
    User.objects.update(last_seen_at=timezone.now() - timedelta(days=1))
    bring_to(status)
    user = User.objects.get(pk=getattr(cast, who).pk)
    for _ in range(many):
        place = PlaceFactory()
        StrategyFactory(place=place, status="agreed")
        ImportantDateFactory(place=place, on=in_days(2))
        if who in ("area_lead", "reviewer"):
            user.memberships.create(place=place, role=who)
    client.force_login(user)
    client.get("/")

    with django_assert_max_num_queries(10):
        client.get("/")
