"""What is promised with others, and what they say of exactly these words."""

import pytest
import time_machine
from django.template.loader import render_to_string
from django.urls import reverse

from office.models import Mail
from people.models import Relation, Role
from strategies import commitments, document, proposing, records
from strategies.models import Commitment, RecordChange
from strategies.pen import Pen
from tests.factories import PlaceFactory, RelationFactory, a_person
from tests.strategies.pages import address, queries, said

WORDS = {"title": "We will share a bus ticket", "text": "From **2021**."}


@pytest.fixture
def northmark(db):
    return PlaceFactory(name="Northmark", slug="northmark")


@pytest.fixture
def approver(northmark):
    return a_person(Role.APPROVER, northmark, name="Rhona Pike")


@pytest.fixture
def shared(strategy, officer, northmark):
    """With Northmark, and not proposed yet."""
    made = Commitment(
        strategy=strategy, voice="neighbour", neighbour=northmark, **WORDS
    )
    return records.add(made, by=officer)


@pytest.fixture
def proposed(shared, officer):
    proposing.propose(shared, by=officer)
    return shared


def row_of(strategy, ref="K1"):
    rows = document.build(strategy)["records"]["commitments"]
    return next(row for row in rows if row["ref"] == ref)


def answered(commitment, by, answer, **more):
    wording = commitments.wording_of(commitments.values_of(commitment))
    return proposing.answer_proposal(commitment, answer, by=by, wording=wording, **more)


def edited(post, commitment, **changed):
    record = Commitment.objects.get(pk=commitment.pk)
    data = {
        "voice": record.voice,
        "title": record.title,
        "text": record.text,
        "department": record.department,
        "neighbour": record.neighbour.slug if record.neighbour else "",
        "revision": record.revision,
    }
    return post(
        "record_edit", record.strategy, "commitments", record.ref, **data | changed
    )


def test_only_words_and_whom_they_are_with_make_the_wording():
    row = {"voice": "neighbour", "neighbour": "northmark", "department": "", **WORDS}

    same = commitments.wording_of(row | {"title": "We will  share a bus ticket "})
    assert same == commitments.wording_of(row)
    assert commitments.wording_of(row | {"text": "From **2022**."}) != same
    assert commitments.wording_of(row | {"neighbour": "carrow"}) != same


def test_what_is_ours_alone_waits_for_nobody(strategy, officer):
    records.add(Commitment(strategy=strategy, voice="ours", **WORDS), by=officer)

    assert row_of(strategy)["standing"] == "ours"
    assert row_of(strategy)["answer"] == ""
    assert row_of(strategy)["standing_words"] == ""


def test_a_commitment_with_a_neighbour_prints_the_truth(
    strategy, shared, officer, approver
):
    said_of = [row_of(strategy)["standing_words"]]
    proposing.propose(shared, by=officer)
    said_of.append(row_of(strategy)["standing_words"])
    with time_machine.travel("2099-05-03T12:00:00Z"):
        answered(shared, approver, "confirmed")
    said_of.append(row_of(strategy)["standing_words"])

    assert said_of == [
        "Not yet proposed to Northmark LEP",
        "Proposed to Northmark LEP, not yet confirmed",
        "Confirmed by Northmark LEP on 3 May 2099",
    ]
    assert row_of(strategy)["answer"] == "confirmed"


def test_a_changed_wording_is_unconfirmed_again_and_both_sides_are_told(
    strategy, proposed, officer, second, approver, post, mailoutbox
):
    answered(proposed, approver, "confirmed")
    Mail.objects.all().delete()

    edited(post, proposed, text="From **2022**.")

    assert row_of(strategy)["answer"] == ""
    assert row_of(strategy)["standing"] == "changed"
    assert "not confirmed" in row_of(strategy)["standing_words"]
    told = {mail.to_id: mail for mail in Mail.objects.all()}
    assert set(told) == {second.pk, approver.pk}
    assert "2022" in told[approver.pk].text


def test_the_former_words_put_back_are_confirmed_as_they_were(
    strategy, proposed, approver, post
):
    answered(proposed, approver, "confirmed")
    edited(post, proposed, title="Other")

    edited(post, proposed, title=WORDS["title"])

    assert row_of(strategy)["answer"] == "confirmed"


def test_another_priority_or_order_changes_no_answer(
    strategy, proposed, approver, post
):
    answered(proposed, approver, "declined", note="Not ours to do")
    before = Mail.objects.count()

    edited(post, proposed, priority="")

    assert row_of(strategy)["answer"] == "declined"
    assert Mail.objects.count() == before


def test_the_words_that_a_neighbour_proposes_can_be_taken(
    strategy, proposed, approver, post, page
):
    other = "We will share one ticket\n\nFrom **2023**."
    given = answered(proposed, approver, "amended", amended=other, note="Later")

    shown = said(page("commitment_take", strategy, "K1", given.pk))
    wording = commitments.wording_of(commitments.values_of(proposed))
    post("commitment_take", strategy, "K1", given.pk, wording=wording)

    proposed.refresh_from_db()
    assert "What would change" in shown
    assert (proposed.title, proposed.text) == (
        "We will share one ticket",
        "From **2023**.",
    )
    assert row_of(strategy)["answer"] == "confirmed"
    assert RecordChange.objects.filter(ref="K1").count() == 2


def test_words_are_not_taken_once_who_proposed_them_has_declined(
    strategy, proposed, approver, post
):
    other = answered(proposed, approver, "amended", amended="A bus")
    answered(proposed, approver, "declined", note="Not this year")
    wording = commitments.wording_of(commitments.values_of(proposed))

    post("commitment_take", strategy, "K1", other.pk, wording=wording)

    proposed.refresh_from_db()
    assert proposed.title != "A bus"
    assert row_of(strategy)["answer"] == "declined"


def test_words_that_changed_meanwhile_are_not_proposed_unread(strategy, shared, post):
    answer = post("commitment_propose", strategy, "K1", wording="of other words")

    assert answer.status_code == 409
    shared.refresh_from_db()
    assert shared.proposed_at is None


def test_an_answer_to_other_words_is_not_taken_down(proposed, approver):
    with pytest.raises(proposing.Changed):
        proposing.answer_proposal(proposed, "confirmed", by=approver, wording="old")


def test_a_withdrawn_proposal_is_seen_no_more_and_its_answer_counts_no_more(
    strategy, proposed, officer, approver, post
):
    answered(proposed, approver, "confirmed")

    post("commitment_withdraw", strategy, "K1")

    assert not proposing.proposed_to(approver).exists()
    assert row_of(strategy)["standing"] == "not_proposed"
    proposed.refresh_from_db()
    proposing.propose(proposed, by=officer)
    assert row_of(strategy)["standing"] == "proposed"


def test_another_neighbour_is_asked_anew(strategy, proposed, approver, post):
    PlaceFactory(name="Carrow", slug="carrow")
    answered(proposed, approver, "confirmed")

    edited(post, proposed, neighbour="carrow")

    assert row_of(strategy)["standing_words"] == "Not yet proposed to Carrow LEP"


def test_what_does_not_belong_to_the_voice_is_let_go(strategy, proposed, post):
    edited(post, proposed, voice="department", department="dft")

    proposed.refresh_from_db()
    assert (proposed.neighbour, proposed.proposed_at) == (None, None)
    assert row_of(strategy)["with"] == "Department for Transport"


def test_those_who_share_ground_are_offered_first(strategy, place, page):
    PlaceFactory(name="Aston")
    near = PlaceFactory(name="Zennor")
    RelationFactory(source=near, target=place, kind=Relation.Kind.SHARES_GROUND)

    form = page("record_add", strategy, "commitments").context["form"]

    offered = [label for _, label in form.fields["neighbour"].choices]
    assert offered[1] == "Zennor LEP – shares ground with you"
    assert "Aston LEP" in offered


def test_the_page_lists_by_voice_with_what_changed(
    strategy, proposed, approver, post, page
):
    answered(proposed, approver, "confirmed", note="Gladly")
    edited(post, proposed, text="From **2022**.")

    shown = said(page("commitments", strategy))

    assert "With a neighbouring place" in shown
    assert "Gladly" in shown
    assert "<del>2021.</del>" in shown
    assert "<ins>2022.</ins>" in shown


def test_moving_keeps_to_its_own_voice(strategy, officer):
    for voice in ("ours", "department", "ours"):
        records.add(Commitment(strategy=strategy, voice=voice, **WORDS), by=officer)

    records.move(Commitment.objects.get(ref="K3"), up=True)

    refs = [one.ref for one in Commitment.objects.filter(voice="ours")]
    assert refs == ["K3", "K1"]


def test_the_list_costs_the_same_for_one_and_for_fifty(
    strategy, proposed, officer, northmark, approver, client
):
    client.force_login(officer)
    url = reverse("strategies:commitments", args=[strategy.slug])
    answered(proposed, approver, "confirmed")
    one = queries(lambda: client.get(url))
    for _ in range(49):
        more = Commitment(
            strategy=strategy, voice="neighbour", neighbour=northmark, **WORDS
        )
        records.add(more, by=officer)
        proposing.propose(more, by=officer)
        answered(more, approver, "confirmed")

    assert queries(lambda: client.get(url)) == one
    assert one <= 10


def test_only_neighbours_are_proposed_to(strategy, officer, client):
    records.add(Commitment(strategy=strategy, voice="ours", **WORDS), by=officer)
    client.force_login(officer)

    assert client.get(address("commitment_propose", strategy, "K1")).status_code == 404


def test_what_prints_is_by_whose_it_is_and_says_how_it_stands(
    strategy, proposed, officer
):
    ours = Commitment(strategy=strategy, voice="ours", title="We will plant trees")
    records.add(ours, by=officer)

    pen = Pen(document.build(strategy))
    [listing] = pen.listings(["commitments"])
    html = render_to_string(listing.template, {"rows": listing.rows, "caption": "All"})

    assert [row["whose"] for row in listing.rows] == [
        "What we will do",
        "With Northmark LEP",
    ]
    assert "Proposed to Northmark LEP, not yet confirmed." in html
    assert "<strong>2021</strong>" in html
