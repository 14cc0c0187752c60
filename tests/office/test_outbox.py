"""Mail against a real server: sent once, tried again, failed, or not known."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from office import outbox
from office.models import Mail
from office.tasks import sweep
from tests.apart import Apart
from tests.factories import UserFactory
from tests.office.smtp import CLOSE, Server

State = Mail.State


@pytest.fixture
def server(settings):
    server = Server()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = server.port
    settings.EMAIL_TIMEOUT = 5
    yield server
    server.stop()


@pytest.fixture
def mail(db):
    return write(UserFactory(email="ada@example.org", name="Ada"))


def write(user, key="one"):
    return outbox.write(user, "password_changed", {}, key=key)


def test_a_mail_is_rendered_into_its_row_as_text_and_in_a_frame(mail):
    assert mail.subject == "Your password was changed"
    assert mail.address == "ada@example.org"
    assert mail.text.startswith("Hello Ada,\n")
    assert mail.html.startswith("<!DOCTYPE html>")
    assert "<title>Your password was changed</title>" in mail.html
    assert "<p>Hello Ada,</p>" in mail.html


def test_names_are_escaped_in_html_and_plain_in_text(db):
    mail = write(UserFactory(name="<b>O’Neill & Sons</b>"))

    assert "<b>O’Neill & Sons</b>" in mail.text
    assert "&lt;b&gt;O’Neill &amp; Sons&lt;/b&gt;" in mail.html


def test_a_key_writes_one_mail(mail):
    assert write(mail.to) is None
    assert Mail.objects.count() == 1


def test_a_mail_that_is_taken_is_sent_once(server, mail):
    assert outbox.deliver_waiting() == 1
    assert outbox.deliver_waiting() == 0

    mail.refresh_from_db()
    assert (mail.state, mail.tries) == (State.SENT, 1)
    assert mail.sent_at is not None
    [message] = server.messages
    assert "Subject: Your password was changed" in message
    assert "To: ada@example.org" in message
    assert "Content-Type: text/plain" in message
    assert "Content-Type: text/html" in message


@pytest.mark.parametrize(
    ("command", "reply", "state", "copies"),
    [
        ("CONNECT", "421 too busy", State.WAITING, 0),
        ("CONNECT", CLOSE, State.WAITING, 0),
        ("MAIL", "451 later", State.WAITING, 0),
        ("MAIL", "550 not you", State.FAILED, 0),
        ("RCPT", "451 later", State.WAITING, 0),
        ("RCPT", "550 nobody here", State.FAILED, 0),
        ("DATA", "451 later", State.WAITING, 0),
        ("END", "451 later", State.WAITING, 1),
        ("END", "554 refused", State.FAILED, 1),
        ("END", CLOSE, State.UNKNOWN, 1),
    ],
)
def test_what_becomes_of_a_mail_by_the_servers_answer(
    server, mail, command, reply, state, copies
):
    server.replies[command] = [reply]

    outbox.deliver_waiting()

    mail.refresh_from_db()
    assert (mail.state, len(server.messages)) == (state, copies)
    assert mail.error or reply == CLOSE


def test_a_server_that_is_not_there_is_tried_again(server, settings, mail):
    server.stop()

    outbox.deliver_waiting()

    mail.refresh_from_db()
    assert mail.state == State.WAITING
    assert mail.next_try_at > timezone.now()


def test_a_mail_put_off_waits_longer_each_time_and_then_goes(server, mail):
    server.replies["RCPT"] = ["451 later"] * 3
    begun, went = timezone.now(), []

    for minute in range(20):
        with time_machine.travel(begun + timedelta(minutes=minute, seconds=1)):
            if outbox.deliver_waiting():
                went.append(minute)

    mail.refresh_from_db()
    assert went == [0, 2, 5, 10]
    assert (mail.state, mail.tries, len(server.messages)) == (State.SENT, 4, 1)


def test_a_mail_put_off_for_ever_has_failed(server, mail):
    server.replies["RCPT"] = ["451 later"] * 20
    now = timezone.now()

    for day in range(12):
        with time_machine.travel(now + timedelta(days=day)):
            outbox.deliver_waiting()

    mail.refresh_from_db()
    assert (mail.state, mail.tries) == (State.FAILED, outbox.TRY_LIMIT)


def test_a_mail_of_unknown_fate_is_not_sent_again_by_itself(server, mail):
    server.replies["END"] = [CLOSE]
    outbox.deliver_waiting()

    with time_machine.travel(timezone.now() + timedelta(days=3)):
        sweep()
        outbox.deliver_waiting()

    assert len(server.messages) == 1


@pytest.mark.parametrize("state", [State.FAILED, State.UNKNOWN])
def test_an_administrator_may_send_a_mail_again(server, mail, state):
    Mail.objects.update(state=state, tries=8, error="Broken")

    assert outbox.try_again(mail) is True
    assert outbox.try_again(mail) is False
    outbox.deliver_waiting()

    mail.refresh_from_db()
    assert (mail.state, mail.tries, mail.error) == (State.SENT, 1, "")


@pytest.mark.parametrize("state", [State.SENT, State.WAITING, State.SENDING])
def test_a_mail_on_its_way_is_not_sent_again(mail, state):
    Mail.objects.update(state=state)

    assert outbox.try_again(mail) is False


def test_a_mail_in_the_hands_of_a_dead_worker_is_unknown_within_15_minutes(mail):
    Mail.objects.update(state=State.SENDING, claimed_at=timezone.now())

    with time_machine.travel(timezone.now() + timedelta(minutes=9)):
        assert outbox.release_stale() == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        assert outbox.release_stale() == 1

    mail.refresh_from_db()
    assert mail.state == State.UNKNOWN


def test_one_mail_in_trouble_does_not_hold_up_the_others(server, db):
    mails = [write(UserFactory(), key=f"{number}") for number in range(3)]
    server.replies["RCPT"] = ["250 ok", "550 nobody here", "250 ok"]

    assert outbox.deliver_waiting() == 3

    states = [Mail.objects.get(pk=each.pk).state for each in mails]
    assert states == [State.SENT, State.FAILED, State.SENT]


def test_a_mail_goes_once_its_transaction_has_committed(
    server, db, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(3):
            write(UserFactory(), key=f"{number}")
        assert server.messages == []

    assert len(server.messages) == 3


SEED = """
from office import outbox
from people.models import User
for n in range(12):
    user = User.objects.create(email=f"o{n}@example.org", name="O", slug=f"o{n}")
    outbox.write(user, "password_changed", {}, key=str(n))
"""
DELIVER = "from office import outbox\nprint(outbox.deliver_waiting())"
STATES = "from office.models import Mail\nprint(*sorted(m.state for m in Mail.objects.all()))"


def apart_with(folder, server):
    return Apart(
        folder,
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=str(server.port),
    )


def test_workers_at_once_send_each_mail_once(tmp_path):
    server = Server(pause=0.05)
    apart = apart_with(tmp_path, server)
    apart.run(SEED)

    taken = apart.run_at_once(DELIVER, times=3)

    assert sum(map(int, taken)) == 12
    to = sorted(
        line
        for each in server.messages
        for line in each.splitlines()
        if line[:3] == "To:"
    )
    assert to == sorted(f"To: o{number}@example.org" for number in range(12))
    assert set(apart.run(STATES).split()) == {"sent"}
    server.stop()


def test_a_worker_killed_in_mid_mail_leaves_one_copy_and_one_unknown(tmp_path):
    server = Server(pause=30)
    apart = apart_with(tmp_path, server)
    apart.run(SEED.replace("range(12)", "range(1)"))
    worker = apart.start(DELIVER)
    while apart.run(STATES) != "sending":
        pass

    worker.kill()
    worker.communicate()
    apart.run(
        "from datetime import timedelta\n"
        "from office import outbox\n"
        "outbox.CLAIM_LASTS = timedelta(0)\n"
        "outbox.release_stale()\n"
    )

    assert apart.run(DELIVER) == "0"
    assert apart.run(STATES) == "unknown"
    server.stop()
