"""What departments and neighbours are asked, and who may answer."""

import pytest
from django.urls import reverse

from office.models import Mail
from people.models import Role
from reviews import notices, reading
from strategies import outline, proposing, records
from strategies.models import Commitment
from tests.factories import PlaceFactory, a_person
from tests.strategies.pages import queries, said

WORDS = {"title": "We will plan the railway together", "text": "By **2022**."}


@pytest.fixture
def asked(strategy, cast):
    made = Commitment(
        strategy=strategy, voice="department", department="works", **WORDS
    )
    return records.add(made, by=cast.officer)


@pytest.fixture
def department(cast):
    """The edition of the tests names none, so the key is what it is called."""
    cast.reviewer.department = "Works"
    cast.reviewer.save()


def answer_url(strategy, ref="K1"):
    return reverse("reviews:commitment_answer", args=[strategy.slug, ref])


def answer(client, who, strategy, **data):
    client.force_login(who)
    page = client.get(answer_url(strategy))
    form = page.context["form"]
    typed = {
        "wording": page.context["wording"],
        "once": str(form["once"].initial),
        "note": "",
    }
    return client.post(answer_url(strategy), typed | data)


def waiting(client, who):
    client.force_login(who)
    return said(client.get(reverse("reviews:commitments")))


def test_a_draft_that_is_not_shared_asks_nobody(client, strategy, cast, asked):
    assert WORDS["title"] not in waiting(client, cast.area_lead)
    assert client.get(answer_url(strategy)).status_code == 404


def test_an_area_lead_records_who_in_the_department_agreed(
    client, strategy, cast, asked
):
    outline.share_with_area_lead(strategy, True, by=cast.officer)

    without = answer(client, cast.area_lead, strategy, answer="agreed")
    answer(client, cast.area_lead, strategy, answer="agreed", behalf="J. Ellis, rail")

    given = asked.answers.get()
    assert "Say who in the department" in said(without)
    assert (given.answer, given.behalf, given.by) == (
        "agreed",
        "J. Ellis, rail",
        cast.area_lead,
    )


def test_a_reviewer_of_the_department_answers_the_words_of_the_version(
    client, strategy, cast, asked, department, bring_to
):
    bring_to("with_government")
    round_ = strategy.rounds.get()
    reading.circulate(round_, [cast.reviewer], "2027-01-01", by=cast.area_lead)
    asked.title = "Other words since"
    records.save(asked, by=cast.officer)

    assert "Other words since" not in waiting(client, cast.reviewer)
    answer(client, cast.reviewer, strategy, answer="cannot_agree", note="No powers")

    given = asked.answers.get()
    assert given.words.startswith(WORDS["title"])
    client.force_login(cast.officer)
    page = said(client.get(reverse("strategies:commitments", args=[strategy.slug])))
    assert "No powers" in page
    assert "the words have changed since" in page


def test_a_reviewer_of_the_department_is_told_by_mail_once_for_each_wording(
    strategy, cast, asked, department, bring_to
):
    bring_to("with_government")
    round_ = strategy.rounds.get()
    reading.circulate(round_, [cast.reviewer], "2027-01-01", by=cast.area_lead)
    notices.departments_asked(strategy, [cast.reviewer, cast.area_lead])

    [mail] = Mail.objects.filter(key__startswith="asked:")
    assert mail.to == cast.reviewer
    assert mail.subject == f"{strategy.place} asks your department for an answer"
    assert WORDS["title"] in mail.text
    assert answer_url(strategy) in mail.text


def test_a_reviewer_of_another_department_is_not_asked(
    client, strategy, cast, asked, bring_to
):
    bring_to("with_government")
    reading.circulate(
        strategy.rounds.get(), [cast.reviewer], "2027-01-01", by=cast.area_lead
    )

    assert WORDS["title"] not in waiting(client, cast.reviewer)
    assert not Mail.objects.filter(key__startswith="asked:").exists()
    assert client.get(answer_url(strategy)).status_code == 404


def test_a_button_says_that_the_words_have_been_seen(client, strategy, cast, asked):
    outline.share_with_area_lead(strategy, True, by=cast.officer)
    client.force_login(cast.area_lead)
    wording = client.get(answer_url(strategy)).context["wording"]

    for _ in range(2):
        client.post(answer_url(strategy), {"seen": "yes", "wording": wording})

    assert [given.answer for given in asked.answers.all()] == ["seen"]


def test_words_that_changed_meanwhile_are_not_answered_unread(
    client, strategy, cast, asked
):
    outline.share_with_area_lead(strategy, True, by=cast.officer)

    stale = answer(
        client, cast.area_lead, strategy, answer="agreed", behalf="J", wording="old"
    )

    assert stale.status_code == 409
    assert not asked.answers.exists()


@pytest.fixture
def northmark(db):
    return PlaceFactory(name="Northmark", slug="northmark")


@pytest.fixture
def proposed(strategy, cast, northmark):
    made = Commitment(
        strategy=strategy, voice="neighbour", neighbour=northmark, **WORDS
    )
    records.add(made, by=cast.officer)
    proposing.propose(made, by=cast.officer)
    return made


def test_a_neighbour_reads_exactly_these_words(
    client, strategy, cast, northmark, proposed
):
    nell = a_person(Role.OFFICER, northmark)
    records.add(
        Commitment(strategy=strategy, voice="ours", title="Ours and secret"),
        by=cast.officer,
    )

    assert WORDS["title"] in waiting(client, nell)
    page = said(client.get(answer_url(strategy)))
    assert "By <strong>2022</strong>." in page
    assert "Ours and secret" not in page
    assert client.get(strategy.get_absolute_url()).status_code == 404
    assert client.get(answer_url(strategy, "K2")).status_code == 404


def test_only_its_approver_answers_for_a_neighbour(
    client, strategy, northmark, proposed
):
    nell = a_person(Role.OFFICER, northmark)
    rhona = a_person(Role.APPROVER, northmark)
    client.force_login(nell)
    refused = client.post(answer_url(strategy), {"answer": "confirmed"})

    answer(client, rhona, strategy, answer="confirmed")

    assert refused.status_code == 403
    assert proposed.answers.get().by == rhona


def test_a_neighbour_says_why_it_declines_or_what_other_words(
    client, strategy, northmark, proposed
):
    rhona = a_person(Role.APPROVER, northmark)

    silent = answer(client, rhona, strategy, answer="declined")
    answer(
        client, rhona, strategy, answer="amended", title="Better", text="By **2023**."
    )

    assert "Say why" in said(silent)
    assert proposed.answers.get().amended == "Better\n\nBy **2023**."


def test_a_reader_or_a_third_place_sees_nothing(client, strategy, northmark, proposed):
    for who in (
        a_person(Role.READER, northmark),
        a_person(Role.APPROVER, PlaceFactory()),
    ):
        assert WORDS["title"] not in waiting(client, who)
        assert client.get(answer_url(strategy)).status_code == 404


def test_the_list_costs_the_same_for_one_and_for_fifty(client, strategy, cast, asked):
    outline.share_with_area_lead(strategy, True, by=cast.officer)
    client.force_login(cast.area_lead)
    url = reverse("reviews:commitments")
    one = queries(lambda: client.get(url))
    for _ in range(49):
        more = Commitment(
            strategy=strategy, voice="department", department="works", **WORDS
        )
        records.add(more, by=cast.officer)

    assert queries(lambda: client.get(url)) == one
    assert one <= 10
