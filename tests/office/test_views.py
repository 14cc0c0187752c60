"""Mails and jobs for administrators; the demonstration's mails for each person."""

import pytest

from office import outbox
from office.models import Mail, State
from people.models import Role
from reviews.models import Export
from tests.factories import PlaceFactory, UserFactory, a_person, an_administrator

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_(client):
    def signed_in(user):
        client.force_login(user)
        return client

    return signed_in


def a_mail(to=None, key="one", **fields):
    mail = outbox.write(to or UserFactory(), "password_changed", {}, key=key)
    Mail.objects.filter(pk=mail.pk).update(**fields)
    mail.refresh_from_db()
    return mail


@pytest.mark.parametrize("role", Role.values)
def test_mails_and_jobs_are_for_administrators(as_, role):
    client = as_(a_person(role, PlaceFactory()))

    assert client.get("/jobs/").status_code == 403
    assert client.post("/jobs/", {"what": "mail:1"}).status_code == 403


def test_a_mail_that_failed_is_shown_with_its_reason_and_sent_again(as_):
    mail = a_mail(state=Mail.State.FAILED, error="550 nobody here")
    client = as_(an_administrator())

    page = client.get("/jobs/").text
    assert "550 nobody here" in page
    assert mail.address in page
    assert client.post("/jobs/", {"what": f"mail:{mail.pk}"}).status_code == 302

    mail.refresh_from_db()
    assert (mail.state, mail.tries) == (Mail.State.WAITING, 0)
    assert "550 nobody here" not in client.get("/jobs/").text


def test_a_mail_of_unknown_fate_is_shown_with_a_warning(as_):
    a_mail(state=Mail.State.UNKNOWN)

    page = as_(an_administrator()).get("/jobs/").text

    assert "Not known whether it arrived" in page
    assert "they may have it already" in page


def test_mails_that_wait_are_counted_and_those_sent_are_not_shown(as_):
    a_mail(key="one")
    a_mail(key="two", state=Mail.State.SENDING)
    sent = a_mail(key="three", state=Mail.State.SENT)

    page = as_(an_administrator()).get("/jobs/").text

    assert "2 mails wait to be sent or are being sent" in page
    assert sent.address not in page


def test_a_job_that_failed_is_taken_up_again(as_):
    job = Export.objects.create(state=State.FAILED, error="The disk is full", tries=3)
    client = as_(an_administrator())

    assert "The disk is full" in client.get("/jobs/").text
    client.post("/jobs/", {"what": f"reviews.Export:{job.pk}"})

    job.refresh_from_db()
    assert (job.state, job.tries) == (State.WAITING, 0)


def test_a_second_click_changes_nothing(as_):
    job = Export.objects.create(state=State.FAILED)
    client = as_(an_administrator())

    for _ in range(3):
        page = client.post("/jobs/", {"what": f"reviews.Export:{job.pk}"}, follow=True)

    assert "it has moved on since you looked" in page.text


@pytest.mark.parametrize(
    "what",
    [
        "",
        "mail:",
        "mail:x",
        "mail:999999",
        "mail:99999999999999999999999999",
        "mail:²",
        "people.User:1",
        "reviews.Export:7",
        "reviews.Nothing:1",
    ],
)
def test_what_is_not_there_is_not_tried_again(as_, what):
    page = as_(an_administrator()).post("/jobs/", {"what": what}, follow=True)

    assert page.status_code == 200
    assert "Nothing to do" in page.text


def test_jobs_ask_as_many_questions_for_one_as_for_fifty(
    as_, django_assert_max_num_queries
):
    client = as_(an_administrator())
    a_mail(state=Mail.State.FAILED)
    Export.objects.create(state=State.FAILED, asked_by=UserFactory())
    with django_assert_max_num_queries(10) as one:
        client.get("/jobs/")
    for number in range(50):
        a_mail(key=f"{number}", state=Mail.State.FAILED)
        Export.objects.create(state=State.WAITING, asked_by=UserFactory())

    with django_assert_max_num_queries(10) as fifty:
        client.get("/jobs/")

    assert len(one) == len(fifty)


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True


def test_outside_the_demonstration_nobody_reads_mails(as_):
    mail = a_mail()
    client = as_(an_administrator())

    for address in ("/outbox/", f"/outbox/{mail.pk}/", f"/outbox/{mail.pk}/html/"):
        assert client.get(address).status_code == 404


@pytest.mark.usefixtures("demonstration")
def test_each_person_reads_their_own_mails(as_):
    ada = UserFactory(name="Ada")
    hers, another = a_mail(ada, key="hers"), a_mail(key="another")
    client = as_(ada)

    assert client.get("/outbox/").text.count("Your password was changed") == 1
    assert "Hello Ada" in client.get(f"/outbox/{hers.pk}/").text
    assert client.get(f"/outbox/{another.pk}/").status_code == 404
    assert client.get(f"/outbox/{another.pk}/html/").status_code == 404


@pytest.mark.usefixtures("demonstration")
def test_administrators_read_every_mail(as_):
    mails = [a_mail(key="one"), a_mail(key="two")]
    outbox.write_to(
        "new@example.org", "password_changed", {"user": mails[0].to}, key="three"
    )

    page = as_(an_administrator()).get("/outbox/").text

    for address in (mails[0].address, mails[1].address, "new@example.org"):
        assert address in page


@pytest.mark.usefixtures("demonstration")
def test_a_mail_as_html_may_do_nothing_but_look_like_itself(as_):
    ada = UserFactory(name="<script>alert(1)</script>")
    mail = a_mail(ada)

    answer = as_(ada).get(f"/outbox/{mail.pk}/html/")

    assert answer.text == mail.html
    assert "<script>" not in answer.text
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script-src" not in policy


@pytest.mark.usefixtures("demonstration")
def test_the_outbox_asks_as_many_questions_for_one_as_for_fifty(
    as_, django_assert_max_num_queries
):
    client = as_(an_administrator())
    a_mail()
    with django_assert_max_num_queries(10) as one:
        client.get("/outbox/")
    for number in range(49):
        a_mail(key=f"{number}")

    with django_assert_max_num_queries(10) as fifty:
        client.get("/outbox/")

    assert len(one) == len(fifty)
