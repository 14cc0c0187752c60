"""No new money: who closes a mark, what stays open, and what stands in the way."""

import uuid

import pytest

from office.ledger import entries, strategy_chain
from people.models import Role
from reviews import funding as deciding
from reviews.attempt import Attempt
from strategies import checks, versions
from strategies.funding.scan import key_of
from strategies.models import FundingAnswer, Status
from strategies.models.version import Disclosure
from tests.factories import PlaceFactory, a_person
from tests.strategies.chosen import a_priority, an_action
from tests.strategies.pages import queries, said
from tests.strategies.written import write
from tests.visitor import Visitor

pytestmark = pytest.mark.django_db
PAGE = "/strategies/marlshire/funding/"
ASK = "Government should provide £4m for the quay."
LOBBY = "We will press for a later train."


def address_of(sentence):
    return f"{PAGE}m{key_of(sentence)[:16]}/"


@pytest.fixture
def strategy(strategy, officer):
    strategy.slug = "marlshire"
    strategy.save()
    write(strategy, "ideas", f"We grow. {ASK} {LOBBY}", officer)
    return strategy


@pytest.fixture
def lead(place, strategy):
    strategy.is_shared_with_area_lead = True
    strategy.save()
    return a_person(Role.AREA_LEAD, place)


@pytest.fixture
def answer(client, strategy):
    """Post an answer to a sentence as the page of the mark does."""

    def post(by, answer, reason="", sentence=ASK, query="", **data):
        client.force_login(by)
        last = strategy.funding_answers.filter(key=key_of(sentence)).last()
        usual = {
            "answer": answer,
            "reason": reason,
            "read_at": last.pk if last else 0,
            "once": uuid.uuid4(),
        }
        return client.post(address_of(sentence) + query, usual | data)

    return post


def open_sentences(strategy):
    found = checks.of_strategy(strategy)
    criterion = found.edition.criterion("NF-1")
    return [
        item.sentence
        for item in checks.seen(found, criterion).open
        if not item.is_warning and "asks" not in item.url
    ]


def test_a_marked_sentence_is_shown_with_why_and_where_to_change_it(visitor):
    page = said(visitor.gets(PAGE))

    assert "1 sentence reads like an ask for new money." in page
    assert (
        "<mark>Government should</mark> provide <mark>£4m</mark> for the quay." in page
    )
    assert "It asks government for something that costs money." in page
    assert 'href="/strategies/marlshire/parts/ideas/edit/">Change the words' in page
    assert "They do not stand in the way." in page


def test_who_says_what_it_is_is_told_of_the_two_other_ways(visitor, lead, client):
    ours = said(visitor.gets(address_of(ASK)))
    client.force_login(lead)
    theirs = said(client.get(address_of(ASK)))

    assert 'href="/strategies/marlshire/parts/ideas/edit/">change the words' in ours
    assert "ask your Area Lead, who can allow it" in ours
    assert "change the words" not in theirs


def test_an_open_mark_stands_in_the_way_of_approval(strategy):
    reasons = checks.blockers(strategy, "ask_for_approval")

    assert f"“Ideas” reads like an ask for new money: “{ASK}”" in reasons
    assert not any("later train" in reason for reason in reasons)


def test_records_are_read_as_texts_are(strategy, officer):
    priority = a_priority(strategy, officer, why_local="Government to fund a ferry.")
    an_action(priority, officer, funding_note="We will bid for £2m.")

    reasons = checks.blockers(strategy, "ask_for_approval")

    assert (
        "P1, why local action reads like an ask for new money: "
        "“Government to fund a ferry.”" in reasons
    )
    assert any(reason.startswith("A1.1, which budget") for reason in reasons)


def test_an_existing_commitment_needs_its_reference(answer, officer, strategy):
    refused = answer(officer, "existing")
    kept = answer(officer, "existing", "Growth Deal letter, 3 May 2018")

    assert "Give a reference" in said(refused)
    assert kept.status_code == 302
    assert open_sentences(strategy) == []
    last = entries(strategy_chain(strategy.pk)).last()
    assert (last.verb, last.facts["note"]) == (
        "funding_existing",
        "Growth Deal letter, 3 May 2018",
    )


def test_a_sentence_that_changes_is_open_again(answer, officer, strategy):
    answer(officer, "description")

    write(strategy, "ideas", f"We grow. {ASK.replace('£4m', '£5m')}", officer)

    assert len(open_sentences(strategy)) == 1


def test_what_was_closed_can_be_opened_again(answer, officer, strategy, visitor):
    answer(officer, "description", "Others pay")

    answer(officer, "reopened")

    assert len(open_sentences(strategy)) == 1
    assert strategy.funding_answers.count() == 2


def test_only_the_area_lead_allows_and_with_a_reason(answer, officer, lead, strategy):
    theirs = answer(officer, "allowed", "We may")
    bare = answer(lead, "allowed")
    given = answer(lead, "allowed", "Announced tomorrow")

    assert "That cannot be said of it now" in said(theirs)
    assert "Give the reason why it may stand" in said(bare)
    assert given.status_code == 302
    assert open_sentences(strategy) == []


def test_the_area_lead_does_not_answer_for_the_place(answer, lead):
    assert "That cannot be said of it now" in said(answer(lead, "description"))


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.APPROVER, Role.READER])
def test_others_at_the_place_read_and_do_not_answer(role, place, client, answer):
    person = a_person(role, place)

    assert answer(person, "description").status_code == 403
    assert ASK[:20] in client.get(PAGE).content.decode()
    assert "Say what it is" not in client.get(PAGE).content.decode()


def test_strangers_and_an_area_lead_who_may_not_read_see_nothing(
    client, place, strategy
):
    for person in (
        a_person(Role.AREA_LEAD, place),
        a_person(Role.OFFICER, PlaceFactory()),
    ):
        client.force_login(person)
        assert client.get(PAGE).status_code == 404
        assert client.get(address_of(ASK)).status_code == 404


def test_a_sentence_is_removed_only_once_it_is_gone(answer, officer, strategy, visitor):
    too_soon = answer(officer, "removed")
    versions.freeze(strategy, "board", by=officer)
    write(strategy, "ideas", "We grow.", officer)
    gone = said(visitor.gets(PAGE))
    kept = answer(officer, "removed")

    assert "That cannot be said of it now" in said(too_soon)
    assert "No longer in the text" in gone
    assert "Say that it was removed" in gone
    assert kept.status_code == 302
    write(strategy, "ideas", ASK, officer)
    assert len(open_sentences(strategy)) == 1


def test_an_answer_given_after_freezing_counts_for_the_version(
    answer, officer, strategy
):
    strategy.in_question = versions.freeze(strategy, "approval", by=officer)
    strategy.save()
    attempt = Attempt(strategy, "approve", officer)

    before = deciding.marks_open(attempt)
    answer(officer, "description", "It tells what was said")

    assert len(before) == 1
    assert ASK in before[0]
    assert deciding.marks_open(attempt) == []


def test_a_version_keeps_its_marks_though_the_draft_has_none(
    answer, officer, strategy, visitor
):
    version = versions.freeze(strategy, "approval", by=officer)
    strategy.in_question = version
    strategy.save()
    write(strategy, "ideas", "We grow.", officer)

    assert "Version 1, the one in question, has 1 open of its own." in said(
        visitor.gets(PAGE)
    )
    assert ASK[12:] in visitor.reads(f"{PAGE}?version=1")
    assert len(deciding.marks_open(Attempt(strategy, "submit", officer))) == 1


def test_who_reads_only_a_version_sees_its_marks_and_every_answer(
    answer, officer, place, strategy, client
):
    version = versions.freeze(strategy, "approval", by=officer)
    answer(officer, "description", "Others pay for it")
    Disclosure.objects.create(version=version, audience="area_lead", why="Submitted")
    write(strategy, "ideas", f"{LOBBY} Zqsecret: DfT to pay for it.", officer)
    client.force_login(a_person(Role.AREA_LEAD, place))

    page = said(client.get(PAGE))

    assert "A description, not an ask, said Olive Marsh" in page
    assert "Others pay for it" in page
    assert "Zqsecret" not in page


def test_twenty_posts_of_one_form_are_one_answer(answer, officer, strategy):
    token = uuid.uuid4()

    for _ in range(20):
        answer(officer, "description", once=token, read_at=0)

    assert strategy.funding_answers.count() == 1


def test_an_answer_meanwhile_is_shown_before_another_is_kept(
    answer, officer, second, strategy
):
    answer(officer, "description")
    answer(officer, "reopened")

    late = answer(second, "existing", "The letter", read_at=0)

    assert "Olive Marsh answered since you opened this page" in said(late)
    assert strategy.funding_answers.count() == 2


def test_nothing_is_answered_once_the_strategy_is_closed(answer, officer, strategy):
    strategy.status = Status.WITHDRAWN
    strategy.save()

    assert answer(officer, "description").status_code == 403


def test_bent_addresses_lead_nowhere(visitor):
    for path in ("m0/", "x/", "?version=x", "?version=99", f"?version={'9' * 400}"):
        assert visitor.client.get(PAGE + path).status_code == 404


def test_the_page_costs_as_much_with_fifty_marks(client, strategy, officer):
    client.force_login(officer)
    few = queries(lambda: client.get(PAGE))

    text = "\n\n".join(f"Government should provide £{n}m." for n in range(50))
    write(strategy, "people", text, officer)
    for n in range(50):
        FundingAnswer.objects.create(
            strategy=strategy,
            sentence=f"Government should provide £{n}m.",
            key=key_of(f"Government should provide £{n}m."),
            answer="description",
            by=officer,
        )

    assert queries(lambda: client.get(PAGE)) == few
    assert few <= 10


def test_a_person_finds_the_page_and_closes_a_mark(strategy, officer):
    visitor = Visitor(officer)

    page = visitor.presses(
        "Keep this answer",
        address_of(ASK),
        answer=["description"],
        reason=["It is a quotation"],
    )

    assert "No sentence that reads like an ask for new money is open." in page
    assert "It is a quotation" in page
