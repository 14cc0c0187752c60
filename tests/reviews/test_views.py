import re

import pytest
from django.urls import reverse

from office.models import Mail
from people.models import Role
from reviews.models import Judgement, Point
from strategies.models import Status, Version
from tests.factories import PlaceFactory, RelationFactory, a_person
from tests.reviews.conftest import find_everything_shown


@pytest.fixture
def go(client):
    """Sign somebody in and open, or post to, an address of the strategy."""

    def gone(user, strategy, path, data=None):
        client.force_login(user)
        address = f"{strategy.get_absolute_url()}{path}"
        return client.get(address) if data is None else client.post(address, data)

    return gone


def once_in(response):
    """The one-use token that the page's form carries."""
    return re.search(r'name="once" value="([^"]+)"', response.content.decode())[1]


def test_a_move_is_taken_from_its_page(cast, strategy, go):
    page = go(cast.officer, strategy, "moves/ask_for_approval/")
    answer = go(cast.officer, strategy, "moves/ask_for_approval/", {"note": "Ready."})

    assert "The text is frozen as a new version" in page.content.decode()
    assert answer.status_code == 302
    strategy.refresh_from_db()
    assert strategy.status == Status.AWAITING_APPROVAL


def test_a_second_click_on_a_move_changes_nothing(cast, strategy, go):
    go(cast.officer, strategy, "moves/ask_for_approval/", {"note": ""})
    answer = go(cast.officer, strategy, "moves/ask_for_approval/", {"note": ""})

    assert answer.status_code == 302
    assert Version.objects.count() == 1


def test_a_move_on_another_version_is_refused_with_what_was_typed(
    cast, strategy, bring_to, go
):
    bring_to("with_government")

    answer = go(
        cast.area_lead, strategy, "moves/send_back/",
        {"note": "A long letter.", "version": "7"},
    )  # fmt: skip

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "You read version 7, but version 1 is now in question" in page
    assert "A long letter." in page


def test_an_unknown_move_does_not_exist(cast, strategy, go):
    assert go(cast.officer, strategy, "moves/abolish/").status_code == 404


def test_extra_fields_in_a_move_do_nothing(cast, strategy, go):
    go(
        cast.officer, strategy, "moves/ask_for_approval/",
        {"note": "", "status": "agreed", "place": "1", "by": "1"},
    )  # fmt: skip

    strategy.refresh_from_db()
    assert strategy.status == Status.AWAITING_APPROVAL


def test_the_area_lead_starts_reading_and_the_place_is_told(
    cast, strategy, bring_to, go
):
    bring_to("with_government")
    Mail.objects.all().delete()

    go(cast.area_lead, strategy, "review/start/", {})
    go(cast.area_lead, strategy, "review/start/", {})

    round_ = strategy.rounds.get()
    assert round_.reading_by == cast.area_lead
    told = set(Mail.objects.values_list("address", flat=True))
    assert told == {
        cast.officer.email,
        cast.second_officer.email,
        cast.approver.email,
    }


def test_a_point_stays_with_government_until_it_is_sent(cast, strategy, bring_to, go):
    bring_to("with_government")
    token = once_in(go(cast.area_lead, strategy, "points/add/"))
    point = {"level": "must", "text": "Say who will do this.", "once": token}

    go(cast.area_lead, strategy, "points/add/", point)
    go(cast.area_lead, strategy, "points/add/", point)

    assert Point.objects.count() == 1
    assert go(cast.officer, strategy, "points/1/").status_code == 404
    assert b"Say who will do this" not in go(cast.officer, strategy, "review/").content
    go(cast.area_lead, strategy, "review/send/", {"points": "1"})
    assert go(cast.officer, strategy, "points/1/").status_code == 200
    assert b"Say who will do this" in go(cast.officer, strategy, "review/").content


def test_the_place_replies_and_the_area_lead_closes(cast, strategy, bring_to, go):
    bring_to("with_government")
    point = a_sent_point(strategy, cast.area_lead)
    token = once_in(go(cast.officer, strategy, f"points/{point.number}/"))

    reply = {"text": "We disagree, because…", "once": token}
    go(cast.officer, strategy, "points/1/", reply)
    go(cast.officer, strategy, "points/1/", reply)
    go(cast.area_lead, strategy, "points/1/close/", {"note": "Fair enough."})

    point.refresh_from_db()
    assert [r.text for r in point.replies.all()] == ["We disagree, because…"]
    assert (point.closed_by, point.closed_note) == (cast.area_lead, "Fair enough.")


def test_a_note_on_closing_that_is_too_long_is_asked_for_again(
    cast, strategy, bring_to, go
):
    bring_to("with_government")
    point = a_sent_point(strategy, cast.area_lead)

    page = go(cast.area_lead, strategy, "points/1/close/", {"note": "x" * 2001})

    assert "There is a problem" in page.text
    assert "x" * 2001 in page.text
    point.refresh_from_db()
    assert point.closed_at is None


def a_sent_point(strategy, by, **fields):
    return Point.objects.create(
        strategy=strategy,
        round=strategy.rounds.last(),
        number=1,
        level="must",
        text="Say more.",
        standing="taken",
        sent_at=strategy.begun_at,
        by=by,
        **fields,
    )


@pytest.mark.parametrize("who", ["contributor", "reader", "approver"])
def test_only_officers_and_named_contributors_reply(who, cast, strategy, bring_to, go):
    bring_to("with_government")
    a_sent_point(strategy, cast.area_lead, part_key="what-we-see")

    answer = go(getattr(cast, who), strategy, "points/1/", {"text": "Mine."})

    assert answer.status_code == 403


def test_a_contributor_replies_on_a_part_they_are_named_to(
    cast, strategy, bring_to, go
):
    bring_to("with_government")
    a_sent_point(strategy, cast.area_lead, part_key="what-we-see")
    strategy.parts.get(key="what-we-see").contributors.add(cast.contributor)
    token = once_in(go(cast.contributor, strategy, "points/1/"))

    go(cast.contributor, strategy, "points/1/", {"text": "Done.", "once": token})

    assert Point.objects.get().replies.get().by == cast.contributor


def test_a_reviewer_reads_what_is_circulated_and_the_area_lead_takes_over(
    cast, strategy, bring_to, go
):
    bring_to("with_government")
    elsewhere = a_person(Role.REVIEWER, PlaceFactory(), department="DfT")
    assert go(elsewhere, strategy, "review/").status_code == 404

    token = once_in(go(cast.area_lead, strategy, "review/circulate/"))
    go(
        cast.area_lead, strategy, "review/circulate/",
        {"people": elsewhere.pk, "due_on_day": "1", "due_on_month": "2",
         "due_on_year": "2099", "once": token},
    )  # fmt: skip
    token = once_in(go(elsewhere, strategy, "points/add/"))
    go(
        elsewhere, strategy, "points/add/",
        {"level": "should", "text": "Name the road.", "once": token},
    )  # fmt: skip
    go(cast.area_lead, strategy, "points/1/take-over/", {})

    assert go(elsewhere, strategy, "versions/1/").status_code == 200
    assert Point.objects.get().standing == Point.Standing.TAKEN


def test_a_reviewers_point_is_left_out_only_with_a_reason(cast, strategy, bring_to, go):
    bring_to("with_government")
    point = Point.objects.create(
        strategy=strategy, round=strategy.rounds.get(), number=1, level="should",
        text="Perhaps.", standing="proposed", by=cast.reviewer,
    )  # fmt: skip

    refused = go(cast.area_lead, strategy, "points/1/leave-out/", {"reason": ""})
    go(cast.area_lead, strategy, "points/1/leave-out/", {"reason": "Not ours to say."})

    assert "Say why you do not take this point over" in refused.content.decode()
    point.refresh_from_db()
    assert point.not_taken_because == "Not ours to say."


def test_findings_are_kept_for_a_section_at_once(cast, strategy, bring_to, go):
    bring_to("with_government")

    answer = go(
        cast.area_lead, strategy, "review/findings/story/",
        {"GP-1-finding": "shown", "GP-2-finding": "not_yet", "GP-2-reason": "Choose."},
    )  # fmt: skip

    assert answer.status_code == 302
    assert dict(Judgement.objects.values_list("criterion", "finding")) == {
        "GP-1": "shown",
        "GP-2": "not_yet",
    }


def test_more_needed_without_a_reason_saves_nothing(cast, strategy, bring_to, go):
    bring_to("with_government")

    answer = go(
        cast.area_lead, strategy, "review/findings/story/",
        {"GP-1-finding": "shown", "GP-2-finding": "not_yet"},
    )  # fmt: skip

    assert "GP-2: give a sentence of reason" in answer.content.decode()
    assert not Judgement.objects.exists()


def test_a_stale_finding_shows_the_other_and_saves_nothing(
    cast, strategy, bring_to, go
):
    bring_to("with_government")
    find_everything_shown(strategy, cast.area_lead)
    Judgement.objects.filter(criterion="GP-1").update(revision=4)

    answer = go(
        cast.area_lead, strategy, "review/findings/story/",
        {"GP-1-finding": "not_yet", "GP-1-reason": "More.", "GP-1-revision": "3"},
    )  # fmt: skip

    assert answer.status_code == 409
    assert Judgement.objects.get(criterion="GP-1").finding == "shown"


def test_the_place_sees_what_was_found_only_once_it_is_sent(
    cast, strategy, bring_to, take, go
):
    bring_to("with_government")
    find_everything_shown(strategy, cast.area_lead)
    Judgement.objects.filter(criterion="GP-2").update(
        finding="not_yet", reason="Secret"
    )

    assert b"Secret" not in go(cast.officer, strategy, "review/").content
    take("send_back", cast.area_lead)
    assert b"Secret" in go(cast.officer, strategy, "review/").content


def test_a_supporting_leps_approver_records_support(cast, strategy, bring_to, go):
    supporter = PlaceFactory()
    RelationFactory(source=supporter, target=cast.place)
    chair = a_person(Role.APPROVER, supporter)
    bring_to("awaiting_approval")

    refused = go(chair, strategy, "support/", {"version": "9", "note": ""})
    answer = go(chair, strategy, "support/", {"version": "1", "note": ""})
    go(chair, strategy, "support/", {"version": "1", "note": ""})

    assert "You read version 9" in refused.content.decode()
    assert answer.status_code == 302
    assert strategy.in_question.supports.get().place == supporter


def test_each_side_reads_the_history_it_may_know(cast, strategy, bring_to, go):
    bring_to("with_government")
    a_sent_point(strategy, cast.area_lead)
    go(cast.area_lead, strategy, "points/1/close/", {"note": ""})

    assert b"closed point 1" in go(cast.area_lead, strategy, "history/").content
    page = go(cast.officer, strategy, "history/").content.decode()
    assert "closed point 1" not in page
    assert "submitted version 1 to government" in page


def test_where_every_place_stands_in_words(cast, strategy, client):
    client.force_login(cast.area_lead)

    page = client.get(reverse("reviews:places")).content.decode()

    assert "2 places: 1 not begun, 1 being drafted." in page
    assert page.index("Marlshire LEP") < page.index("Place ")


def test_the_list_of_places_takes_as_many_queries_for_fifty(
    cast, strategy, client, django_assert_max_num_queries
):
    for _ in range(50):
        a_person(Role.AREA_LEAD, PlaceFactory())
    client.force_login(cast.administrator)

    with django_assert_max_num_queries(16):
        client.get(reverse("reviews:places"))


@pytest.mark.parametrize("who", ["officer", "area_lead", "reviewer", "administrator"])
def test_everybody_finds_a_home(who, cast, strategy, bring_to, client):
    bring_to("with_government")
    client.force_login(getattr(cast, who))

    assert client.get("/").status_code == 200


def test_on_a_second_submission_the_comparison_is_one_link_away(
    cast, strategy, bring_to, take, go
):
    bring_to("returned")
    take("ask_for_approval", cast.officer)
    take("approve", cast.approver)
    take("submit", cast.officer)

    page = go(cast.area_lead, strategy, "review/").content.decode()

    assert "Second set of comments" in page
    assert "versions/compare/?from=1&amp;to=2" in page
    assert (
        go(cast.area_lead, strategy, "versions/compare/?from=1&to=2").status_code == 200
    )
