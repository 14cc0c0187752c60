"""Administrators' look at mails and long work; everybody's at the demonstration's mails."""

from csp.decorators import csp
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from office import queue
from office.http import Request
from office.models import Mail
from office.permissions import require

# A mail brings its own style, as mail must, and may do nothing else.
MAIL_POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'none'"],
    "sandbox": ["allow-top-navigation-by-user-activation"],
}


@transaction.atomic
def jobs(request: Request) -> HttpResponse:
    """What failed or waits, with a button to try each failed one again."""
    require(request.user.is_administrator)

    if request.method == "POST":
        if queue.try_again(request.POST.get("what", "")):
            messages.success(request, "It will be tried again in a moment")
        else:
            messages.info(request, "Nothing to do: it has moved on since you looked")
        return redirect("office:jobs")

    return render(
        request,
        "office/jobs.html",
        {
            "mails": queue.troubled_mails(),
            "mails_in_hand": queue.mails_in_hand(),
            "kinds": queue.open_jobs(),
            "most": queue.MOST,
        },
    )


def outbox(request: Request) -> HttpResponse:
    """The mails of the demonstration: each person's own, administrators all."""
    page = Paginator(_mails(request).defer("text", "html"), 50).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "office/outbox.html",
        {"page": page, "is_everybodys": request.user.is_administrator},
    )


def mail(request: Request, number: int) -> HttpResponse:
    return render(
        request,
        "office/mail.html",
        {"mail": get_object_or_404(_mails(request), pk=number)},
    )


@csp(MAIL_POLICY)  # type: ignore[arg-type]  # it takes any view
def mail_html(request: Request, number: int) -> HttpResponse:
    """The mail as a mail program shows it, shut into a sandbox."""
    return HttpResponse(get_object_or_404(_mails(request), pk=number).html)


def _mails(request: Request) -> QuerySet[Mail]:
    """Those this person may read here; none at all where mail is real."""
    if not settings.DEMO:
        raise Http404
    mails = Mail.objects.select_related("to")
    return mails if request.user.is_administrator else mails.filter(to=request.user)
