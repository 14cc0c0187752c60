"""Asking people: from the questions to “you said, we did”."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from evidence.models import Conversation
from office.models import Entry
from people.models import Role
from reviews import consultations
from reviews.forms.responses import SALT
from reviews.models import Consultation, Response
from strategies import versions
from strategies.models import Version
from tests.factories import MembershipFactory
from tests.strategies.written import a_written_strategy

pytestmark = pytest.mark.django_db
Group = Conversation.Group


@pytest.fixture
def officer():
    return MembershipFactory(role=Role.OFFICER).user


@pytest.fixture
def strategy(officer):
    return a_written_strategy(officer.memberships.get().place, by=officer)


@pytest.fixture
def at_the_place(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def asked(strategy, officer):
    made = Consultation(
        strategy=strategy,
        place=strategy.place,
        title="What should we do first?",
        about="We want to hear from **everybody**.",
        opens_on=timezone.localdate(),
        closes_on=timezone.localdate() + timedelta(days=30),
    )
    return consultations.begin(made, ["What is missing?", "Who else?"], by=officer)


@pytest.fixture
def published(asked, officer):
    consultations.publish(asked, by=officer)
    asked.refresh_from_db()
    return asked


def typed(days=30, **said):
    first, last = timezone.localdate(), timezone.localdate() + timedelta(days=days)
    return {
        "title": "What should we do first?",
        "about": "We want to hear from everybody.",
        "questions": "What is missing?\n\n  Who   else?\n",
        "version": "",
        **in_boxes("opens_on", first),
        **in_boxes("closes_on", last),
    } | said


def in_boxes(name, day):
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"{name}_{part}": str(value) for part, value in parts.items()}


def answer(client, consultation, *, seconds=60, **said):
    """Fill the form in and send it, after as many seconds."""
    address = reverse("reviews:respond", args=[consultation.slug])
    page = client.get(address)
    with time_machine.travel(timezone.now() - timedelta(seconds=seconds)):
        opened = signing.TimestampSigner(salt=SALT).sign("form")
    token = page.context["form"].fields["once"].initial()
    sent = {"once": str(token), "opened": opened, "answer_1": "Buses."} | said
    return client.post(address, sent)


def test_an_officer_prepares_one_in_the_browser(at_the_place, strategy):
    add = reverse("reviews:consultation_add", args=[strategy.slug])
    token = at_the_place.get(add).context["form"].fields["once"].initial()

    replies = [at_the_place.post(add, typed(once=str(token))) for _ in range(20)]

    made = Consultation.objects.get()
    assert replies[0].url == reverse("reviews:asking", args=[strategy.slug, made.slug])
    assert [one.text for one in made.questions.all()] == [
        "What is missing?",
        "Who else?",
    ]
    assert made.standing == "Not published yet"


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"title": ""}, "Enter a title"),
        ({"days": -1}, "The last day must not be before the first"),
        ({"questions": "Q?\n" * 21}, "Ask at most 20 questions"),
        ({"questions": "q" * 501}, "Each question must be 500 characters or fewer"),
        ({"version": "99"}, "Choose one of your versions"),
    ],
)
def test_what_cannot_be_asked_is_said(at_the_place, strategy, said, complaint):
    add = reverse("reviews:consultation_add", args=[strategy.slug])
    token = at_the_place.get(add).context["form"].fields["once"].initial()

    page = at_the_place.post(add, typed(once=str(token), **said))

    assert complaint in page.content.decode()
    assert not Consultation.objects.exists()


def test_a_stale_change_keeps_what_was_typed(at_the_place, strategy, asked):
    edit = reverse("reviews:consultation_edit", args=[strategy.slug, asked.slug])
    first = at_the_place.post(edit, typed(title="First", revision="1"))
    second = at_the_place.post(edit, typed(title="Second", revision="1"))

    asked.refresh_from_db()
    assert first.status_code == 302
    assert "Somebody changed this after you opened the page" in second.content.decode()
    assert 'value="Second"' in second.content.decode()
    assert asked.title == "First"


def test_nothing_is_public_before_it_is_published(client, asked):
    page = client.get(asked.get_absolute_url())
    reply = client.post(reverse("reviews:respond", args=[asked.slug]))

    assert page.status_code == 404
    assert reply.status_code == 404
    assert asked.title not in client.get("/consultations/").content.decode()


def test_one_that_asks_and_shows_nothing_is_not_published(asked, officer):
    consultations.ask(asked, [])

    with pytest.raises(consultations.Refused, match="ask at least one question"):
        consultations.publish(asked, by=officer)


def test_published_its_questions_stay(at_the_place, strategy, published):
    edit = reverse("reviews:consultation_edit", args=[strategy.slug, published.slug])

    at_the_place.post(edit, typed(title="Another", revision="1"))

    published.refresh_from_db()
    assert published.title == "What should we do first?"


def test_anybody_answers_without_an_account(client, published):
    public = client.get(published.get_absolute_url()).content.decode()
    reply = answer(client, published, group=Group.BUSINESS, answer_2="The port.")

    kept = Response.objects.get()
    assert "<strong>everybody</strong>" in public
    assert reply.url == reverse("reviews:responded", args=[published.slug])
    assert "Your answer was sent" in client.get(reply.url).content.decode()
    assert kept.answers == {"1": "Buses.", "2": "The port."}
    assert kept.group == Group.BUSINESS
    assert not kept.set_aside_because


def test_twenty_identical_posts_are_one_answer(client, published):
    token = "5d1ecbf2-9f5b-4a04-b5a4-5e9d7a7f2a11"

    for _ in range(20):
        answer(client, published, once=token)

    assert Response.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({"website": "http://spam.example"}, consultations.BY_A_MACHINE),
        ({"seconds": 0}, consultations.BY_A_MACHINE),
        ({"opened": "nonsense"}, consultations.BY_A_MACHINE),
        ({"answer_1": "https://a.example " * 4}, consultations.FULL_OF_LINKS),
    ],
)
def test_what_looks_like_spam_is_kept_and_not_counted(client, published, sent, reason):
    reply = answer(client, published, **sent)

    assert reply.status_code == 302
    assert Response.objects.get().set_aside_because == reason
    assert not consultations.counted(published).exists()


def test_the_same_answers_again_are_not_counted(client, published):
    answer(client, published)
    answer(client, published)

    assert [one.set_aside_because for one in Response.objects.all()] == [
        "",
        consultations.TWICE,
    ]


def test_a_flood_is_set_aside_and_then_stopped(client, published, monkeypatch):
    monkeypatch.setattr(consultations, "FLOOD", 2)
    monkeypatch.setattr(consultations, "MOST", 3)

    for number in range(3):
        answer(client, published, answer_1=f"Answer {number}")
    stopped = answer(client, published, answer_1="One more")

    asides = [one.set_aside_because for one in Response.objects.all()]
    assert asides == ["", "", consultations.IN_A_FLOOD]
    assert "try again in ten minutes" in stopped.content.decode()
    assert "One more" in stopped.content.decode()


def test_an_empty_answer_is_asked_for_something(client, published):
    page = answer(client, published, answer_1=" ")

    assert "Answer at least one question" in page.content.decode()
    assert not Response.objects.exists()


def test_after_its_last_day_nothing_is_taken(client, published):
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        page = client.get(published.get_absolute_url()).content.decode()
        reply = answer_blind(client, published)

    assert "Closed on" in page
    assert "is reading the answers" in page
    assert reply.url == published.get_absolute_url()
    assert not Response.objects.exists()


def answer_blind(client, consultation):
    address = reverse("reviews:respond", args=[consultation.slug])
    return client.post(address, {"answer_1": "Late."})


def test_a_shown_version_is_read_by_anybody_and_says_it_is_a_draft(
    client, strategy, officer, asked
):
    version = versions.freeze(strategy, Version.Purpose.CONSULTATION, by=officer)
    asked.version = version
    asked.save()
    text = reverse("reviews:consultation_text", args=[asked.slug])
    before = client.get(text)

    consultations.publish(asked, by=officer)

    assert before.status_code == 404
    page = client.get(text).content.decode()
    assert "It is not agreed with government" in page
    assert strategy.title in page


def test_anybody_reads_the_questions_before_they_answer(client, published):
    page = client.get(published.get_absolute_url()).content.decode()

    assert "What is asked" in page
    assert "<li>What is missing?</li><li>Who else?</li>" in page


def test_an_empty_answer_is_led_to_the_first_question(client, published):
    page = answer(client, published, answer_1="").content.decode()

    assert '<a href="#id_answer_1">Answer at least one question</a>' in page


def test_public_pages_cost_two_queries(client, published, django_assert_num_queries):
    with django_assert_num_queries(2):
        client.get(published.get_absolute_url())
    with django_assert_num_queries(2):
        client.get("/consultations/")


def test_officers_sort_set_aside_and_count_again(at_the_place, strategy, published):
    answer(at_the_place, published)
    sort = reverse("reviews:response_sort", args=[strategy.slug, published.slug, 1])

    at_the_place.post(sort, {"group": Group.PUBLIC, "because": ""})
    assert consultations.by_group(published) == {Group.PUBLIC: 1}
    at_the_place.post(sort, {"group": Group.PUBLIC, "because": "A test of ours"})
    assert not consultations.by_group(published)
    at_the_place.post(sort, {"group": Group.PUBLIC, "because": ""})
    assert consultations.by_group(published) == {Group.PUBLIC: 1}


def test_the_answers_go_to_the_log_and_what_was_done_to_the_public_page(
    client, at_the_place, strategy, published, officer
):
    for number in range(3):
        answer(client, published, group=Group.BUSINESS, answer_1=f"Trains {number}")
    log = reverse("reviews:consultation_log", args=[strategy.slug, published.slug])
    token = at_the_place.get(log).context["form"].fields["once"].initial()
    said = {
        "said_business": "Earlier trains.",
        "changed_business": "We ask the railway.",
    }

    for _ in range(20):
        at_the_place.post(log, {**said, "once": str(token)})
    entry = Conversation.objects.get()
    unseen = client.get(published.get_absolute_url()).content.decode()
    at_the_place.post(
        reverse("reviews:consultation_outcome", args=[strategy.slug, published.slug])
    )
    seen = client.get(published.get_absolute_url()).content.decode()

    assert (entry.group, entry.people, entry.form) == (Group.BUSINESS, 3, "published")
    assert entry.said == "Earlier trains."
    assert entry.earliest == published.opens_on
    assert "Earlier trains." not in unseen
    assert "You said, we did" in seen
    assert "We ask the railway." in seen


def test_entered_again_the_log_counts_anew(strategy, published, officer, client):
    answer(client, published, group=Group.BUSINESS)
    words = {Group.BUSINESS: {"said": "A", "changed": ""}}
    consultations.enter_in_log(published, words, by=officer)
    answer(client, published, group=Group.BUSINESS, answer_1="Ferries.")

    words = {Group.BUSINESS: {"said": "A and B", "changed": "C"}}
    consultations.enter_in_log(published, words, by=officer)

    entry = Conversation.objects.get()
    assert (entry.people, entry.said, entry.revision) == (2, "A and B", 2)


def test_the_download_runs_no_formula(at_the_place, strategy, published):
    answer(at_the_place, published, answer_1="=1+1", organisation="@SUM(A1)")
    address = reverse("reviews:responses_csv", args=[strategy.slug, published.slug])

    rows = at_the_place.get(address).content.decode("utf-8-sig")

    assert "'=1+1" in rows
    assert "'@SUM(A1)" in rows


def test_a_last_day_moves_and_taken_down_it_is_gone(
    client, at_the_place, strategy, published
):
    day = timezone.localdate() + timedelta(days=60)
    where = [strategy.slug, published.slug]
    at_the_place.post(
        reverse("reviews:consultation_last_day", args=where), in_boxes("closes_on", day)
    )
    published.refresh_from_db()
    assert published.closes_on == day

    at_the_place.post(
        reverse("reviews:consultation_take_down", args=where), {"because": "Wrong text"}
    )

    assert client.get(published.get_absolute_url()).status_code == 404
    verbs = Entry.objects.filter(verb__startswith="consultation").values_list(
        "verb", flat=True
    )
    assert list(verbs) == [
        "consultation_published",
        "consultation_last_day",
        "consultation_taken_down",
    ]


def test_readers_read_and_only_officers_act(client, strategy, published):
    reader = MembershipFactory(place=strategy.place, role=Role.READER).user
    stranger = MembershipFactory(role=Role.OFFICER).user
    page = reverse("reviews:asking", args=[strategy.slug, published.slug])
    act = reverse("reviews:consultation_publish", args=[strategy.slug, published.slug])

    client.force_login(reader)
    assert client.get(page).status_code == 200
    assert client.post(act).status_code == 403
    client.force_login(stranger)
    assert client.get(page).status_code == 404
    assert client.post(act).status_code == 404


def test_the_answers_page_costs_no_more_with_more_answers(
    at_the_place, strategy, published, django_assert_max_num_queries
):
    address = reverse("reviews:responses", args=[strategy.slug, published.slug])
    Response.objects.bulk_create(
        Response(consultation=published, number=number, answers={"1": "Yes"})
        for number in range(1, 60)
    )

    with django_assert_max_num_queries(10):
        page = at_the_place.get(address)

    assert len(page.context["rows"]) == 25


def test_two_of_one_title_have_addresses_of_their_own(strategy, officer):
    day = date(2027, 3, 1)
    made = [
        consultations.begin(
            Consultation(
                strategy=strategy,
                place=strategy.place,
                title="Same",
                about="Same",
                opens_on=day,
                closes_on=day,
            ),
            [],
            by=officer,
        )
        for _ in range(3)
    ]

    assert len({one.slug for one in made}) == 3
