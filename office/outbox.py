"""Mail: written as a row with what it tells of, claimed before it is handed over.

A reply that says "try later" (4xx) or a server that cannot be reached is tried again; a
line cut after the message was handed over leaves the mail *unknown*, for a person to
decide, because nobody can know whether it arrived.
"""

import smtplib
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from office.jobs import enqueue
from office.models import Mail

if TYPE_CHECKING:
    from people.models import User

TRY_LIMIT = 8
CLAIM_LASTS = timedelta(minutes=10)
FIRST_WAIT = timedelta(minutes=1)


def write(
    to: "User", template: str, context: dict[str, Any], *, key: str
) -> Mail | None:
    """Render emails/<template>.txt and .html for one person; None if the key was used."""
    return write_to(to.email, template, {"user": to, **context}, key=key, to=to)


def write_to(
    address: str,
    template: str,
    context: dict[str, Any],
    *,
    key: str,
    to: "User | None" = None,
) -> Mail | None:
    """The same, for somebody who is not a user yet. The first line is the subject."""
    context = {"site_url": settings.SITE_URL, **context}
    plain = unescape(render_to_string(f"emails/{template}.txt", context))
    first, _, text = plain.partition("\n")
    subject = " ".join(first.removeprefix("Subject:").split())
    context["subject"] = subject
    body = render_to_string(f"emails/{template}.html", context)
    html = render_to_string("emails/base.html", {**context, "body": body})
    try:
        with transaction.atomic():
            mail = Mail.objects.create(
                key=key,
                to=to,
                address=address,
                subject=subject[:200],
                text=text.strip() + "\n",
                html=html,
            )
    except IntegrityError:
        return None
    enqueue()
    return mail


def deliver_waiting(limit: int = 50) -> int:
    """Hand over what waits, oldest first; how many were taken up."""
    taken = 0
    for _ in range(limit):
        mail = _claim_next()
        if mail is None:
            break
        _hand_over(mail)
        taken += 1
    return taken


def anything_waits() -> bool:
    return Mail.objects.filter(
        state=Mail.State.WAITING, next_try_at__lte=timezone.now()
    ).exists()


def release_stale() -> int:
    """Mails claimed by a worker that died: nobody knows whether they went."""
    return Mail.objects.filter(
        state=Mail.State.SENDING, claimed_at__lt=timezone.now() - CLAIM_LASTS
    ).update(
        state=Mail.State.UNKNOWN,
        error="The worker stopped while it handed this mail over.",
    )


def try_again(mail: Mail) -> bool:
    """An administrator's decision to send a failed or unknown mail once more."""
    changed = Mail.objects.filter(
        pk=mail.pk, state__in=[Mail.State.FAILED, Mail.State.UNKNOWN]
    ).update(state=Mail.State.WAITING, tries=0, error="", next_try_at=timezone.now())
    if changed:
        enqueue()
    return bool(changed)


@transaction.atomic
def _claim_next() -> Mail | None:
    mail = (
        Mail.objects.select_for_update(skip_locked=True)
        .filter(state=Mail.State.WAITING, next_try_at__lte=timezone.now())
        .order_by("written_at", "pk")
        .first()
    )
    if mail is None:
        return None
    mail.state = Mail.State.SENDING
    mail.claimed_at = timezone.now()
    mail.tries += 1
    mail.save(update_fields=["state", "claimed_at", "tries"])
    return mail


def _hand_over(mail: Mail) -> None:
    message = EmailMultiAlternatives(mail.subject, mail.text, None, [mail.address])
    message.attach_alternative(mail.html, "text/html")
    try:
        with get_connection(fail_silently=False) as connection:
            connection.open()
            _send(mail, message, connection)
    except (smtplib.SMTPException, OSError) as error:
        _put_back(mail, error)


def _send(mail: Mail, message: EmailMultiAlternatives, connection: Any) -> None:
    message.connection = connection
    try:
        message.send()
    except smtplib.SMTPServerDisconnected as error:
        _settle(mail, Mail.State.UNKNOWN, str(error))
    except smtplib.SMTPResponseException as error:
        if 400 <= error.smtp_code < 500:
            raise
        _settle(mail, Mail.State.FAILED, str(error))
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        if all(400 <= code < 500 for code in codes):
            raise
        _settle(mail, Mail.State.FAILED, str(error))
    except OSError as error:
        _settle(mail, Mail.State.UNKNOWN, str(error))
    else:
        _settle(mail, Mail.State.SENT, "")


def _put_back(mail: Mail, error: Exception) -> None:
    """Not handed over: try again later, waiting longer each time."""
    if mail.tries >= TRY_LIMIT:
        _settle(mail, Mail.State.FAILED, str(error))
        return
    mail.state = Mail.State.WAITING
    mail.error = str(error)
    mail.next_try_at = timezone.now() + FIRST_WAIT * 2 ** (mail.tries - 1)
    mail.save(update_fields=["state", "error", "next_try_at"])


def _settle(mail: Mail, state: Mail.State, error: str) -> None:
    mail.state = state
    mail.error = error
    mail.sent_at = timezone.now() if state == Mail.State.SENT else None
    mail.save(update_fields=["state", "error", "sent_at"])
