from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from office import ledger
from office.models import Mail
from office.uploads import CheckedFile, sort_of
from people.models import Role
from reviews.diagram import diagram
from reviews.models import Agreement, Approval, Judgement, Point, Reply, Round
from reviews.workflow import MOVES, Blocked, moves_for, perform
from strategies import outline
from strategies.models import Status, Strategy
from strategies.models.version import Disclosure, Rendering
from strategies.prospectus.shapes import GATES
from tests.factories import MembershipFactory, PlaceFactory, RelationFactory, a_person
from tests.reviews.conftest import DECISION, NOTE, find_everything_shown

ROLES = (
    "officer", "second_officer", "contributor", "approver", "reader", "area_lead",
    "reviewer", "administrator", "stranger",
)  # fmt: skip
OFFICERS = ("officer", "second_officer")
LIVE = [status for status in Status if status not in (Status.AGREED, Status.WITHDRAWN)]

# The whole process: who may take which move from where.
TABLE = {
    "ask_for_approval": (OFFICERS, ["drafting", "returned"]),
    "take_back": ((*OFFICERS, "approver"), ["awaiting_approval", "approved"]),
    "approve": (("approver",), ["awaiting_approval"]),
    "submit": ((*OFFICERS, "approver"), ["approved"]),
    "ask_back": (OFFICERS, ["with_government"]),
    "send_back": (("area_lead",), ["with_government", "with_ministers"]),
    "send_to_ministers": (("area_lead",), ["with_government"]),
    "agree": (("area_lead",), ["with_government", "with_ministers"]),
    "withdraw": (("approver",), LIVE),
    "reinstate": (("approver",), ["withdrawn"]),
    "pause": ((*OFFICERS, "area_lead", "administrator"), LIVE),
    "resume": ((*OFFICERS, "area_lead", "administrator"), []),
}


@pytest.mark.parametrize("status", Status.values)
def test_each_move_is_open_only_to_its_roles_from_its_statuses(status, cast, bring_to):
    strategy = bring_to(status)
    if status in ("with_government", "with_ministers"):
        find_everything_shown(strategy, cast.area_lead)

    taken = {
        (verb, role)
        for verb in MOVES
        for role in ROLES
        if could_take(verb, strategy, getattr(cast, role))
    }

    assert taken == {
        (verb, role)
        for verb, (roles, statuses) in TABLE.items()
        for role in roles
        if status in statuses
    }


def could_take(verb, strategy, user):
    """Whether the move goes through; whatever it did is undone."""
    try:
        with transaction.atomic():
            perform(
                MOVES[verb],
                strategy,
                by=user,
                note=NOTE,
                version=strategy.in_question.number if strategy.in_question else None,
                facts=DECISION,
            )
            transaction.set_rollback(True)
    except (PermissionDenied, Blocked):
        return False
    return True


def test_every_gate_of_an_edition_is_a_move_of_the_table():
    assert set(GATES) <= set(MOVES)


def test_the_readme_shows_the_table_as_it_is():
    assert diagram() in Path("README.md").read_text()


def test_a_strategy_goes_all_the_way(cast, strategy, take):
    take("ask_for_approval", cast.officer)
    take("approve", cast.approver)
    take("submit", cast.officer)
    take("send_back", cast.area_lead, note="Please say more about people.")
    take("ask_for_approval", cast.officer)
    take("approve", cast.approver)
    take("submit", cast.officer)
    find_everything_shown(strategy, cast.area_lead)
    take("agree", cast.area_lead, **DECISION)

    strategy.refresh_from_db()
    assert strategy.status == Status.AGREED
    assert [r.outcome for r in strategy.rounds.order_by("number")] == [
        "sent_back",
        "agreed",
    ]
    agreement = Agreement.objects.get()
    assert agreement.version.number == 2
    assert agreement.version.approval.by == cast.approver
    assert agreement.sha256 == agreement.version.sha256
    assert list(ledger.faults()) == []


def test_a_move_of_somebody_without_the_role_is_refused_and_leaves_no_trace(
    cast, strategy
):
    before = ledger.entries(ledger.strategy_chain(strategy.pk)).count()

    with pytest.raises(PermissionDenied):
        perform(MOVES["ask_for_approval"], strategy, by=cast.reader)

    assert ledger.entries(ledger.strategy_chain(strategy.pk)).count() == before


def test_a_role_that_ended_no_longer_moves_anything(cast, strategy):
    cast.officer.memberships.update(until=date(2020, 1, 1), since=date(2019, 1, 1))

    with pytest.raises(PermissionDenied):
        perform(MOVES["ask_for_approval"], strategy, by=cast.officer)


def test_a_decision_on_a_version_that_is_no_longer_in_question_is_refused(
    cast, strategy, take
):
    take("ask_for_approval", cast.officer)
    take("take_back", cast.officer)
    take("ask_for_approval", cast.officer)

    with pytest.raises(Blocked, match="You read version 1, but version 2"):
        perform(MOVES["approve"], strategy, by=cast.approver, version=1)

    assert not Approval.objects.exists()


def test_a_decision_without_a_version_is_refused(cast, strategy, bring_to):
    bring_to("awaiting_approval")

    with pytest.raises(Blocked, match="Say which version you read"):
        perform(MOVES["approve"], strategy, by=cast.approver)


def test_who_froze_the_version_does_not_approve_it(cast, strategy, take):
    MembershipFactory(user=cast.officer, role=Role.APPROVER, place=cast.place)
    take("ask_for_approval", cast.officer)

    with pytest.raises(Blocked, match="Somebody else"):
        take("approve", cast.officer)


def test_an_officer_records_the_boards_decision_with_its_minute(
    cast, strategy, bring_to, take
):
    bring_to("awaiting_approval")
    upload = SimpleUploadedFile(
        "minute.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
    )
    minute = CheckedFile(upload, "minute.pdf", sort_of(upload.file, "minute.pdf"))

    with pytest.raises(Blocked) as blocked:
        take("approve", cast.second_officer)
    take(
        "approve", cast.second_officer,
        board="LEP board", decided_on=date(2026, 10, 9), minute=minute,
    )  # fmt: skip

    assert blocked.value.reasons == [
        "Say which board decided.",
        "Say when the board decided.",
        "Add the board's minute as a file.",
    ]
    approval = Approval.objects.get()
    assert (approval.is_recorded, approval.board) == (True, "LEP board")
    assert approval.minute_name == "minute.pdf"
    assert "minute" not in approval.minute.name.removeprefix("minutes/")


def test_submitting_opens_a_round_and_lets_government_see_the_version(
    cast, strategy, bring_to
):
    bring_to("with_government")

    round_ = Round.objects.get()
    assert (round_.number, round_.version) == (1, strategy.in_question)
    assert set(Disclosure.objects.values_list("audience", flat=True)) == {
        "area_lead",
        "administrators",
    }
    assert Rendering.objects.get().stage == "submitted"


def test_a_version_may_be_asked_back_until_reading_has_started(
    cast, strategy, bring_to, take
):
    bring_to("with_government")
    Round.objects.update(reading_since=strategy.begun_at, reading_by=cast.area_lead)

    with pytest.raises(Blocked, match="has started reading"):
        take("ask_back", cast.officer)


def test_sending_back_needs_a_letter(cast, bring_to, take):
    bring_to("with_government")

    with pytest.raises(Blocked, match="Write the letter to the place"):
        take("send_back", cast.area_lead, note="  ")


def test_sending_back_sends_what_was_taken_over_and_nothing_else(
    cast, strategy, bring_to, take
):
    bring_to("with_government")
    mine = a_point(strategy, 1, cast.area_lead, standing="taken")
    theirs = a_point(strategy, 2, cast.reviewer, standing="proposed")

    take("send_back", cast.area_lead)

    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert mine.sent_at is not None
    assert theirs.sent_at is None


def a_point(strategy, number, by, **fields):
    fields = {"level": "must", "text": "Say more.", "standing": "taken", **fields}
    return Point.objects.create(
        strategy=strategy, round=strategy.rounds.last(), number=number, by=by, **fields
    )


def test_a_new_submission_needs_a_reply_to_each_needed_change(
    cast, strategy, bring_to, take
):
    bring_to("with_government")
    point = a_point(strategy, 1, cast.area_lead)
    a_point(strategy, 2, cast.area_lead, level="should")
    take("send_back", cast.area_lead)
    take("ask_for_approval", cast.officer)
    take("approve", cast.approver)

    with pytest.raises(Blocked) as blocked:
        take("submit", cast.officer)
    Reply.objects.create(point=point, text="We disagree, because…", by=cast.officer)
    take("submit", cast.officer)

    assert blocked.value.reasons == ["Point 1 needs a reply: Say more."]


def test_agreement_says_everything_that_is_in_the_way_at_once(
    cast, strategy, bring_to, take
):
    bring_to("with_government")
    a_point(strategy, 1, cast.area_lead)

    with pytest.raises(Blocked) as blocked:
        take("agree", cast.area_lead)

    said = " ".join(blocked.value.reasons)
    assert "Point 1 needs a change and is still open" in said
    assert "GP-1 Says what is true: say that it is shown, or set it aside" in said
    assert "GP-2 Chooses: say that it is shown, or give one sentence" in said
    assert "Say who in government decided." in said


@pytest.mark.parametrize(
    ("finding", "reason", "goes"),
    [
        ("shown", "", True),
        ("not_yet", "More.", False),
        ("set_aside", "None here.", True),
    ],
)
def test_a_must_is_shown_or_set_aside(
    finding, reason, goes, cast, strategy, bring_to, take
):
    bring_to("with_government")
    find_everything_shown(strategy, cast.area_lead)
    Judgement.objects.filter(criterion="GP-1").update(finding=finding, reason=reason)

    if goes:
        take("agree", cast.area_lead, **DECISION)
    else:
        with pytest.raises(Blocked, match="GP-1"):
            take("agree", cast.area_lead, **DECISION)


def test_a_should_that_is_not_shown_needs_one_sentence(cast, strategy, bring_to, take):
    bring_to("with_government")
    find_everything_shown(strategy, cast.area_lead)
    Judgement.objects.filter(criterion="GP-2").update(finding="not_yet", reason="")

    with pytest.raises(Blocked, match="GP-2"):
        take("agree", cast.area_lead, **DECISION)
    Judgement.objects.filter(criterion="GP-2").update(reason="It is local.")
    take("agree", cast.area_lead, **DECISION)


def test_a_supporting_lep_stands_behind_the_version_before_it_is_agreed(
    cast, strategy, bring_to, take
):
    supporter = PlaceFactory(name="Mere and Downs")
    RelationFactory(source=supporter, target=cast.place)
    bring_to("with_government")
    find_everything_shown(strategy, cast.area_lead)

    with pytest.raises(
        Blocked, match="Mere and Downs LEP has not recorded its support"
    ):
        take("agree", cast.area_lead, **DECISION)
    strategy.in_question.supports.create(
        place=supporter, by=a_person(Role.APPROVER, supporter)
    )
    take("agree", cast.area_lead, **DECISION)


def test_a_second_submission_carries_forward_what_still_holds(
    cast, strategy, bring_to, take
):
    bring_to("with_government")
    find_everything_shown(strategy, cast.area_lead)
    Judgement.objects.filter(criterion="GP-2").update(finding="not_yet", reason="More.")
    take("send_back", cast.area_lead)
    take("ask_for_approval", cast.officer)
    take("approve", cast.approver)
    take("submit", cast.officer)

    carried = set(
        strategy.rounds.get(number=2).judgements.values_list("criterion", flat=True)
    )
    judged = {c.id for c in strategy.edition.judged(cast.place.kind)}
    assert carried == judged - {"GP-2"}


def test_a_withdrawn_strategy_goes_back_to_where_it_was(cast, strategy, bring_to, take):
    bring_to("approved")
    take("withdraw", cast.approver)
    take("reinstate", cast.approver)

    strategy.refresh_from_db()
    assert strategy.status == Status.APPROVED


def test_a_strategy_is_not_reinstated_beside_another(
    cast, strategy, take, open_edition
):
    take("withdraw", cast.approver)
    outline.begin(
        cast.place, title="Another", end_year=None, by=cast.officer,
        edition_key=open_edition,
    )  # fmt: skip

    with pytest.raises(Blocked, match="Another strategy of this place has begun"):
        take("reinstate", cast.approver)


def test_what_was_taken_back_goes_where_it_came_from(cast, strategy, bring_to, take):
    bring_to("returned")
    take("ask_for_approval", cast.officer)
    take("approve", cast.approver)
    take("take_back", cast.officer)

    strategy.refresh_from_db()
    assert strategy.status == Status.RETURNED
    assert Approval.objects.order_by("pk").last().taken_back_at is not None


def test_a_pause_says_why_and_leaves_the_status(cast, strategy, take):
    take("pause", cast.area_lead, note="Pre-election period")

    strategy.refresh_from_db()
    assert strategy.status == Status.DRAFTING
    assert strategy.paused_because == "Pre-election period"
    with pytest.raises(Blocked, match="paused already"):
        take("pause", cast.officer)
    take("resume", cast.officer)
    strategy.refresh_from_db()
    assert not strategy.is_paused


def test_the_buttons_offered_are_the_moves_open_to_the_person(cast, strategy):
    assert {move.verb for move in moves_for(cast.officer, strategy)} == {
        "ask_for_approval",
        "pause",
    }
    assert moves_for(cast.reader, strategy) == []


def test_those_whose_turn_it_is_are_told_and_never_the_one_who_did_it(
    cast, strategy, take
):
    take("ask_for_approval", cast.officer)

    mail = Mail.objects.get()
    assert mail.address == cast.approver.email
    assert mail.subject == "Your approval is asked for: A strategy"
    assert "version 1" in mail.text


def test_a_mail_says_what_happened_and_what_was_written_with_it(cast, take):
    take("ask_for_approval", cast.officer, note="Item 6 of the board.")

    text = Mail.objects.get().text
    assert f"{cast.officer.name} wrote:\n\nItem 6 of the board." in text
    assert "optional" not in text


def test_agree_and_send_back_at_once_have_one_winner(cast, strategy, bring_to, take):
    bring_to("with_government")
    find_everything_shown(strategy, cast.area_lead)
    read = Strategy.objects.get(pk=strategy.pk)
    take("agree", cast.area_lead, **DECISION)

    with pytest.raises(Blocked, match="now: agreed"):
        perform(
            MOVES["send_back"], read, by=cast.area_lead, note=NOTE,
            version=read.in_question.number,
        )  # fmt: skip
